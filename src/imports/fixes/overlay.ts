import { RollcallError } from '../../nodes/index.ts';
import { fitsEncoding, type SourceInfo, type SourceRecord } from '../sources/index.ts';
import { correctRecord } from './correct-record.ts';
import { type KeptReplacement, replaceCells } from './replace-cells.ts';

export type KeptFix = { row_no: number; line: number; column_name: string; value: string };

/** What lies over the file of an import. */
export type Overlay = { fixes: readonly KeptFix[]; replacements: readonly KeptReplacement[] };

/** The records of a file with what lies over it. `met` tells how many rows each replacement met in those that were read. */
export function layOver(records: AsyncIterable<SourceRecord[]>, { fixes, replacements }: Overlay, info: SourceInfo) {
  const { replace, met } = replaceCells(replacements, info);
  return { records: fixes.length + replacements.length > 0 ? overlaid() : records, met };

  /** @throws {RollcallError} invalid_params, where a correction does not fit: then it is another file */
  async function* overlaid(): AsyncGenerator<SourceRecord[]> {
    const byRow = Map.groupBy(fixes, ({ row_no }) => row_no);
    for await (const batch of records)
      yield batch.map((record) => {
        const own = byRow.get(record.index);
        if (!own) return replace(record);
        byRow.delete(record.index);
        const isOther =
          record.fault ||
          own.some(({ line, column_name: name }) => line !== record.line || info.header?.includes(name) === false);
        if (isOther) throw doesNotFit(own[0]!);
        const changes = own.map(({ column_name: column, value }) => ({ column, value }));
        // Whoever corrected one cell meant that one.
        const columns = own.map(({ column_name: column }) => column);
        return correctRecord(replace(record, columns), changes, info);
      });
    const [left] = byRow.values();
    if (left) throw doesNotFit(left[0]!);
  }
}

/** Whether the file's own encoding cannot carry some of what lies over it; JSON can escape anything. */
export function needsUnicode({ fixes, replacements }: Overlay, { format, encoding }: SourceInfo): boolean {
  const texts = [...fixes.map(({ value }) => value), ...replacements.map(({ to }) => to)];
  return format === 'csv' && texts.some((text) => !fitsEncoding(text, encoding));
}

function doesNotFit({ line, column_name: column }: KeptFix): RollcallError {
  return new RollcallError(
    'invalid_params',
    `The correction of "${column}" on line ${line} does not fit the file, which is not the one that was corrected. Import this file by itself.`,
  );
}
