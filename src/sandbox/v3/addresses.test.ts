import { expect, test } from 'vitest';
import { addPeople, openStore } from '../fixtures/open-store.ts';

const ADDRESS = {
  customer_id: 1,
  first_name: 'Carlos',
  last_name: 'Lopez',
  address1: 'Calle Principal 123',
  city: 'Madrid',
  state_or_province: 'Madrid',
  postal_code: '28001',
  country_code: 'ES',
};

test('an address that exists already is a 200 without it, and nothing is stored twice', async () => {
  const store = openStore();
  await addPeople(store, 2);
  const first = await store.send('POST', '/v3/customers/addresses', [ADDRESS]);
  expect(first.json).toMatchObject({ data: [{ id: 1, customer_id: 1, country: 'Spain' }], meta: {} });
  const again = await store.send('POST', '/v3/customers/addresses', [ADDRESS]);
  expect([again.status, again.json]).toEqual([200, { data: [], meta: {} }]);
  const mixed = await store.send('POST', '/v3/customers/addresses', [
    ADDRESS,
    { ...ADDRESS, customer_id: 2 },
    { ...ADDRESS, phone: '1' },
  ]);
  expect(mixed.json.data.map((row: { id: number }) => row.id)).toEqual([2, 3]);
});

test('two equal addresses in one call are stored once', async () => {
  const store = openStore();
  await addPeople(store, 1);
  const reply = await store.send('POST', '/v3/customers/addresses', [ADDRESS, { ...ADDRESS }]);
  expect(reply.json.data).toHaveLength(1);
  expect(store.sandbox.stats().rows.addresses).toBe(1);
});

test('a change that would make two addresses equal is a 200 without it', async () => {
  const store = openStore();
  await addPeople(store, 1);
  await store.send('POST', '/v3/customers/addresses', [ADDRESS, { ...ADDRESS, address1: 'Otra 1' }]);
  const same = await store.send('PUT', '/v3/customers/addresses', [{ id: 2, address1: ADDRESS.address1 }]);
  expect(same.json).toEqual({ data: [], meta: {} });
  const other = await store.send('PUT', '/v3/customers/addresses', [{ id: 2, city: 'Toledo' }]);
  expect(other.json.data[0]).toMatchObject({ id: 2, address1: 'Otra 1', city: 'Toledo' });
});

test.each([
  ['without a postal code', { postal_code: undefined }, 'postal_code'],
  ['without a state', { state_or_province: undefined }, 'state_or_province'],
  ['of nobody', { customer_id: 9 }, '0.customer_id'],
  ['in no country', { country_code: 'es' }, '0.country_code'],
  ['of another type', { address_type: 'castle' }, '0.address_type'],
  ['with a city of 101 characters', { city: 'x'.repeat(101) }, '0.city'],
  ['with form fields that are none', { form_fields: [null] }, '0.form_fields'],
])('an address %s is refused', async (_, wrong, key) => {
  const store = openStore();
  await addPeople(store, 1);
  const reply = await store.send('POST', '/v3/customers/addresses', [{ ...ADDRESS, ...wrong }]);
  expect(reply.status).toBe(422);
  expect(Object.keys(reply.json.errors)).toEqual([key]);
});

test('addresses are found by customer, id, company and name, and deleted by id', async () => {
  const store = openStore();
  await addPeople(store, 3);
  await store.send('POST', '/v3/customers/addresses', [
    ADDRESS,
    { ...ADDRESS, customer_id: 2, company: 'Acme' },
    { ...ADDRESS, customer_id: 2, first_name: 'Eva' },
  ]);
  const ids = async (query: string) =>
    (await store.send('GET', `/v3/customers/addresses?${query}`)).json.data.map((row: { id: number }) => row.id);
  expect(await ids('customer_id:in=2,1')).toEqual([1, 2, 3]);
  expect(await ids('customer_id:in=2&limit=1&page=2')).toEqual([3]);
  expect(await ids('id:in=3')).toEqual([3]);
  expect(await ids('company:in=Acme')).toEqual([2]);
  expect(await ids('name:in=Eva+Lopez')).toEqual([3]);
  expect((await store.send('GET', '/v3/customers/addresses?customer_id=2')).status).toBe(422);
  expect((await store.send('DELETE', '/v3/customers/addresses?id:in=1,2')).status).toBe(204);
  expect(await ids('')).toEqual([3]);
});
