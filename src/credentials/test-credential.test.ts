import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { type HttpResponse, type Transport, TransportFailure } from '../bigcommerce/index.ts';
import { testCredential } from './index.ts';

const token = 'd0nt-sh0w-th1s';
const noScope = JSON.stringify({
  status: 403,
  title: "You don't have a required scope to access the endpoint",
  errors: {},
});
type Answer = { status: number; body?: string; headers?: Record<string, string> } | 'silence' | 'reset';

const good: Record<'customers' | 'orders' | 'store', Answer> = {
  customers: { status: 200, body: '{"data":[],"meta":{}}' },
  orders: { status: 204 },
  store: { status: 200, body: '{"id":"abc123","name":" Acme Outdoor "}' },
};

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Starts a store with these answers, tests a credential of it, and returns the result and the requests that came in. */
async function testAgainst(answers: Partial<typeof good>) {
  const requests: IncomingMessage[] = [];
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    requests.push(incoming);
    const asked = /(customers|orders|store)(\?|$)/.exec(incoming.url!)![1] as keyof typeof good;
    const answer = { ...good, ...answers }[asked];
    if (answer === 'silence') return;
    if (answer === 'reset') incoming.socket.destroy();
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const credential = { storeHash: 'abc123', accessToken: token, apiUrl: `http://127.0.0.1:${port}` };
  // The answers that come have time to come, wherever one stays away.
  const timeoutMs = Object.values(answers).includes('silence') ? 3_000 : 150_000;
  const result = await testCredential(credential, send, { timeoutMs });
  expect(JSON.stringify(result)).not.toContain(token);
  return { result, requests };
}

const send: Transport = ({ method, url, headers, timeoutMs }) =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        const response = {
          status: incoming.statusCode!,
          headers: incoming.headers,
          body: String(Buffer.concat(chunks)),
        };
        resolve(response as HttpResponse);
      });
    });
    const late = setTimeout(() => outgoing.destroy(new TransportFailure('timeout', true, 'no reply')), timeoutMs);
    outgoing.on('error', (error) => {
      clearTimeout(late);
      reject(
        error instanceof TransportFailure
          ? error
          : new TransportFailure('connect', false, `${error.message} ${token}`, error),
      );
    });
    outgoing.on('close', () => clearTimeout(late));
    outgoing.end();
  });

it('a good credential: one customer, one order and the name of the store are asked for, nothing else', async () => {
  const { result, requests } = await testAgainst({});
  expect(result).toMatchObject({
    success: true,
    ok: true,
    scopes: { customers: 'ok', orders: 'ok' },
    store_hash: 'abc123',
    store_name: 'Acme Outdoor',
    message: 'Acme Outdoor (abc123) answers; the token may use customers and orders.',
  });
  expect([result.code, result.error]).toEqual([undefined, undefined]);
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /stores/abc123/v3/customers?limit=1',
    'GET /stores/abc123/v2/orders?limit=1',
    'GET /stores/abc123/v2/store',
  ]);
  expect(
    requests.every(({ headers }) => headers['x-auth-token'] === token && headers.accept === 'application/json'),
  ).toBe(true);
});

it('each scope has a name for people, and what it is needed for', async () => {
  const { result } = await testAgainst({ orders: { status: 403, body: noScope } });
  expect(result.scope_details.map(({ scope, state, required }) => [scope, state, required])).toEqual([
    ['customers', 'ok', true],
    ['orders', 'missing', true],
    ['information', 'ok', false],
  ]);
  expect(result.scope_details[0]).toMatchObject({
    name: 'Customers',
    api_name: 'store_v2_customers',
    choose: 'modify',
    needed_for: expect.stringContaining('create, read, update and delete customers'),
  });
  for (const { scope, state } of result.scope_details)
    expect(scope === 'information' || result.scopes[scope] === state).toBe(true);
});

it.each<[string, Answer, string]>([
  ['the token may not ask for it', { status: 403, body: noScope }, 'missing'],
  ['the store is busy', { status: 429 }, 'unknown'],
  ['the store is silent', 'silence', 'unknown'],
  ['the store has none', { status: 200, body: '{"name":7}' }, 'ok'],
])('a name of the store that is not to be had is no failure: %s', async (_why, store, state) => {
  const { result } = await testAgainst({ store });
  expect([result.ok, result.code, result.store_name]).toEqual([true, undefined, undefined]);
  expect(result.message).toBe('Store abc123 answers; the token may use customers and orders.');
  expect(result.scope_details[2]).toMatchObject({ scope: 'information', state });
});

it('a bad token is refused by the first request', async () => {
  const { result, requests } = await testAgainst({
    customers: { status: 401, body: 'X-Auth-Token header should have correct format' },
  });
  expect(result).toMatchObject({
    ok: false,
    code: 'unauthorized',
    scopes: { customers: 'unknown', orders: 'unknown' },
  });
  expect(requests).toHaveLength(1);
});

it('a failure is also the failure object that every other result has', async () => {
  const { result } = await testAgainst({ customers: { status: 401, body: '' } });
  expect(result.success).toBe(false);
  expect(result.error).toEqual({ code: 'unauthorized', message: result.message, retryable: false });
  const down = (await testAgainst({ customers: { status: 503 } })).result;
  expect(down.error).toEqual({ code: 'store_unavailable', message: down.message, retryable: true });
});

it('a missing scope is named, and the other one is known to be there', async () => {
  const orders = (await testAgainst({ orders: { status: 403, body: noScope } })).result;
  expect(orders).toMatchObject({ ok: false, code: 'forbidden', scopes: { customers: 'ok', orders: 'missing' } });
  expect(orders.message).toContain('Orders (store_v2_orders)');
  expect(orders.message).not.toContain('store_v2_customers');
  const customers = (await testAgainst({ customers: { status: 403, body: noScope } })).result;
  expect(customers).toMatchObject({ code: 'forbidden', scopes: { customers: 'missing', orders: 'ok' } });
  expect(customers.message).toContain('Customers (store_v2_customers)');
});

it('both scopes missing may also be the token of another store, and it says so', async () => {
  const { result } = await testAgainst({
    customers: { status: 403, body: noScope },
    orders: { status: 403, body: noScope },
  });
  expect(result).toMatchObject({ code: 'forbidden', scopes: { customers: 'missing', orders: 'missing' } });
  expect(result.message).toContain('check the store hash abc123');
});

it('a wrong store hash', async () => {
  const { result } = await testAgainst({ customers: { status: 404, body: '<html>openresty</html>' } });
  expect(result).toMatchObject({ ok: false, code: 'store_not_found', message: expect.stringContaining('abc123') });
});

it('a used-up quota, with the time to wait', async () => {
  const { result } = await testAgainst({
    customers: { status: 429, headers: { 'x-rate-limit-time-reset-ms': '15000' } },
  });
  expect(result).toMatchObject({
    ok: false,
    code: 'rate_limited',
    retry_after_ms: 15_000,
    message: expect.stringContaining('in 15 s'),
  });
  const second = (await testAgainst({ orders: { status: 429 } })).result;
  expect(second).toMatchObject({ code: 'rate_limited', scopes: { customers: 'ok', orders: 'unknown' } });
});

it('a store that is down, silent, cut off or not there', async () => {
  expect((await testAgainst({ customers: { status: 503 } })).result.code).toBe('store_unavailable');
  expect((await testAgainst({ customers: 'silence' })).result.code).toBe('timeout');
  expect((await testAgainst({ customers: 'reset' })).result.code).toBe('network');
  const nowhere = { storeHash: 'abc123', accessToken: token, apiUrl: 'http://127.0.0.1:1' };
  const result = await testCredential(nowhere, send);
  expect(result).toMatchObject({ ok: false, code: 'network', message: expect.stringContaining('cannot be reached') });
  expect(result.message).not.toContain(token);
});

it('an answer that is not from BigCommerce is no success', async () => {
  const { result } = await testAgainst({ customers: { status: 200, body: '<html>Please log in to the Wi-Fi</html>' } });
  expect(result).toMatchObject({
    ok: false,
    code: 'network',
    message: expect.stringContaining("not BigCommerce's API"),
  });
});
