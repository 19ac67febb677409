import { expect, test } from 'vitest';
import { openStore, person } from '../fixtures/open-store.ts';

test('only the fields that are sent change', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [
    person('a@example.com', { company: 'Before', phone: '1', store_credit_amounts: [{ amount: 3 }] }),
  ]);
  await store.clock.advance(5000);
  const reply = await store.send('PUT', '/v3/customers', [{ id: 1, company: 'After' }]);
  expect(reply.json.data[0]).toMatchObject({
    company: 'After',
    phone: '1',
    email: 'a@example.com',
    store_credit_amounts: [{ amount: 3 }],
  });
  expect(reply.json.data[0]).toMatchObject({
    date_created: '2026-03-02T10:00:00Z',
    date_modified: '2026-03-02T10:00:05Z',
  });
  expect(reply.json.meta).toEqual({});
});

test('of two unknown ids only the first is named, and the good items are not changed', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [person('a@example.com')]);
  const reply = await store.send('PUT', '/v3/customers', [{ id: 1, company: 'X' }, { id: 8 }, { id: 9 }]);
  expect(reply.status).toBe(422);
  expect(reply.json).toMatchObject({ title: 'Update customers failed.', errors: { '1.id': 'invalid customer ID' } });
  expect(store.sandbox.customers()[0]!.company).toBe('');
});

test('an item without an id is unreadable', async () => {
  const reply = await openStore().send('PUT', '/v3/customers', [{ company: 'X' }]);
  expect(reply.status).toBe(422);
  expect(reply.json).toMatchObject({ title: 'JSON data is missing or invalid', errors: { id: 'error.path.missing' } });
});

test('an email moves to a free one, is found under it, and never to a taken one', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [person('a@example.com'), person('b@example.com')]);
  expect((await store.send('PUT', '/v3/customers', [{ id: 1, email: 'B@example.com' }])).status).toBe(422);
  expect((await store.send('PUT', '/v3/customers', [{ id: 1, email: 'c@example.com' }])).status).toBe(200);
  expect((await store.send('GET', '/v3/customers?email:in=a@example.com')).json.data).toEqual([]);
  expect((await store.send('GET', '/v3/customers?email:in=C@example.com')).json.data[0].id).toBe(1);
  expect((await store.send('POST', '/v3/customers', [person('a@example.com')])).status).toBe(200);
});

test('a customer keeps its own email in another case', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [person('a@example.com')]);
  const reply = await store.send('PUT', '/v3/customers', [{ id: 1, email: 'A@Example.com' }]);
  expect(reply.json.data[0].email).toBe('A@Example.com');
});
