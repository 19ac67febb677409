import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { checkParams, createCustomer, getCustomers, runNode, runNodeMany, updateCustomer, withPorts } from './index.ts';

async function withAna(extra: Record<string, unknown> = {}) {
  const opened = openSandboxStore();
  const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz', company: 'Acme', phone: '1', ...extra };
  const { customer_id: id } = await runNode(createCustomer, opened.store, ana);
  opened.calls.length = 0;
  opened.requests.length = 0;
  const addresses = async () => {
    const { customers } = await runNode(getCustomers, opened.store, { customer_id: id, include_addresses: true });
    return customers[0]!.addresses!;
  };
  return { ...opened, id: id as number, addresses };
}

describe('updating a customer', () => {
  test('by id or by email sends only the fields that differ, and names them', async () => {
    const { store, id, requests } = await withAna();
    const result = await runNode(updateCustomer, store, {
      customer_id: id,
      company: 'Acme',
      phone: '2',
      notes: 'VIP',
      last_name: '',
    });
    expect(result).toMatchObject({
      success: true,
      customer_id: id,
      customer: { phone: '2', notes: 'VIP', last_name: 'Ruiz' },
      fields_updated: ['phone', 'notes'],
      message: `Customer ${id} updated successfully`,
    });
    expect(JSON.parse(requests.at(-1)!.body!)).toEqual([{ id, phone: '2', notes: 'VIP' }]);
    const byEmail = await runNode(updateCustomer, store, { email: 'ANA@example.com', new_email: 'ana2@example.com' });
    expect(byEmail).toMatchObject({ customer: { email: 'ana2@example.com' }, fields_updated: ['email'] });
  });

  test('to the values that it has is success without a write', async () => {
    const { store, id, calls } = await withAna();
    expect(await runNode(updateCustomer, store, { customer_id: String(id), company: ' Acme ' })).toMatchObject({
      success: true,
      outcome: 'unchanged',
      fields_updated: [],
    });
    expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  test('empties a field only where clear names it', async () => {
    const { store, id } = await withAna({ customer_group_id: 3 });
    const cleared = await runNode(updateCustomer, store, { customer_id: id, clear: 'company, customer_group_id' });
    expect(cleared).toMatchObject({
      customer: { company: '', customer_group_id: 0, phone: '1' },
      fields_updated: ['company', 'customer_group_id'],
    });
    for (const wrong of [
      { clear: ['first_name'] },
      { clear: ['phone'], phone: '3' },
      { clear: ['customer_group_id'], customer_group: 'VIP' },
    ])
      expect(await refusal(runNode(updateCustomer, store, { customer_id: id, ...wrong }))).toMatchObject({
        code: 'invalid_params',
        param: 'clear',
      });
    const both = await refusal(
      runNode(updateCustomer, store, { customer_id: id, clear: 'company, phone', phone: '3' }),
    );
    expect(both.message).toBe(
      'clear names phone, which the call gives a value as well. Leave it out of one of the two.',
    );
  });

  test.each([
    [{ company: 'X' }, 'invalid_params', 'customer_id'],
    [{ email: 'ana@example.com' }, 'invalid_params', 'customer_id'],
    [{ email: 'ana@example.com', dry_run: true, company: null }, 'invalid_params', 'company'],
    [{ email: 'a,b@example.com', company: 'X' }, 'email_not_searchable', 'email'],
    [{ email: 'ana@example.com', new_email: 'nope' }, 'invalid_params', 'new_email'],
  ])('refuses %j before any call', async (params, code, param) => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(updateCustomer, store, params))).toMatchObject({ code, param });
    expect(calls).toEqual([]);
  });

  test('that is not there, or whose email several hold, is told apart', async () => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(updateCustomer, store, { customer_id: 999_999, company: 'X' }))).toMatchObject({
      code: 'customer_not_found',
    });
    expect(
      (await refusal(runNode(updateCustomer, store, { email: 'nobody@example.com', company: 'X' }))).message,
    ).toContain('nobody@example.com');
    const twins = [1, 2].map((channel) => ({
      email: 'twin@example.com',
      first_name: 'T',
      last_name: 'W',
      channel_ids: [channel],
      origin_channel_id: channel,
    }));
    const made = await collect(runNodeMany(createCustomer, store, twins));
    const ids = made.map((result) => (result.success ? result.customer_id : result.error));
    const ambiguous = await refusal(runNode(updateCustomer, store, { email: 'twin@example.com', company: 'X' }));
    expect(ambiguous).toMatchObject({ code: 'customer_ambiguous', details: { customer_ids: ids } });
    expect(calls.some((call) => call.startsWith('PUT'))).toBe(false);
  });

  test('found by its id keeps its email, and says so where another one was given beside the id', async () => {
    const { store, id } = await withAna();
    const beside = { customer_id: id, email: 'other@example.com', company: 'Umbrella' };
    const result = await runNode(updateCustomer, store, beside);
    expect(result).toMatchObject({ outcome: 'updated', warnings: [{ code: 'email_left', email: 'ana@example.com' }] });
    expect(result.message).toBe(
      `Customer ${id} updated successfully. Customer ${id} was found by customer_id and has the email ana@example.com, not other@example.com; it was left as it is. Give new_email to change it`,
    );
    const same = await runNode(updateCustomer, store, { ...beside, email: 'ANA@example.com' });
    expect(same).not.toHaveProperty('warnings');
    const moved = await runNode(updateCustomer, store, { ...beside, new_email: 'ana2@example.com' });
    expect(moved).toMatchObject({ customer: { email: 'ana2@example.com' }, warnings: [{ code: 'email_left' }] });
    expect(moved.message).toMatch(/had the email ana@example.com, not other@example.com: see that it is the customer/);
  });

  test('of which nothing but an address was to be written says what stopped it, not that a part is done', async () => {
    const { store } = openSandboxStore({ scopes: ['store_v2_customers_read_only'] });
    const address = { address1: 'Calle Mayor 5', city: 'Madrid', country_code: 'ES' };
    const error = await refusal(runNode(updateCustomer, store, { customer_id: 1, addresses: [address] }));
    expect(error).toMatchObject({
      code: 'forbidden',
      status: 403,
      details: { customer_id: 1, scope: 'store_v2_customers', parts: { customer: 'unchanged', addresses: 'failed' } },
    });
  });

  test('deletes hundreds of addresses in requests that are short enough', async () => {
    const { store, calls } = openSandboxStore({ empty: true });
    const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
    const { customer_id } = await runNode(createCustomer, store, ana);
    const street = (number: number) => ({ address1: `Street ${number}`, city: 'Madrid', country_code: 'ES' });
    const items = Array.from({ length: 50 }, (_, ten) => ({
      customer_id,
      addresses: Array.from({ length: 10 }, (_, one) => street(ten * 10 + one)),
    }));
    await collect(runNodeMany(updateCustomer, store, items));
    calls.length = 0;
    const replace = { ...ana, ...street(0), if_exists: 'update', addresses_mode: 'replace' };
    expect(await runNode(createCustomer, store, replace)).toMatchObject({ outcome: 'updated' });
    const deletes = calls.filter((call) => call.startsWith('DELETE'));
    expect(deletes).toHaveLength(2);
    for (const call of deletes) expect(call.length).toBeLessThan(2_000);
    const { customers } = await runNode(getCustomers, store, { customer_id, include_addresses: true });
    expect(customers[0]!.addresses).toMatchObject([{ address1: 'Street 0' }]);
  });

  test('of many follows emails that move from one customer to another, in the order of the items', async () => {
    const { store } = openSandboxStore({ empty: true });
    const names = { first_name: 'Ana', last_name: 'Ruiz' };
    await collect(
      runNodeMany(
        createCustomer,
        store,
        ['a', 'b'].map((one) => ({ ...names, email: `${one}@x.com` })),
      ),
    );
    const results = await collect(
      runNodeMany(updateCustomer, store, [
        { email: 'a@x.com', new_email: 'c@x.com' },
        { email: 'b@x.com', new_email: 'A@x.com' },
        { email: 'b@x.com', company: 'Gone' },
        { email: 'a@x.com', company: 'Moved' },
      ]),
    );
    expect(results).toMatchObject([
      { customer_id: 1, customer: { email: 'c@x.com' } },
      { customer_id: 2, customer: { email: 'A@x.com' } },
      { success: false, error: { code: 'customer_not_found' } },
      { customer_id: 2, customer: { company: 'Moved' } },
    ]);
  });

  test('of many takes an email that an item before it gave up, also where both are named by their ids', async () => {
    const { store } = openSandboxStore({ empty: true });
    const names = { first_name: 'Ana', last_name: 'Ruiz' };
    const people = ['a', 'b'].map((one) => ({ ...names, email: `${one}@x.com` }));
    await collect(runNodeMany(createCustomer, store, people));
    const results = await collect(
      runNodeMany(updateCustomer, store, [
        { customer_id: 1, new_email: 'c@x.com' },
        { customer_id: 2, new_email: 'a@x.com' },
      ]),
    );
    expect(results).toMatchObject([{ customer: { email: 'c@x.com' } }, { customer: { email: 'a@x.com' } }]);
  });

  test('to an email that is in use is refused, dry or not', async () => {
    const { store, id } = await withAna();
    const { customers } = await runNode(getCustomers, store, { limit: 1 });
    const taken = { customer_id: id, new_email: customers[0]!.email };
    const inUse = await refusal(runNode(updateCustomer, store, taken));
    expect(inUse).toMatchObject({ code: 'customer_exists', param: 'new_email', details: { customer_id: id } });
    expect(inUse.message).toContain(`Customer ${id} (ana@example.com) could not be updated`);
    expect(await refusal(runNode(updateCustomer, store, { ...taken, dry_run: true }))).toMatchObject({
      code: 'customer_exists',
      param: 'new_email',
    });
  });

  test('adds an address, changes the one at the same place or with the same id, and never doubles one', async () => {
    const { store, id, addresses } = await withAna();
    const home = { address1: 'Gran Via 1', city: 'Madrid', zip: 28001, country_code: 'España' };
    const added = await runNode(updateCustomer, store, { customer_id: id, addresses: [home] });
    expect(added).toMatchObject({ fields_updated: ['addresses'], parts: { customer: 'unchanged', addresses: 'done' } });
    expect(added.customer).not.toHaveProperty('addresses');
    expect(await runNode(updateCustomer, store, { customer_id: id, addresses: [home] })).toMatchObject({
      outcome: 'unchanged',
    });
    await runNode(updateCustomer, store, {
      customer_id: id,
      addresses: [{ ...home, address1: 'GRAN VIA, 1', city: 'Toledo' }],
    });
    const [only, ...others] = await addresses();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ city: 'Toledo', country_code: 'ES', first_name: 'Ana' });
    await runNode(updateCustomer, store, { customer_id: id, addresses: [{ id: only!.id, city: 'Getafe' }] });
    expect(await addresses()).toMatchObject([{ id: only!.id, city: 'Getafe', postal_code: '28001' }]);
    await runNode(updateCustomer, store, {
      customer_id: id,
      addresses: [{ id: only!.id, address1: 'Sol 2', zip: '28013' }],
    });
    expect(await addresses()).toMatchObject([
      { id: only!.id, address1: 'Sol 2', city: 'Getafe', postal_code: '28013' },
    ]);
    expect(
      await refusal(runNode(updateCustomer, store, { customer_id: id, addresses: [{ id: 1, city: 'X' }] })),
    ).toMatchObject({ code: 'invalid_params', param: 'addresses' });
    expect(
      await refusal(runNode(updateCustomer, store, { customer_id: id, addresses: [{ city: 'X' }] })),
    ).toMatchObject({ code: 'invalid_params', param: 'addresses' });
  });

  test('sets attributes, form fields, group and password', async () => {
    const { store, id } = await withAna();
    const result = await runNode(updateCustomer, store, {
      customer_id: id,
      attributes: { 'Loyalty Tier': 'gold' },
      customer_group: 'VIP',
      new_password: 'correct-horse-7',
    });
    expect(result.fields_updated).toEqual(['customer_group_id', 'new_password', 'attributes']);
    expect(JSON.stringify(result)).not.toContain('correct-horse');
    const { customers } = await runNode(getCustomers, store, { customer_id: id, include_attributes: true });
    expect(customers[0]).toMatchObject({
      customer_group_id: 3,
      attributes: [{ attribute_id: 1, attribute_value: 'gold' }],
    });
  });

  test('dry writes nothing and shows each value before and after', async () => {
    const { store, id, calls } = await withAna();
    expect(await runNode(updateCustomer, store, { customer_id: id, company: 'Umbrella', dry_run: 1 })).toMatchObject({
      dry_run: true,
      would: 'updated',
      changes: { company: { from: 'Acme', to: 'Umbrella' } },
    });
    expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });
});

describe('updating many customers', () => {
  test('is not spoiled by one that the store refuses to be asked for', async () => {
    const { store } = openSandboxStore();
    const refused = { status: 422, headers: {}, body: '{"status":422,"title":"The filter is not valid."}' };
    const picky = withPorts(store, {
      transport: async (request) => (/[=,]666|odd%40/.test(request.url) ? refused : store.transport(request)),
    });
    const items: Record<string, unknown>[] = Array.from({ length: 20 }, (_, n) => ({
      customer_id: n + 1,
      notes: 'new',
    }));
    items[3] = { customer_id: 666, notes: 'new' };
    items[8] = { email: 'odd@x.com', notes: 'new' };
    items[13] = { customer_id: 14, new_email: 'odd@x.com', dry_run: true };
    items[15] = { customer_id: 16, new_email: 'good@x.com', dry_run: true };
    const results = await collect(runNodeMany(updateCustomer, picky, items));
    for (const [n, result] of results.entries())
      if ([3, 8, 13].includes(n)) expect(result).toMatchObject({ success: false, error: { code: 'rejected' } });
      else expect(result).toMatchObject({ success: true, customer_id: n + 1 });
  });

  test('looks them up together, writes them in tens and answers in order', async () => {
    const { store, calls } = openSandboxStore();
    const items: unknown[] = Array.from({ length: 34 }, (_, n) => ({ customer_id: n + 1, notes: `note ${n}` }));
    items[5] = { customer_id: 999_999, notes: 'x' };
    items[6] = { customer_id: 7 };
    items[20] = { email: 'nobody@example.com', notes: 'x' };
    const results = await collect(runNodeMany(updateCustomer, store, items));
    for (const [n, result] of results.entries()) {
      if (n === 5 || n === 20) expect(result).toMatchObject({ success: false, error: { code: 'customer_not_found' } });
      else if (n === 6) expect(result).toMatchObject({ success: false, error: { code: 'invalid_params' } });
      else expect(result).toMatchObject({ success: true, customer_id: n + 1, customer: { notes: `note ${n}` } });
    }
    expect(calls.filter((call) => call.startsWith('GET'))).toHaveLength(2);
    expect(calls.filter((call) => call.startsWith('PUT'))).toHaveLength(4);
  });

  test('applies several changes of one customer one after the other', async () => {
    const { store } = openSandboxStore();
    const items = [
      { customer_id: 1, company: 'A', notes: 'kept' },
      { customer_id: 2, company: 'Z' },
      { customer_id: 1, company: 'B' },
      { customer_id: 1, company: 'B' },
      { customer_id: 1, new_email: 'moved@example.com' },
      { email: 'moved@example.com', company: 'C' },
    ];
    const results = await collect(runNodeMany(updateCustomer, store, items));
    expect(results.map((result) => result.success && result.outcome)).toEqual([
      'updated',
      'updated',
      'updated',
      'unchanged',
      'updated',
      'updated',
    ]);
    const { customers } = await runNode(getCustomers, store, { customer_id: 1 });
    expect(customers[0]).toMatchObject({ company: 'C', notes: 'kept', email: 'moved@example.com' });
  });

  test.each([
    [{ phone: '' }, 'phone', 'phone is blank, which means not given; to empty it use clear: ["phone"].'],
    [
      { first_name: ' ', company: null, notes: '' },
      'company',
      'company and notes are blank, which means not given; to empty them use clear: ["company", "notes"].',
    ],
    [
      { first_name: '' },
      'first_name',
      'first_name is blank, which means not given; give at least one field to change.',
    ],
    [{}, 'customer_id', 'Give at least one field to change.'],
  ])('with nothing but blanks says how a field is emptied: %j', async (given, param, message) => {
    const { store, calls } = openSandboxStore();
    const params = { customer_id: 1, email: '', dry_run: '', ...given };
    expect(await refusal(runNode(updateCustomer, store, params))).toMatchObject({ param, message });
    const { problems } = checkParams(updateCustomer as never, params);
    expect(problems).toEqual([{ param: param === 'customer_id' ? null : param, message, missing: true }]);
    expect(calls).toEqual([]);
  });

  test('stops writing to a store whose token may only read', async () => {
    const { store, calls } = openSandboxStore();
    let puts = 0;
    const reading = withPorts(store, {
      transport: async (request) => {
        if (request.method === 'GET') return store.transport(request);
        puts += 1;
        return { status: 403, headers: {}, body: '{"status":403}' };
      },
    });
    const items = Array.from({ length: 200 }, (_, n) => ({ customer_id: (n % 40) + 1, notes: `${n}` }));
    const results = await collect(runNodeMany(updateCustomer, reading, items));
    expect(results.every((result) => !result.success && result.error.code === 'forbidden')).toBe(true);
    expect(calls).toHaveLength(1);
    expect(puts).toBe(4);
  });

  test('stops asking a store that refuses the token', async () => {
    const { store, calls } = openSandboxStore();
    const locked = { ...store, accessToken: 'revoked' };
    const items = Array.from({ length: 200 }, (_, n) => ({ customer_id: n + 1, notes: 'x' }));
    const results = await collect(runNodeMany(updateCustomer, locked, items));
    expect(results.every((result) => !result.success && result.error.code === 'unauthorized')).toBe(true);
    expect(calls).toHaveLength(1);
  });
});
