import { Readable } from 'node:stream';
import type { OpenedSource, SourceRecord } from '../../imports/index.ts';
import { isRollcallError } from '../../nodes/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import { UsageError } from './explain-error.ts';

/** One item of a file: its parameters, or why its line could not be read. */
export type FileItem = { params: Record<string, unknown> } | { broken: string };

export type OpenedItems = {
  items: AsyncIterable<FileItem>;
  /** Bytes of the file; undefined for stdin. */
  bytes?: number;
  /** Bytes read so far. */
  bytesRead(): number;
};

export type OpenItemsOptions = {
  /** Names that a column of a CSV may have. */
  columns: string[];
  /** Where `-` reads. */
  stdin: Readable;
  /** Ends the reading. */
  signal: AbortSignal;
};

/**
 * Items of a file or of stdin (`-`): NDJSON, a JSON array, or CSV whose header names parameters. Blank cells are not given. What cannot be
 * read is an item of its own that fails. Items of stdin come as soon as their line does.
 * @throws {RollcallError} when nothing can be read from the file
 * @throws {UsageError} for a column that is no parameter
 */
export async function openItems(path: string, { columns, stdin, signal }: OpenItemsOptions): Promise<OpenedItems> {
  let source: OpenedSource;
  try {
    const { openSource } = await import('../../imports/index.ts');
    source = await openSource(path === '-' ? stdin : path, { signal, ...(path === '-' && { sampleBytes: 1 }) });
  } catch (error) {
    if (signal.aborted || (isRollcallError(error) && error.details?.problem === 'empty_file'))
      return { items: Readable.from([]), bytesRead: () => 0 };
    throw error;
  }
  try {
    const { header, headings = header } = source.info;
    const names = headings?.map((name) => readColumn(name, columns));
    checkTwice(names);
    return {
      items: readItems(source, names, signal),
      ...(source.bytes !== undefined && { bytes: source.bytes }),
      bytesRead: source.bytesRead,
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function* readItems(
  { records }: OpenedSource,
  names: string[] | undefined,
  signal: AbortSignal,
): AsyncGenerator<FileItem> {
  try {
    for await (const batch of records) for (const record of batch) yield readItem(record, names);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function readItem({ line, fault, object, cells }: SourceRecord, names: string[] | undefined): FileItem {
  if (fault) return { broken: `${fault.message} ${fault.what_to_do}` };
  if (object) return { params: object };
  const given = names!.map((name, position) => [name, cells![position]!]).filter(([, cell]) => cell!.trim() !== '');
  if (given.some(([name]) => name === ''))
    return {
      broken: `Line ${line} has a value in a column without a heading. Put a parameter above it, or remove it.`,
    };
  return { params: Object.fromEntries(given) };
}

/** The parameter that a column names, as `First Name` names first_name; one without a heading must hold nothing. */
function readColumn(written: string, columns: string[]): string {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (name === '' || columns.includes(name)) return name;
  throw new UsageError(
    `The CSV has a column "${written}", which is no parameter${didYouMean(name, columns)}`,
    'The header row names the parameters; --help lists them.',
  );
}

/** `first-name`, `First Name` and `first_name` are one parameter. */
function checkTwice(names: string[] = []): void {
  const twice = names.find((name, position) => name !== '' && names.indexOf(name) !== position);
  if (twice !== undefined) throw new UsageError(`The CSV has two columns "${twice}".`);
}
