import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { nearestOf } from '../../nearest.ts';
import { UsageError } from '../explain-error.ts';
import type { FileItem, Text } from './item.ts';

export type CsvOptions = {
  /** Names that a column may have. */
  columns: string[];
  /** What separates cells, found in the header row. */
  delimiter: string;
};

type Row = { record: string[]; info: Info };

/**
 * CSV whose header row names parameters. Blank cells are not given. A row that cannot be read is an item of its own that fails.
 * @throws {UsageError} for an unknown column, and where the quotes of the file are broken
 */
export async function* readCsv(text: Text, { columns, delimiter }: CsvOptions): AsyncGenerator<FileItem> {
  const skipped: CsvError[] = [];
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 16 * 2 ** 20,
    // A record with a stray quote costs only itself.
    skip_records_with_error: true,
    on_skip: (error) => void (error && skipped.push(error)),
  });
  const source = Readable.from(text, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let header: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      // The parser runs ahead: only what broke before the header is its own.
      if (!header && skipped[0] && recordsBefore(skipped[0]) === 0) throw skipped[0];
      while (header && skipped[0] && recordsBefore(skipped[0]) < info.records) yield brokenRow(skipped.shift()!);
      if (!header) header = readHeader(record, columns);
      else yield readRow(record, info.lines, header);
    }
    if (!header && skipped.length > 0) throw skipped[0];
    for (const error of skipped) yield brokenRow(error);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw new UsageError(
      `The CSV is broken${line}: ${error.message}`,
      'The lines before it have their results; nothing after it was read.',
    );
  } finally {
    source.destroy();
  }
}

/** Whole records that stand before the broken one. */
function recordsBefore(error: CsvError): number {
  return typeof error.records === 'number' ? error.records : 0;
}

function brokenRow(error: CsvError): FileItem {
  const line = typeof error.lines === 'number' ? `Line ${error.lines}` : 'A line';
  return {
    broken: `${line} cannot be read: a quote stands where none may stand, or is not closed. Put the cell in quotes and double those within it: "5"" Bob".`,
  };
}

function readHeader(record: string[], columns: CsvOptions['columns']): string[] {
  const header = record.map((name) => name.trim().replaceAll('-', '_'));
  for (const [position, name] of header.entries()) {
    if (!columns.includes(name)) {
      const hint = nearestOf(name, columns);
      throw new UsageError(
        `The CSV has a column "${record[position]}", which is no parameter${hint ? `; did you mean "${hint}"?` : '.'}`,
        'The header row names the parameters; --help lists them.',
      );
    }
    if (header.indexOf(name) !== position) throw new UsageError(`The CSV has two columns "${name}".`);
  }
  return header;
}

function readRow(record: string[], line: number, header: string[]): FileItem {
  if (record.length !== header.length)
    return { broken: `The row that ends on line ${line} has ${record.length} cells, the header ${header.length}.` };
  const given = header.map((name, position) => [name, record[position]!]).filter(([, cell]) => cell!.trim() !== '');
  return { params: Object.fromEntries(given) };
}
