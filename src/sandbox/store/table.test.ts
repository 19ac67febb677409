import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdIndex } from './id-index.ts';
import { Table } from './table.ts';

type Row = { id: number; color: string };

test('a table agrees with a sorted list of its rows after any puts and removals, across blocks', () => {
  const id = fc.integer({ min: 1, max: 4000 });
  const step = fc.record({ id, color: fc.constantFrom('red', 'green'), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), id, fc.nat(60), (steps, probe, offset) => {
      const byColor = new IdIndex<string | number>();
      const table = new Table<Row>({ index: byColor, key: (row) => row.color });
      const model = new Map<number, Row>();
      for (const { remove, ...row } of steps) {
        if (remove) table.remove(row.id);
        else table.put(row);
        if (remove) model.delete(row.id);
        else model.set(row.id, row);
      }
      const rows = [...model.values()].sort((a, b) => a.id - b.id);
      expect([...table]).toEqual(rows);
      expect(table.size).toBe(rows.length);
      expect(table.at(offset)).toEqual(rows[offset]);
      expect(table.after(probe)).toEqual(rows.find((row) => row.id > probe));
      expect(table.before(probe)).toEqual(rows.findLast((row) => row.id < probe));
      for (const color of ['red', 'green']) {
        expect(byColor.get(color)).toEqual(rows.filter((row) => row.color === color).map((row) => row.id));
      }
    }),
    { numRuns: 300 },
  );
});

test('an id is not given again after its row was removed', () => {
  const table = new Table<Row>();
  table.put({ id: 5, color: 'red' });
  table.remove(5);
  expect(table.lastId).toBe(5);
});
