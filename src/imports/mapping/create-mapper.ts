import type { SourceRecord } from '../sources/index.ts';
import { columnOf } from './column-of.ts';
import { compilePlan } from './compile-plan.ts';
import { countValues, type ValueCounter } from './count-values.ts';
import type { Draft } from './draft.ts';
import { draftRow, listed } from './draft-row.ts';
import { finishRow } from './finish-row.ts';
import { hideSecrets } from './hide-secrets.ts';
import { holdRows } from './hold-rows.ts';
import { readJsonColumns } from './json-columns.ts';
import { addLateColumn, type LateColumn } from './late-columns.ts';
import { problems } from './problems.ts';
import { isBlankCell } from './read-cell.ts';
import type { JudgedColumn, MappedRow, Proposal } from './types.ts';

export type MapperOptions = {
  proposal: Proposal;
  /** The CSV header. @default the columns of the proposal */
  header?: string[];
  /** Of CSV. @default ',' */
  delimiter?: string;
  /** @default false */
  json?: boolean;
  /** Whether a customer that is not there is created; `skip` updates only, and demands no names. @default 'create' */
  ifMissing?: 'create' | 'skip';
};

export type Mapper = {
  /**
   * Rows come out in order, each once no row can follow that only adds an address to its customer: so some are held back until later.
   */
  push(record: SourceRecord): MappedRow[];
  /** What is still held back, at the end of the file. */
  flush(): MappedRow[];
  /** What the user should look at: tags and groups with their values, consent that is not carried, secrets, columns that came late. */
  judged(): JudgedColumn[];
  /**
   * The header behind a parameter, for problems that are found later: "country_code", "addresses[1].city". With the row that has it, blank
   * addresses before it are taken into account.
   */
  columnOf(param: string, row?: MappedRow): string | undefined;
};

/** Turns the records of one file into loose parameters for creating customers. It throws for no content. */
export function createMapper(options: MapperOptions): Mapper {
  const { proposal, header, delimiter = ',', json = false, ifMissing = 'create' } = options;
  const plan = compilePlan({ proposal, json, ...(header && { header }) });
  const counters = new Map<number, ValueCounter>();
  for (const { position, kind } of plan.judged) if (kind !== 'secret') counters.set(position, countValues());
  const leftovers = new Map<string, ValueCounter>();
  const late: LateColumn[] = [];
  const readObject = readJsonColumns(plan.columns, (path) => {
    const column = addLateColumn(plan, path);
    late.push(column);
    if (column.kind === 'tags' || column.kind === 'group' || column.kind === 'consent_sms')
      counters.set(column.position, countValues());
    return column.position;
  });
  const { mayHold, clean, cleanFaulty } = hideSecrets({ plan, json, delimiter, readObject });

  const usual = new WeakMap<object, number[]>();
  const finishing = {
    plan,
    creates: ifMissing === 'create',
    noteOrigins: (params: object, origins: number[]) => void usual.set(params, origins),
  };
  const finish = (draft: Draft) => finishRow(draft, finishing);
  const held = plan.continuation && holdRows(plan.continuation, finish);

  return { push, flush: () => held?.flush() ?? [], judged, columnOf: headerOf };

  function push(record: SourceRecord): MappedRow[] {
    if (record.fault || (json ? !record.object : !record.cells)) return passBy(faultyRow(record));
    const given = json ? readObject(record.object!) : record.cells!;
    // Most records hold no secret, and are spared an object of their own.
    const cleaned = mayHold(record) ? clean(record, given) : undefined;
    if (cleaned === 'unreadable') return passBy(faultyRow(record, 'is nested too deeply to be read'));
    const values = cleaned ? cleaned.values : given;
    const draft = draftRow(plan, record, values, leftover);
    if (cleaned) {
      draft.row.raw = cleaned.raw;
      for (const position of cleaned.dropped) tellDropped(plan.columns[position]!, draft.row);
    }
    if (counters.size > 0) count(values);
    return held ? held.push(draft) : [finish(draft)];
  }

  function passBy(row: MappedRow): MappedRow[] {
    return held ? held.passBy(row) : [row];
  }

  function faultyRow({ index, line, raw, fault }: SourceRecord, what = 'holds no record'): MappedRow {
    const problem = fault ?? {
      code: 'not_an_object',
      message: `Line ${line} ${what}.`,
      what_to_do: 'Remove the line, or correct it.',
    };
    const cleaned = cleanFaulty(raw, problem.code);
    const message = cleaned.lost === undefined ? problem.message : `${problem.message} ${cleaned.lost}`;
    return { index, line, raw: cleaned.raw, problems: [{ ...problem, message, rejects: true }] };
  }

  /** Of a column that goes nowhere nothing is missed. */
  function tellDropped(column: string, row: MappedRow): void {
    if ([...plan.columnByPlace.values()].includes(column)) row.problems.push(problems.secretInside(column));
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

  function leftover(column: string, field: string): void {
    let counter = leftovers.get(column);
    if (!counter) {
      counter = countValues();
      leftovers.set(column, counter);
    }
    counter.add(field);
  }

  function judged(): JudgedColumn[] {
    const columns = plan.judged.map(({ position, column, kind, note }): JudgedColumn => {
      const counter = counters.get(position);
      const beyond = counter?.overflown() ?? 0;
      const more = beyond > 0 ? ` ${beyond} further values are not counted one by one.` : '';
      return { column, kind, note: note + more, values: counter?.top() ?? [] };
    });
    for (const [column, counter] of leftovers)
      columns.push({
        column,
        kind: 'other',
        note: 'Fields of addresses for which an address of BigCommerce has no room: not carried.',
        values: counter.top(),
      });
    for (const { column, kind, note } of late) if (kind === 'other') columns.push({ column, kind, note, values: [] });
    return columns;
  }

  function headerOf(param: string, row?: MappedRow): string | undefined {
    return columnOf(plan, param, row?.params && usual.get(row.params));
  }
}
