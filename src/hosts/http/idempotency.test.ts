import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import { createIdempotency } from './idempotency.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp({ latency: [30, 40] });
});
afterAll(() => opened.close());

const path = '/api/nodes/BigcommerceCreateCustomer/run';
const person = (email: string) => ({ email, first_name: 'Ana', last_name: 'Ruiz' });
const sendWith = (key: string, body: unknown, to = path) => opened.send('POST', to, body, { 'idempotency-key': key });

describe('a request with an Idempotency-Key', () => {
  test('gets the first answer again, to the letter, however often it is sent', async () => {
    const first = await sendWith('k1', person('once@example.com'));
    expect(first.json.outcome).toBe('created');
    const again = await sendWith('k1', person('once@example.com'));
    expect(again.text).toBe(first.text);
    expect(again.status).toBe(200);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await sendWith('k2', person('once@example.com'))).json.error.code).toBe('customer_exists');
  });

  test('joins the one that is under way', async () => {
    const both = await Promise.all([
      sendWith('k3', person('both@example.com')),
      sendWith('k3', person('both@example.com')),
    ]);
    expect(both.map(({ json }) => json.outcome)).toEqual(['created', 'created']);
    expect(both[0].text).toBe(both[1].text);
  });

  test('is refused when its key came with another body', async () => {
    await sendWith('k4', person('four@example.com'));
    const { status, json } = await sendWith('k4', person('five@example.com'));
    expect([status, json.error.code]).toEqual([409, 'idempotency_conflict']);
    const pair = await Promise.all([
      sendWith('k5', person('six@example.com')),
      sendWith('k5', person('seven@example.com')),
    ]);
    expect(pair.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test('gets a refusal again too, but a failure that may pass is tried anew', async () => {
    const refused = await sendWith('k6', { email: 'nobody@example.com' });
    expect(refused.status).toBe(422);
    expect((await sendWith('k6', { email: 'nobody@example.com' })).headers.get('idempotency-replayed')).toBe('true');

    const list = '/api/nodes/BigcommerceGetCustomers/run';
    const { url: apiUrl, storeHash, accessToken } = opened.sandbox;
    const early = { limit: 1, credentials_id: 'early' };
    expect((await sendWith('k7', early, list)).json.error.code).toBe('credentials_not_found');
    await opened.vault.add({ id: 'early', storeHash, accessToken, apiUrl });
    expect((await sendWith('k7', early, list)).status).toBe(200);
    await opened.vault.remove('early');

    const unsent = await sendWith('k10', { limit: 1, max_wait_ms: 0 }, list);
    expect(unsent.json.error).toMatchObject({ retryable: true });
    // Nothing is kept under the key: another body would be refused otherwise.
    expect((await sendWith('k10', { limit: 1 }, list)).status).toBe(200);
  });

  test('works for many items and for credentials as well', async () => {
    const body = { items: [person('m1@example.com'), person('m1@example.com')] };
    const many = '/api/nodes/BigcommerceCreateCustomer/run-many';
    const first = await sendWith('k8', body, many);
    expect(first.json.counts.succeeded).toBeGreaterThan(0);
    expect((await sendWith('k8', body, many)).text).toBe(first.text);
    const remove = () => opened.send('DELETE', '/api/credentials/gone', undefined, { 'idempotency-key': 'k9' });
    await opened.vault.add({ id: 'gone', storeHash: 'abc', accessToken: 'token' });
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(200);
  });

  test('must have a key that can be kept', async () => {
    for (const key of ['a b', 'x'.repeat(256)]) expect((await sendWith(key, person('k@example.com'))).status).toBe(422);
  });
});

describe('keys in the database', () => {
  const request = { route: 'POST /x', key: 'shared', bodyHash: 'h' };
  const answer = { status: 200, body: { text: 'a\u0000b', z: 1, a: 2 } };

  test('are shared by processes: the second waits for the first', async () => {
    const one = createIdempotency({ pool: opened.pool, pollMs: 10 });
    const two = createIdempotency({ pool: opened.pool, pollMs: 10 });
    let runs = 0;
    let finish = (): void => undefined;
    const work = async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return answer;
    };
    const first = one.run(request, work, () => true);
    while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = two.run(request, work, () => true);
    await new Promise((resolve) => setTimeout(resolve, 60));
    finish();
    expect((await first).body).toEqual(answer.body);
    expect(JSON.stringify((await second).body)).toBe(JSON.stringify(answer.body));
    expect(runs).toBe(1);
  });

  test('of a process that died in the middle of a request are free after a while, and before that they are not', async () => {
    const dead = { ...request, key: 'dead' };
    const stamp = (age: string) =>
      opened.pool.query(
        `insert into rollcall.idempotency_keys (route, key, body_hash, created_at) values ('POST /x', 'dead', 'h', now() - $1::interval)
         on conflict (route, key) do update set created_at = excluded.created_at`,
        [age],
      );
    const { run } = createIdempotency({ pool: opened.pool, abandonedAfterMs: 60_000, pollMs: 10, patienceMs: 30 });
    await stamp('50 seconds');
    await expect(
      run(
        dead,
        async () => answer,
        () => true,
      ),
    ).rejects.toMatchObject({ code: 'idempotency_conflict', retryable: true });
    await stamp('61 seconds');
    expect(
      (
        await run(
          dead,
          async () => answer,
          () => true,
        )
      ).status,
    ).toBe(200);
  });

  test('of a long request stay its own: it gives signs of life', async () => {
    const long = { ...request, key: 'long' };
    const { promise: hasEnded, resolve: end } = Promise.withResolvers<void>();
    const { promise: hasBegun, resolve: begun } = Promise.withResolvers<void>();
    const { run } = createIdempotency({ pool: opened.pool, abandonedAfterMs: 200 });
    const first = run(
      long,
      async () => {
        begun();
        await hasEnded;
        return answer;
      },
      () => true,
    );
    await hasBegun;
    await opened.pool.query(
      "update rollcall.idempotency_keys set created_at = now() - interval '1 hour' where key = 'long'",
    );
    const isFresh = async () =>
      (
        await opened.pool.query(
          "select 1 from rollcall.idempotency_keys where key = 'long' and created_at > now() - interval '30 minutes'",
        )
      ).rowCount === 1;
    await expect.poll(isFresh, { timeout: 30_000 }).toBe(true);
    end();
    expect((await first).status).toBe(200);
  });

  test('are forgotten after 24 hours', async () => {
    const old = { ...request, key: 'old' };
    const { run, deleteOld } = createIdempotency({ pool: opened.pool });
    await run(
      old,
      async () => answer,
      () => true,
    );
    const count = async () =>
      (await opened.pool.query("select 1 from rollcall.idempotency_keys where key = 'old'")).rowCount;
    await deleteOld();
    expect(await count()).toBe(1);
    await opened.pool.query(
      "update rollcall.idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'",
    );
    const other = { status: 201, body: {} };
    expect(
      (
        await run(
          { ...old, bodyHash: 'other' },
          async () => other,
          () => true,
        )
      ).status,
    ).toBe(201);
    await opened.pool.query(
      "update rollcall.idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'",
    );
    await deleteOld();
    expect(await count()).toBe(0);
  });
});
