import type { DefaultTheme } from 'styled-components';
import type uPlot from 'uplot';
import { amount, duration } from '../../../parts/amounts.ts';
import type { ChartData } from './pace.ts';

export const chartHeight = 220;

/** Seconds between two marks. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

export type DrawPaceOptions = {
  Plot: typeof uPlot;
  element: HTMLElement;
  data: ChartData;
  /** The most calls that a window had; undefined where the store named none. */
  quota: number | undefined;
  theme: DefaultTheme;
};

/** Draws customers a second on the left, and calls left on the right. The caller destroys it. */
export function drawPace({ Plot, element, data, quota, theme }: DrawPaceOptions): uPlot {
  const { secondary30, secondary60, primary40, warning60 } = theme.colors;
  const axis: uPlot.Axis = {
    stroke: secondary60,
    grid: { stroke: secondary30, width: 1 },
    ticks: { stroke: secondary30 },
  };
  const wholes = (_: uPlot, marks: number[]): string[] => marks.map(amount);
  // The marks of "20,000" ask for more room than those of "20".
  const roomFor = (_: uPlot, marks: string[] | null): number =>
    20 + 8 * Math.max(2, ...(marks ?? []).map(({ length }) => length));
  const options: uPlot.Options = {
    width: element.clientWidth,
    height: chartHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, quota === undefined ? 24 : 8, 0, 8],
    scales: {
      x: { time: false },
      pace: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
      left: { range: (_, __, most) => [0, Math.max(1, quota ?? most)] },
    },
    axes: [
      { ...axis, space: 90, incrs: steps, values: (_, marks) => marks.map(duration) },
      { ...axis, scale: 'pace', size: roomFor, values: wholes },
      ...(quota === undefined
        ? []
        : [{ ...axis, scale: 'left', side: 1 as const, size: roomFor, grid: { show: false }, values: wholes }]),
    ],
    series: [
      {},
      { scale: 'pace', stroke: primary40, width: 2, fill: `${primary40}22`, points: { show: false } },
      { scale: 'left', stroke: warning60, width: 2, dash: [6, 4], points: { show: false } },
    ],
  };
  return new Plot(options, linesOf(data), element);
}

export const linesOf = ({ seconds, pace, left }: ChartData): uPlot.AlignedData => [seconds, pace, left];
