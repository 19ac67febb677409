import type { ImportRecord } from '../../../imports/index.ts';
import { RollcallError } from '../../../nodes/index.ts';
import { count } from '../../amounts.ts';
import { isDatabaseGone, isDiskFull } from '../../database-trouble.ts';

/** What to tell of an import that no worker can drive, as its database is full or away: `record` is what was last read of it. */
export function describeStop(record: ImportRecord, error: unknown): string {
  const { id, file, rows, counts } = record;
  const { message, hint } = error as Error & { hint?: string };
  const done = Object.values(counts)
    .reduce((sum, fates) => sum + fates, 0)
    .toLocaleString('en');
  const where = `Import ${id} (${file}) rests at about ${done} of ${count(rows, 'row')}`;
  const resume = `rollcall imports resume ${id}`;
  if (isDiskFull(error)) {
    return `${where}. ${describeFull(error)} Nothing is lost. Free some space there, then run: ${resume}`;
  }
  const what = [sentence(message), ...(hint ? [hint] : [])].join(' ');
  return `${where}: the database does not answer. ${what} Nothing is lost. When it answers, run: ${resume}`;
}

/** A check whose database became full or went away, after so many rows; any other error as it is. */
export function explainCheck(error: unknown, { id, file }: ImportRecord, rows: number): unknown {
  const { name, message } = error as Error;
  const at = `while ${file} was checked, after ${count(rows, 'row')}`;
  const options = { cause: error, retryable: true, details: { import_id: id } };
  if (isDiskFull(error))
    return new RollcallError(
      'internal',
      `Import ${id} ended ${at}. ${describeFull(error)} Nothing was sent to the store. Free some space, several times the size of the file, then run the same command again.`,
      options,
    );
  if (name !== 'RollcallError' && isDatabaseGone(error))
    return new RollcallError(
      'internal',
      `Import ${id} ended ${at}: the database went away (${message}). Nothing was sent to the store. Run the same command again.`,
      options,
    );
  return error;
}

/** Postgres itself says only which of its files found no room. */
function describeFull(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'SetupError' ? sentence(message) : 'The disk of the database is full.';
}

function sentence(text: string): string {
  return text.replace(/\.?$/, '.');
}
