import type { Clock } from '../bigcommerce/index.ts';

export type ChunkOptions<Item> = {
  /** Items of a chunk. */
  most: number;
  clock: Clock;
  /** True where `next` must not join the chunk. */
  splitBefore: (chunk: Item[], next: Item) => boolean;
  /** How long a chunk that is not full waits for the next item, in milliseconds. @default 25 */
  lingerMs?: number;
};

/** Collects a stream into chunks. One that gives nothing for a while is not waited for: what is there goes. */
export async function* inChunks<Item>(
  items: AsyncIterable<Item>,
  { most, clock, splitBefore, lingerMs = 25 }: ChunkOptions<Item>,
): AsyncGenerator<Item[]> {
  const iterator = items[Symbol.asyncIterator]();
  let chunk: Item[] = [];
  try {
    while (true) {
      const next = iterator.next();
      if (chunk.length > 0 && !(await arrives(next, clock, lingerMs))) {
        yield chunk;
        chunk = [];
      }
      const { value, done } = await next;
      if (done) break;
      if (chunk.length > 0 && (chunk.length >= most || splitBefore(chunk, value))) {
        yield chunk;
        chunk = [];
      }
      chunk.push(value);
    }
    if (chunk.length > 0) yield chunk;
  } finally {
    await iterator.return?.();
  }
}

async function arrives(next: Promise<unknown>, clock: Clock, ms: number): Promise<boolean> {
  const { done, cancel } = clock.wait(ms);
  const arrived = await Promise.race([
    next.then(
      () => true,
      () => true,
    ),
    done.then(() => false),
  ]);
  cancel();
  return arrived;
}
