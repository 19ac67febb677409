import type { Readable } from 'node:stream';
import { type ByteInput, openBytes, peekBytes } from './byte-input.ts';
import { createDecoder, type Decoder } from './encoding.ts';
import { findEncoding } from './find-encoding.ts';
import { findFirstRow, readHeader, toldDelimiter } from './find-header.ts';
import { type PeekedText, peekText } from './peek-text.ts';
import { readCsv } from './read-csv.ts';
import { readJsonArray } from './read-json-array.ts';
import { readNdjson } from './read-ndjson.ts';
import { refuseForeign, refuseForeignText } from './refuse-foreign.ts';
import type { LineBreak, OpenedSource, OpenSourceOptions, SourceInfo, SourceRecord, SourceWarning } from './source.ts';
import { sourceError } from './source-error.ts';

/** Bytes of a file that tell what it is. */
const headBytes = 2 ** 16;

/**
 * Opens a file or a stream of customers: CSV with any of four delimiters, NDJSON or a JSON array, in UTF-8, UTF-16 or Windows-1252, gzip or
 * not. What it is is found from the content, never from its name. It is read once, a piece at a time, and memory does not grow with it.
 * @throws {RollcallError} invalid_params, where nothing can be read from it: no such file, a folder, an empty file, a workbook, no header;
 *   `details.problem` tells which
 */
export async function openSource(
  input: string | Readable,
  { maxRecordBytes = 2 ** 20, sampleBytes = 2 ** 20, ignoreBlankRows = false, signal }: OpenSourceOptions = {},
): Promise<OpenedSource> {
  const bytes = await openBytes(input, signal);
  try {
    let blankRows = 0;
    const onBlank = (count: number): void => {
      blankRows += count;
    };
    const { info, records } = await openRecords(bytes, {
      maxRecordBytes,
      sampleBytes,
      ...(ignoreBlankRows && { onBlank }),
    });
    return {
      info,
      records,
      ...(bytes.bytes !== undefined && { bytes: bytes.bytes }),
      ...(bytes.unpackedBytes !== undefined && { unpackedBytes: bytes.unpackedBytes }),
      bytesRead: bytes.bytesRead,
      blankRows: () => blankRows,
      close: bytes.close,
    };
  } catch (error) {
    await bytes.close();
    throw signal?.aborted ? signal.reason : error;
  }
}

type Limits = { maxRecordBytes: number; sampleBytes: number; onBlank?: (count: number) => void };
type Opened = { info: SourceInfo; records: AsyncIterable<SourceRecord[]> };

async function openRecords(input: ByteInput, { maxRecordBytes, sampleBytes, onBlank }: Limits): Promise<Opened> {
  const { name, gzip, again } = input;
  const { head, complete, whole } = await peekBytes(input.pieces, again ? headBytes : Math.max(4, sampleBytes));
  refuseForeign(head, name);
  const { encoding, bomLength } = await findEncoding(head, { complete, again });
  const warnings: SourceWarning[] = [];
  if (encoding === 'windows-1252')
    warnings.push({
      code: 'encoding_guessed',
      message: 'The file is not UTF-8; it is read as Windows-1252. Check that accents in names are right.',
    });
  const common = { encoding, bom: bomLength > 0, gzip, warnings };

  const peeked = await peekText(
    withoutEndMark(decode(whole, createDecoder(encoding), bomLength)),
    (text) => tellsFormat(text) || text.length > maxRecordBytes,
  );
  const format = findFormat(peeked.text);
  if (format !== 'csv') {
    const lineBreak = findLineBreak(peeked.text);
    if (format === 'ndjson') refuseOneObject(peeked.text, name);
    const read = format === 'ndjson' ? readNdjson : readJsonArray;
    return { info: { format, ...common, lineBreak }, records: read(peeked.from(0), { lineBreak, maxRecordBytes }) };
  }

  const { row, told } = findHeaderRow(peeked, name, maxRecordBytes);
  const {
    header,
    headings,
    delimiter,
    warnings: more,
  } = readHeader(row, peeked.text.slice(row.next, row.next + headBytes), told);
  const { lineBreak } = row;
  return {
    info: {
      format,
      delimiter,
      ...common,
      lineBreak,
      header,
      ...(headings && { headings }),
      headerRaw: row.raw,
      warnings: [...warnings, ...more],
    },
    records: readCsv(peeked.from(row.next), {
      ...{ header, headings, delimiter, lineBreak, line: row.nextLine, maxRecordBytes },
      ...(onBlank && { onBlank }),
    }),
  };
}

/** A line `sep=` above the header is passed over. */
function findHeaderRow({ text, last }: PeekedText, name: string, maxRecordBytes: number) {
  let row = findFirstRow(text, last);
  const told = row && toldDelimiter(row.raw);
  if (row && told) row = findFirstRow(text, last, row);
  if (!row)
    throw sourceError(
      'broken_header',
      `The first row of ${name} is longer than ${maxRecordBytes.toLocaleString('en')} bytes. A line break is missing, or a quote in the header is not closed.`,
      { line: 1 },
    );
  if (row.raw.trim() === '') throw sourceError('empty_file', `${name} is empty.`);
  refuseForeignText(row.raw, name);
  return { row, told };
}

/** Whether the beginning of a text tells what it is: up to its first row, or the first element of an array. */
function tellsFormat(text: string): boolean {
  if (/^\s*\[/.test(text)) return /^\s*\[\s*\S/.test(text);
  if (/^\s*\{/.test(text)) return /^\s*\{.*(\n|\r[\s\S])/.test(text);
  const row = findFirstRow(text, false);
  return row !== undefined && (!toldDelimiter(row.raw) || findFirstRow(text, false, row) !== undefined);
}

function findFormat(text: string): SourceInfo['format'] {
  if (/^\s*\{/.test(text)) return 'ndjson';
  // A header may begin with a bracket too: [Email],[Name].
  return /^\s*\[\s*([^\s\p{L}]|$)/u.test(text) ? 'json' : 'csv';
}

function findLineBreak(text: string): LineBreak {
  return (/\r\n|\n|\r(?=[\s\S])/.exec(text)?.[0] ?? '\n') as LineBreak;
}

/** How lists are wrapped by whoever hands out pages of them. A record has an email beside such a key. */
const wrapped =
  /^\s*\{(?:(?!"e-?mail)[^{}[\]])*"(data|customers|results|records|rows|users|contacts|members|people)"\s*:\s*\[\s*[{\]]/i;

/** An object over several lines is neither a record nor a list: each of its lines would be a fault. */
function refuseOneObject(text: string, name: string): void {
  const list = wrapped.exec(text)?.[1];
  if (list !== undefined)
    throw sourceError(
      'unknown_format',
      `${name} is one JSON object that has the list under "${list}". Save the list alone, from its "[" to its "]": [{"email": "ana@example.com"}].`,
    );
  if (/^\s*\{[ \t]*("[^"\n\r]*"\s*:\s*[[{][ \t]*)?[\n\r]/.test(text))
    throw sourceError(
      'unknown_format',
      `${name} begins with a JSON object over several lines. Write one object a line, or an array of objects: [{"email": "ana@example.com"}].`,
    );
}

async function* decode(pieces: AsyncIterable<Buffer>, decoder: Decoder, bomLength: number): AsyncGenerator<string> {
  let skip = bomLength;
  for await (const piece of pieces) {
    const text = decoder(piece.subarray(skip));
    skip = 0;
    if (text !== '') yield text;
  }
  const end = decoder();
  if (end !== '') yield end;
}

/** Ctrl-Z, by which programs of DOS mark the end of a text. */
const endMark = '\x1a';

/** A text without the marks at its very end. */
async function* withoutEndMark(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of text) {
    const all = held + piece;
    let end = all.length;
    while (all[end - 1] === endMark) end -= 1;
    held = all.slice(end);
    if (end > 0) yield all.slice(0, end);
  }
}
