import { parse } from 'csv-parse/sync';
import { faults } from './faults.ts';
import { quoteFormulas, unwrapFormula } from './formula-cell.ts';
import { optionalCells } from './name-columns.ts';
import { type Span, scanRecords } from './scan-records.ts';
import type { Delimiter, LineBreak, SourceRecord } from './source.ts';

export type ReadCsvOptions = {
  header: string[];
  /** @default header */
  headings?: string[] | undefined;
  delimiter: Delimiter;
  lineBreak: LineBreak;
  /** Line on which the text begins, after the header. */
  line: number;
  maxRecordBytes: number;
  /** Told how many rows of delimiters alone were passed over; without it they are records. */
  onBlank?: (count: number) => void;
};

const longestBatch = 1000;

/** The data rows of a CSV, header row apart. */
export async function* readCsv(text: AsyncIterable<string>, options: ReadCsvOptions): AsyncGenerator<SourceRecord[]> {
  const { header, delimiter, lineBreak, line, maxRecordBytes, onBlank } = options;
  const optional = optionalCells(options);
  /** Set where each row ends in a delimiter that the header lacks; found from the first batch. */
  let surplus: 0 | 1 | undefined;
  let index = 0;

  const isRightCount = (cells: number) => cells >= header.length - optional && cells <= header.length + (surplus ?? 0);
  const csv = { delimiter, header, isRightCount };
  for await (const spans of scanRecords(text, { lineBreak, line, maxRecordBytes, csv })) {
    for (let from = 0; from < spans.length; from += longestBatch) {
      const batch = spans.slice(from, from + longestBatch);
      const rows = parseRows(batch, options);
      surplus ??= findSurplus(rows, header.length);
      const isKept = (position: number): boolean => !onBlank || !rows[position]?.every(isBlank);
      const records = batch.flatMap((span, position) =>
        isKept(position) ? [{ index: index++, ...readRow(span, rows[position]) }] : [],
      );
      if (records.length < batch.length) onBlank?.(batch.length - records.length);
      if (records.length > 0) yield records;
    }
  }

  function readRow(span: Span, cells: string[] | undefined): Omit<SourceRecord, 'index'> {
    if (span.fault) return span;
    const { line, raw } = span;
    if (!cells) return { line, raw, fault: faults.strayQuote({ line }) };
    if (cells.length !== header.length) {
      const isRight = isRightCount(cells.length) && (cells.length < header.length || isBlank(cells.at(-1)!));
      if (!isRight) return { line, raw, fault: faults.wrongFieldCount(line, cells.length, header.length) };
      if (cells.length > header.length) cells.pop();
      while (cells.length < header.length) cells.push('');
    }
    return { line, raw, cells: raw.includes('="') ? cells.map(unwrapFormula) : cells };
  }
}

/** The cells of each record that has no fault. */
function parseRows(spans: Span[], { delimiter, lineBreak }: ReadCsvOptions): (string[] | undefined)[] {
  const recordDelimiter = lineBreak === '\r' ? '\r' : '\n';
  const parseText = (text: string): string[][] =>
    parse(text, { delimiter, record_delimiter: recordDelimiter, relax_column_count: true });
  // Without a quote a delimiter always parts cells. To part them here takes a tenth of the time.
  const quoted = spans.filter(({ raw, fault }) => !fault && raw.includes('"'));
  let parsed: (string[] | undefined)[] = [];
  if (quoted.length > 0) {
    const texts = quoted.map(({ raw, hasFormulas }) => (hasFormulas ? quoteFormulas(raw, delimiter) : raw));
    try {
      parsed = parseText(texts.join(recordDelimiter));
      if (parsed.length !== quoted.length) throw new Error(`${quoted.length} records were parsed as ${parsed.length}`);
    } catch {
      parsed = texts.map((text) => parseAlone(parseText, text));
    }
  }
  let next = 0;
  return spans.map((span) => {
    if (span.fault) return undefined;
    return span === quoted[next] ? parsed[next++] : span.raw.split(delimiter);
  });
}

function parseAlone(parseText: (text: string) => string[][], raw: string): string[] | undefined {
  try {
    const rows = parseText(raw);
    return rows.length === 1 ? rows[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Rows end in a delimiter too many where some do and none is as wide as the header; undefined without rows. */
function findSurplus(rows: (string[] | undefined)[], width: number): 0 | 1 | undefined {
  const known = rows.filter((row) => row !== undefined);
  if (known.length === 0) return undefined;
  if (known.some((row) => row.length === width)) return 0;
  return known.some((row) => row.length === width + 1 && isBlank(row.at(-1)!)) ? 1 : 0;
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}
