import { faults } from './faults.ts';
import { readCsv } from './read-csv.ts';
import { readObject } from './read-object.ts';
import type { SourceInfo, SourceRecord } from './source.ts';

/** Reads one record once more from its text, as it was read from its file. */
export async function readRecord(
  { index, line, raw }: Pick<SourceRecord, 'index' | 'line' | 'raw'>,
  info: SourceInfo,
): Promise<SourceRecord> {
  if (info.format !== 'csv') return { index, line, raw, ...readObject({ raw, line }, info.format) };
  const { header = [], headings, delimiter = ',', lineBreak } = info;
  const maxRecordBytes = Number.POSITIVE_INFINITY;
  for await (const [record] of readCsv(once(raw), { header, headings, delimiter, lineBreak, line, maxRecordBytes }))
    if (record) return { ...record, index, raw };
  return { index, line, raw, fault: faults.wrongFieldCount(line, 0, header.length) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
