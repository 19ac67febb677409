import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSandbox } from './create-sandbox.ts';
import { addPeople, openStore, person } from './fixtures/open-store.ts';
import type { SandboxOptions } from './options.ts';
import { ROUTES } from './routes.ts';

test('an unknown route is a plain 404 even without a token, and is listed', async () => {
  const warnings: string[] = [];
  const store = openStore({ warn: (message) => warnings.push(message) });
  const reply = await store.send('GET', '/v3/customers/7', undefined, { 'X-Auth-Token': '' });
  expect([reply.status, reply.text]).toEqual([404, 'The route is not found, check the URL']);
  expect((await store.send('PATCH', '/v3/customers')).status).toBe(404);
  expect((await store.sandbox.handle({ method: 'GET', url: '/' })).lost).toBeUndefined();
  expect(store.sandbox.stats().unknown_requests).toEqual({
    total: 3,
    latest: ['GET /stores/sandbox1/v3/customers/7', 'PATCH /stores/sandbox1/v3/customers', 'GET /'],
  });
  expect(warnings).toHaveLength(3);
});

test('a token is asked for in the documented order: missing, empty, wrong, of another store, without the scope', async () => {
  const store = openStore({ scopes: ['store_v2_orders_read_only'], quota: 150, empty: false });
  const ask = async (method: string, url: string, token?: string) => {
    const reply = await store.sandbox.handle({
      method,
      url,
      headers: token === undefined ? {} : { 'x-auth-token': token },
    });
    return reply.lost ? reply.lost : [reply.status, reply.body, 'x-rate-limit-requests-left' in reply.headers];
  };
  const customers = '/stores/sandbox1/v3/customers';
  expect(await ask('GET', customers)).toEqual([401, 'X-Auth-Token header is required', false]);
  expect(await ask('GET', customers, '')).toEqual([401, 'X-Auth-Token header should have correct format', false]);
  const wrong = await ask('GET', customers, 'nonsense');
  expect(wrong[0]).toBe(401);
  expect(JSON.parse(wrong[1] as string)).toMatchObject({ status: 401, title: 'Unauthorized' });
  const token = store.sandbox.accessToken;
  expect((await ask('GET', '/stores/other/v3/customers', token))[0]).toBe(401);
  const scope = await ask('GET', customers, token);
  expect([scope[0], scope[2]]).toEqual([403, true]);
  expect(JSON.parse(scope[1] as string).title).toBe("You don't have a required scope to access the endpoint");
  expect((await ask('GET', '/stores/sandbox1/v2/orders', token))[0]).toBe(200);
  expect((await ask('PUT', '/stores/sandbox1/v2/orders/101', token))[0]).toBe(403);
  expect((await ask('GET', '/stores/sandbox1/v2/time', token))[0]).toBe(200);
  expect((await ask('GET', `https://api.bigcommerce.com/stores/sandbox1/v2/orders/101/?`, token))[0]).toBe(200);
});

test('the quota counts down within a window, refuses when it is used up, and is whole again in the next', async () => {
  const store = openStore({ quota: 3, windowMs: 30_000 });
  await store.clock.advance(12_500);
  const left: string[] = [];
  for (let i = 0; i < 3; i++) left.push((await store.send('GET', '/v2/time')).headers['x-rate-limit-requests-left']!);
  expect(left).toEqual(['2', '1', '0']);
  const refused = await store.send('POST', '/v3/customers', [person('a@example.com')]);
  expect(refused.status).toBe(429);
  expect(refused.json).toMatchObject({ status: 429, title: 'Too many requests' });
  expect(refused.headers).toMatchObject({
    'x-rate-limit-time-window-ms': '30000',
    'x-rate-limit-time-reset-ms': '17500',
    'x-rate-limit-requests-quota': '3',
    'x-rate-limit-requests-left': '0',
    'x-retry-after': '18',
  });
  expect((await store.send('GET', '/v2/time')).headers).not.toHaveProperty('x-retry-after');
  await store.clock.advance(17_500);
  expect((await store.send('POST', '/v3/customers', [person('a@example.com')])).status).toBe(200);
  expect(store.sandbox.stats().windows.map(({ used, left, refused }) => ({ used, left, refused }))).toEqual([
    { used: 3, left: 0, refused: 2 },
    { used: 1, left: 2, refused: 0 },
  ]);
  expect(store.sandbox.stats().refused).toEqual({ quota: 2, concurrency: 0, fault: 0 });
});

test('an unlimited store sends no quota headers', async () => {
  const reply = await openStore({ quota: 0 }).send('GET', '/v2/time');
  expect(Object.keys(reply.headers).sort()).toEqual(['content-type', 'date', 'x-request-id']);
  expect(reply.headers.date).toBe('Mon, 02 Mar 2026 10:00:00 GMT');
});

test('windows without a request are listed too, so that wasted time shows', async () => {
  const store = openStore({ quota: 5, windowMs: 1000 });
  await store.send('GET', '/v2/time');
  await store.clock.advance(3500);
  await store.send('GET', '/v2/time');
  expect(store.sandbox.stats().windows.map(({ used }) => used)).toEqual([1, 0, 0, 1]);
  await store.clock.advance(3_600_000);
  const { windows } = store.sandbox.stats();
  expect(windows.length).toBeLessThan(200);
  expect(windows.at(-1)!.started_at).toBe(store.clock.now() - 500);
});

test('a quota that changes counts from the window under way on, and a reset brings back the first one', async () => {
  const store = openStore({ quota: 10, windowMs: 1000 });
  const ask = async () => {
    const { status, headers } = await store.send('GET', '/v2/time');
    return [status, headers['x-rate-limit-requests-left']];
  };
  for (let i = 0; i < 4; i++) await ask();
  store.sandbox.setQuota(5);
  expect(await ask()).toEqual([200, '0']);
  expect((await ask())[0]).toBe(429);
  store.sandbox.setQuota(20);
  expect(await ask()).toEqual([200, '14']);
  store.sandbox.setQuota(0);
  expect(await ask()).toEqual([200, undefined]);
  await store.clock.advance(300);
  store.sandbox.setQuota(2);
  expect(await ask()).toEqual([200, '1']);
  expect(store.sandbox.stats().windows.map(({ quota, used }) => [quota, used])).toEqual([[2, 1]]);
  expect(() => store.sandbox.setQuota(1.5)).toThrow(/whole number/);
  expect(store.sandbox.quota()).toEqual({ units: 2, windowMs: 1000 });
  store.sandbox.reset();
  expect(await ask()).toEqual([200, '9']);
});

test('a quota-thief takes its part of a quota that changes', async () => {
  const store = openStore({ quota: 100, windowMs: 1000, faults: [{ kind: 'quota-thief', rate: 0.5 }] });
  store.sandbox.setQuota(40);
  await store.clock.advance(2_500);
  expect(store.sandbox.stats().windows.map(({ quota, thief, left }) => [quota, thief, left])).toEqual([
    [40, 20, 20],
    [40, 20, 20],
    [40, expect.any(Number), expect.any(Number)],
  ]);
});

test('a fourth PUT at once is refused with quota left, and takes nothing from it', async () => {
  const store = openStore({ latency: [100, 100], quota: 150 });
  const puts = Array.from({ length: 4 }, () => store.send('PUT', '/v3/customers', [{ id: 1 }]));
  await store.clock.advance(100);
  const replies = await Promise.all(puts);
  expect(replies.map((reply) => reply.status)).toEqual([422, 422, 422, 429]);
  expect(replies[3]!.headers['x-rate-limit-requests-left']).toBe('147');
  expect(store.sandbox.stats()).toMatchObject({
    refused: { quota: 0, concurrency: 1 },
    max_in_flight: { 'PUT /v3/customers': 4 },
    in_flight: 0,
  });
  const later = store.send('PUT', '/v3/customers', [{ id: 1 }]);
  await store.clock.advance(100);
  expect((await later).status).toBe(422);
});

test('ten POSTs of customers may fly at once, and a cap can be lowered', async () => {
  for (const [concurrency, expected] of [
    [undefined, 10],
    [{ 'POST /v3/customers': 2 }, 2],
  ] as const) {
    const store = openStore({ latency: [50, 50], ...(concurrency && { concurrency }) });
    const posts = Array.from({ length: 12 }, (_, i) =>
      store.send('POST', '/v3/customers', [person(`p${i}@example.com`)]),
    );
    await store.clock.advance(50);
    expect((await Promise.all(posts)).filter((reply) => reply.status === 200)).toHaveLength(expected);
    expect(store.sandbox.customers()).toHaveLength(expected);
  }
});

test('the log names who created what, and by which request', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [person('a@example.com'), person('b@example.com')], {
    'X-Sandbox-Caller': 'import-1',
    'x-request-id': 'r7',
  });
  const put = await store.send('PUT', '/v3/customers', [{ id: 2, company: 'X' }]);
  await store.send('DELETE', '/v3/customers?id:in=1');
  const at = Date.parse('2026-03-02T10:00:00Z');
  expect(store.sandbox.creationLog()).toEqual([
    {
      seq: 1,
      at,
      request_id: 'r7',
      caller: 'import-1',
      endpoint: 'POST /v3/customers',
      created: { customers: [1, 2] },
    },
    {
      seq: 2,
      at,
      request_id: put.headers['x-request-id'],
      caller: 'anonymous',
      endpoint: 'PUT /v3/customers',
      updated: { customers: [2] },
    },
    {
      seq: 3,
      at,
      request_id: 'sandbox-3',
      caller: 'anonymous',
      endpoint: 'DELETE /v3/customers',
      deleted: { customers: [1] },
    },
  ]);
  expect(store.sandbox.creationLog({ after: 2 })).toHaveLength(1);
  expect(store.sandbox.stats().created_by).toEqual({ 'import-1': { customers: 2 } });
});

test('stats tell requests by endpoint and status, and how many items each POST carried', async () => {
  const store = openStore();
  await addPeople(store, 13);
  await addPeople(store, 3).catch(() => undefined);
  await store.send('GET', '/v3/customers');
  expect(store.sandbox.stats()).toMatchObject({
    total_requests: 4,
    requests: { 'POST /v3/customers': { 200: 2, 422: 1 }, 'GET /v3/customers': { 200: 1 } },
    items_per_post: { 'POST /v3/customers': { 10: 1, 3: 2 } },
    rows: { customers: 13 },
  });
});

test('the control endpoints read stats and log, replace faults, and reset', async () => {
  const store = openStore();
  await addPeople(store, 2);
  const ask = async (method: string, url: string, body?: unknown) => {
    const reply = await store.sandbox.handle({
      method,
      url,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (reply.lost) throw new Error('lost');
    return {
      status: reply.status,
      json: reply.headers['content-type'] === 'application/json' ? JSON.parse(reply.body) : reply.body,
    };
  };
  expect((await ask('GET', '/_sandbox/stats')).json).toEqual(store.sandbox.stats());
  expect((await ask('GET', '/_sandbox/log?after=0')).json.entries).toHaveLength(1);
  const rule = { match: 'POST /v3/customers', kind: '5xx', status: 503 };
  expect((await ask('POST', '/_sandbox/faults', [rule])).json).toEqual({ faults: [rule] });
  expect((await store.send('POST', '/v3/customers', [person('x@example.com')])).status).toBe(503);
  const wrong = await ask('POST', '/_sandbox/faults', [{ kind: '6xx' }]);
  expect([wrong.status, wrong.json.title]).toEqual([422, expect.stringContaining('There is no fault "6xx"')]);
  expect((await ask('GET', '/_sandbox/faults')).json).toEqual({ faults: [rule] });
  const two = await ask('POST', '/_sandbox/faults', [{ kind: '5xx' }, { kind: '5xx', rate: 2 }]);
  expect([two.status, two.json.title]).toEqual([422, 'Rule 2: "rate" is a number from 0 to 1']);
  expect((await ask('POST', '/_sandbox/quota', { quota: 20 })).json).toEqual({ quota: 20 });
  expect((await ask('POST', '/_sandbox/quota', { quota: '20' })).status).toBe(422);
  expect((await ask('POST', '/_sandbox/reset', { empty: true })).json.rows.customers).toBe(0);
  expect((await store.send('POST', '/v3/customers', [person('x@example.com')])).json.data[0].id).toBe(1);
  expect((await ask('POST', '/_sandbox/reset')).json.rows).toMatchObject({ customers: 0, customer_groups: 0 });
  expect((await ask('POST', '/_sandbox/reset', { empty: false })).json.rows.customer_groups).toBe(3);
  for (const path of ['', '/', '/nothing']) expect((await ask('GET', `/_sandbox${path}`)).status).toBe(404);
  expect(store.sandbox.stats().unknown_requests.total).toBe(0);
});

test('a control call that is misspelt changes nothing and says why', async () => {
  const store = openStore();
  await addPeople(store, 2);
  const ask = async (path: string, body: string) => {
    const reply = await store.sandbox.handle({ method: 'POST', url: `/_sandbox/${path}`, body });
    return reply.lost ? reply.lost : `${reply.status} ${JSON.parse(reply.body).title}`;
  };
  expect(await ask('reset', '{"emtpy":true}')).toBe('422 There is no "emtpy" here, only "empty"');
  expect(await ask('reset', '{"empty":"yes"}')).toBe('422 "empty" is true or false');
  expect(await ask('reset', '{')).toBe('400 Input is invalid');
  expect(await ask('quota', '20')).toBe('422 An object with "quota" is expected');
  expect(await ask('faults', '{"kind":"5xx"}')).toMatch(/^422 A list of fault rules is expected, such as \[/);
  expect(store.sandbox.customers()).toHaveLength(2);
  expect(store.sandbox.faults()).toEqual([]);
});

test('a request that is open over a reset dies without effect, and is counted as open until then', async () => {
  const store = openStore({ latency: [100, 100] });
  const open = [store.send('GET', '/v2/time'), store.send('POST', '/v3/customers', [person('a@example.com')])];
  store.sandbox.reset();
  expect(store.sandbox.stats().in_flight).toBe(2);
  await store.clock.advance(100);
  expect((await Promise.all(open)).map(({ lost }) => lost)).toEqual(['before', 'before']);
  expect(store.sandbox.stats()).toMatchObject({ in_flight: 0, requests: {}, rows: { customers: 0 } });
});

test('no body, query or path makes the sandbox fail', async () => {
  const store = openStore({ empty: false });
  const route = fc.constantFrom(...Object.keys(ROUTES));
  const names = [
    'id',
    'email',
    'first_name',
    'last_name',
    'addresses',
    'attributes',
    'customer_id',
    'form_fields',
    'consents',
    'items',
    'name',
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, 1, -1, 1.5, '', 'x', 'a@b', 101),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, 'billing_address', 'authentication', 'channel_ids'), tie('any'), {
        maxKeys: 6,
      }),
    ),
  })).any;
  const query = fc.constantFrom(
    '',
    '?',
    '?&',
    '?a=%',
    '?id:in=',
    '?id:in=1,x',
    '?email:in=%zz,',
    '?limit=1e9',
    '?after=x',
    '?sort=',
    '?page=0',
  );
  await fc.assert(
    fc.asyncProperty(
      route,
      query,
      fc.option(fc.oneof(value, fc.string()), { nil: undefined }),
      async (endpoint, search, body) => {
        const [method, path] = endpoint.replaceAll('{id}', '101').split(' ');
        const reply = await store.send(method!, path! + search, body);
        expect(reply.status).toBeGreaterThanOrEqual(200);
        expect(reply.status).toBeLessThan(500);
      },
    ),
    { numRuns: 1500 },
  );
});

test('a reset forgets what was to be committed late', async () => {
  const store = openStore({ faults: [{ kind: 'late-commit', count: 1, delay_ms: 1000 }] });
  await store.send('POST', '/v3/customers', [person('a@example.com')]);
  store.sandbox.reset({ empty: true });
  await store.clock.advance(5000);
  expect(store.sandbox.customers()).toEqual([]);
});

test('a reset brings back the fault rules that the sandbox was started with', async () => {
  const store = openStore({ faults: [{ kind: '5xx', status: 503, count: 1 }] });
  store.sandbox.setFaults([]);
  expect((await store.send('GET', '/v2/time')).status).toBe(200);
  store.sandbox.reset();
  expect((await store.send('GET', '/v2/time')).status).toBe(503);
});

test('without options the sandbox has its demo data and a quota of 150', async () => {
  const sandbox = createSandbox();
  const reply = await sandbox.handle({
    method: 'GET',
    url: '/stores/sandbox1/v3/customers',
    headers: { 'x-auth-token': sandbox.accessToken },
  });
  expect(reply).toMatchObject({ status: 200, headers: { 'x-rate-limit-requests-quota': '150' } });
  expect(sandbox.customers().length).toBeGreaterThan(200);
});

test.each([
  [{ windowMs: 0 }, 'The window of the quota is a whole number of milliseconds, 1 or more'],
  [{ quota: -1 }, 'The quota is a whole number'],
  [{ latency: [60, 20] }, 'the lower one first'],
  [{ latency: [0, 3e9] }, 'up to 2147483647'],
  [{ accessToken: '' }, 'The access token is'],
  [{ accessToken: 'a b' }, 'without blanks'],
  [{ storeHash: 'a/b' }, '"a/b" is not'],
  [{ concurrency: { 'POST /v3/costumers': 2 } }, 'There is no endpoint "POST /v3/costumers" to cap'],
  [{ concurrency: { 'POST /v3/customers': 1.5 } }, 'The cap of POST /v3/customers is a whole number'],
] as [SandboxOptions, string][])('an option with which no store could work is refused: %j', (options, message) => {
  expect(() => createSandbox(options)).toThrow(message);
});
