import { open } from 'node:fs/promises';

/** What lists of customers usually come to. */
const usualRatio = 8;
/** Deflate cannot do better. */
const bestRatio = 1032;
const trailerBytes = 4;

/**
 * How many bytes a gzip file holds, as its end tells; https://www.rfc-editor.org/rfc/rfc1952. An end that cannot be true, because the file is
 * in several members, breaks off or holds more than the 4 GiB that it can tell of, makes it a guess.
 */
export async function unpackedSize(path: string, packed: number): Promise<number> {
  const guess = packed * usualRatio;
  if (packed < trailerBytes || guess >= 2 ** 32) return guess;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(trailerBytes), { position: packed - trailerBytes });
    const told = buffer.readUInt32LE();
    return told >= packed && told <= packed * bestRatio ? told : guess;
  } finally {
    await file.close();
  }
}
