import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPeople, openStore, person, type TestStore } from '../fixtures/open-store.ts';

async function ids(store: TestStore, query: string): Promise<number[]> {
  const reply = await store.send('GET', `/v3/customers?${query}`);
  expect(reply.status).toBe(200);
  return reply.json.data.map((row: { id: number }) => row.id);
}

test('the first page carries both kinds of paging, a later one pages, a cursor only its own', async () => {
  const store = openStore();
  await addPeople(store, 5);
  const first = (await store.send('GET', '/v3/customers?limit=2')).json.meta;
  expect(first.pagination).toEqual({ total: 5, count: 2, per_page: 2, current_page: 1, total_pages: 3 });
  expect(first.cursor_pagination).toMatchObject({ count: 2, per_page: 2 });
  const later = (await store.send('GET', '/v3/customers?limit=2&page=2')).json.meta;
  expect(Object.keys(later)).toEqual(['pagination']);
  const cursor = (await store.send('GET', `/v3/customers?limit=2&page=9&after=${first.cursor_pagination.end_cursor}`))
    .json;
  expect(Object.keys(cursor.meta)).toEqual(['cursor_pagination']);
  expect(cursor.data.map((row: { id: number }) => row.id)).toEqual([3, 4]);
});

test('nobody found is an empty list with one page, and so is a page past the end', async () => {
  const store = openStore();
  await addPeople(store, 3);
  const none = await store.send('GET', '/v3/customers?id:in=99');
  expect(none.status).toBe(200);
  expect(none.json.data).toEqual([]);
  expect(none.json.meta.pagination).toEqual({ total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 1 });
  expect(await ids(store, 'page=7')).toEqual([]);
});

test('a page has 50 customers unless asked, 250 at most', async () => {
  const store = openStore();
  await addPeople(store, 260);
  expect(await ids(store, '')).toHaveLength(50);
  expect(await ids(store, 'limit=250')).toHaveLength(250);
  expect((await store.send('GET', '/v3/customers?limit=251')).status).toBe(413);
  expect((await store.send('GET', '/v3/customers?limit=0')).status).toBe(422);
});

test('an unknown filter is refused by name, and a stray ampersand by its empty name', async () => {
  const store = openStore();
  const reply = await store.send('GET', '/v3/customers?email=a@example.com&company:like=x');
  expect(reply.status).toBe(422);
  expect(reply.json.title).toBe('The filter(s): email, company:like are not valid filter parameter(s).');
  expect((await store.send('GET', '/v3/customers?&page=2')).json.title).toBe(
    'The filter(s):  are not valid filter parameter(s).',
  );
});

test('each filter finds its customers', async () => {
  const store = openStore();
  await store.send('POST', '/v2/customer_groups', { name: 'VIP' });
  await store.send('POST', '/v3/customers', [
    person('a+b@example.com', { first_name: 'James', last_name: 'Moriarty', company: 'Acme', phone: '555-1' }),
    person('c@example.com', { first_name: 'Sherlock', last_name: 'Holmes', customer_group_id: 1 }),
  ]);
  await store.clock.advance(3_600_000);
  await store.send('POST', '/v3/customers', [person("o'brien@example.com", { last_name: 'Adler' })]);
  await store.send('PUT', '/v3/customers', [{ id: 1, notes: 'x' }]);
  expect(await ids(store, 'email:in=A%2BB@example.com,c@example.com')).toEqual([1, 2]);
  expect(await ids(store, 'email:in=a+b@example.com')).toEqual([]);
  expect(await ids(store, "email:in=o'brien@example.com")).toEqual([3]);
  expect(await ids(store, 'id:in=3,1,3')).toEqual([1, 3]);
  expect(await ids(store, 'company:in=acme')).toEqual([1]);
  expect(await ids(store, 'company:in=acm')).toEqual([]);
  expect(await ids(store, 'customer_group_id:in=1')).toEqual([2]);
  expect(await ids(store, 'customer_group_id:in=0')).toEqual([1, 3]);
  expect(await ids(store, 'phone:in=555-1')).toEqual([1]);
  expect(await ids(store, 'name:in=james+moriarty')).toEqual([1]);
  expect(await ids(store, 'name:like=morI,lock%20h')).toEqual([1, 2]);
  expect(await ids(store, 'registration_ip_address:in=1.2.3.4')).toEqual([]);
  expect(await ids(store, 'date_created:min=2026-03-02T10:30:00')).toEqual([3]);
  expect(await ids(store, 'date_created:max=2026-03-02T10:30:00Z')).toEqual([1, 2]);
  expect(await ids(store, 'date_created=2026-03-02')).toEqual([1, 2, 3]);
  expect(await ids(store, 'date_modified:min=2026-03-02T10:30:00')).toEqual([1, 3]);
  expect(await ids(store, 'email:in=c@example.com&id:in=1')).toEqual([]);
  expect((await store.send('GET', '/v3/customers?id:in=abc')).status).toBe(422);
  for (const date of ['soon', '5', 'foo 1', '2026-03-02T', '2026-03-02T10:30:00 noon', '2026-13-01'])
    expect([date, (await store.send('GET', `/v3/customers?date_created:min=${date}`)).status]).toEqual([date, 422]);
  for (const date of [
    'Mon, 02 Mar 2026 12:30:00 +0200',
    'Mon, 2 Mar 2026 12:30:00 %2B0200',
    '2026-03-02 10:30',
    '1772447400',
  ])
    expect([date, await ids(store, `date_created:min=${date}`)]).toEqual([date, [3]]);
});

test('sorting by name or date, up or down, ends ties by id', async () => {
  const store = openStore();
  await addPeople(store, 4, (index) => ({ last_name: ['Zorn', 'adler', 'Zorn', 'Bell'][index] }));
  await store.clock.advance(60_000);
  await store.send('PUT', '/v3/customers', [{ id: 2, notes: 'x' }]);
  expect(await ids(store, 'sort=last_name:asc')).toEqual([2, 4, 1, 3]);
  expect(await ids(store, 'sort=last_name:desc')).toEqual([1, 3, 4, 2]);
  expect(await ids(store, 'sort=date_modified:desc&limit=1')).toEqual([2]);
  expect(await ids(store, 'sort=last_name:asc&id:in=1,2,3')).toEqual([2, 1, 3]);
  await store.send('PUT', '/v3/customers', [{ id: 3, last_name: 'Abel' }]);
  expect(await ids(store, 'sort=last_name:asc')).toEqual([3, 2, 4, 1]);
  for (const sort of ['email:asc', 'constructor:asc', 'last_name'])
    expect((await store.send('GET', `/v3/customers?sort=${sort}`)).status).toBe(422);
});

test('what is not asked for is not included, and an unknown include is refused', async () => {
  const store = openStore();
  await addPeople(store, 1);
  const [customer] = (await store.send('GET', '/v3/customers')).json.data;
  expect(Object.keys(customer)).not.toContain('store_credit_amounts');
  expect(Object.keys(customer)).not.toContain('addresses');
  expect((await store.send('GET', '/v3/customers?include=orders')).status).toBe(422);
});

test('deleting takes the named customers with their addresses, and without a filter nothing', async () => {
  const store = openStore();
  await addPeople(store, 3, (index) => ({
    addresses: [{ first_name: 'A', last_name: 'B', address1: `Street ${index}`, city: 'C', country_code: 'US' }],
  }));
  expect((await store.send('DELETE', '/v3/customers')).status).toBe(204);
  expect(store.sandbox.customers()).toHaveLength(3);
  expect((await store.send('DELETE', '/v3/customers?id:in=x')).status).toBe(422);
  expect((await store.send('DELETE', '/v3/customers?id:in=1,3,99')).status).toBe(204);
  expect(await ids(store, '')).toEqual([2]);
  const addresses = (await store.send('GET', '/v3/customers/addresses')).json.data;
  expect(addresses.map((row: { customer_id: number }) => row.customer_id)).toEqual([2]);
  expect((await store.send('POST', '/v3/customers', [person('person0@example.com')])).json.data[0].id).toBe(4);
});

test('pages, and cursors in both directions, show every customer exactly once, whatever was deleted', async () => {
  const scenario = fc.record({
    people: fc.integer({ min: 0, max: 70 }),
    deleted: fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 40 }),
    limit: fc.integer({ min: 1, max: 20 }),
    filter: fc.constantFrom('', '&customer_group_id:in=0', '&name:like=nilsson1', '&sort=last_name:desc'),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ people, deleted, limit, filter }) => {
      const store = openStore({ concurrency: {} });
      await addPeople(store, people, (index) => ({ last_name: `Nilsson${index % 7}` }));
      if (deleted.length > 0) await store.send('DELETE', `/v3/customers?id:in=${deleted.join()}`);
      const all = await ids(store, `limit=250${filter}`);
      const paged: number[] = [];
      for (let page = 1; ; page++) {
        const found = await ids(store, `limit=${limit}&page=${page}${filter}`);
        if (found.length === 0) break;
        paged.push(...found);
      }
      expect(paged).toEqual(all);
      const forwards: number[] = [];
      let reply = (await store.send('GET', `/v3/customers?limit=${limit}${filter}`)).json;
      while (reply.data.length > 0) {
        forwards.push(...reply.data.map((row: { id: number }) => row.id));
        const hasNext = reply.meta.cursor_pagination.links.next !== undefined;
        expect(hasNext).toBe(forwards.length < all.length);
        reply = (
          await store.send(
            'GET',
            `/v3/customers?limit=${limit}${filter}&after=${reply.meta.cursor_pagination.end_cursor}`,
          )
        ).json;
      }
      expect(forwards).toEqual(all);
      const backwards: number[] = [];
      const last = Buffer.from(`{"id":${all.at(-1) ?? 0}}`).toString('base64url');
      reply = (await store.send('GET', `/v3/customers?limit=${limit}${filter}&before=${last}`)).json;
      while (reply.data.length > 0) {
        backwards.unshift(...reply.data.map((row: { id: number }) => row.id));
        reply = (
          await store.send(
            'GET',
            `/v3/customers?limit=${limit}${filter}&before=${reply.meta.cursor_pagination.start_cursor}`,
          )
        ).json;
      }
      expect(backwards).toEqual(all.slice(0, -1));
    }),
    { numRuns: 60 },
  );
});
