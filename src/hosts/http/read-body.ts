import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { RollcallError } from '../../nodes/index.ts';

/** How long a sender may send nothing before its end. The server itself sets no limit, since a large file takes its time. */
const defaultStallMs = 60_000;

/** Reads a body up to its bound. @throws {RollcallError} too_large */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const refusal = (): RollcallError =>
    new RollcallError('too_large', `The body is larger than ${sizeOf(maxBytes)}. Send fewer items a request.`);
  if (announcedBytes(request) > maxBytes) throw refusal();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of receive(request, defaultStallMs)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw refusal();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type ReceivedFile = {
  content: Readable;
  /** Reads what is left, and returns the SHA-256 of the whole in hex. @throws {RollcallError} too_large */
  hash(): Promise<string>;
};

export type ReceiveFileOptions = {
  maxBytes: number;
  /** Whether `hash` will be asked for. @default false */
  hashed?: boolean;
  /** @default 60_000 */
  stallMs?: number;
};

/**
 * A body as a stream that is read as fast as its reader takes it. It fails with a RollcallError: too_large beyond the bound, and
 * invalid_params where the sender breaks off or falls silent.
 * @throws {RollcallError} too_large, where the sender announces so much
 */
export function receiveFile(request: Request, options: ReceiveFileOptions): ReceivedFile {
  const { maxBytes, hashed = false, stallMs = defaultStallMs } = options;
  const refusal = (): RollcallError =>
    new RollcallError(
      'too_large',
      `The file is larger than ${sizeOf(maxBytes)}. Split it, or compress it with gzip and send that.`,
    );
  if (announcedBytes(request) > maxBytes) throw refusal();
  const hash = hashed ? createHash('sha256') : undefined;
  async function* bounded(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of receive(request, stallMs)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw refusal();
      hash?.update(chunk);
      yield chunk;
    }
  }
  const content = Readable.from(bounded(), { objectMode: false });
  return {
    content,
    async hash() {
      // What was read to its end gives nothing more.
      if (!content.readableEnded) for await (const _ of content);
      return hash!.digest('hex');
    },
  };
}

async function* receive(request: Request, stallMs: number): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  let received = 0;
  let isEnded = false;
  try {
    for (;;) {
      let isSilent = false;
      const timer = setTimeout(() => {
        isSilent = true;
        reader.cancel().catch(() => undefined);
      }, stallMs);
      const { done, value } = await reader
        .read()
        .catch((error: unknown) => {
          throw brokenOff('ended before its end', received, error);
        })
        .finally(() => clearTimeout(timer));
      if (isSilent) throw brokenOff(`brought nothing for ${stallMs / 1_000} seconds`, received);
      if (done) {
        isEnded = true;
        return;
      }
      received += value.byteLength;
      yield value;
    }
  } finally {
    if (!isEnded) await reader.cancel().catch(() => undefined);
  }
}

function brokenOff(how: string, received: number, cause?: unknown): RollcallError {
  return new RollcallError(
    'invalid_params',
    `The body ${how}, after ${received.toLocaleString('en')} bytes. Send it again.`,
    { retryable: true, cause },
  );
}

function announcedBytes(request: Request): number {
  return Number(request.headers.get('content-length') ?? 0);
}

function sizeOf(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  let size = bytes;
  while (unit < 3 && size >= 1_024 && size % 1_024 === 0) {
    size /= 1_024;
    unit += 1;
  }
  return `${size} ${units[unit]}`;
}
