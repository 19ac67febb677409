import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { streamBody } from './stream-body.ts';

test('a reader who leaves while something is awaited is no fault, and its stream is ended', async () => {
  const faults: unknown[] = [];
  const tracked: Promise<void>[] = [];
  let isEnded = false;
  const body = streamBody(
    {
      headers: {},
      async *chunks(signal) {
        try {
          yield 'first';
          await new Promise((done) => signal.addEventListener('abort', done));
        } finally {
          isEnded = true;
        }
      },
    },
    {
      stopping: new AbortController().signal,
      track: (work) => void tracked.push(work),
      onError: (error) => void faults.push(error),
    },
  );
  const reader = body.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe('first');
  const next = reader.read();
  await setImmediate();
  await reader.cancel();
  expect((await next).done).toBe(true);
  await Promise.all(tracked);
  await setImmediate();
  expect([faults, isEnded]).toEqual([[], true]);
});
