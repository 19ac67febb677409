import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { UsageError } from '../explain-error.ts';
import type { FileItem, Text } from './item.ts';
import type { CsvOptions } from './read-csv.ts';
import { readCsv } from './read-csv.ts';
import { readJsonArray } from './read-json-array.ts';
import { readNdjson } from './read-ndjson.ts';

export type OpenedItems = {
  items: AsyncIterable<FileItem>;
  /** Bytes of the file; undefined for stdin. */
  bytes?: number;
  /** Bytes read so far. */
  bytesRead(): number;
};

export type OpenItemsOptions = {
  columns: CsvOptions['columns'];
  /** Where `-` reads. */
  stdin: Readable;
  /** Ends the reading. */
  signal: AbortSignal;
};

/**
 * Items of a file or of stdin (`-`): NDJSON, a JSON array or CSV, told apart by their first character.
 * @throws {UsageError} when there is no such file
 */
export async function openItems(path: string, { columns, stdin, signal }: OpenItemsOptions): Promise<OpenedItems> {
  const { stream, bytes } = path === '-' ? { stream: stdin } : await openFile(path);
  let bytesRead = 0;
  const stop = (): void => void stream.destroy();
  signal.addEventListener('abort', stop);

  async function* decode(): Text {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytesRead += chunk.length;
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof TypeError)
        throw new UsageError(`${path} is not UTF-8 text.`, 'Save it as UTF-8 and run the command again.');
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    items: readText(decode(), path, columns),
    ...(bytes !== undefined && { bytes }),
    bytesRead: () => bytesRead,
  };
}

async function openFile(path: string): Promise<{ stream: Readable; bytes?: number }> {
  try {
    const file = await open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) {
      await file.close();
      throw new UsageError(`${path} is a folder, not a file.`);
    }
    const stream = createReadStream(path, { fd: file });
    return stat.isFile() ? { stream, bytes: stat.size } : { stream };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new UsageError(`There is no file ${path}.`);
    if (code === 'EACCES') throw new UsageError(`${path} may not be read by this user.`);
    throw error;
  }
}

async function* readText(text: Text, path: string, columns: CsvOptions['columns']): AsyncGenerator<FileItem> {
  const { head, whole } = await readHead(text);
  const first = head.trimStart()[0];
  if (first === undefined) return;
  if (first === '[') yield* readJsonArray(whole);
  else if (first === '{') yield* readNdjson(whole);
  else if (/^[\p{L}_"]/u.test(first)) yield* readCsv(whole, { columns, delimiter: findDelimiter(head) });
  else throw new UsageError(`${path} is neither NDJSON, nor a JSON array, nor CSV with a header row.`);
}

/** The text up to its first full line, and the same text from its beginning. TextDecoder has removed the byte order mark. */
async function readHead(text: Text): Promise<{ head: string; whole: Text }> {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  while (head.length < 2 ** 16 && !head.trimStart().includes('\n')) {
    const { value, done } = await pieces.next();
    if (done) break;
    head += value;
  }
  async function* whole(): Text {
    yield head;
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return { head, whole: whole() };
}

function findDelimiter(head: string): string {
  const header = head
    .trimStart()
    .split('\n', 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.mark;
}
