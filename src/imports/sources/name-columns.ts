import type { SourceInfo } from './source.ts';

/**
 * A name for each column, by which it is mapped, corrected and reported; no two are equal, case apart. The first of equal headings keeps it
 * and the others are numbered, "Email (2)"; a column without a heading is called by its position, "column 3".
 */
export function nameColumns(headings: readonly string[]): string[] {
  const taken = new Set(headings.map(foldCase).filter((heading) => heading !== ''));
  const seen = new Map<string, number>();
  return headings.map((heading, position) => {
    const count = (seen.get(foldCase(heading)) ?? 0) + 1;
    seen.set(foldCase(heading), count);
    if (heading === '') return free(`column ${position + 1}`, 1);
    return count === 1 ? heading : free(heading, count);
  });

  function free(name: string, from: number): string {
    let number = from;
    let numbered = number === 1 ? name : `${name} (${number})`;
    while (taken.has(foldCase(numbered))) {
      number += 1;
      numbered = `${name} (${number})`;
    }
    taken.add(foldCase(numbered));
    return numbered;
  }
}

/** Positions of the columns that share a heading, case apart, group by group. */
export function equalHeadings(headings: readonly string[]): number[][] {
  const positions = headings.map((_, position) => position).filter((position) => headings[position] !== '');
  return [...Map.groupBy(positions, (position) => foldCase(headings[position]!)).values()].filter(
    ({ length }) => length > 1,
  );
}

/** The cells that a row may lack at its end, since their columns have no heading. */
export function optionalCells({ header = [], headings = header }: Pick<SourceInfo, 'header' | 'headings'>): number {
  return headings.length - (headings.findLastIndex((heading) => heading !== '') + 1);
}

function foldCase(name: string): string {
  return name.toLowerCase();
}
