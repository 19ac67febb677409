import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gatherCalls } from './gather-calls.ts';

function open(lingerMs?: number) {
  const started: string[][] = [];
  return {
    started,
    ...gatherCalls<string>((calls) => started.push(calls), lingerMs === undefined ? {} : { lingerMs }),
  };
}

test('calls of one turn start together, by their key and in their order; later ones do not join them', async () => {
  const { add, started } = open();
  add('a', 'a1');
  add('b', 'b1');
  await Promise.resolve();
  add('a', 'a2');
  expect(started).toEqual([]);
  await turn();
  expect(started).toEqual([['a1', 'a2'], ['b1']]);
  add('a', 'a3');
  await turn();
  expect(started).toEqual([['a1', 'a2'], ['b1'], ['a3']]);
});

test('a call waits for another one of its moment that is expected', async () => {
  const { add, expect: wait, started } = open(60_000);
  const { promise, resolve } = Promise.withResolvers<void>();
  const second = wait(promise).then(() => add('a', 'a2'));
  add('a', 'a1');
  await turn();
  await turn();
  expect(started).toEqual([]);
  resolve();
  await second;
  await turn();
  expect(started).toEqual([['a1', 'a2']]);
});

test('it does not wait for long, and not for one that fails', async () => {
  const slow = open(0);
  void slow.expect(new Promise(() => undefined));
  slow.add('a', 'a1');
  await expect.poll(() => slow.started).toEqual([['a1']]);

  const failing = open(60_000);
  failing.add('a', 'a1');
  await expect(failing.expect(Promise.reject(new Error('no such credentials')))).rejects.toThrow('no such');
  await turn();
  expect(failing.started).toEqual([['a1']]);
});
