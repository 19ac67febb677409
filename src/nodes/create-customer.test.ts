import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, runNode, runNodeMany } from './index.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const place = { address1: 'Calle Mayor 5', city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' };

describe('creating a customer', () => {
  test('works with the three examples of the contract as they stand', async () => {
    const { store, calls } = openSandboxStore();
    for (const { params } of createCustomer.examples) {
      const result = await runNode(createCustomer, store, params);
      const id = result.customer_id as number;
      expect(result).toMatchObject({
        success: true,
        outcome: 'created',
        message: `Customer ${id} created successfully`,
      });
      expect(result.customer).toMatchObject({ id, email: params.email });
      expect(result).not.toHaveProperty('warnings');
    }
    expect(calls.filter((call) => call === 'POST /v3/customers')).toHaveLength(3);
    expect(calls.filter((call) => call.startsWith('GET'))).toEqual(['GET /v2/customer_groups?limit=250&page=1']);
  });

  test('never mails the shopper unless asked, and says so to BigCommerce', async () => {
    const { store, requests } = openSandboxStore();
    await runNode(createCustomer, store, ana);
    await runNode(createCustomer, store, {
      ...ana,
      email: 'b@example.com',
      trigger_account_created_notification: 'yes',
    });
    const sent = requests.map(({ body }) => JSON.parse(body!)[0].trigger_account_created_notification);
    expect(sent).toEqual([false, true]);
  });

  test('with an incomplete address creates it without the address, and says what was left out', async () => {
    const { store, requests } = openSandboxStore();
    const { country_code: _, ...incomplete } = place;
    const result = await runNode(createCustomer, store, { ...ana, ...incomplete });
    expect(result.message).toBe(`Customer ${result.customer_id} created without its address (country_code missing)`);
    expect(result.warnings).toMatchObject([
      { code: 'address_incomplete', missing: ['country_code'], address: { address1: 'Calle Mayor 5', city: 'Madrid' } },
    ]);
    expect(JSON.parse(requests[0]!.body!)[0]).not.toHaveProperty('addresses');
    const error = await refusal(
      runNode(createCustomer, store, { ...ana, email: 'b@example.com', ...incomplete, on_incomplete_address: 'fail' }),
    );
    expect(error).toMatchObject({ code: 'invalid_params', param: 'country_code' });
    expect(requests).toHaveLength(1);
  });

  test('sends a state by its name, a country by its code, and up to ten addresses', async () => {
    const { store, requests } = openSandboxStore();
    const further = Array.from({ length: 9 }, (_, n) => ({
      address1: `Street ${n}`,
      city: 'Austin',
      state_or_province: 'TX',
      postal_code: 73301,
      country: 'Estados Unidos',
    }));
    await runNode(createCustomer, store, {
      ...ana,
      ...place,
      country_code: 'spain',
      addresses: JSON.stringify(further),
    });
    const [{ addresses }] = JSON.parse(requests[0]!.body!);
    expect(addresses).toHaveLength(10);
    expect(addresses[0]).toMatchObject({ country_code: 'ES', first_name: 'Ana', last_name: 'Ruiz' });
    expect(addresses[1]).toMatchObject({ country_code: 'US', state_or_province: 'Texas', postal_code: '73301' });
    const error = await refusal(
      runNode(createCustomer, store, { ...ana, ...place, addresses: [...further, further[0]] }),
    );
    expect(error).toMatchObject({ code: 'invalid_params', param: 'addresses' });
  });

  test.each([
    [{ email: 'ana@example' }, 'invalid_params', 'email'],
    [{ email: 'a,b@example.com' }, 'email_not_searchable', 'email'],
    [{ country_code: 'XX' }, 'invalid_params', 'country_code'],
    [{ addresses: [{ country_code: 'XX' }] }, 'invalid_params', 'addresses'],
    [{ store_credit_mode: 'set' }, 'invalid_params', 'store_credit'],
    [{ customer_group_id: 3, customer_group: 'VIP' }, 'invalid_params', 'customer_group'],
  ])('refuses %j before any call', async (wrong, code, param) => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(createCustomer, store, { ...ana, ...wrong }))).toMatchObject({ code, param });
    expect(calls).toEqual([]);
  });

  test.each(["o'brien@example.com", 'josé@example.com', 'a+b@example.co.uk', 'x@xn--d1acufc.xn--p1ai'])(
    'takes the email %s',
    async (email) => {
      const { store } = openSandboxStore();
      expect(await runNode(createCustomer, store, { ...ana, email })).toMatchObject({ outcome: 'created' });
    },
  );

  test('puts it into a group by id or by name, and knows a group that is not there before it writes', async () => {
    const { store, calls } = openSandboxStore();
    expect(await runNode(createCustomer, store, { ...ana, customer_group: ' vip ' })).toMatchObject({
      customer: { customer_group_id: 3 },
    });
    const b = { ...ana, email: 'b@example.com' };
    const error = await refusal(runNode(createCustomer, store, { ...b, customer_group_id: 99 }));
    expect(error).toMatchObject({ code: 'group_not_found', param: 'customer_group_id' });
    expect(error.message).toContain('3 VIP');
    expect(await refusal(runNode(createCustomer, store, { ...b, customer_group: 'Nobody' }))).toMatchObject({
      code: 'group_not_found',
    });
    expect(calls.filter((call) => call === 'POST /v3/customers')).toHaveLength(1);
    expect(await runNode(createCustomer, store, { ...b, customer_group_id: 0 })).toMatchObject({
      customer: { customer_group_id: 0 },
    });
  });

  test.each([
    ['after ten minutes at once', 11, ['created', 'created']],
    ['once the store has refused its old id', 2, ['rejected', 'created']],
  ])('knows an attribute that others deleted and made anew: %s', async (_, minutes, outcomes) => {
    const { store, sandbox } = openSandboxStore();
    const asOther = (method: string, path: string, body?: unknown) =>
      sandbox.handle({
        method,
        url: `/stores/${sandbox.storeHash}${path}`,
        headers: { 'x-auth-token': sandbox.accessToken, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const make = () => asOther('POST', '/v3/customers/attributes', [{ name: 'Shoe size', type: 'string' }]);
    const create = (email: string) =>
      runNode(createCustomer, store, { ...ana, email, attributes: { 'shoe size': '42' } }).then(
        ({ outcome }) => outcome,
        ({ code }) => code,
      );
    await make();
    expect(await create('a@example.com')).toBe('created');
    const { id } = store.cache.attributes!.find(({ name }) => name === 'Shoe size')!;
    await asOther('DELETE', `/v3/customers/attributes?id:in=${id}`);
    await make();
    // So long ago it was read.
    store.cache.attributesAt! -= minutes * 60_000;
    expect([await create('b@example.com'), await create('c@example.com')]).toEqual(outcomes);
  });

  test('leaves a group id to the store where the token may not read groups', async () => {
    const { store, sandbox } = openSandboxStore();
    const transport = store.transport;
    const blind = {
      ...store,
      accessToken: store.accessToken,
      cache: {},
      transport: async (request: Parameters<typeof transport>[0]) =>
        request.url.includes('customer_groups')
          ? { status: 403, headers: {}, body: '{"status":403,"title":"no scope"}' }
          : transport(request),
    };
    expect(await runNode(createCustomer, blind, { ...ana, customer_group_id: 3 })).toMatchObject({
      customer: { customer_group_id: 3 },
    });
    expect(
      await refusal(runNode(createCustomer, blind, { ...ana, email: 'b@example.com', customer_group: 'VIP' })),
    ).toMatchObject({ code: 'forbidden' });
    expect(sandbox.customers().some(({ email }) => email === 'b@example.com')).toBe(false);
  });

  test('sets attributes by name or id, and checks their values by their type', async () => {
    const { store, requests } = openSandboxStore();
    await runNode(createCustomer, store, {
      ...ana,
      attributes: { 'loyalty tier': 'gold', 2: '120', Birthday: '1990-02-03' },
    });
    expect(JSON.parse(requests.at(-1)!.body!)[0].attributes).toEqual([
      { attribute_id: 2, attribute_value: '120' },
      { attribute_id: 1, attribute_value: 'gold' },
      { attribute_id: 3, attribute_value: '1990-02-03' },
    ]);
    const b = { ...ana, email: 'b@example.com' };
    for (const [attributes, code] of [
      [{ Nope: 'x' }, 'attribute_not_found'],
      [{ 'Loyalty Points': 'many' }, 'invalid_params'],
      [{ Birthday: '03/02/1990' }, 'invalid_params'],
      [{ 1: 'gold', 'Loyalty Tier': 'silver' }, 'invalid_params'],
    ] as const)
      expect(await refusal(runNode(createCustomer, store, { ...b, attributes }))).toMatchObject({
        code,
        param: 'attributes',
      });
  });

  test('whose email is taken fails, skips or updates, as if_exists says', async () => {
    const { store } = openSandboxStore();
    const { customer_id: id } = await runNode(createCustomer, store, ana);
    expect(await refusal(runNode(createCustomer, store, { ...ana, email: 'ANA@example.com' }))).toMatchObject({
      code: 'customer_exists',
      details: { customer_id: id },
    });
    expect(await runNode(createCustomer, store, { ...ana, company: 'Acme', if_exists: 'Skip' })).toMatchObject({
      success: true,
      outcome: 'skipped',
      customer_id: id,
      customer: { email: 'ana@example.com', company: '' },
      message: `Customer ${id} exists already (skipped)`,
    });
    const update = { ...ana, company: 'Acme', if_exists: 'update' };
    expect(await runNode(createCustomer, store, update)).toMatchObject({
      outcome: 'updated',
      customer: { company: 'Acme' },
      message: `Customer ${id} updated successfully`,
    });
    expect(await runNode(createCustomer, store, update)).toMatchObject({
      outcome: 'unchanged',
      message: `Customer ${id} has these values already: nothing to change`,
    });
  });

  test('that exists keeps its store credit unless told, and then shows the balance before and after', async () => {
    const { store } = openSandboxStore();
    const credit = { ...ana, store_credit: '12.50', if_exists: 'update' };
    expect(await runNode(createCustomer, store, { ...credit, store_credit_mode: 'set' })).toMatchObject({
      store_credit_before: 0,
      store_credit_after: 12.5,
    });
    const kept = await runNode(createCustomer, store, { ...credit, store_credit: 99 });
    expect(kept).toMatchObject({ outcome: 'unchanged', warnings: [{ code: 'store_credit_kept' }] });
    expect(kept.message).toContain('was left as it is');
    expect(kept).not.toHaveProperty('store_credit_after');
    expect(
      await runNode(createCustomer, store, { ...credit, store_credit: 5, store_credit_mode: 'set' }),
    ).toMatchObject({
      outcome: 'updated',
      store_credit_before: 12.5,
      store_credit_after: 5,
    });
  });

  test('dry writes nothing and says what would happen', async () => {
    const { store, sandbox } = openSandboxStore();
    await runNode(createCustomer, store, ana);
    const before = JSON.stringify(sandbox.customers());
    const dry = { dry_run: true, if_exists: 'update' };
    const update = await runNode(createCustomer, store, { ...ana, ...dry, company: 'Acme' });
    expect(update).toMatchObject({
      success: true,
      dry_run: true,
      would: 'updated',
      changes: { company: { from: '', to: 'Acme' } },
      warnings: [],
    });
    const create = await runNode(createCustomer, store, { ...ana, ...dry, email: 'new@example.com' });
    expect(create).toMatchObject({
      would: 'created',
      message: 'Nothing written: dry run. new@example.com would be created',
    });
    expect(JSON.stringify(sandbox.customers())).toBe(before);
  });
});

describe('creating many customers', () => {
  test('gives one result per item in their order, and one bad item never spoils the others', async () => {
    const { store, calls } = openSandboxStore();
    const items: unknown[] = Array.from({ length: 25 }, (_, n) => ({ ...ana, email: `p${n}@example.com` }));
    items[3] = { ...ana, email: 'no-email' };
    items[7] = { first_name: 'Nobody' };
    items[8] = 42;
    items[11] = { ...ana, email: 'p0@example.com', if_exists: 'skip' };
    items[12] = { ...ana, email: 'p12@example.com', first_name: 'Zoë', city: 'Madrid' };
    const results = await collect(runNodeMany(createCustomer, store, items));
    expect(results).toHaveLength(25);
    for (const [n, result] of results.entries()) {
      if ([3, 7, 8].includes(n))
        expect(result, `${n}`).toMatchObject({ success: false, error: { code: 'invalid_params' } });
      else
        expect(result, `${n}`).toMatchObject({
          success: true,
          customer: { email: n === 11 ? 'p0@example.com' : `p${n}@example.com` },
        });
    }
    expect(results[11]).toMatchObject({ outcome: 'skipped', duplicate_of: 0 });
    expect((results[11] as { message: string }).message).toMatch(
      /exists already \(skipped: duplicate of line 1 of the items\)$/,
    );
    expect(results[12]).toMatchObject({ warnings: [{ code: 'address_incomplete' }] });
    expect(calls).toEqual(['POST /v3/customers', 'POST /v3/customers', 'POST /v3/customers']);
  });

  test('from a stream that pauses gives results before the stream ends', async () => {
    const { store } = openSandboxStore();
    let open!: () => void;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    async function* stream() {
      yield ana;
      await gate;
      yield { ...ana, email: 'b@example.com' };
    }
    const results = runNodeMany(createCustomer, store, stream());
    expect((await results.next()).value).toMatchObject({ success: true, outcome: 'created' });
    open();
    expect((await results.next()).value).toMatchObject({ success: true, outcome: 'created' });
    expect((await results.next()).done).toBe(true);
  });

  test('asks for groups once, whatever the number of items that name one that is not there', async () => {
    const { store, calls } = openSandboxStore();
    const items = Array.from({ length: 30 }, (_, n) => ({
      ...ana,
      email: `p${n}@example.com`,
      customer_group_id: n % 2 ? 3 : 99,
    }));
    const results = await collect(runNodeMany(createCustomer, store, items));
    expect(results.map(({ success }) => success)).toEqual(items.map((_, n) => n % 2 === 1));
    expect(calls.filter((call) => call.includes('customer_groups')).length).toBeLessThanOrEqual(2);
  });

  test('never writes a dry item that travels with real ones', async () => {
    const { store, sandbox } = openSandboxStore({ empty: true });
    const items = [ana, { ...ana, email: 'dry@example.com', dry_run: true }];
    const results = await collect(runNodeMany(createCustomer, store, items));
    expect(results[1]).toMatchObject({ success: false, error: { code: 'invalid_params', param: 'dry_run' } });
    expect(sandbox.customers().map(({ email }) => email)).toEqual(['ana@example.com']);
  });

  test('survives lost replies without a double or a false failure', async () => {
    const { store, sandbox } = openSandboxStore({
      empty: true,
      faults: [{ match: 'POST /v3/customers$', kind: 'lost-after', rate: 0.5, seed: 7 }],
    });
    const items = Array.from({ length: 60 }, (_, n) => ({ ...ana, email: `p${n}@example.com` }));
    const results = await collect(runNodeMany(createCustomer, store, items));
    expect(results.every((result) => result.success && result.outcome === 'created')).toBe(true);
    expect(new Set(sandbox.customers().map(({ email }) => email)).size).toBe(60);
    expect(sandbox.customers()).toHaveLength(60);
  });

  test('stops sending when max_wait_ms is spent, and says when to come again', async () => {
    const { store } = openSandboxStore({ empty: true, quota: 3, windowMs: 600_000 });
    const items = Array.from({ length: 60 }, (_, n) => ({ ...ana, email: `p${n}@example.com`, max_wait_ms: 5_000 }));
    const results = await collect(runNodeMany(createCustomer, store, items));
    expect(results).toHaveLength(60);
    const failures = results.filter((result) => !result.success);
    expect(failures.length).toBeGreaterThan(0);
    expect(results.length - failures.length).toBe(30);
    for (const { error } of failures)
      expect(error).toMatchObject({
        code: 'rate_limited',
        retryable: true,
        details: { retry_after_ms: expect.any(Number) },
      });
  });
});
