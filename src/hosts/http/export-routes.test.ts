import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growStore } from '../../exports/fixtures/grow-store.ts';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';
import { type Served, serve } from './serve.ts';

const { home, remove } = temporaryHome();
let opened: OpenedApp;
let grown: OpenedApp;
let served: Served;
beforeAll(async () => {
  opened = await openApp();
  growStore(home, { customers: 1_100, orders: 900 });
  grown = await openApp({ directory: home, quota: 0 });
  served = await serve(grown.app.fetch, { host: '127.0.0.1', port: 0 });
  grown.setPort(served.port);
});
afterAll(async () => {
  await served.close(1_000);
  await opened.close();
  await grown.close();
  remove();
});

const get = (query: string) => opened.send('GET', `/api/exports/${query}`);
const rows = (ndjson: string) =>
  ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
/** As a browser or curl downloads it, over a port. */
const download = (query: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${served.port}/api/exports/${query}`, {
    ...init,
    headers: { authorization: grown.authorization },
  });
test('customers come as a file with a name, as CSV unless NDJSON is asked for', async () => {
  const csv = await get('customers?credentials_id=main');
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(csv.headers.get('content-disposition')).toMatch(
    /^attachment; filename="customers-sandbox1-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(parse(csv.text, { columns: true })).toHaveLength(320);
  const ndjson = await get('customers?format=ndjson');
  expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson');
  expect(ndjson.headers.get('content-disposition')).toMatch(/\.ndjson"$/);
  expect(rows(ndjson.text)[0]).toMatchObject({ id: 1, addresses: expect.any(Array) });
});

test('a download holds what the get node shows with the same filters, for customers and for orders', async () => {
  const run = async (node: string, params: object, list: string): Promise<number[]> => {
    const { json } = await opened.send('POST', `/api/nodes/${node}/run`, { ...params, all: true });
    return json[list].map(({ id }: { id: number }) => id).sort();
  };
  const ids = (text: string) => rows(text).map(({ id }) => id);
  const filters = 'customer_group_id=3&date_created_min=2020-01-01';
  const customers = await get(`customers?format=ndjson&email=&${filters}`);
  const shown = await run(
    'BigcommerceGetCustomers',
    { customer_group_id: 3, date_created_min: '2020-01-01' },
    'customers',
  );
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.length).toBeLessThan(320);
  expect(ids(customers.text).sort()).toEqual(shown);
  const orders = await get('orders?format=NDJSON&status_id=Shipped&min_total=20');
  const shipped = await run('BigcommerceGetOrders', { status_id: 'Shipped', min_total: 20 }, 'orders');
  expect(ids(orders.text).sort()).toEqual(shipped);
  expect(shipped.length).toBeGreaterThan(0);
  const some = await get('customers?customer_ids=3,1,2&format=ndjson');
  expect(ids(some.text)).toEqual([1, 2, 3]);
  const nobody = await get('customers?emails=nobody@example.com');
  expect([nobody.status, nobody.text.split('\n')]).toEqual([200, [expect.stringMatching(/^Email Address,/), '']]);
});

test('what is wrong from the start is a failure in words with its status, and no file', async () => {
  const cases: [string, number, string, RegExp][] = [
    ['customers?credentials_id=none', 404, 'credentials_not_found', /none/],
    ['customers?format=xlsx', 422, 'invalid_params', /format.+csv/],
    ['customers?date_created_min=soon', 422, 'invalid_params', /date_created_min must be an ISO 8601 date/],
    ['customers?e-mail=a@b.c', 422, 'invalid_params', /unknown parameter "e-mail"/],
    ['customers?fromat=csv', 422, 'invalid_params', /did you mean "format"\?/],
    ['customers?limit=5', 422, 'invalid_params', /unknown parameter "limit"/],
    ['customers?email=a,b@example.com', 422, 'email_not_searchable', /comma/],
    ['customers?email=a@b.c&emails=d@e.f', 422, 'invalid_params', /email or emails, not both/],
    ['orders?status_id=gone', 422, 'invalid_params', /status_id/],
    ['orders?name=Ana', 422, 'invalid_params', /unknown parameter "name"/],
    ['products', 404, 'not_found', /no route/],
  ];
  for (const [query, status, code, says] of cases) {
    const { json, headers, ...answer } = await get(query);
    expect([query, answer.status, json.error.code]).toEqual([query, status, code]);
    expect(json.message).toMatch(says);
    expect(headers.has('content-disposition')).toBe(false);
  }
  const { storeHash, url: apiUrl } = opened.sandbox;
  await opened.vault.add({ id: 'wrong', storeHash, accessToken: 'wrong', apiUrl });
  const denied = await get('customers?credentials_id=wrong');
  expect([denied.status, denied.json.error.code]).toEqual([502, 'unauthorized']);
  await opened.vault.remove('wrong');
});

describe('a download over a port', () => {
  test.each(['customers?format=csv', 'customers?format=ndjson', 'orders?format=csv'])(
    'is whole in the end: %s',
    async (query) => {
      const text = await (await download(query)).text();
      const expected = query.startsWith('orders') ? 900 : 1_100;
      const count = query.endsWith('csv') ? parse(text, { columns: true }).length : rows(text).length;
      expect(count).toBe(expected);
    },
  );

  test('that fails in the middle breaks off, so that it cannot be taken for a whole one', async () => {
    const directory = temporaryHome();
    growStore(directory.home, { customers: 1_100 });
    const shop = await openApp({ directory: directory.home, quota: 0 });
    const { sandbox } = shop.sandbox;
    const { handle } = sandbox;
    // However slow all else is, no download is through before the store ends.
    sandbox.handle = (request) => (/[?&]page=[3-9]/.test(request.url) ? new Promise(() => undefined) : handle(request));
    const port = await serve(shop.app.fetch, { host: '127.0.0.1', port: 0 });
    shop.setPort(port.port);
    const begin = (format: string) =>
      fetch(`http://127.0.0.1:${port.port}/api/exports/customers?format=${format}`, {
        headers: { authorization: shop.authorization },
      });
    const responses = [await begin('ndjson'), await begin('csv')];
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    await shop.sandbox.stop();
    for (const response of responses) await expect(response.text()).rejects.toThrow(/terminated/);
    expect(shop.logged().match(/a stream broke off/g)).toHaveLength(2);
    const refused = await begin('csv');
    expect([refused.status, await refused.json()]).toEqual([
      502,
      expect.objectContaining({ error: expect.objectContaining({ code: 'network' }) }),
    ]);
    await port.close(1_000);
    await shop.close();
    directory.remove();
  });

  test('ends its requests to the store when the caller goes', async () => {
    const leave = new AbortController();
    const response = await download('customers?format=ndjson', { signal: leave.signal });
    await response.body!.getReader().read();
    leave.abort();
    const asked = () => grown.sandbox.sandbox.stats().total_requests;
    let before = -1;
    const isQuiet = () => {
      const wasAt = before;
      before = asked();
      return before === wasAt;
    };
    await expect.poll(isQuiet, { interval: 200 }).toBe(true);
    expect(await grown.app.settled()).toBe(undefined);
    expect(asked()).toBe(before);
  });

  test('is not read at all for a HEAD request, but for its first page', async () => {
    const before = grown.sandbox.sandbox.stats().total_requests;
    const { status, headers } = await download('orders', { method: 'HEAD' });
    expect([status, headers.get('content-disposition')]).toEqual([200, expect.stringContaining('orders-')]);
    expect(grown.sandbox.sandbox.stats().total_requests).toBe(before + 1);
  });
});

test('an export asks for no credential that is not its own, and needs the API key', async () => {
  const response = await opened.app.fetch(new Request('http://127.0.0.1:4321/api/exports/customers'));
  expect(response.status).toBe(401);
});
