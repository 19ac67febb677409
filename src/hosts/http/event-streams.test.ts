import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import { createImportEvents } from './import-events.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

test('no more listeners than the server keeps are let in, the others are told what to do, and a place that is left is free', async () => {
  const { json } = await opened.send('POST', '/api/imports', 'email,first_name,last_name\na@b.example,A,B\n');
  const id: string = json.import_id;
  // No worker takes it up, so it goes on waiting.
  await opened.send('POST', `/api/imports/${id}/start`);
  const { imports } = opened;
  const events = createImportEvents({ imports, isStarting: () => false, mostStreams: 2 });
  const listen = async () => {
    const leaving = new AbortController();
    const chunks = (await events.open(id)).chunks(leaving.signal)[Symbol.asyncIterator]();
    return { leaving, chunks, first: String((await chunks.next()).value).split('\n')[0] };
  };
  // As HEAD does: opened and never read.
  await events.open(id);
  const [one, two] = [await listen(), await listen()];
  expect([one.first, two.first]).toEqual(['event: snapshot', 'event: snapshot']);
  await expect(events.open(id)).rejects.toMatchObject({
    code: 'rate_limited',
    retryable: true,
    message: expect.stringContaining(`GET /api/imports/${id}`),
    details: { retry_after_ms: 5_000 },
  });
  one.leaving.abort();
  expect((await one.chunks.next()).done).toBe(true);
  const three = await listen();
  expect(three.first).toBe('event: snapshot');
  await Promise.all([two, three].map(({ chunks }) => chunks.return?.(undefined)));
  expect((await listen()).first).toBe('event: snapshot');
});
