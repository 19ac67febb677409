import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPeople, openStore, person, type TestStore } from '../fixtures/open-store.ts';
import { FAULT_CHOICES } from './fault-choices.ts';
import { FAULT_KINDS, type FaultKind, type FaultRule } from './fault-rule.ts';
import { faultsFromRates } from './faults-from-rates.ts';

const POST = 'POST /v3/customers$';

function storeWith(...faults: FaultRule[]): TestStore {
  return openStore({ faults, quota: 150 });
}

const ten = (tag = 'p') => Array.from({ length: 10 }, (_, index) => person(`${tag}${index}@example.com`));

test('a 5xx commits nothing and is no JSON', async () => {
  const store = storeWith({ match: POST, kind: '5xx' });
  const seen = new Set<number>();
  for (let i = 0; i < 40; i++) {
    const reply = await store.send('POST', '/v3/customers', ten());
    seen.add(reply.status);
    expect(reply.json).toBeUndefined();
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  }
  expect([...seen].sort()).toEqual([500, 502, 503, 504]);
  expect(store.sandbox.customers()).toEqual([]);
  expect(store.sandbox.stats().faults).toEqual({ '5xx': 40 });
});

test('a request lost before leaves no customer, one lost after leaves all ten', async () => {
  const store = storeWith(
    { match: POST, kind: 'lost-before', count: 1 },
    { match: POST, kind: 'lost-after', count: 1 },
  );
  expect((await store.send('POST', '/v3/customers', ten())).lost).toBe('before');
  expect(store.sandbox.customers()).toHaveLength(0);
  expect((await store.send('POST', '/v3/customers', ten())).lost).toBe('after');
  expect(store.sandbox.customers()).toHaveLength(10);
  expect((await store.send('POST', '/v3/customers', ten())).status).toBe(422);
  expect(store.sandbox.stats().requests['POST /v3/customers']).toEqual({ lost: 2, 422: 1 });
});

test('a late commit happens after its delay, though the caller was told nothing or 504', async () => {
  for (const reply of ['lost', '5xx'] as const) {
    const store = storeWith({ match: POST, kind: 'late-commit', delay_ms: 4000, reply, count: 1 });
    const answer = await store.send('POST', '/v3/customers', ten(), { 'x-request-id': 'late' });
    expect(reply === 'lost' ? answer.lost : answer.status).toBe(reply === 'lost' ? 'before' : 504);
    await store.clock.advance(3999);
    expect(store.sandbox.customers()).toHaveLength(0);
    await store.clock.advance(1);
    expect(store.sandbox.customers()).toHaveLength(10);
    expect(store.sandbox.creationLog()[0]).toMatchObject({ request_id: 'late', late: true });
    expect(store.sandbox.customers()[0]!.date_created).toBe('2026-03-02T10:00:04Z');
  }
});

test('a late commit whose email was taken meanwhile fails without a word', async () => {
  const store = storeWith({ match: POST, kind: 'late-commit', delay_ms: 1000, count: 1 });
  await store.send('POST', '/v3/customers', ten());
  await store.send('POST', '/v3/customers', [person('p4@example.com')]);
  await store.clock.advance(2000);
  expect(store.sandbox.customers()).toHaveLength(1);
  expect(store.sandbox.stats().faults).toEqual({ 'late-commit': 1, 'late-commit-refused': 1 });
});

test('reads are never committed late, nor single items in part', async () => {
  const store = storeWith({ kind: 'late-commit' });
  expect((await store.send('GET', '/v3/customers')).status).toBe(200);
  store.sandbox.setFaults([{ kind: 'partial' }]);
  expect((await store.send('POST', '/v3/customers', [person('a@example.com')])).status).toBe(200);
});

test.each([
  ['no-culprit', 422, { '.customer_create': 'Error creating customers' }],
  ['culprit', 422, undefined],
  ['5xx', 500, undefined],
] as const)('a partial commit keeps some first items, not all, and answers with %s', async (reply, status, errors) => {
  const store = storeWith({ match: POST, kind: 'partial', reply });
  const answer = await store.send('POST', '/v3/customers', ten());
  expect(answer.status).toBe(status);
  const kept = store.sandbox.customers().map((row) => row.email);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(10);
  expect(kept).toEqual(
    ten()
      .slice(0, kept.length)
      .map((row) => row.email),
  );
  if (errors) expect(answer.json.errors).toEqual(errors);
  if (reply === 'culprit') expect(Object.keys(answer.json.errors)).toEqual([`${kept.length}.email`]);
});

test('a partial commit answers in the words of the endpoint that it struck', async () => {
  const store = storeWith();
  await addPeople(store, 2);
  const bodyOf = (row: (customerId: number) => Record<string, unknown>) => [1, 2].map(row);
  const address = (tag: string, customer_id: number) => ({
    ...{ customer_id, first_name: 'Nina', last_name: 'Nilsson', address1: `${tag} ${customer_id}`, city: 'Malmö' },
    ...{ country_code: 'SE', state_or_province: '', postal_code: '' },
  });
  await store.send(
    'POST',
    '/v3/customers/addresses',
    bodyOf((id) => address('Street', id)),
  );
  const attribute = (tag: string, id: number) => ({ name: `${tag} ${id}`, type: 'string' });
  await store.send(
    'POST',
    '/v3/customers/attributes',
    bodyOf((id) => attribute('Attribute', id)),
  );
  const writes = (reply: string): [string, unknown[]][] => [
    ['PUT /v3/customers', bodyOf((id) => ({ id, notes: 'regular' }))],
    ['POST /v3/customers/addresses', bodyOf((id) => address('Lane', id))],
    ['PUT /v3/customers/addresses', bodyOf((id) => ({ id, city: 'Lund' }))],
    ['POST /v3/customers/attributes', bodyOf((id) => attribute(reply, id))],
    ['PUT /v3/customers/attributes', bodyOf((id) => ({ id, name: `Renamed ${id}` }))],
    ['PUT /v3/customers/attribute-values', bodyOf((id) => ({ customer_id: id, attribute_id: 1, value: 'gold' }))],
    ['PUT /v3/customers/form-field-values', bodyOf((id) => ({ customer_id: id, name: 'Size', value: 'L' }))],
  ];
  const said = [];
  for (const reply of ['no-culprit', 'culprit'] as const) {
    store.sandbox.setFaults([{ kind: 'partial', reply }]);
    for (const [endpoint, body] of writes(reply)) {
      const [method, path] = endpoint.split(' ') as [string, string];
      const { status, json } = await store.send(method, path, body);
      expect(status).toBe(422);
      said.push(`${json.title} ${Object.keys(json.errors)[0]}`);
    }
  }
  expect(said).toEqual([
    'Update customers failed. .customer_update',
    'Create customer addresses failed. .address_create',
    'Update customer addresses failed. .address_update',
    'Create customer attributes failed. .attribute_create',
    'Update customer attributes failed. .attribute_update',
    'Upsert customer attribute values failed. .attribute_value_upsert',
    'Upsert form field values failed. .form_field_value_upsert',
    'Update customers failed. 1.email',
    'Create customer addresses failed. 1.country_code',
    'Update customer addresses failed. 1.country_code',
    'Create customer attributes failed. 1.name',
    'Update customer attributes failed. 1.name',
    'Upsert customer attribute values failed. 1.value',
    'Upsert form field values failed. 1.value',
  ]);
});

test('a truncated reply states its full length and ends early, after the commit', async () => {
  const store = storeWith({ match: POST, kind: 'truncated' });
  const reply = await store.sandbox.handle({
    method: 'POST',
    url: '/stores/sandbox1/v3/customers',
    headers: { 'x-auth-token': store.sandbox.accessToken },
    body: JSON.stringify([person('a@example.com', { last_name: 'Núñez' })]),
  });
  if (reply.lost) throw new Error('lost');
  expect(reply.truncated).toBe(true);
  expect(Number(reply.headers['content-length'])).toBeGreaterThan(Buffer.byteLength(reply.body));
  expect(() => JSON.parse(reply.body)).toThrow();
  expect(store.sandbox.customers()).toHaveLength(1);
});

test('a faulty 429 has no quota headers, takes no unit and is not executed', async () => {
  const store = storeWith({ match: POST, kind: '429', count: 1 });
  const reply = await store.send('POST', '/v3/customers', ten());
  expect(reply.status).toBe(429);
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('x-rate') || name.includes('retry'))).toEqual([]);
  expect(store.sandbox.customers()).toEqual([]);
  expect((await store.send('POST', '/v3/customers', ten())).headers['x-rate-limit-requests-left']).toBe('149');
  expect(store.sandbox.stats().refused).toEqual({ quota: 0, concurrency: 0, fault: 1 });
});

test('another app takes its part of every window, bit by bit', async () => {
  const store = openStore({ quota: 100, windowMs: 30_000, faults: [{ kind: 'quota-thief', rate: 0.3 }] });
  const left: number[] = [];
  for (let i = 0; i < 29; i++) {
    left.push(Number((await store.send('GET', '/v2/time')).headers['x-rate-limit-requests-left']));
    await store.clock.advance(1000);
  }
  expect(left[0]!).toBeGreaterThan(90);
  expect(left.at(-1)!).toBeLessThan(45);
  await store.clock.advance(32_000);
  await store.send('GET', '/v2/time');
  const [first, second] = store.sandbox.stats().windows;
  expect(first).toMatchObject({ used: 29, thief: 30, left: 41 });
  expect(second).toMatchObject({ used: 0, thief: 30, left: 70 });
});

test('a rule meets the method and path that it names, with * and an end', async () => {
  const store = storeWith();
  const hit = async (match: string) => {
    const calls = [
      ['GET', '/v3/customers'],
      ['GET', '/v3/customers/addresses'],
      ['POST', '/v3/customers'],
      ['GET', '/v2/orders/7/products'],
    ] as const;
    const statuses: boolean[] = [];
    for (const [method, path] of calls) {
      store.sandbox.setFaults([{ match, kind: '5xx', status: 599 }]);
      statuses.push((await store.send(method, path, method === 'POST' ? [] : undefined)).status === 599);
    }
    return statuses;
  };
  expect(await hit('*')).toEqual([true, true, true, true]);
  expect(await hit('GET /v3/customers')).toEqual([true, true, false, false]);
  expect(await hit('GET /v3/customers$')).toEqual([true, false, false, false]);
  expect(await hit('* /v3/customers$')).toEqual([true, false, true, false]);
  expect(await hit('GET /v2/orders/*/products')).toEqual([false, false, false, true]);
  expect(await hit('/v2/orders')).toEqual([false, false, false, true]);
  expect(await hit('/v2/orders/7')).toEqual([false, false, false, true]);
  expect(await hit('get /v3/customers$')).toEqual([true, false, false, false]);
  expect(await hit(' POST ')).toEqual([false, false, true, false]);
  expect(await hit('GET /stores/sandbox1/v3/customers')).toEqual([true, true, false, false]);
});

test('a rule with a query meets the requests that have those filters, however they are written', async () => {
  const store = storeWith();
  const hit = async (match: string) => {
    const statuses: boolean[] = [];
    for (const path of ['?email:in=a@b.co', '?limit=5&email%3Ain=c%40d.co', '?id:in=71', '', '/addresses?id:in=71']) {
      store.sandbox.setFaults([{ match, kind: '5xx', status: 599 }]);
      statuses.push((await store.send('GET', `/v3/customers${path}`)).status === 599);
    }
    return statuses;
  };
  expect(await hit('GET /v3/customers?email:in')).toEqual([true, true, false, false, false]);
  expect(await hit('GET /v3/customers?email:in=')).toEqual([true, true, false, false, false]);
  expect(await hit('GET /v3/customers?email%3Ain=c@d.co&limit')).toEqual([false, true, false, false, false]);
  expect(await hit('GET /v3/customers?id:in=7*')).toEqual([false, false, true, false, false]);
  expect(await hit('* /v3/*?id:in=71')).toEqual([false, false, true, false, true]);
});

test('another app takes as many units in all as its count says', async () => {
  const store = openStore({ quota: 100, windowMs: 30_000, faults: [{ kind: 'quota-thief', count: 130 }] });
  await store.clock.advance(95_000);
  expect(store.sandbox.stats().windows.map(({ thief }) => thief)).toEqual([100, 30, 0, 0]);
});

test('count ends a rule and skip delays it', async () => {
  const store = storeWith({ kind: '5xx', status: 503, skip: 1, count: 2 });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await store.send('GET', '/v2/time')).status);
  expect(statuses).toEqual([200, 503, 503, 200, 200]);
});

test('a rule is listed as long as it may strike, with how often it still may', async () => {
  const store = storeWith({ kind: '5xx', count: 2 }, { kind: 'quota-thief', rate: 0.1 });
  const counts: (number | undefined)[][] = [];
  for (let i = 0; i < 3; i++) {
    counts.push(store.sandbox.faults().map(({ count }) => count));
    await store.send('GET', '/v2/time');
  }
  expect(counts).toEqual([[2, undefined], [1, undefined], [undefined]]);
});

test('a request that the quota refuses meets no fault', async () => {
  const store = openStore({ quota: 1, faults: [{ kind: '5xx', skip: 1, count: 1 }] });
  await store.send('GET', '/v2/time');
  expect((await store.send('GET', '/v2/time')).status).toBe(429);
  expect(store.sandbox.stats().faults).toEqual({});
  await store.clock.advance(30_000);
  expect((await store.send('GET', '/v2/time')).status).toBeGreaterThanOrEqual(500);
});

test('the same seed meets the same requests, another one others, near the rate', async () => {
  const met = async (seed: number) => {
    const store = openStore({ faults: [{ kind: '5xx', rate: 0.2, seed }] });
    let pattern = '';
    for (let i = 0; i < 400; i++) pattern += (await store.send('GET', '/v2/time')).status === 200 ? '.' : 'X';
    return pattern;
  };
  const first = await met(7);
  expect(await met(7)).toBe(first);
  expect(await met(8)).not.toBe(first);
  expect(first.split('X').length - 1).toBeGreaterThan(40);
  expect(first.split('X').length - 1).toBeLessThan(130);
});

test('rates become rules with seeds of their own', () => {
  expect(faultsFromRates({ '5xx': 0.02, 'lost-after': 0.01 }, 5)).toEqual([
    { match: '*', kind: '5xx', rate: 0.02, seed: 5 },
    { match: '*', kind: 'lost-after', rate: 0.01, seed: 7924 },
  ]);
  expect(() => faultsFromRates({ '6xx': 0.1 } as never)).toThrow('There is no fault "6xx"');
  expect(() => faultsFromRates({ '5xx': 2 })).toThrow('"rate" is a number from 0 to 1');
});

test.each([
  [{ kind: '5xx', rates: 1 }, 'has no "rates"'],
  [{ kind: '5xx', rate: '0.1' }, '"rate"'],
  [{ kind: '5xx', count: -1 }, '"count"'],
  [{ kind: '5xx', count: 1.5 }, '"count" is a whole number'],
  [{ kind: 'late-commit', delay_ms: 3e9 }, '"delay_ms" is at most'],
  [{ kind: 'partial', reply: 'lost' }, '"reply" of partial is one of no-culprit, culprit, 5xx'],
  [{ kind: 'late-commit', reply: 'culprit' }, '"reply" of late-commit is one of lost, 5xx'],
  [{ kind: '5xx', reply: 'lost' }, 'A 5xx has no "reply"'],
  [{ kind: '5xx', match: 'POST v3/customers' }, '"match" is a method and a path'],
  [{ kind: '5xx', match: ' ' }, '"match" is a method and a path'],
  [{ kind: '5xx', match: 'POST /v3/costumers' }, 'means no endpoint of the sandbox: POST /v3/costumers'],
  [{ kind: '5xx', match: 'PATCH' }, 'means no endpoint'],
  [{ kind: '5xx', status: 404 }, '"status"'],
  [{ kind: '5xx', seed: 0.5 }, '"seed"'],
  [{ kind: 'partial', reply: 'shrug' }, '"reply"'],
  [{ kind: '5xx', match: '' }, '"match"'],
  ['5xx', 'is an object'],
])('a rule that makes no sense is refused: %j', (rule, message) => {
  const { sandbox } = openStore();
  expect(() => sandbox.setFaults([rule as FaultRule])).toThrow(message);
});

test('whatever fault strikes, the log and the store agree on who exists', async () => {
  const kinds: FaultKind[] = ['5xx', 'lost-before', 'lost-after', 'late-commit', 'partial', 'truncated', '429'];
  await fc.assert(
    fc.asyncProperty(fc.subarray(kinds), fc.integer(), async (chosen, seed) => {
      const store = openStore({ faults: faultsFromRates(Object.fromEntries(chosen.map((kind) => [kind, 0.2])), seed) });
      for (let i = 0; i < 8; i++) await store.send('POST', '/v3/customers', ten(`b${i % 4}-`));
      await store.clock.advance(10_000);
      const logged = store.sandbox.creationLog().flatMap((entry) => entry.created?.customers ?? []);
      expect(logged.sort((a, b) => a - b)).toEqual(store.sandbox.customers().map((row) => row.id));
      expect(new Set(store.sandbox.customers().map((row) => row.email)).size).toBe(logged.length);
    }),
    { numRuns: 40 },
  );
});

test('faults spare a caller who is not let in', async () => {
  const store = storeWith({ kind: 'lost-after' });
  expect((await store.send('GET', '/v3/customers', undefined, { 'X-Auth-Token': 'wrong' })).status).toBe(401);
  expect(store.sandbox.stats().faults).toEqual({});
});

test('every kind of fault can be chosen, and what is suggested for it does happen', async () => {
  expect(FAULT_CHOICES.map(({ kind }) => kind)).toEqual(FAULT_KINDS);
  expect(new Set(FAULT_CHOICES.map(({ suggested }) => suggested.seed)).size).toBe(FAULT_KINDS.length);
  for (const { kind, suggested } of FAULT_CHOICES) {
    const store = openStore({ faults: [suggested], quota: 1000, windowMs: 1000 });
    for (let i = 0; i < 200; i++) await store.send('POST', '/v3/customers', ten(`r${i}-`));
    await store.clock.advance(999);
    const { faults, windows } = store.sandbox.stats();
    const met = kind === 'quota-thief' ? windows[0]!.thief : faults[kind]!;
    expect([kind, met > 0 && met <= 300]).toEqual([kind, true]);
  }
});
