import type { Plan } from './compile-plan.ts';
import { countValues, type ValueCounter } from './count-values.ts';
import { listed } from './draft-row.ts';
import { addLateColumn } from './late-columns.ts';
import { isBlankCell } from './read-cell.ts';
import type { ColumnKind, JudgedColumn } from './types.ts';

/** Of columns that came late, only these have values worth a look. */
const countedKinds: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['tags', 'group', 'consent_sms']);

/** Gathers, row by row, what the user should look at: tags and groups with their values, consent that is not carried, secrets, columns that came late. */
export function judgeColumns(plan: Plan) {
  const counters = new Map<number, ValueCounter>();
  for (const { position, kind } of plan.judged) if (kind !== 'secret') counters.set(position, countValues());
  const leftovers = new Map<string, ValueCounter>();
  const late: JudgedColumn[] = [];

  return { addLate, count, countLeftover, judged };

  /** A key of JSON that none of the samples had. Answers the position of its values from then on. */
  function addLate(path: string): number {
    const { position, column, kind, note } = addLateColumn(plan, path);
    if (kind === 'other') late.push({ column, kind, note, values: [] });
    if (countedKinds.has(kind)) counters.set(position, countValues());
    return position;
  }

  function count(values: readonly unknown[]): void {
    for (const [position, counter] of counters) {
      const value = values[position];
      if (isBlankCell(value)) continue;
      const items = listed(value);
      // Of "a, b" the first item is the whole cell.
      for (let at = items.length > 1 && !Array.isArray(value) ? 1 : 0; at < items.length; at += 1)
        counter.add(items[at]!);
    }
  }

  /** A field of an address in a cell of JSON that has no place. */
  function countLeftover(column: string, field: string): void {
    let counter = leftovers.get(column);
    if (!counter) {
      counter = countValues();
      leftovers.set(column, counter);
    }
    counter.add(field);
  }

  function judged(): JudgedColumn[] {
    const known = plan.judged.map(({ position, column, kind, note }): JudgedColumn => {
      const counter = counters.get(position);
      const beyond = counter?.overflown() ?? 0;
      const more = beyond > 0 ? ` ${beyond} further values are not counted one by one.` : '';
      return { column, kind, note: note + more, values: counter?.top() ?? [] };
    });
    const left = [...leftovers].map(
      ([column, counter]): JudgedColumn => ({
        column,
        kind: 'other',
        note: 'Fields of addresses for which an address of BigCommerce has no room: not carried.',
        values: counter.top(),
      }),
    );
    return [...known, ...left, ...late];
  }
}
