import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

const route = '/api/nodes/BigcommerceCreateCustomer';
const person = (email: string, first_name = 'Ana') => ({ email, first_name, last_name: 'Ruiz' });
const create = (body: unknown) => opened.send('POST', `${route}/run`, body);
const repeat = (path: string, key: string, body: unknown) =>
  opened.send('POST', path, body, { 'idempotency-key': key });

/** As a server leaves a key behind that is killed in the middle of its call. */
async function killed(path: string, key: string): Promise<void> {
  await opened.pool.query(
    `update rollcall.idempotency_keys set state = 'in_flight', status = null, headers = null, body = null,
       created_at = now() - interval '5 minutes', started_at = now() - interval '5 minutes'
     where route = $1 and key = $2`,
    [`POST ${path}`, key],
  );
}

test('a call whose server was killed is told, when it is repeated, that it did create the customer', async () => {
  const path = `${route}/run`;
  const body = person('killed@example.com');
  const first = await repeat(path, 'k1', body);
  await killed(path, 'k1');
  const again = await repeat(path, 'k1', body);
  expect([again.status, again.json.outcome, again.json.customer_id]).toEqual([200, 'created', first.json.customer_id]);
  // That is kept as the answer from now on, and another call is another wish.
  expect((await repeat(path, 'k1', body)).text).toBe(again.text);
  expect((await repeat(path, 'k2', body)).json.error.code).toBe('customer_exists');
});

test('the items of such a call that had got in are created, the others are sent, and whoever was there before is not claimed', async () => {
  const path = `${route}/run-many`;
  const old = (await create(person('before@example.com'))).json.customer_id;
  const items = [person('in@example.com'), person('before@example.com', 'Eva'), person('out@example.com')];
  await create(items[0]);
  // The whole call, of which only the first item had been sent.
  await repeat(path, 'whole', { items: [] });
  await killed(path, 'whole');
  const hash = createHash('sha256').update(JSON.stringify({ items })).digest('hex');
  await opened.pool.query(`update rollcall.idempotency_keys set body_hash = $1 where key = 'whole'`, [hash]);
  const { json } = await repeat(path, 'whole', { items });
  expect(
    json.results.map((one: { outcome?: string; error?: { code: string } }) => one.outcome ?? one.error?.code),
  ).toEqual(['created', 'customer_exists', 'created']);
  expect(json.results[1].error.details.customer_id).toBe(old);
});

test('a key that was broken off with another body begins anew', async () => {
  const path = `${route}/run`;
  await repeat(path, 'other', person('one@example.com'));
  await killed(path, 'other');
  await create(person('two@example.com'));
  expect((await repeat(path, 'other', person('two@example.com'))).json.error.code).toBe('customer_exists');
});
