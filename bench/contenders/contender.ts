import type { CustomerRow, toBody } from '../customer-rows.ts';
import type { StoreAddress } from '../store-address.ts';

export type Body = ReturnType<typeof toBody>;

/** What a contender tells of one row. Whatever is thrown, or answered with another status than 200, counts as failed. */
export type Saying = 'done' | 'failed';

/** Creates all rows and says of each, in order, how it ended. */
export type Contender = (address: StoreAddress, rows: CustomerRow[]) => Promise<Saying[]>;

/** Requests that a contender has in flight: what the API documented for POST customers, and what Rollcall rises to. */
export const concurrency = 10;

/** Runs a task for each position below `count`, so many at once. */
export async function eachOf(count: number, task: (position: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const position = next;
      next += 1;
      await task(position);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** One customer a request. */
export async function oneByOne(bodies: Body[], create: (bodies: Body[]) => Promise<unknown>): Promise<Saying[]> {
  const said: Saying[] = [];
  await eachOf(bodies.length, async (position) => {
    said[position] = await say(() => create([bodies[position]!]));
  });
  return said;
}

/**
 * Ten customers a request; of a ten that is refused or lost no row is named, so each of them goes again alone. It is the most that
 * can be had of a client that takes arrays.
 */
export async function inTens(bodies: Body[], create: (bodies: Body[]) => Promise<unknown>): Promise<Saying[]> {
  const said: Saying[] = [];
  await eachOf(Math.ceil(bodies.length / 10), async (number) => {
    const batch = bodies.slice(number * 10, number * 10 + 10);
    const whole = await say(() => create(batch));
    for (const [position, body] of batch.entries())
      said[number * 10 + position] = whole === 'done' ? whole : await say(() => create([body]));
  });
  return said;
}

async function say(create: () => Promise<unknown>): Promise<Saying> {
  try {
    await create();
    return 'done';
  } catch {
    return 'failed';
  }
}
