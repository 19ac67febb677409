import type { SourceInfo } from '../sources/index.ts';
import { optionalCells, splitRawCells } from '../sources/index.ts';
import { csvCell, fitText, guardFormula, oneLine } from './cells.ts';
import { formerPositions, namesBeside, type rejectColumns, type warningColumns } from './report-columns.ts';

/** Writes records as they stand in the file, with an explanation after each. */
export type Annotator = {
  /** What stands above the records; empty where nothing does. */
  head: string;
  /** @param faults codes of what is wrong with the form of the record */
  record(raw: string, explanation: readonly string[], faults: readonly string[]): string;
};

export type AnnotatorOptions = {
  info: Pick<SourceInfo, 'delimiter' | 'encoding' | 'lineBreak' | 'header' | 'headings' | 'headerRaw'>;
  columns: typeof rejectColumns | typeof warningColumns;
};

/** Faults after which nobody can tell which cell belongs to which column. */
const disordering = new Set(['wrong_field_count', 'unclosed_quote', 'stray_quote', 'record_too_large']);

/**
 * Records of a CSV: the explanation in four cells at the end of each. What an earlier report appended is dropped. Where the number of cells is
 * wrong it stays wrong, so that the record is not taken for a good one when it is imported again.
 */
export function annotateCsv({ info, columns }: AnnotatorOptions): Annotator {
  const { delimiter = ',', encoding, lineBreak, header = [], headerRaw = '' } = info;
  const former = formerPositions(header);
  const isFormer = new Set(former);
  const kept = header.filter((_, position) => !isFormer.has(position));
  const optional = optionalCells(info);
  const written = (texts: readonly string[]): string =>
    texts.map((text) => csvCell(guardFormula(fitText(oneLine(text), encoding)), delimiter)).join(delimiter);
  const names = written(namesBeside(kept, columns));
  const headerCells = splitRawCells(headerRaw, delimiter).filter((_, position) => !isFormer.has(position));

  return {
    head: (kept.length > 0 ? headerCells.join(delimiter) + delimiter : '') + names + lineBreak,
    record(raw, explanation, faults) {
      return own(raw, faults) + written(explanation) + lineBreak;
    },
  };

  /** The user's own cells, and what separates the next from them. */
  function own(raw: string, faults: readonly string[]): string {
    const cells = faults.some((code) => disordering.has(code)) ? [] : splitRawCells(raw, delimiter);
    const isRightCount =
      cells.length >= header.length - optional &&
      (cells.length <= header.length || (cells.length === header.length + 1 && /^(\s*|"\s*")$/.test(cells.at(-1)!)));
    if (!isRightCount) return withoutFormer(firstLine(raw, faults)) + delimiter;
    const ownCells = former.length > 0 ? cells.filter((_, position) => !isFormer.has(position)) : cells;
    const text = former.length > 0 ? ownCells.join(delimiter) : raw;
    // Each row of some files ends in a delimiter, which the header does not: the explanation stands after that very one.
    if (ownCells.length > kept.length) {
      const last = ownCells.at(-1)!;
      return last.startsWith('"') ? text.slice(0, -last.length) : text;
    }
    return text + delimiter.repeat(kept.length - ownCells.length + 1);
  }

  /** A record that is out of order, without the four cells that an earlier report put at its end. */
  function withoutFormer(raw: string): string {
    if (former.length === 0 || former.some((position, at) => position !== header.length - 4 + at)) return raw;
    const found = splitOffEnd(raw, delimiter, 4);
    // The user may have added a record without them: only what looks like a code and a remedy is ours.
    const isOurs = found && /^[a-z]+(_[a-z]+)*$/.test(found.cells[0]!) && /\."?$/.test(found.cells[3]!);
    return isOurs ? found.rest : raw;
  }
}

/** Of a record over the bound only the beginning is known: a quote that is open there must not swallow what follows. */
function firstLine(raw: string, faults: readonly string[]): string {
  return faults.includes('record_too_large') ? raw.split(/[\r\n]/, 1)[0]! : raw;
}

/** The last cells of a record, found from its end: what is broken before them does not matter. */
function splitOffEnd(raw: string, delimiter: string, count: number): { rest: string; cells: string[] } | undefined {
  const cells: string[] = [];
  let end = raw.length;
  while (cells.length < count) {
    const start = raw[end - 1] === '"' ? openingQuote(raw, end - 1) : raw.lastIndexOf(delimiter, end - 1) + 1;
    if (start < 1 || raw[start - 1] !== delimiter) return undefined;
    cells.unshift(raw.slice(start, end));
    end = start - 1;
  }
  return { rest: raw.slice(0, end), cells };
}

/** Position of the quote that opens what the one at `close` closes; -1 where none does. */
function openingQuote(raw: string, close: number): number {
  let at = raw.lastIndexOf('"', close - 1);
  while (at > 0 && raw[at - 1] === '"') at = at > 1 ? raw.lastIndexOf('"', at - 2) : -1;
  return at;
}
