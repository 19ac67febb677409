import { parse } from 'csv-parse/sync';
import type { Delimiter, LineBreak, SourceWarning } from './source.ts';
import { sourceError } from './source-error.ts';

/** The first line that is not blank, where it stands, and where the text goes on. */
export type FirstRow = { raw: string; line: number; next: number; nextLine: number; lineBreak: LineBreak };

export type CsvHeader = { header: string[]; delimiter: Delimiter; warnings: SourceWarning[] };

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
 * @throws {RollcallError} invalid_params, where the row holds no names or one twice
 */
export function readHeader({ raw, line }: FirstRow, sample: string, told?: Delimiter): CsvHeader {
  const delimiter = told ?? findDelimiter(raw, sample);
  const header = parseHeader(raw, line, delimiter);
  const data = header.find((name) => /^\S+@\S+\.\S+$/.test(name));
  if (data !== undefined || !header.some((name) => /\p{L}/u.test(name)))
    throw sourceError(
      'no_header',
      `Line ${line} holds no names of columns${data ? `, but data ("${data}")` : ''}. Put a header row above the data: email,first_name,last_name.`,
      { line },
    );
  const warnings: SourceWarning[] = [];
  const first = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const earlier = first.get(name.toLowerCase());
    if (name === '')
      warnings.push({
        code: 'unnamed_column',
        message: `Column ${index + 1} has no name. It is not read; a value in it stops the file.`,
        line,
      });
    else if (earlier !== undefined)
      throw sourceError(
        'duplicate_header',
        `The header on line ${line} has two columns "${name}", the ${nth(earlier + 1)} and the ${nth(index + 1)}. Rename or remove one.`,
        { line },
      );
    else first.set(name.toLowerCase(), index);
  }
  return { header, delimiter, warnings };
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
    const [row] = parse(raw, { delimiter, record_delimiter: ['\r\n', '\n', '\r'] });
    return row!.map((name) => name.trim());
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

function nth(position: number): string {
  const ending = /1\d$/.test(String(position)) ? undefined : ['st', 'nd', 'rd'][(position % 10) - 1];
  return `${position}${ending ?? 'th'}`;
}
