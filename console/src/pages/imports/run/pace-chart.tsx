import { Text } from '@bigcommerce/big-design';
import { useEffect, useMemo, useRef } from 'react';
import styled, { useTheme } from 'styled-components';
import type uPlot from 'uplot';
import type { ImportSample } from '../../../../../src/hosts/http/api-types.ts';
import { amount, duration } from '../../../parts/amounts.ts';
import { chartHeight, drawPace, linesOf } from './draw-pace.ts';
import { loadPlot } from './load-plot.ts';
import { type ChartData, chartData } from './pace.ts';

/** How the run went: customers a second, and calls left of the store's quota. Says the same in a sentence. */
export function PaceChart({ history }: { history: ImportSample[] }) {
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const data = useMemo(() => chartData(history), [history]);
  const quota = history.findLast((sample) => sample.quota !== undefined)?.quota;
  const latest = useRef(data);
  useEffect(() => {
    latest.current = data;
    plot.current?.setData(linesOf(data));
  }, [data]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isGone = false;
    const watcher = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: chartHeight }),
    );
    void loadPlot().then((Plot) => {
      if (isGone) return;
      plot.current = drawPace({ Plot, element, data: latest.current, quota, theme });
      watcher.observe(element);
    });
    return () => {
      isGone = true;
      watcher.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [theme, quota]);
  return (
    <Figure>
      <Key aria-hidden>
        <span>
          <Mark $colour="primary40" /> Customers a second
        </span>
        {quota !== undefined && (
          <span>
            <Mark $colour="warning60" $isDashed /> Calls left of the store’s quota
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
  min-height: ${chartHeight}px;
  overflow: hidden;
`;

const Key = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
  margin-bottom: ${({ theme }) => theme.spacing.xSmall};
`;

const Mark = styled.span<{ $colour: 'primary40' | 'warning60'; $isDashed?: boolean }>`
  border-top: 3px ${({ $isDashed }) => ($isDashed ? 'dashed' : 'solid')} ${({ theme, $colour }) => theme.colors[$colour]};
  display: inline-block;
  margin-right: ${({ theme }) => theme.spacing.xxSmall};
  vertical-align: middle;
  width: 1.5rem;
`;
