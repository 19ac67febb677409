import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followEvents, type ServerEvent } from '../fixtures/follow-events.ts';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import { createImportEvents } from './import-events.ts';
import { type Served, serve } from './serve.ts';

let opened: OpenedApp;
let served: Served;
beforeAll(async () => {
  opened = await openApp({ latency: [40, 60] });
  await opened.work();
  served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0 });
  opened.setPort(served.port);
});
afterAll(async () => {
  opened.app.endStreams();
  await served.close(100);
  await opened.close();
});

function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: opened.authorization, ...(init.headers as Record<string, string>) };
  return fetch(`http://127.0.0.1:${served.port}${path}`, { ...init, headers });
}

/** A file as it comes from a disk, in pieces. */
function pieces(
  rows: number,
  shop: string,
  onPiece: (n: number) => Promise<void> | void = () => undefined,
): ReadableStream {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await onPiece(sent);
      const text = sent === 0 ? 'email,first_name,last_name\n' : '';
      const part = Array.from({ length: 100 }, (_, n) => `p${sent + n}@${shop}.example,Ana,Ruiz\n`).join('');
      controller.enqueue(new TextEncoder().encode(text + part));
      sent += 100;
      if (sent >= rows) controller.close();
    },
  });
}

async function upload(body: ReadableStream, signal?: AbortSignal) {
  const init = { method: 'POST', body, duplex: 'half', ...(signal && { signal }) } as RequestInit;
  const response = await call('/api/imports?filename=people.csv', init);
  return (await response.json()) as { import_id: string };
}

async function collect(id: string, onEvent: (event: ServerEvent) => void = () => undefined): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  const response = await call(`/api/imports/${id}/events`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  for await (const event of followEvents(response)) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

const checked = async (id: string) => (await call(`/api/imports/${id}/check`, { method: 'POST' })).json();

describe('events of an import', () => {
  test('begin with the whole of it, tell its numbers while it runs, and end when it rests, for everyone who listens', async () => {
    const { import_id: id } = await upload(pieces(2_000, 'events'));
    const whileChecked = await collect(id);
    expect(whileChecked[0]).toMatchObject({ event: 'snapshot', data: { import_id: id, file: 'people.csv' } });
    expect(whileChecked.at(-1)).toMatchObject({ event: 'end', data: { state: 'ready', check: { rows: 2_000 } } });

    await call(`/api/imports/${id}/start`, { method: 'POST' });
    const reads: string[] = [];
    const { get } = opened.imports;
    opened.imports.get = (wanted) => {
      reads.push(wanted);
      return get(wanted);
    };
    const started = performance.now();
    const all = await Promise.all([collect(id), collect(id), collect(id)]);
    const seconds = (performance.now() - started) / 1_000;
    opened.imports.get = get;
    for (const events of all) {
      expect(events[0]).toMatchObject({ event: 'snapshot', data: { import_id: id, columns: expect.any(Array) } });
      const created = events.filter(({ event }) => event === 'progress').map(({ data }) => Number(data.created));
      expect(created.length).toBeGreaterThan(1);
      expect(created).toEqual([...created].sort((a, b) => a - b));
      expect(events.at(-1)).toMatchObject({ event: 'end', data: { state: 'completed', created: 2_000, pending: 0 } });
      expect(events.filter(({ event }) => event === 'end')).toHaveLength(1);
    }
    // Once for each listener, then twice a second for all of them together.
    expect(reads.length).toBeLessThanOrEqual(3 + Math.ceil(seconds * 2));
  });

  test('of an import that rests are its snapshot and the end', async () => {
    const { import_id: id } = await upload(pieces(100, 'rests'));
    await checked(id);
    expect((await collect(id)).map(({ event }) => event)).toEqual(['snapshot', 'end']);
  });

  test('end for a listener who leaves, and nobody else notices', async () => {
    const { import_id: id } = await upload(pieces(1_000, 'leaves'));
    await checked(id);
    await call(`/api/imports/${id}/start`, { method: 'POST' });
    const leaving = new AbortController();
    const gone = await call(`/api/imports/${id}/events`, { signal: leaving.signal });
    const staying = collect(id);
    const reader = gone.body!.getReader();
    await reader.read();
    leaving.abort();
    await expect(reader.read()).rejects.toThrow();
    expect((await staying).at(-1)).toMatchObject({ event: 'end', data: { state: 'completed' } });
  });

  test('say that they are still there while an import only waits, so that no proxy cuts them off', async () => {
    const { import_id: id } = await upload(pieces(100, 'quiet'));
    await checked(id);
    // Queued for a store that no worker was told of.
    await opened.pool.query(`update rollcall.imports set state = 'queued' where id = $1`, [id]);
    const { imports } = opened;
    const heartbeatMs = 150;
    const events = createImportEvents({ imports, isStarting: () => false, heartbeatMs, pollMs: 20 });
    const leaving = new AbortController();
    const chunks: unknown[] = [];
    const started = performance.now();
    for await (const chunk of (await events.open(id)).chunks(leaving.signal)) {
      chunks.push(String(chunk).split('\n')[0]);
      if (chunks.length > 4) leaving.abort();
    }
    const elapsed = performance.now() - started;
    await opened.pool.query(`update rollcall.imports set state = 'ready' where id = $1`, [id]);
    expect(chunks[0]).toBe('event: snapshot');
    const quiet = chunks.slice(1);
    expect(new Set(quiet)).toEqual(new Set([': still here']));
    // One in 150 ms, not one a poll.
    expect(quiet.length).toBe(4);
    expect(elapsed).toBeGreaterThanOrEqual(quiet.length * heartbeatMs - 10);
  });

  test('end where the process that checked the file has died, and the kept file can be checked again', async () => {
    const { import_id: id } = await upload(pieces(100, 'died'));
    await checked(id);
    const show = async () => (await call(`/api/imports/${id}`)).json();
    const dies = (seconds: number) =>
      opened.pool.query(
        `update rollcall.imports set state = 'checking', reason = null, created_at = now() - interval '1 day',
            live = jsonb_build_object('worker', 'x:1', 'at', (extract(epoch from now()) - $2) * 1000) where id = $1`,
        [id, seconds],
      );
    // Another process may still be at it.
    await dies(50);
    expect(await show()).toMatchObject({ state: 'checking', live: { worker: 'x:1' } });
    expect(await show()).not.toHaveProperty('reason');
    await dies(70);
    const reason = { code: 'interrupted', message: expect.stringContaining('Check the import again') };
    const events = await collect(id);
    expect(events.map(({ event }) => event)).toEqual(['snapshot', 'end']);
    expect(events.at(-1)).toMatchObject({ data: { state: 'checking', reason } });
    await dies(70);
    const { imports } = (await (await call('/api/imports')).json()) as { imports: Record<string, unknown>[] };
    expect(imports.find(({ import_id }) => import_id === id)).toMatchObject({ reason });
    const again = await checked(id);
    expect(again).toMatchObject({ state: 'ready', rows: 100 });
    expect(await show()).not.toHaveProperty('reason');
    expect(await show()).not.toHaveProperty('live');
    await dies(70);
    expect((await call(`/api/imports/${id}/start`, { method: 'POST' })).status).toBe(200);
    expect((await collect(id)).at(-1)).toMatchObject({ event: 'end', data: { state: 'completed', created: 100 } });
  });

  test('of an import whose data was deleted end at once, and its summary still tells the counts', async () => {
    const { import_id: id } = await upload(pieces(100, 'purged'));
    await checked(id);
    await call(`/api/imports/${id}/start`, { method: 'POST' });
    await collect(id);
    const later = new Date(Date.now() + 90 * 86_400_000);
    expect(await opened.imports.purge({ olderThanDays: 30, now: later })).toContain(id);
    const events = await collect(id);
    expect(events.map(({ event }) => event)).toEqual(['snapshot', 'end']);
    expect(events.at(-1)).toMatchObject({ data: { state: 'completed', created: 100, purged_at: expect.any(String) } });
    const summary = await call(`/api/imports/${id}/report/summary`);
    expect([summary.status, await summary.json()]).toEqual([
      200,
      expect.objectContaining({ import_id: id, state: 'completed', rows: 100, created: 100, pending: 0 }),
    ]);
    const results = await call(`/api/imports/${id}/report/results`);
    expect([results.status, ((await results.json()) as { message: string }).message]).toEqual([
      404,
      expect.stringContaining('Its counts stay'),
    ]);
  });

  test('do not keep the server from stopping', async () => {
    const other = await openApp();
    const sent = await other.send('POST', '/api/imports', 'email,first_name,last_name\na@b.example,A,B\n');
    await other.send('POST', `/api/imports/${sent.json.import_id}/start`);
    const second = await serve(other.app.fetch, { host: '127.0.0.1', port: 0 });
    other.setPort(second.port);
    const response = await fetch(`http://127.0.0.1:${second.port}/api/imports/${sent.json.import_id}/events`, {
      headers: { authorization: other.authorization },
    });
    const events = followEvents(response);
    expect((await events.next()).value).toMatchObject({ event: 'snapshot', data: { state: 'queued' } });
    other.app.endStreams();
    // Longer than the test may last: it does not wait for the stream.
    await second.close(600_000);
    expect((await events.next()).done).toBe(true);
    await other.close();
  });
});

describe('an upload over the network', () => {
  test('is written down while it comes, and leaves nothing behind when the sender breaks off', async () => {
    const count = async () => ((await (await call('/api/imports')).json()) as { imports: unknown[] }).imports.length;
    const before = await count();
    const leaving = new AbortController();
    const half = Promise.withResolvers<void>();
    const sending = upload(
      pieces(1_000, 'breaks', async (sent) => {
        if (sent < 500) return;
        half.resolve();
        await new Promise(() => undefined);
      }),
      leaving.signal,
    );
    sending.catch(() => undefined);
    await half.promise;
    await expect.poll(count).toBe(before + 1);
    leaving.abort();
    await expect(sending).rejects.toThrow();
    await expect.poll(count).toBe(before);
  });
});
