import { parse } from 'csv-parse/sync';
import { quoteFormulas, unwrapFormula } from './formula-cell.ts';
import { equalHeadings, nameColumns } from './name-columns.ts';
import type { Delimiter, LineBreak, SourceInfo, SourceWarning } from './source.ts';
import { sourceError } from './source-error.ts';

/** The first line that is not blank, where it stands, and where the text goes on. */
export type FirstRow = { raw: string; line: number; next: number; nextLine: number; lineBreak: LineBreak };

export type CsvHeader = Required<Pick<SourceInfo, 'header' | 'delimiter' | 'warnings'>> & Pick<SourceInfo, 'headings'>;

/** Each column costs a check some tenths of a millisecond, however few rows there are: a megabyte of commas would hold it up for minutes. */
const mostColumns = 16_384;

/** RFC 5321, and with it the time that looking for one takes. */
const longestEmail = 320;

const delimiters: Delimiter[] = [',', ';', '\t', '|'];

/**
 * The first row of a text, line breaks within quotes included; undefined while the text does not hold all of it.
 * @param last nothing follows the text
 * @param after the row above it
 */
export function findFirstRow(text: string, last: boolean, after?: FirstRow): FirstRow | undefined {
  const { next: from, nextLine: fromLine } = after ?? { next: 0, nextLine: 1 };
  const start = from + /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(from))![0].length;
  const line = fromLine + countBreaks(text.slice(from, start));
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted || (character !== '\n' && character !== '\r')) continue;
    if (character === '\r' && at + 1 === text.length && !last) return undefined;
    const lineBreak = character === '\n' ? '\n' : text[at + 1] === '\n' ? '\r\n' : '\r';
    const raw = text.slice(start, at);
    return { raw, line, next: at + lineBreak.length, nextLine: line + countBreaks(raw) + 1, lineBreak };
  }
  if (!last) return undefined;
  const raw = text.slice(start);
  return { raw, line, next: text.length, nextLine: line + countBreaks(raw) + 1, lineBreak: '\n' };
}

/**
 * The names of the columns, and what separates them.
 * @param sample the rows after the header, as far as they are known
 * @param told what a line `sep=` of Excel says
 * @throws {RollcallError} invalid_params, where the row holds no names
 */
export function readHeader({ raw, line }: FirstRow, sample: string, told?: Delimiter): CsvHeader {
  const delimiter = told ?? findDelimiter(raw, sample);
  const headings = parseHeader(raw, line, delimiter);
  if (headings.length > mostColumns)
    throw sourceError(
      'broken_header',
      `The header on line ${line} has ${headings.length.toLocaleString('en')} columns; at most ${mostColumns.toLocaleString('en')} are read, as many as a sheet of Excel has. Remove the columns without data.`,
      { line },
    );
  const data = headings.find((name) => name.length <= longestEmail && /^\S+@\S+\.\S+$/.test(name));
  if (data !== undefined || !headings.some((name) => /\p{L}/u.test(name)))
    throw sourceError(
      'no_header',
      `Line ${line} holds no names of columns${data ? `, but data ("${data}")` : ''}. Put a header row above the data: email,first_name,last_name.`,
      { line },
    );
  const header = nameColumns(headings);
  const isRenamed = header.some((name, position) => name !== headings[position]);
  return { header, ...(isRenamed && { headings }), delimiter, warnings: tellRenamed(header, headings, line) };
}

/** What is said of a file some of whose columns are not called as it calls them. */
function tellRenamed(header: readonly string[], headings: readonly string[], line: number): SourceWarning[] {
  const numbers = (positions: readonly number[]): string =>
    `${positions.length === 1 ? 'column' : 'columns'} ${shortList(positions.map((position) => position + 1))}`;
  const names = (positions: readonly number[]): string =>
    shortList(positions.map((position) => `"${header[position]}"`));
  const warnings = equalHeadings(headings).map(([first, ...others]): SourceWarning => {
    const all = capitalised(numbers([first!, ...others]));
    const message = `${all} have one heading. Column ${first! + 1} is called ${names([first!])}, and ${numbers(others)} ${names(others)}.`;
    return { code: 'duplicate_header', message, line };
  });
  const unnamed = headings.flatMap((heading, position) => (heading === '' ? [position] : []));
  if (unnamed.length === 0) return warnings;
  const [has, isCalled, isCarried] =
    unnamed.length === 1 ? ['has', 'It is called', 'is carried'] : ['have', 'They are called', 'are carried'];
  const message = `${capitalised(numbers(unnamed))} ${has} no heading. ${isCalled} ${names(unnamed)}, and ${isCarried} nowhere unless you choose where.`;
  return [...warnings, { code: 'unnamed_column', message, line }];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What Excel writes above the header for itself: `sep=;`. */
export function toldDelimiter(raw: string): Delimiter | undefined {
  const [, mark] = /^"?sep=(.)"?$/i.exec(raw) ?? [];
  return delimiters.find((delimiter) => delimiter === mark);
}

/** The mark that splits the rows as it splits the header; among several such the one that is there most often. */
function findDelimiter(header: string, sample: string): Delimiter {
  const rows = sample.split(/\r\n|\n|\r/, 10).filter((row) => row.trim() !== '');
  const ranked = delimiters
    .map((delimiter) => {
      const count = countOutside(header, delimiter);
      return { delimiter, count, rows: count && rows.filter((row) => countOutside(row, delimiter) === count).length };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.rows - a.rows || b.count - a.count);
  return ranked[0]?.delimiter ?? ',';
}

function countOutside(row: string, delimiter: string): number {
  return row.replace(/"[^"]*"/g, '').split(delimiter).length - 1;
}

function parseHeader(raw: string, line: number, delimiter: Delimiter): string[] {
  try {
    const [row] = parse(quoteFormulas(raw, delimiter), { delimiter, record_delimiter: ['\r\n', '\n', '\r'] });
    return row!.map((name) => unwrapFormula(name).trim());
  } catch (error) {
    throw sourceError(
      'broken_header',
      `The header on line ${line} cannot be read: a quote in it is not closed, or stands where none may stand.`,
      { line, cause: error },
    );
  }
}

function countBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** `1, 4 and 6`; of very many the first. */
function shortList(items: readonly (string | number)[]): string {
  const most = 10;
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return shown.length === 1 ? String(shown[0]) : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
