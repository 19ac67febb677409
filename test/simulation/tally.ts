/** How often each thing happened at each step, over many schedules. */
export type Tally = {
  add(row: string, column: string): void;
  count(row: string, column: string): number;
  merge(cells: Record<string, Record<string, number>>): void;
  cells: Record<string, Record<string, number>>;
  /** A table of all rows by all columns; a pair that cannot meet is a dash. */
  print(title: string, possible?: (row: string, column: string) => boolean): string;
};

export function createTally(): Tally {
  const cells: Record<string, Record<string, number>> = {};
  const add = (row: string, column: string, times: number) => {
    cells[row] ??= {};
    cells[row][column] = (cells[row][column] ?? 0) + times;
  };
  return {
    cells,
    add: (row, column) => add(row, column, 1),
    count: (row, column) => cells[row]?.[column] ?? 0,
    merge(other) {
      for (const [row, columns] of Object.entries(other))
        for (const [column, times] of Object.entries(columns)) add(row, column, times);
    },
    print(title, possible = () => true) {
      const rows = Object.keys(cells).sort();
      const columns = [...new Set(rows.flatMap((row) => Object.keys(cells[row]!)))].sort();
      const width = Math.max(title.length, ...rows.map((row) => row.length));
      const line = (first: string, rest: string[]) =>
        `${first.padEnd(width)} ${rest.map((text, i) => text.padStart(Math.max(7, columns[i]!.length))).join(' ')}`;
      return [
        line(title, columns),
        ...rows.map((row) =>
          line(
            row,
            columns.map((column) => (possible(row, column) ? String(cells[row]![column] ?? 0) : '-')),
          ),
        ),
      ].join('\n');
    },
  };
}
