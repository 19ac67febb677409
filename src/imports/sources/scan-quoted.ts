import { faults } from './faults.ts';
import { formulaEnd } from './formula-cell.ts';
import type { SourceFault } from './source.ts';

/**
 * Where a record or line ends, and where the next begins; without `next` the rest of its line is passed over. `hasFormulas` where cells
 * of the form ="0600" stand in it without quotes around them.
 */
export type RecordEnd = { end: number; next?: number; cells?: number; hasFormulas?: true; fault?: SourceFault };

/** What tells records apart from each other. */
export type CsvShape = {
  delimiter: string;
  header: string[];
  isRightCount(cells: number): boolean;
};

/** A text within which a record begins. */
export type ScanText = {
  text: string;
  at: number;
  /** Line on which the record begins. */
  line: number;
  maxRecordBytes: number;
  /** Character that ends a line. */
  mark: '\n' | '\r';
  /** The end of the line that holds a position; undefined while it is not known. */
  lineEnd(from: number): { end: number; next: number } | undefined;
  /** Whether the record is over its bound where it reaches so far. */
  isOver(end: number): boolean;
  /** Nothing follows the text. */
  last: boolean;
};

/**
 * The end of a record with quotes; undefined while the text does not hold it. A quote that is open where the file ends, or the bound, is
 * taken to have been forgotten on its line: the record ends there. So is one that is closed in mid-cell on a later line, and one that swallowed whole rows.
 */
export function scanQuoted(scan: ScanText, shape: CsvShape): RecordEnd | undefined {
  const { delimiter, header, isRightCount } = shape;
  const { text, at, line, last, lineEnd, isOver } = scan;
  let cells = 1;
  let quote = at - 1;
  let hasFormulas = false;
  let spanning: { open: number; cell: number } | undefined;

  const place = (position: number, cell = cells) => ({
    line: line + countMarks(scan, at, position),
    column: header[cell - 1],
  });
  const tooLarge = (eol?: { end: number; next: number }): RecordEnd => ({
    ...(eol ?? { end: text.length }),
    fault: faults.tooLarge(line, scan.maxRecordBytes),
  });
  const unclosed = (open: number, cell = cells): RecordEnd | undefined => {
    const eol = lineEnd(open);
    if (!eol || isOver(eol.end)) return tooLarge(eol);
    return { end: eol.end, next: eol.next, fault: faults.unclosedQuote(place(open, cell)) };
  };

  for (let cell = at; ; ) {
    let end: { end: number; next: number } | undefined;
    if (text[cell] === '"') {
      const close = closingQuote(text, cell);
      if (close === -1 && !last && !isOver(text.length)) return undefined;
      if (close === -1 || isOver(close)) return unclosed(cell);
      const isSpanning = (lineEnd(cell)?.end ?? close) < close;
      if (isSpanning) spanning ??= { open: cell, cell: cells };
      if (text[close + 1] === delimiter) {
        cells += 1;
        cell = close + 2;
        continue;
      }
      end = lineEnd(close + 1);
      if (end && end.end !== close + 1)
        return isSpanning ? unclosed(cell) : { ...end, fault: faults.strayQuote(place(close)) };
    } else {
      end = lineEnd(cell);
      if (end) {
        const found = text.indexOf(delimiter, cell);
        const stop = found === -1 || found > end.end ? end.end : found;
        if (quote < cell) quote = text.indexOf('"', cell);
        if (quote === -1) quote = text.length;
        if (isOver(stop)) return tooLarge(end);
        if (quote < stop) {
          if (formulaEnd(text, cell) !== stop) return { ...end, fault: faults.strayQuote(place(quote)) };
          hasFormulas = true;
        }
        if (stop === found) {
          cells += 1;
          cell = found + 1;
          continue;
        }
      }
    }
    if (!end) return isOver(text.length) ? tooLarge() : undefined;
    if (isOver(end.end)) return tooLarge(end);
    if (spanning && !isRightCount(cells) && swallowsRow(scan, spanning.open, end.end, shape))
      return unclosed(spanning.open, spanning.cell);
    return { ...end, cells, ...(hasFormulas && { hasFormulas }) };
  }
}

/** Line breaks between two positions. */
export function countMarks({ text, mark }: Pick<ScanText, 'text' | 'mark'>, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(mark, from); at !== -1 && at < to; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Whether a record with the wrong number of cells has a line, after that of its open quote, that is a row of the right ones. */
function swallowsRow(scan: ScanText, open: number, end: number, shape: CsvShape): boolean {
  for (let start = scan.lineEnd(open)!.next; start < end; ) {
    const eol = scan.lineEnd(start)!;
    const text = scan.text.slice(start, Math.min(eol.end, end));
    const whole = { end: text.length, next: text.length };
    const own = scanQuoted({ ...scan, text, at: 0, last: true, lineEnd: () => whole, isOver: () => false }, shape);
    if (own?.cells !== undefined && shape.isRightCount(own.cells) && text.trim() !== '') return true;
    start = eol.next;
  }
  return false;
}
