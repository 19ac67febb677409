import type pg from 'pg';
import { RollcallError } from '../../nodes/index.ts';
import type { ImportRecord } from '../import.ts';
import { mayBeSecret } from '../mapping/index.ts';
import { readReplacements } from './read-replacements.ts';
import { type Refusal, refuse, textFault, unknownColumn } from './refusals.ts';
import type { ReplacementInput } from './types.ts';

const mostAtOnce = 1_000;
/** More are another file, and each is looked up for every row. */
const mostReplacements = 1_000;

/** Refuses what can be refused without a look at the import. @throws {RollcallError} invalid_params, too_large */
export function checkReplacements(given: readonly ReplacementInput[]): void {
  if (!Array.isArray(given) || given.length === 0)
    throw new RollcallError(
      'invalid_params',
      'replacements must be a list: [{ "column": "Country", "from": "BRD", "to": "DE" }].',
      { param: 'replacements' },
    );
  if (given.length > mostAtOnce)
    throw new RollcallError(
      'too_large',
      `${given.length.toLocaleString('en')} replacements came; a call takes ${mostAtOnce.toLocaleString('en')}. Correct the file itself and import it again.`,
      { param: 'replacements' },
    );
  const refusals = given.flatMap((replacement, at): Refusal[] => {
    const found = shapeFault(replacement);
    return found ? [{ list: 'replacements', at, ...found }] : [];
  });
  if (refusals.length > 0) throw refuse(refusals);
}

/** Keeps replacements, or takes them back, and answers whether that changes anything. The import must be locked. */
export async function keepReplacements(
  client: pg.PoolClient,
  record: ImportRecord,
  given: readonly ReplacementInput[],
): Promise<boolean> {
  const refusals = given.flatMap((replacement, at): Refusal[] => {
    const found = refusalOf(replacement, record);
    return found ? [{ list: 'replacements', at, ...found }] : [];
  });
  if (refusals.length > 0) throw refuse(refusals);
  const before = await readReplacements(client, record.no);
  const kept = new Map(before.map((replacement) => [keyOf(replacement), replacement]));
  for (const { column, from: text, to } of given) {
    const from = text.trim();
    // What says nothing else than the file needs no replacement.
    if (to === null || to.trim() === from) kept.delete(keyOf({ column, from }));
    else kept.set(keyOf({ column, from }), { column, from, to });
  }
  const wanted = [...kept.values()];
  if (JSON.stringify(wanted) === JSON.stringify(before)) return false;
  if (wanted.length > mostReplacements)
    throw new RollcallError(
      'too_large',
      `An import takes ${mostReplacements.toLocaleString('en')} replacements. Correct the file itself and import it again.`,
      { param: 'replacements' },
    );
  await client.query('delete from rollcall.import_replacements where import_no = $1', [record.no]);
  await client.query(
    `insert into rollcall.import_replacements (import_no, position, column_name, from_text, to_text)
      select $1, at, "column", "from", "to"
      from rows from (json_to_recordset($2) as ("column" text, "from" text, "to" text)) with ordinality as t ("column", "from", "to", at)`,
    [record.no, JSON.stringify(wanted)],
  );
  return true;
}

function keyOf({ column, from }: { column: string; from: string }): string {
  return JSON.stringify([column, from]);
}

function shapeFault(given: ReplacementInput): Omit<Refusal, 'at' | 'list'> | undefined {
  const { column, from, to } = (given ?? {}) as Partial<Record<keyof ReplacementInput, unknown>>;
  if (typeof column !== 'string' || column === '')
    return { field: 'column', message: 'column must be a header of the file.' };
  if (typeof from !== 'string')
    return { field: 'from', message: `from must be the text that the cells of "${column}" hold.` };
  const badFrom = textFault(from, `The value to replace in "${column}"`);
  if (badFrom !== undefined) return { field: 'from', message: badFrom };
  if (to === null) return undefined;
  if (typeof to !== 'string')
    return { field: 'to', message: 'to must be the text that is read instead, or null to take a replacement back.' };
  const badTo = textFault(to, `What replaces "${from.slice(0, 100)}"`) ?? textFault(column, 'The name of the column');
  return badTo === undefined ? undefined : { field: 'to', message: badTo };
}

function refusalOf(
  { column, from, to }: ReplacementInput,
  { file, proposal, source, check }: ImportRecord,
): Omit<Refusal, 'at' | 'list'> | undefined {
  if (to === null) return undefined;
  if (mayBeSecret.column(column, proposal!) || mayBeSecret.text(from) || mayBeSecret.text(to))
    return {
      field: 'column',
      message: `"${column}" holds passwords, hashes or tokens, which are never kept as corrections. Correct them in ${file} and import it again.`,
    };
  const late = [...(check?.judged ?? []), ...(check?.problems ?? [])].flatMap((found) => found.column ?? []);
  // Records of JSON may have keys that none of the first ones has.
  const known = source!.header ?? [...new Set([...proposal!.columns.map((found) => found.column), ...late])];
  const message = unknownColumn(column, known, file);
  return message === undefined ? undefined : { field: 'column', message };
}
