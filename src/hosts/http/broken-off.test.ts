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

test('items of a run-many that were open are settled when the call comes again with its key, and only they', async () => {
  const path = `${route}/run-many`;
  await create(person('there@example.com', 'Eva'));
  const people = ['there@example.com', 'lost1@example.com', 'lost2@example.com'].map((email) => person(email));
  const body = { items: people.map((item) => ({ ...item, max_wait_ms: 1_000 })) };
  const lost = { kind: 'lost-after', match: 'POST /v3/customers$' } as const;
  opened.sandbox.sandbox.setFaults([lost, { kind: '5xx', match: 'GET /v3/customers' }]);
  const codes = (json: { results: { outcome?: string; error?: { code: string } }[] }) =>
    json.results.map(({ outcome, error }) => outcome ?? error?.code);
  const open = await repeat(path, 'open', body);
  expect(codes(open.json)).toContain('outcome_unknown');
  opened.sandbox.sandbox.setFaults([]);
  const settled = await repeat(path, 'open', body);
  expect(codes(settled.json)).toEqual(['customer_exists', 'created', 'created']);
  expect(settled.headers.get('idempotency-replayed')).toBeNull();
  expect((await repeat(path, 'open', body)).headers.get('idempotency-replayed')).toBe('true');
});

test('what a repeated run-many has done already is told again, and not done again', async () => {
  const path = '/api/nodes/BigcommerceDeleteCustomers/run-many';
  const ids: number[] = [];
  for (const n of [1, 2]) ids.push((await create(person(`gone${n}@example.com`))).json.customer_id);
  const items = [{ customer_ids: [ids[0]] }, { customer_ids: [ids[1]], credentials_id: 'later' }];
  const body = { items: items.map((item) => ({ ...item, dry_run: false })) };
  const first = await repeat(path, 'delete', body);
  expect(
    first.json.results.map((one: { deleted?: number; error?: { code: string } }) => one.deleted ?? one.error?.code),
  ).toEqual([1, 'credentials_not_found']);
  const { storeHash, accessToken, url: apiUrl } = opened.sandbox;
  await opened.vault.add({ id: 'later', storeHash, accessToken, apiUrl });
  const again = await repeat(path, 'delete', body);
  await opened.vault.remove('later');
  expect(again.json.results.map((one: { deleted: number }) => one.deleted)).toEqual([1, 1]);
  expect(again.json.counts).toEqual({ succeeded: 2, failed: 0 });
});

test('a key that was broken off with another body begins anew', async () => {
  const path = `${route}/run`;
  await repeat(path, 'other', person('one@example.com'));
  await killed(path, 'other');
  await create(person('two@example.com'));
  expect((await repeat(path, 'other', person('two@example.com'))).json.error.code).toBe('customer_exists');
});
