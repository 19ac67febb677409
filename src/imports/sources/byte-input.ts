import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sourceError } from './source-error.ts';
import { unpackedSize } from './unpacked-size.ts';

const pieceBytes = 2 ** 16;

/** Bytes of a file or stream, unpacked where they are gzip. */
export type ByteInput = {
  /** How messages call it. */
  name: string;
  gzip: boolean;
  pieces: AsyncGenerator<Buffer>;
  /** Size on disk of a file; undefined for a stream. */
  bytes?: number;
  /** Size of its content; of gzip as far as that can be known before it is read. */
  unpackedBytes?: number;
  bytesRead(): number;
  /** The same file from its beginning, to look through it; undefined for a stream. */
  again?: () => AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

/**
 * Opens a path or a stream.
 * @throws {RollcallError} invalid_params, for a folder and for a file that is missing or may not be read
 */
export async function openBytes(input: string | Readable, signal?: AbortSignal): Promise<ByteInput> {
  signal?.throwIfAborted();
  const { stream, bytes } = typeof input === 'string' ? await openFile(input) : { stream: input };
  const name = typeof input === 'string' ? input : 'The input';
  let bytesRead = 0;
  const stop = (): void => void stream.destroy(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });

  async function* counted(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of stream as AsyncIterable<Buffer | string>) {
        const buffer = typeof piece === 'string' ? Buffer.from(piece) : piece;
        bytesRead += buffer.length;
        yield buffer;
      }
      signal?.throwIfAborted();
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  const { head, whole } = await peekBytes(counted(), 2);
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const unpacked = (packed: AsyncGenerator<Buffer>) => (gzip ? gunzip(packed, name) : packed);
  return {
    name,
    gzip,
    pieces: unpacked(whole),
    ...(bytes !== undefined && {
      bytes,
      unpackedBytes: gzip ? await unpackedSize(input as string, bytes) : bytes,
      again: () => unpacked(readAgain(input as string, signal)),
    }),
    bytesRead: () => bytesRead,
    close: async () => {
      signal?.removeEventListener('abort', stop);
      stream.destroy();
    },
  };
}

/** At least so many of the first bytes, or all there are (`complete`); and the same bytes from their beginning. */
export async function peekBytes(pieces: AsyncGenerator<Buffer>, atLeast: number) {
  const first: Buffer[] = [];
  let complete = false;
  for (let length = 0; length < atLeast; ) {
    const { value, done } = await pieces.next();
    complete = done === true;
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = first.length === 1 ? first[0]! : Buffer.concat(first);
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  }
  return { head, complete, whole: whole() };
}

async function openFile(path: string): Promise<{ stream: Readable; bytes?: number }> {
  try {
    const file = await open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) {
      await file.close();
      throw sourceError('folder', `${path} is a folder, not a file.`);
    }
    const stream = createReadStream(path, { fd: file, highWaterMark: pieceBytes });
    return stat.isFile() ? { stream, bytes: stat.size } : { stream };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw sourceError('no_such_file', `There is no file ${path}.`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM')
      throw sourceError('not_readable', `${path} may not be read by this user.`, { cause: error });
    if (code === 'EISDIR') throw sourceError('folder', `${path} is a folder, not a file.`, { cause: error });
    throw error;
  }
}

async function* readAgain(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: pieceBytes, ...(signal && { signal }) });
}

/** Unpacks gzip of any number of members. */
async function* gunzip(packed: AsyncGenerator<Buffer>, name: string): AsyncGenerator<Buffer> {
  const unpacker = createGunzip({ chunkSize: pieceBytes });
  // The iteration below throws what goes wrong, so that nothing is left to do here.
  pipeline(Readable.from(packed, { objectMode: false }), unpacker, () => undefined);
  try {
    yield* unpacker;
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code?.startsWith('Z_')) throw error;
    const what = code === 'Z_BUF_ERROR' ? 'breaks off: its end is missing' : 'is damaged';
    throw sourceError('broken_gzip', `The gzip of ${name} ${what}. Pack or transfer the file once more.`, {
      cause: error,
    });
  }
}
