import { expect, test } from 'vitest';
import { addPeople, openStore } from '../fixtures/open-store.ts';

test('groups are a bare array, found by name or part of it, and counted', async () => {
  const store = openStore();
  expect((await store.send('GET', '/v2/customer_groups')).status).toBe(204);
  const made = await store.send('POST', '/v2/customer_groups', { name: 'Wholesale', is_default: true });
  expect(made.json).toMatchObject({
    id: 1,
    name: 'Wholesale',
    is_default: true,
    discount_rules: [],
    date_created: '2026-03-02 10:00:00',
  });
  await store.send('POST', '/v2/customer_groups', { name: 'VIP', is_default: true });
  const names = async (query: string) =>
    (await store.send('GET', `/v2/customer_groups?${query}`)).json.map((row: { name: string }) => row.name);
  expect(await names('')).toEqual(['Wholesale', 'VIP']);
  expect(await names('name:like=sale')).toEqual(['Wholesale']);
  expect(await names('is_default=true')).toEqual(['VIP']);
  expect((await store.send('GET', '/v2/customer_groups/count')).json).toEqual({ count: 2 });
  expect((await store.send('GET', '/v2/customer_groups?id=1')).json).toEqual([
    { status: 400, message: "The field 'id' is not supported by this resource." },
  ]);
});

test('a filter of groups whose value cannot be read is refused, in the words of V2', async () => {
  const store = openStore();
  await store.send('POST', '/v2/customer_groups', { name: 'VIP' });
  for (const name of ['is_default', 'is_group_for_guests', 'date_created:min', 'date_modified']) {
    const reply = await store.send('GET', `/v2/customer_groups?${name}=banana`);
    expect([reply.status, reply.json]).toEqual([400, [{ status: 400, message: `The field '${name}' is invalid.` }]]);
  }
  expect((await store.send('GET', '/v2/customer_groups?date_created:min=2026-03-02')).json).toHaveLength(1);
  expect((await store.send('GET', '/v2/customer_groups?date_created:max=2026-03-01')).status).toBe(204);
});

test('a group without a name is refused, an unknown one not found', async () => {
  const store = openStore();
  expect((await store.send('POST', '/v2/customer_groups', {})).status).toBe(400);
  const missing = await store.send('GET', '/v2/customer_groups/5');
  expect([missing.status, missing.json]).toEqual([
    404,
    [{ status: 404, message: 'The requested resource was not found.' }],
  ]);
});

test('deleting a group leaves its customers without one', async () => {
  const store = openStore();
  await store.send('POST', '/v2/customer_groups', { name: 'VIP' });
  await addPeople(store, 3, (index) => ({ customer_group_id: index === 1 ? 1 : 0 }));
  expect((await store.send('PUT', '/v2/customer_groups/1', { name: 'Gold' })).json.name).toBe('Gold');
  expect((await store.send('DELETE', '/v2/customer_groups/1')).status).toBe(204);
  expect(store.sandbox.customers().map((row) => row.customer_group_id)).toEqual([0, 0, 0]);
});
