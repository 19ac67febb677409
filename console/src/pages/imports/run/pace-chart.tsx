import { Text } from '@bigcommerce/big-design';
import { useEffect, useMemo, useRef } from 'react';
import styled, { useTheme } from 'styled-components';
import uPlot from 'uplot';
import type { ImportSample } from '../../../../../src/hosts/http/api-types.ts';
import { amount, duration } from '../../../parts/amounts.ts';
import { type ChartData, chartData } from './pace.ts';

const height = 220;

/** How the run went: customers a second, and calls left of the store's quota. Says the same in a sentence. */
export function PaceChart({ history }: { history: ImportSample[] }) {
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const data = useMemo(() => chartData(history), [history]);
  const latest = useRef(data);
  latest.current = data;
  const quota = history.findLast((sample) => sample.quota !== undefined)?.quota;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const line = theme.colors.secondary30;
    const axis = { stroke: theme.colors.secondary60, grid: { stroke: line, width: 1 }, ticks: { stroke: line } };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false },
          pace: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
          left: { range: (_, __, most) => [0, Math.max(1, quota ?? most)] },
        },
        axes: [
          { ...axis, values: (_, marks) => marks.map((mark) => duration(mark)), space: 90 },
          { ...axis, scale: 'pace', size: 56, values: (_, marks) => marks.map((mark) => amount(mark)) },
          ...(quota === undefined
            ? []
            : [
                {
                  ...axis,
                  scale: 'left',
                  side: 1 as const,
                  size: 48,
                  grid: { show: false },
                  values: (_: uPlot, marks: number[]) => marks.map((mark) => amount(mark)),
                },
              ]),
        ],
        series: [
          {},
          {
            scale: 'pace',
            stroke: theme.colors.primary40,
            width: 2,
            fill: `${theme.colors.primary40}22`,
            points: { show: false },
          },
          { scale: 'left', stroke: theme.colors.warning40, width: 2, dash: [6, 4], points: { show: false } },
        ],
      },
      linesOf(latest.current),
      element,
    );
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
    };
  }, [theme, quota]);
  useEffect(() => plot.current?.setData(linesOf(data)), [data]);
  return (
    <Figure>
      <Key aria-hidden>
        <span>
          <Mark $colour="primary40" /> Customers a second
        </span>
        {quota !== undefined && (
          <span>
            <Mark $colour="warning40" $isDashed /> Calls left of the store’s quota
          </span>
        )}
      </Key>
      <Place ref={place} role="img" aria-label="Chart of customers a second and calls left over the time of the run" />
      <figcaption>
        <Text color="secondary60" marginBottom="none">
          {inWords(history, data, quota)}
        </Text>
      </figcaption>
    </Figure>
  );
}

const linesOf = ({ seconds, pace, left }: ChartData): uPlot.AlignedData => [seconds, pace, left];

function inWords(history: ImportSample[], { pace }: ChartData, quota: number | undefined): string {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || last.run_ms <= first.run_ms) return '';
  const average = Math.max(0, ((last.settled - first.settled) / (last.run_ms - first.run_ms)) * 1000);
  const most = Math.max(0, ...pace.filter((value) => value !== null));
  const said = `In ${duration(last.run_ms / 1000)} of running: ${figure(average)} customers a second on average, ${figure(most)} at most.`;
  const left =
    last.available === undefined
      ? ''
      : ` ${amount(last.available)} of ${amount(quota ?? 0)} calls are left of the window.`;
  return said + (quota === undefined ? '' : left);
}

const figure = (value: number): string => amount(Math.round(value * (value < 10 ? 10 : 1)) / (value < 10 ? 10 : 1));

const Figure = styled.figure`
  margin: 0;
`;

const Place = styled.div`
  min-height: ${height}px;
  overflow: hidden;
`;

const Key = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
  margin-bottom: ${({ theme }) => theme.spacing.xSmall};
`;

const Mark = styled.span<{ $colour: 'primary40' | 'warning40'; $isDashed?: boolean }>`
  border-top: 3px ${({ $isDashed }) => ($isDashed ? 'dashed' : 'solid')} ${({ theme, $colour }) => theme.colors[$colour]};
  display: inline-block;
  margin-right: ${({ theme }) => theme.spacing.xxSmall};
  vertical-align: middle;
  width: 1.5rem;
`;
