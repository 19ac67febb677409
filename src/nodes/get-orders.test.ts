import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { ordersJournal } from './fixtures/orders-journal.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { getOrders, runNode, runNodeMany, withPorts } from './index.ts';

describe('getting orders', () => {
  test('lists a page; the page past the end is an empty success', async () => {
    const { store } = openSandboxStore();
    const first = await runNode(getOrders, store, {});
    expect(first).toMatchObject({ success: true, count: 50, page: 1, limit: 50, message: '50 orders retrieved' });
    expect(first.orders[0]).toMatchObject({
      id: expect.any(Number),
      total_inc_tax: expect.any(String),
      billing_address: {},
    });
    expect(first.orders[0]).not.toHaveProperty('products');
    expect(await runNode(getOrders, store, { page: 99 })).toMatchObject({
      success: true,
      orders: [],
      count: 0,
      page: 99,
    });
  });

  test('finds one by id, with its line items where asked, and an unknown id is order_not_found', async () => {
    const { store } = openSandboxStore();
    const { orders, count } = await runNode(getOrders, store, { order_id: 101, include_products: 'true' });
    expect(count).toBe(1);
    expect(orders[0]).toMatchObject({
      id: 101,
      products: expect.arrayContaining([expect.objectContaining({ order_id: 101 })]),
    });
    expect(await refusal(runNode(getOrders, store, { order_id: 999_999 }))).toMatchObject({
      code: 'order_not_found',
      param: 'order_id',
    });
  });

  test('tells where an order goes and what was shipped of it where asked', async () => {
    const { store } = openSandboxStore();
    const find = async (status_id: string) =>
      (await runNode(getOrders, store, { status_id, include_shipping: true, limit: 1 })).orders[0]!;
    const shipped = await find('Shipped');
    const goal = { street_1: expect.any(String), city: expect.any(String), items_shipped: shipped.items_total };
    expect(shipped).toMatchObject({
      shipping_addresses: [goal],
      shipments: [{ order_id: shipped.id, tracking_number: expect.stringContaining(`DEMO${shipped.id}`) }],
    });
    expect(shipped).not.toHaveProperty('products');
    const waiting = await find('Awaiting Fulfillment');
    expect(waiting.shipments).toEqual([]);
    expect(waiting.shipping_addresses).toHaveLength(waiting.shipping_address_count as number);
  });

  test('asks only for the parts that there can be, three orders at a time', async () => {
    const { store, calls } = openSandboxStore({ quota: 150 });
    await runNode(getOrders, store, { order_id: 101 });
    expect(calls.splice(0)).toEqual(['GET /v2/orders/101']);
    const { orders } = await runNode(getOrders, store, { include_products: true, include_shipping: true, limit: 100 });
    const sent = (part: string) => calls.filter((call) => call.includes(`/${part}?`)).length;
    const shipped = orders.filter(({ items_shipped }) => items_shipped !== 0).length;
    expect(shipped).toBeGreaterThan(0);
    expect(shipped).toBeLessThan(100);
    expect([sent('products'), sent('shipping_addresses'), sent('shipments')]).toEqual([100, 100, shipped]);
    expect(orders.every(({ shipments }) => Array.isArray(shipments))).toBe(true);
  });

  test.each(['Shipped', 'shipped', '2', 2])('filters by the status %j', async (status) => {
    const { store, calls } = openSandboxStore();
    const { orders } = await runNode(getOrders, store, { status_id: status });
    expect(orders.length).toBeGreaterThan(0);
    expect(orders.every(({ status_id }) => status_id === 2)).toBe(true);
    expect(calls[0]).toContain('status_id=2');
  });

  test('refuses what the API would not understand', async () => {
    const { store, calls } = openSandboxStore();
    for (const [params, param] of [
      [{ status_id: 15 }, 'status_id'],
      [{ status_id: 'On Hold' }, 'status_id'],
      [{ min_date_created: 'soon' }, 'min_date_created'],
      [{ all: true, sort: 'date_created:desc' }, 'sort'],
      [{ min_total: 'much' }, 'min_total'],
    ] as const)
      expect(await refusal(runNode(getOrders, store, params))).toMatchObject({ code: 'invalid_params', param });
    expect(calls).toEqual([]);
  });

  test('all at once walks by id, so that none is missed or doubled', async () => {
    const { store, calls } = openSandboxStore();
    const { orders, count } = await runNode(getOrders, store, { all: true });
    expect(count).toBe(150);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(150);
    expect(calls).toEqual(['GET /v2/orders?sort=id:asc&limit=250']);
  });

  test('many at once answers each in its place', async () => {
    const { store } = openSandboxStore();
    const results = await collect(
      runNodeMany(getOrders, store, [{ order_id: 103 }, { order_id: 999_999 }, { order: 1 }, { order_id: 101 }]),
    );
    expect(results).toMatchObject([
      { success: true, orders: [{ id: 103 }] },
      { success: false, error: { code: 'order_not_found' } },
      { success: false, error: { code: 'invalid_params', param: 'order' } },
      { success: true, orders: [{ id: 101 }] },
    ]);
  });

  test('many whose ids lie close together come in one call, each as by itself', async () => {
    const { store, calls } = openSandboxStore();
    const ids = [140, 101, '103', 103, 250, 249, 110, 9_999, 10_000, 200];
    const results = await collect(
      runNodeMany(
        getOrders,
        store,
        ids.map((order_id) => ({ order_id })),
      ),
    );
    expect([...calls].sort()).toEqual([
      'GET /v2/orders/10000',
      'GET /v2/orders/140',
      'GET /v2/orders/200',
      'GET /v2/orders/9999',
      'GET /v2/orders?min_id=101&max_id=110&sort=id:asc&limit=250',
      'GET /v2/orders?min_id=249&max_id=250&sort=id:asc&limit=250',
      'GET /v2/orders?min_id=9999&max_id=10000&sort=id:asc&limit=250',
    ]);
    for (const [index, order_id] of ids.entries()) {
      const alone = await runNode(getOrders, store, { order_id }).catch((error) => ({
        success: false,
        code: error.code,
      }));
      const result = results[index]!;
      expect(result.success ? result : { success: false, code: result.error.code }).toEqual(alone);
    }
  });

  test('many are read in pages of 250, with their parts where asked', async () => {
    const { store, calls } = openSandboxStore({
      journal: ordersJournal(
        1,
        Array.from({ length: 600 }, () => 1),
      ),
    });
    const items = Array.from({ length: 600 }, (_, index) => ({ order_id: 101 + index }));
    const results = await collect(runNodeMany(getOrders, store, items));
    expect(results.map((result) => result.success && (result.orders as { id: number }[])[0]!.id)).toEqual(
      items.map(({ order_id }) => order_id),
    );
    expect(calls).toHaveLength(3);
    calls.length = 0;
    const [first] = await collect(
      runNodeMany(
        getOrders,
        store,
        items.slice(0, 2).map((item) => ({ ...item, include_products: true })),
      ),
    );
    expect(first).toMatchObject({ orders: [{ id: 101, products: [] }] });
    expect(calls).toHaveLength(3);
  });

  test('many ask by themselves where the common call fails, and no more where the token is refused', async () => {
    const opened = openSandboxStore();
    const refusing = withPorts(opened.store, {
      transport: (request) =>
        request.url.includes('max_id')
          ? Promise.resolve({ status: 400, headers: {}, body: '[{"status":400,"message":"No."}]' })
          : opened.store.transport(request),
    });
    const items = [101, 102, 103].map((order_id) => ({ order_id }));
    const results = await collect(runNodeMany(getOrders, refusing, items));
    expect(results.map(({ success }) => success)).toEqual([true, true, true]);
    const { store, calls } = openSandboxStore({ scopes: ['store_v2_customers'] });
    const many = Array.from({ length: 60 }, (_, index) => ({ order_id: 101 + 20 * index }));
    const refused = await collect(runNodeMany(getOrders, store, many));
    expect(refused.every((result) => !result.success && result.error.code === 'forbidden')).toBe(true);
    expect(calls.length).toBeLessThanOrEqual(3);
  });
});
