import type { SourceRecord } from '../sources/index.ts';
import { columnOf } from './column-of.ts';
import { compilePlan } from './compile-plan.ts';
import type { Draft } from './draft.ts';
import { draftRow } from './draft-row.ts';
import { finishRow } from './finish-row.ts';
import { hideSecrets } from './hide-secrets.ts';
import { holdRows } from './hold-rows.ts';
import { readJsonColumns } from './json-columns.ts';
import { judgeColumns } from './judge-columns.ts';
import { problems } from './problems.ts';
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
  /** ISO 4217 code of what the store counts in. @default unknown */
  currency?: string;
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
  const { proposal, header, delimiter = ',', json = false, ifMissing = 'create', currency } = options;
  const plan = compilePlan({ proposal, json, currency, ...(header && { header }) });
  const columns = judgeColumns(plan);
  const readObject = readJsonColumns(plan.columns, columns.addLate);
  const { mayHold, clean, cleanFaulty } = hideSecrets({ plan, json, delimiter, readObject });

  /** Where the addresses of a row come from, for rows in which that is not the usual place. */
  const origins = new WeakMap<object, number[]>();
  const finishing = {
    plan,
    creates: ifMissing === 'create',
    noteOrigins: (params: object, own: number[]) => void origins.set(params, own),
  };
  const finish = (draft: Draft) => finishRow(draft, finishing);
  const held = plan.continuation && holdRows(plan.continuation, finish);

  return { push, flush: () => held?.flush() ?? [], judged: columns.judged, columnOf: headerOf };

  function push(record: SourceRecord): MappedRow[] {
    if (record.fault || (json ? !record.object : !record.cells)) return passBy(faultyRow(record));
    const given = json ? readObject(record.object!) : record.cells!;
    // Most records hold no secret, and are spared an object of their own.
    const cleaned = mayHold(record) ? clean(record, given) : undefined;
    if (cleaned === 'unreadable') return passBy(faultyRow(record, 'is nested too deeply to be read'));
    const values = cleaned ? cleaned.values : given;
    const draft = draftRow(plan, record, values, columns.countLeftover);
    if (cleaned) {
      draft.row.raw = cleaned.raw;
      for (const position of cleaned.dropped) tellDropped(plan.columns[position]!, draft.row);
    }
    columns.count(values);
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

  function headerOf(param: string, row?: MappedRow): string | undefined {
    return columnOf(plan, param, row?.params && origins.get(row.params));
  }
}
