import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { ordersJournal } from './fixtures/orders-journal.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, deleteCustomers, runNode, runNodeMany, withPorts } from './index.ts';

describe('deleting customers', () => {
  test('deletes nothing unless told, and says who exists and who has orders', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const before = sandbox.customers().length;
    const result = await runNode(deleteCustomers, store, {
      customer_ids: '1, 2, 999999',
      emails: 'nobody@example.com',
    });
    expect(result).toMatchObject({
      success: true,
      dry_run: true,
      deleted: 0,
      would_delete: [1, 2],
      not_found: [999_999, 'nobody@example.com'],
      with_orders: [2],
      message: 'Nothing deleted: dry run. 2 of 4 exist, 1 has orders.',
    });
    expect(sandbox.customers()).toHaveLength(before);
    expect(calls.every((call) => call.startsWith('GET'))).toBe(true);
  });

  test('for real deletes those that exist, by id and by email, each once', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const { email } = sandbox.customers()[0] as { email: string };
    const result = await runNode(deleteCustomers, store, {
      customer_ids: [1, 3, 999_999],
      emails: [email.toUpperCase()],
      dry_run: 'false',
    });
    expect(result).toMatchObject({ dry_run: false, deleted: 2, deleted_ids: [1, 3], not_found: [999_999] });
    expect(result.message).toBe('2 customers deleted, 1 not found; 1 has orders, which stay.');
    expect(sandbox.customers().some(({ id }) => id === 1 || id === 3)).toBe(false);
    expect(calls.filter((call) => call.startsWith('DELETE'))).toEqual(['DELETE /v3/customers?id:in=1,3']);
  });

  test('names those that are gone where it is stopped half-way', async () => {
    const { store, sandbox } = openSandboxStore();
    const all = sandbox.customers().map(({ id }) => id as number);
    let deletes = 0;
    const stopping = withPorts(store, {
      transport: async (request) => {
        if (request.method === 'DELETE') deletes += 1;
        return deletes > 1 ? { status: 403, headers: {}, body: '{"status":403}' } : store.transport(request);
      },
    });
    const wanted = all.slice(0, 60);
    const error = await refusal(runNode(deleteCustomers, stopping, { customer_ids: wanted, dry_run: false }));
    expect(error).toMatchObject({ code: 'forbidden', details: { customer_ids: wanted.slice(0, 50) } });
    expect(error.message).toMatch(/^50 of 60 customers were deleted, then this came: The access token/);
    expect(sandbox.customers()).toHaveLength(all.length - 50);
  });

  test.each([{}, { customer_ids: [] }, { customer_ids: '', emails: null }, { emails: ['', ' '] }])(
    'never asks to delete nobody: %j',
    async (params) => {
      const { store, calls } = openSandboxStore();
      expect(await refusal(runNode(deleteCustomers, store, { ...params, dry_run: false }))).toMatchObject({
        code: 'invalid_params',
      });
      expect(calls).toEqual([]);
    },
  );

  test('sends no DELETE when none of them exists', async () => {
    const { store, calls } = openSandboxStore();
    expect(await runNode(deleteCustomers, store, { customer_ids: [999_999], dry_run: false })).toMatchObject({
      deleted: 0,
      deleted_ids: [],
    });
    expect(calls.some((call) => call.startsWith('DELETE'))).toBe(false);
  });

  test('by an email that several hold deletes none of them', async () => {
    const { store, sandbox } = openSandboxStore();
    const twins = [1, 2].map((channel) => ({
      email: 'twin@example.com',
      first_name: 'T',
      last_name: 'W',
      channel_ids: [channel],
      origin_channel_id: channel,
    }));
    await collect(runNodeMany(createCustomer, store, twins));
    const before = sandbox.customers().length;
    const error = await refusal(
      runNode(deleteCustomers, store, { emails: ['twin@example.com'], customer_ids: [1], dry_run: false }),
    );
    expect(error).toMatchObject({
      code: 'customer_ambiguous',
      details: { customer_ids: [expect.any(Number), expect.any(Number)] },
    });
    expect(sandbox.customers()).toHaveLength(before);
  });

  test('says what the token lacks where it may not read orders, and that everybody is still there', async () => {
    const { store, sandbox, calls } = openSandboxStore({ scopes: ['store_v2_customers'] });
    const before = sandbox.customers().length;
    for (const wanted of [[1], [1, 2, 3, 4, 5, 6]]) {
      const error = await refusal(runNode(deleteCustomers, store, { customer_ids: wanted, dry_run: false }));
      expect(error).toMatchObject({ code: 'forbidden', details: { scope: 'store_v2_orders_read_only' } });
      expect(error.message).toMatch(
        /lacks the OAuth scope store_v2_orders_read_only .*"Orders: read-only" under Settings > API.* Nothing was deleted\.$/,
      );
    }
    expect(sandbox.customers()).toHaveLength(before);
    expect(calls.some((call) => call.startsWith('DELETE'))).toBe(false);
  });

  test('says that everybody is still there where the token may read and not delete', async () => {
    const { store, sandbox } = openSandboxStore({
      scopes: ['store_v2_customers_read_only', 'store_v2_orders_read_only'],
    });
    const before = sandbox.customers().length;
    const error = await refusal(runNode(deleteCustomers, store, { customer_ids: [1, 2], dry_run: false }));
    expect(error).toMatchObject({ code: 'forbidden', details: { scope: 'store_v2_customers' } });
    expect(error.message).toMatch(/Nothing was deleted\.$/);
    expect(sandbox.customers()).toHaveLength(before);
  });

  test('is sent again where the reply was lost, and counts whom the first one deleted', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    sandbox.setFaults([{ match: 'DELETE /v3/customers', kind: 'lost-after', count: 1 }]);
    const result = await runNode(deleteCustomers, store, { customer_ids: [1, 2], dry_run: false });
    expect(result).toMatchObject({ deleted: 2, deleted_ids: [1, 2] });
    expect(calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(2);
  });

  test('whose fate nobody told is not said to have deleted nothing', async () => {
    const { store, sandbox } = openSandboxStore();
    sandbox.setFaults([{ match: 'DELETE /v3/customers', kind: 'lost-after', rate: 1 }]);
    const error = await refusal(runNode(deleteCustomers, store, { customer_ids: [1, 2], dry_run: false }));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
    expect(error.message).toMatch(/Run the same call again/);
    expect(error.message).not.toMatch(/Nothing was deleted/);
  });
});

describe('deleting with many items', () => {
  const real = { dry_run: false };

  test('shares the calls: 300 customers, one an item, in two groups', async () => {
    const { store, sandbox, calls } = openSandboxStore({ journal: ordersJournal(400, [1, 3, 3]) });
    const items = Array.from({ length: 300 }, (_, index) => ({ customer_ids: index + 1, ...real }));
    const results = await collect(runNodeMany(deleteCustomers, store, items));
    expect(results.map((result) => result.success && result.deleted_ids)).toEqual(
      items.map((item) => [item.customer_ids]),
    );
    expect(results.map((result) => result.success && result.with_orders).slice(0, 4)).toEqual([[1], [], [3], []]);
    expect(sandbox.customers()).toHaveLength(100);
    // Six lookups, six deletes, and a count and a page of the orders for each group.
    expect(calls).toHaveLength(16);
  });

  test('deletes a customer whom several items name once, for the first of them', async () => {
    const { store, sandbox } = openSandboxStore();
    const { email } = sandbox.customers()[0] as { email: string };
    const results = await collect(
      runNodeMany(deleteCustomers, store, [
        { customer_ids: '1, 3', ...real },
        { customer_ids: [3, 4, 4], emails: [email, email.toUpperCase()], ...real },
        { emails: email, ...real },
      ]),
    );
    expect(results).toMatchObject([
      { deleted_ids: [1, 3], not_found: [] },
      { deleted_ids: [4], not_found: [3, email] },
      { deleted_ids: [], not_found: [email] },
    ]);
  });

  test('deletes for the items that ask for it, and only those', async () => {
    const { store, sandbox } = openSandboxStore();
    const items = [
      { customer_ids: 1 },
      { customer_ids: 1, ...real },
      { customer_ids: 'x', ...real },
      { customer_ids: 3 },
    ];
    const results = await collect(runNodeMany(deleteCustomers, store, items));
    expect(results).toMatchObject([
      { dry_run: true, would_delete: [1] },
      { dry_run: false, deleted_ids: [1] },
      { error: { code: 'invalid_params' } },
      { dry_run: true, would_delete: [3] },
    ]);
    expect(
      sandbox
        .customers()
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([2, 3]);
  });

  test('fails the one item that cannot be asked for, and no other', async () => {
    const { store, sandbox } = openSandboxStore();
    const twins = [1, 2].map((channel) => ({
      ...{ email: 'twin@example.com', first_name: 'T', last_name: 'W' },
      ...{ channel_ids: [channel], origin_channel_id: channel },
    }));
    await collect(runNodeMany(createCustomer, store, twins));
    const before = sandbox.customers().length;
    const refusing = withPorts(store, {
      transport: (request) =>
        request.url.includes('id:in=') && /[=,]99999999999\b/.test(request.url)
          ? Promise.resolve({ status: 422, headers: {}, body: '{"status":422,"title":"Bad id."}' })
          : store.transport(request),
    });
    const items = [1, 99_999_999_999, 3, 'twin', 4, 888_888].map((one) =>
      one === 'twin' ? { emails: 'twin@example.com', ...real } : { customer_ids: one, ...real },
    );
    const results = await collect(runNodeMany(deleteCustomers, refusing, items));
    expect(results).toMatchObject([
      { deleted_ids: [1] },
      { error: { code: 'rejected', message: expect.stringMatching(/Nothing was deleted\.$/) } },
      { deleted_ids: [3] },
      { error: { code: 'customer_ambiguous' } },
      { deleted_ids: [4] },
      { deleted_ids: [], not_found: [888_888] },
    ]);
    expect(sandbox.customers()).toHaveLength(before - 3);
  });

  test('tells each item what became of its own where it is stopped half-way, and asks no more', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    let deletes = 0;
    const stopping = withPorts(store, {
      transport: async (request) => {
        if (request.method === 'DELETE') deletes += 1;
        return deletes > 1 ? { status: 403, headers: {}, body: '{"status":403}' } : store.transport(request);
      },
    });
    const all = sandbox.customers().map(({ id }) => id as number);
    const items = [all.slice(0, 49), all.slice(49, 51), all.slice(51, 60)].map((customer_ids) => ({
      customer_ids,
      ...real,
    }));
    const later = Array.from({ length: 250 }, (_, index) => ({ customer_ids: 60 + index, ...real }));
    const results = await collect(runNodeMany(deleteCustomers, stopping, [...items, ...later]));
    expect(results).toHaveLength(253);
    expect(results.slice(0, 3)).toMatchObject([
      { success: true, deleted: 49 },
      { error: { code: 'forbidden', details: { customer_ids: [all[49]] } } },
      { error: { code: 'forbidden' } },
    ]);
    expect(results[1]!.message).toMatch(/^1 of 2 customers were deleted, then this came: /);
    for (const result of results.slice(2)) expect(result.message).toMatch(/Nothing was deleted\.$/);
    expect(calls.filter((call) => call.startsWith('GET'))).toHaveLength(9);
    expect(sandbox.customers()).toHaveLength(all.length - 50);
  });
});

describe('who has orders', () => {
  /** Orders of customers 2, 4, 6 ... and of guests, in turn. */
  const orderedBy = (orders: number, buyers = 300) =>
    Array.from({ length: orders }, (_, index) => (index % 3 === 0 ? 0 : 2 * (1 + (index % buyers))));
  const firstOnes = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  async function ask(customers: number, orders: number[]) {
    const { store, calls } = openSandboxStore({ journal: ordersJournal(600, orders) });
    const result = await runNode(deleteCustomers, store, { customer_ids: firstOnes(customers) });
    return { withOrders: result.with_orders, calls: calls.filter((call) => call.includes('/v2/orders')) };
  }

  test.each([
    // Orders, customers, calls that tell who has orders: one each, or a count and then pages of all orders.
    [0, 1, 1],
    [0, 4, 4],
    [0, 5, 2],
    [0, 500, 2],
    [249, 5, 2],
    [250, 5, 3],
    [999, 5, 5],
    [1_000, 5, 6],
    [2_249, 10, 10],
    [2_250, 10, 11],
    [1_000, 500, 6],
  ])('is the same of %i orders and %i customers by the cheaper way, in %i calls', async (orders, customers, most) => {
    const rows = orderedBy(orders, 600);
    const { withOrders, calls } = await ask(customers, rows);
    expect(withOrders).toEqual(firstOnes(customers).filter((id) => rows.includes(id)));
    expect(calls.length).toBeLessThanOrEqual(most);
    expect(calls.filter((call) => call.includes('customer_id=')).length).toBeLessThanOrEqual(customers);
  });

  test('is read from all orders only until asking for the rest is cheaper', async () => {
    // The oldest orders are of nearly everybody who is asked for; thousands of guests came after them.
    const rows = [...firstOnes(19), ...Array.from({ length: 4_000 }, () => 0), 20];
    const { withOrders, calls } = await ask(20, rows);
    expect(withOrders).toEqual(firstOnes(20));
    expect(calls).toEqual([
      'GET /v2/orders/count',
      'GET /v2/orders?sort=id:asc&limit=250',
      'GET /v2/orders?customer_id=20&limit=1',
    ]);
  });

  test('does not hang on how many orders the store says it has', async () => {
    for (const [told, most] of [
      ['{"count":0}', 6],
      ['{"count":1000000}', 11],
      ['{}', 11],
      ['[{"status":404,"message":"The requested resource was not found."}]', 11],
    ] as const) {
      const rows = orderedBy(1_000, 600);
      const { store, calls } = openSandboxStore({ journal: ordersJournal(600, rows) });
      const lying = withPorts(store, {
        transport: async (request) => {
          const reply = await store.transport(request);
          return request.url.includes('/orders/count') ? { ...reply, body: told } : reply;
        },
      });
      const result = await runNode(deleteCustomers, lying, { customer_ids: firstOnes(10) });
      expect(result.with_orders).toEqual(firstOnes(10).filter((id) => rows.includes(id)));
      expect([told, calls.filter((call) => call.includes('/v2/orders')).length <= most]).toEqual([told, true]);
    }
  });

  test('is known in the end where BigCommerce refuses calls in between', async () => {
    const rows = orderedBy(600, 600);
    const { store, sandbox } = openSandboxStore({ journal: ordersJournal(600, rows) });
    sandbox.setFaults([
      { match: 'GET /v2/orders', kind: '429', count: 2 },
      { match: 'GET /v2/orders/count', kind: '5xx', count: 1 },
    ]);
    const result = await runNode(deleteCustomers, store, { customer_ids: firstOnes(100), dry_run: false });
    expect(result.with_orders).toEqual(firstOnes(100).filter((id) => rows.includes(id)));
    expect(result.deleted).toBe(100);
  });
});
