import { readObject } from './read-object.ts';
import { scanRecords } from './scan-records.ts';
import type { LineBreak, SourceRecord } from './source.ts';

export type ReadNdjsonOptions = { lineBreak: LineBreak; maxRecordBytes: number };

/** One JSON object a line. */
export async function* readNdjson(
  text: AsyncIterable<string>,
  options: ReadNdjsonOptions,
): AsyncGenerator<SourceRecord[]> {
  let index = 0;
  for await (const spans of scanRecords(text, options))
    yield spans.map((span) => ({ index: index++, ...span, ...(!span.fault && readObject(span, 'ndjson')) }));
}
