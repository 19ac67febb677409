import { expect, test } from 'vitest';
import { openStore } from '../fixtures/open-store.ts';

const PATH = '/v3/customers/subscribers';

test('a subscriber is made, read, changed and deleted one at a time', async () => {
  const store = openStore();
  const made = await store.send('POST', PATH, { email: 'Eva@example.com', consents: ['marketing_newsletter'] });
  expect(made.json.data).toMatchObject({
    id: 1,
    email: 'Eva@example.com',
    source: 'custom',
    consents: ['marketing_newsletter'],
    order_id: null,
  });
  expect((await store.send('PUT', `${PATH}/1`, { consents: [] })).json.data.consents).toEqual([]);
  expect((await store.send('GET', `${PATH}/1`)).json).toMatchObject({ data: { consents: [] }, meta: {} });
  expect((await store.send('DELETE', `${PATH}/1`)).status).toBe(204);
  const gone = await store.send('GET', `${PATH}/1`);
  expect([gone.status, gone.json]).toEqual([
    404,
    { status: 404, title: expect.any(String), type: expect.any(String), instance: '' },
  ]);
});

test('an email that is on the list already is a conflict, in any case', async () => {
  const store = openStore();
  await store.send('POST', PATH, { email: 'eva@example.com' });
  const reply = await store.send('POST', PATH, { email: 'EVA@example.com' });
  expect([reply.status, reply.json.status]).toEqual([409, 409]);
  await store.send('POST', PATH, { email: 'ida@example.com' });
  expect((await store.send('PUT', `${PATH}/2`, { email: 'eva@example.com' })).status).toBe(409);
});

test('bad fields and arrays are refused', async () => {
  const store = openStore();
  expect((await store.send('POST', PATH, {})).json.errors).toEqual({ email: 'error.path.missing' });
  expect((await store.send('POST', PATH, { email: 'eva@example.com', consents: ['sms'] })).status).toBe(422);
  expect((await store.send('POST', PATH, [{ email: 'eva@example.com' }])).status).toBe(422);
});

test('the list is filtered, and a delete without a filter empties it', async () => {
  const store = openStore();
  for (const name of ['eva', 'ida', 'ole'])
    await store.send('POST', PATH, { email: `${name}@example.com`, first_name: name });
  const emails = async (query: string) =>
    (await store.send('GET', `${PATH}?${query}`)).json.data.map((row: { email: string }) => row.email);
  expect(await emails('email=IDA@example.com')).toEqual(['ida@example.com']);
  expect(await emails('id:in=1,3')).toEqual(['eva@example.com', 'ole@example.com']);
  expect(await emails('first_name=ole')).toEqual(['ole@example.com']);
  expect((await store.send('GET', `${PATH}?email:in=a@example.com`)).status).toBe(422);
  await store.send('DELETE', `${PATH}?email=ida@example.com`);
  expect(await emails('')).toEqual(['eva@example.com', 'ole@example.com']);
  await store.send('DELETE', PATH);
  expect(await emails('')).toEqual([]);
});
