import { availableParallelism, cpus } from 'node:os';

/** One figure of the report. */
export type Measure = {
  measure: string;
  ours: string;
  /** The same of what it is compared with. */
  other?: string;
  target?: string;
  met?: boolean;
};

export type Section = {
  title: string;
  /** What was run, so that a reader can judge the figures. */
  setting: string[];
  measures: Measure[];
  /** Figures that need columns of their own; the first row names them. */
  tables?: { title: string; rows: string[][] }[];
  /** What the figures made necessary to say. */
  remarks?: string[];
};

const heads = ['measure', 'Rollcall', 'peer/bare', 'target', 'met'];

export function printSection({ title, setting, measures, tables = [], remarks = [] }: Section): void {
  const rows = measures.map(({ measure, ours, other = '', target = '', met }) => [
    measure,
    ours,
    other,
    target,
    met === undefined ? '' : met ? 'yes' : 'NO',
  ]);
  console.log(`\n${title}`);
  for (const line of setting) console.log(`  ${line}`);
  printTable([heads, ...rows]);
  for (const { title, rows } of tables) {
    console.log(`  ${title}`);
    printTable(rows);
  }
  for (const line of remarks) console.log(`  ${line}`);
}

function printTable(rows: string[][]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const [number, row] of rows.entries()) {
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join(' | ')
        .trimEnd()}`,
    );
    if (number === 0) console.log(`  ${widths.map((width) => '-'.repeat(width)).join('-|-')}`);
  }
}

export function environment(): string {
  const model = cpus()[0]?.model.trim();
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores${model ? ` (${model})` : ''}, ${new Date().toISOString()}`;
}

export function ratio(value: number, digits = 2): string {
  return value.toFixed(digits);
}

export function percent(value: number, digits = 1): string {
  return `${(value * 100).toFixed(digits)} %`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
