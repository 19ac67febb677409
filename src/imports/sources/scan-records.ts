import { showBadBytes } from './encoding.ts';
import { faults } from './faults.ts';
import { type CsvShape, countMarks, type RecordEnd, type ScanText, scanQuoted } from './scan-quoted.ts';
import type { LineBreak, SourceFault } from './source.ts';
import { splitRawCells } from './split-raw-cells.ts';

/** A record as it stands in the text, before its cells are parsed. */
export type Span = { line: number; raw: string; hasFormulas?: true; fault?: SourceFault };

export type ScanOptions = {
  lineBreak: LineBreak;
  maxRecordBytes: number;
  /** Line on which the text begins. @default 1 */
  line?: number;
  /** A line break within quotes ends no record. Without it each line is a record. */
  csv?: CsvShape;
};

/**
 * Finds the records of a text, as many at a time as a piece of it holds; blank lines are none. A record that cannot be read costs only itself.
 * What it finds is where records begin and end; their cells are left to csv-parse.
 */
export async function* scanRecords(text: AsyncIterable<string>, options: ScanOptions): AsyncGenerator<Span[]> {
  const scan = createScanner(options);
  let held: string[] = [];
  let length = 0;
  let scanned = 0;
  for await (const piece of text) {
    held.push(piece);
    length += piece.length;
    // Without any of these, the record in which the text ends cannot have come to its end; it may come to its bound.
    if (!/[\n\r"]/.test(piece) && length - scanned < options.maxRecordBytes / 8) continue;
    const { spans, rest } = scan(held.length === 1 ? piece : held.join(''), false);
    held = [rest];
    length = rest.length;
    scanned = length;
    if (spans.length > 0) yield spans;
  }
  const { spans } = scan(held.join(''), true);
  if (spans.length > 0) yield spans;
}

function createScanner({ lineBreak, maxRecordBytes, csv, line: firstLine = 1 }: ScanOptions) {
  const mark = lineBreak === '\r' ? '\r' : '\n';
  const isBlank = (raw: string) => (csv?.delimiter === '\t' ? /^ *$/ : /^[ \t]*$/).test(raw);
  let line = firstLine;
  /** Within a line that is over the bound. */
  let isSkipping = false;

  return (text: string, last: boolean): { spans: Span[]; rest: string } => {
    const spans: Span[] = [];
    // Bad characters are rare, and dear to look for record by record.
    const isSuspect = text.includes('\0') || !text.isWellFormed();
    let at = 0;
    let quote = -1;

    let known = { from: 0, end: -1, next: 0 };
    let noneFrom = Number.POSITIVE_INFINITY;
    const lineEnd: ScanText['lineEnd'] = (from) => {
      // A line of very many cells asks for its end at each of them.
      if (from >= known.from && from <= known.end) return known;
      if (from >= noneFrom) return undefined;
      const end = text.indexOf(mark, from);
      if (end === -1 && !last) {
        noneFrom = from;
        return undefined;
      }
      if (end === -1) known = { from, end: text.length, next: text.length };
      else if (mark === '\n')
        known = { from, end: end > from && text[end - 1] === '\r' ? end - 1 : end, next: end + 1 };
      else if (end + 1 === text.length && !last) return undefined;
      else known = { from, end, next: text[end + 1] === '\n' ? end + 2 : end + 1 };
      return known;
    };
    let measured = { at: -1, end: 0, bytes: 0 };
    const isOver: ScanText['isOver'] = (end) => {
      // No character of JavaScript takes more than three bytes: short records need no counting.
      if ((end - at) * 3 <= maxRecordBytes) return false;
      if (measured.at !== at || measured.end > end) measured = { at, end: at, bytes: 0 };
      measured.bytes += Buffer.byteLength(text.slice(measured.end, end));
      measured.end = end;
      return measured.bytes > maxRecordBytes;
    };

    const plainEnd = (eol: ReturnType<typeof lineEnd>): RecordEnd | undefined => {
      if (isOver(eol?.end ?? text.length))
        return { ...(eol ?? { end: text.length }), fault: faults.tooLarge(line, maxRecordBytes) };
      return eol;
    };
    const take = ({ end, fault, hasFormulas }: RecordEnd): void => {
      const isLarge = fault?.code === 'record_too_large';
      const raw = text.slice(at, isLarge ? Math.min(end, at + Math.floor(maxRecordBytes / 3)) : end);
      if (raw.length < 1000 && isBlank(raw)) return;
      const found = fault ?? (isSuspect ? findBadText(raw, line, csv) : undefined);
      if (found) spans.push({ line, raw: showBadBytes(raw), fault: found });
      else {
        const own = inOwnMemory(raw);
        spans.push(hasFormulas ? { line, raw: own, hasFormulas } : { line, raw: own });
      }
    };

    while (at < text.length) {
      if (isSkipping) {
        const eol = lineEnd(at);
        if (!eol) return { spans, rest: text.endsWith('\r') ? '\r' : '' };
        isSkipping = false;
        line += 1;
        at = eol.next;
        continue;
      }
      if (csv && quote < at) quote = orNever(text.indexOf('"', at));
      const eol = lineEnd(at);
      const hasQuote = csv !== undefined && quote < (eol?.end ?? text.length);
      const found = hasQuote
        ? scanQuoted({ text, at, line, maxRecordBytes, mark, lineEnd, isOver, last }, csv)
        : plainEnd(eol);
      if (!found) break;
      take(found);
      if (found.next === undefined) {
        line += countMarks({ text, mark }, at, text.length);
        isSkipping = true;
        return { spans, rest: '' };
      }
      line += hasQuote ? countMarks({ text, mark }, at, found.next) : 1;
      at = found.next;
    }
    return { spans, rest: text.slice(at) };
  };
}

/**
 * The same text, apart from the piece of the file that it is cut from: else a single cell that somebody keeps would keep all of that piece, and
 * one odd character would make every text of the piece take twice the memory, and longer to work on.
 */
function inOwnMemory(text: string): string {
  return Buffer.from(text).toString();
}

function findBadText(raw: string, line: number, csv: CsvShape | undefined): SourceFault | undefined {
  const columnOf = (isBad: (cell: string) => boolean) =>
    csv?.header[splitRawCells(raw, csv.delimiter).findIndex(isBad)];
  if (!raw.isWellFormed()) return faults.badEncoding({ line, column: columnOf((cell) => !cell.isWellFormed()) });
  if (raw.includes('\0')) return faults.nulByte({ line, column: columnOf((cell) => cell.includes('\0')) });
  return undefined;
}

function orNever(position: number): number {
  return position === -1 ? Number.POSITIVE_INFINITY : position;
}
