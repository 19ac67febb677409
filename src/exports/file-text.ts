import type { FileHandle } from 'node:fs/promises';

/** Writes all bytes at a position, in as many writes as the system takes. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
}

/** The lines of an open file from its start. A line ends with LF only: a text may hold any other line separator. */
export async function* readLines(handle: FileHandle): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(1 << 18);
  let rest = '';
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
