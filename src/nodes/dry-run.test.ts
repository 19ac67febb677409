import { describe, expect, test } from 'vitest';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, runNode, updateCustomer } from './index.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const street = (number: number) => ({ address1: `Street ${number}`, city: 'Madrid', zip: '28001', country_code: 'ES' });

describe('a dry run', () => {
  test('after a create whose reply was lost writes nothing, and the real call still finds that the customer is its own', async () => {
    const { store, sandbox, calls } = openSandboxStore({ empty: true });
    const asked = { ...ana, newsletter: 'subscribed' };
    sandbox.setFaults([
      { kind: 'lost-after', match: 'POST /v3/customers$' },
      { kind: '5xx', match: 'GET /v3/customers' },
    ]);
    const lost = await refusal(runNode(createCustomer, store, { ...asked, max_wait_ms: 3_000 }));
    expect(lost.code).toBe('outcome_unknown');
    sandbox.setFaults([]);
    calls.length = 0;
    const dry = await runNode(createCustomer, store, { ...asked, dry_run: true });
    expect(dry).toMatchObject({ dry_run: true, would: 'created', customer_id: 1 });
    expect(dry.message).toBe(
      'Nothing written: dry run. ana@example.com is there as customer 1: an earlier call created it, though its reply was lost',
    );
    expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
    const real = await runNode(createCustomer, store, asked);
    expect(real).toMatchObject({ outcome: 'created', customer_id: 1, parts: { newsletter: 'done' } });
  });

  test('of a customer who exists tells what becomes of the newsletter', async () => {
    const { store, calls } = openSandboxStore({ empty: true });
    await runNode(createCustomer, store, ana);
    const subscribe = { ...ana, if_exists: 'update', newsletter: 'subscribed' };
    const before = await runNode(createCustomer, store, { ...subscribe, dry_run: true });
    expect(before).toMatchObject({ would: 'updated', changes: { newsletter: { to: 'subscribed' } } });
    expect(calls.filter((call) => !call.startsWith('GET'))).toEqual(['POST /v3/customers']);
    await runNode(createCustomer, store, subscribe);
    expect(await runNode(createCustomer, store, { ...subscribe, dry_run: true })).toMatchObject({ would: 'unchanged' });
    const optOut = { ...subscribe, newsletter: 'unsubscribed' };
    expect(await runNode(createCustomer, store, { ...optOut, dry_run: true })).toMatchObject({ would: 'updated' });
    await runNode(createCustomer, store, optOut);
    const again = await runNode(createCustomer, store, { ...subscribe, dry_run: true });
    expect(again).toMatchObject({ would: 'unchanged', warnings: [{ code: 'consent_kept' }] });
  });

  test('counts the addresses of a customer who has more than one reply shows', async () => {
    const { store } = openSandboxStore({ empty: true });
    await runNode(createCustomer, store, { ...ana, addresses: Array.from({ length: 10 }, (_, n) => street(n)) });
    const more = { ...ana, if_exists: 'update', addresses: [street(10), street(11)] };
    await runNode(createCustomer, store, more);
    expect(await runNode(createCustomer, store, { ...more, dry_run: true })).toMatchObject({ would: 'unchanged' });
  });
});

test('a customer who has more attribute values than one reply shows is unchanged by the same values', async () => {
  const { store, sandbox, calls } = openSandboxStore({ empty: true });
  const names = Array.from({ length: 14 }, (_, n) => `Attribute ${n}`);
  for (const name of names)
    await sandbox.handle({
      method: 'POST',
      url: `/stores/${sandbox.storeHash}/v3/customers/attributes`,
      headers: { 'x-auth-token': sandbox.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify([{ name, type: 'string' }]),
    });
  const attributes = Object.fromEntries(names.map((name) => [name, 'gold']));
  await runNode(createCustomer, store, { ...ana, attributes });
  calls.length = 0;
  const same = await runNode(updateCustomer, store, { email: ana.email, attributes });
  expect(same).toMatchObject({ outcome: 'unchanged', fields_updated: [] });
  const upsert = await runNode(createCustomer, store, { ...ana, attributes, if_exists: 'update' });
  expect(upsert).toMatchObject({ outcome: 'unchanged' });
  expect(calls.filter((call) => call.startsWith('PUT'))).toEqual([]);
  const other = { ...attributes, 'Attribute 13': 'silver' };
  expect(await runNode(updateCustomer, store, { email: ana.email, attributes: other, dry_run: true })).toMatchObject({
    would: 'updated',
    changes: { 'attributes.14': { from: 'gold', to: 'silver' } },
  });
});
