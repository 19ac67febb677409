import { Text } from '@bigcommerce/big-design';
import { useEffect, useMemo, useRef } from 'react';
import styled, { useTheme } from 'styled-components';
import type uPlot from 'uplot';
import type { ImportSample } from '../../../../../src/hosts/http/api-types.ts';
import { amount, duration } from '../../../parts/amounts.ts';
import { chartHeight, drawPace, linesOf } from './draw-pace.ts';
import { loadPlot } from './load-plot.ts';
import { type ChartData, chartData } from './pace.ts';

/** How the run went: customers a second, and calls left of the store's quota. Says the most of it in a sentence. @param settledBefore Rows that had a fate without a call */
export function PaceChart({ history, settledBefore }: { history: ImportSample[]; settledBefore: number }) {
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const data = useMemo(() => chartData(history, settledBefore), [history, settledBefore]);
  // The largest that it was: one that is made smaller meanwhile leaves what was before inside.
  const most = Math.max(0, ...history.map(({ quota = 0, available = 0 }) => Math.max(quota, available)));
  const quota = most > 0 ? most : undefined;
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
          {inWords(data)}
        </Text>
      </figcaption>
    </Figure>
  );
}

function inWords({ seconds, pace }: ChartData): string {
  const most = Math.max(0, ...pace.filter((value) => value !== null));
  const at = pace.indexOf(most);
  if (most === 0) return '';
  return `At its fastest, after ${duration(seconds[Math.max(1, at)] ?? 0)}, it was ${figure(most)} customers a second.`;
}

/** "8.3", "412" */
export const figure = (value: number): string =>
  amount(Math.round(value * (value < 10 ? 10 : 1)) / (value < 10 ? 10 : 1));

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
