import { expect, test } from 'vitest';
import { addPeople, openStore } from '../fixtures/open-store.ts';

test('an attribute is made, renamed and found by name, and its name is given once', async () => {
  const store = openStore();
  const made = await store.send('POST', '/v3/customers/attributes', [
    { name: 'Tier', type: 'string' },
    { name: 'Points', type: 'number' },
  ]);
  expect(made.json.data[1]).toMatchObject({
    id: 2,
    name: 'Points',
    type: 'number',
    date_created: '2026-03-02T10:00:00Z',
  });
  expect((await store.send('POST', '/v3/customers/attributes', [{ name: 'tier', type: 'date' }])).status).toBe(422);
  expect(
    (await store.send('POST', '/v3/customers/attributes', [{ name: 'X', type: 'color' }])).json.errors,
  ).toHaveProperty('0.type');
  await store.send('PUT', '/v3/customers/attributes', [{ id: 1, name: 'Level' }]);
  expect((await store.send('GET', '/v3/customers/attributes?name=level')).json.data).toHaveLength(1);
  expect((await store.send('GET', '/v3/customers/attributes?name:like=oin')).json.data[0].id).toBe(2);
  expect((await store.send('GET', '/v3/customers/attributes?id:in=1')).status).toBe(422);
});

test('no attribute is renamed to the name of another one, while two may swap with a third name between', async () => {
  const store = openStore();
  const path = '/v3/customers/attributes';
  await store.send('POST', path, [
    { name: 'Size', type: 'string' },
    { name: 'Color', type: 'string' },
  ]);
  const clash = await store.send('PUT', path, [{ id: 2, name: 'SIZE' }]);
  expect([clash.status, clash.json.errors]).toEqual([422, { '0.name': 'attribute SIZE already exists' }]);
  const swap = await store.send('PUT', path, [
    { id: 1, name: 'Between' },
    { id: 2, name: 'Size' },
    { id: 1, name: 'Color' },
  ]);
  expect(swap.json.data.map((row: { name: string }) => row.name)).toEqual(['Color', 'Size']);
});

test('a store has 50 attributes at most', async () => {
  const store = openStore();
  for (let batch = 0; batch < 5; batch++) {
    await store.send(
      'POST',
      '/v3/customers/attributes',
      Array.from({ length: 10 }, (_, i) => ({ name: `A${batch}.${i}`, type: 'string' })),
    );
  }
  expect((await store.send('POST', '/v3/customers/attributes', [{ name: 'One more', type: 'string' }])).status).toBe(
    422,
  );
  expect(store.sandbox.stats().rows.attributes).toBe(50);
});

test('a value is written once per customer and attribute, and shown under its other name', async () => {
  const store = openStore();
  await addPeople(store, 2);
  await store.send('POST', '/v3/customers/attributes', [
    { name: 'Tier', type: 'string' },
    { name: 'Points', type: 'number' },
  ]);
  const put = (value: string, attribute_id = 1) =>
    store.send('PUT', '/v3/customers/attribute-values', [{ customer_id: 2, attribute_id, value }]);
  expect((await put('Silver')).json.data[0]).toMatchObject({
    id: 1,
    customer_id: 2,
    attribute_id: 1,
    attribute_value: 'Silver',
  });
  expect((await put('Gold')).json.data[0]).toMatchObject({ id: 1, attribute_value: 'Gold' });
  expect((await put('many', 2)).json.errors).toHaveProperty('0.value');
  expect((await put('12.5', 2)).status).toBe(200);
  const found = await store.send('GET', '/v3/customers/attribute-values?customer_id:in=2&attribute_id:in=1');
  expect(found.json.data.map((row: { attribute_value: string }) => row.attribute_value)).toEqual(['Gold']);
  expect((await store.send('GET', '/v3/customers/attribute-values?name=points')).json.meta.pagination.total).toBe(1);
  await store.send('DELETE', '/v3/customers/attribute-values?id:in=1');
  expect(store.sandbox.stats().rows.attribute_values).toBe(1);
});

test('values of an unknown customer or attribute are refused, and an attribute takes its values with it', async () => {
  const store = openStore();
  await addPeople(store, 1);
  await store.send('POST', '/v3/customers/attributes', [{ name: 'Tier', type: 'string' }]);
  const put = (customer_id: number, attribute_id: number) =>
    store.send('PUT', '/v3/customers/attribute-values', [{ customer_id, attribute_id, value: 'x' }]);
  expect((await put(9, 1)).json.errors).toHaveProperty('0.customer_id');
  expect((await put(1, 9)).json.errors).toHaveProperty('0.attribute_id');
  await put(1, 1);
  await store.send('DELETE', '/v3/customers/attributes?id:in=1');
  expect(store.sandbox.stats().rows).toMatchObject({ attributes: 0, attribute_values: 0 });
});

test('form field values are written and read for customers and addresses', async () => {
  const store = openStore();
  const address = { first_name: 'A', last_name: 'B', address1: 'x', city: 'y', country_code: 'US' };
  await addPeople(store, 1, () => ({ addresses: [address] }));
  const values = [
    { customer_id: 1, name: 'Sales Rep', value: 'Moneypenny' },
    { address_id: 1, name: 'Door', value: 'blue' },
  ];
  expect((await store.send('PUT', '/v3/customers/form-field-values', values)).status).toBe(200);
  const all = await store.send('GET', '/v3/customers/form-field-values?limit=1');
  expect(all.json.data).toEqual([values[0]]);
  const next = await store.send(
    'GET',
    `/v3/customers/form-field-values?limit=1&after=${all.json.meta.cursor_pagination.end_cursor}`,
  );
  expect(next.json.data).toEqual([values[1]]);
  expect((await store.send('GET', '/v3/customers/form-field-values?address_id=1')).json.data).toEqual([values[1]]);
  expect(
    (await store.send('PUT', '/v3/customers/form-field-values', [{ customer_id: 5, name: 'x', value: 'y' }])).status,
  ).toBe(422);
});
