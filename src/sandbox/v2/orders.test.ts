import { expect, test } from 'vitest';
import { openStore } from '../fixtures/open-store.ts';

const demo = () => openStore({ empty: false });

test('orders come by id, fifty at a time, and a page past the end has no content', async () => {
  const store = demo();
  const first = await store.send('GET', '/v2/orders');
  expect(first.json).toHaveLength(50);
  expect(first.json[0].id).toBe(101);
  const past = await store.send('GET', '/v2/orders?page=4');
  expect([past.status, past.text]).toEqual([204, '']);
  expect(
    (await store.send('GET', '/v2/orders?min_id=240&limit=250')).json.map((row: { id: number }) => row.id),
  ).toEqual([240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250]);
});

test('money is text with four decimals, dates are RFC 2822, and the sums agree', async () => {
  const store = demo();
  const order = (await store.send('GET', '/v2/orders/103')).json;
  expect(order).toMatchObject({ id: 103, status_id: 2, status: 'Shipped', currency_code: 'EUR' });
  expect(order.total_inc_tax).toMatch(/^\d+\.\d{4}$/);
  expect(order.date_created).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/);
  const products = (await store.send('GET', '/v2/orders/103/products')).json;
  const sum = products.reduce(
    (total: number, product: { total_inc_tax: string }) => total + Number(product.total_inc_tax),
    0,
  );
  expect(Number(order.subtotal_inc_tax)).toBeCloseTo(sum, 4);
  expect(Number(order.total_inc_tax)).toBeCloseTo(sum + Number(order.shipping_cost_inc_tax), 4);
  expect(order.items_shipped).toBe(order.items_total);
});

test('each filter of the list narrows it, and counts agree', async () => {
  const store = demo();
  const all = (await store.send('GET', '/v2/orders?limit=250')).json;
  const check = async (query: string, keep: (order: Record<string, unknown>) => boolean) => {
    const wanted = all.filter(keep).map((order: { id: number }) => order.id);
    expect(wanted.length, query).toBeGreaterThan(0);
    expect(
      (await store.send('GET', `/v2/orders?limit=250&${query}`)).json.map((order: { id: number }) => order.id),
      query,
    ).toEqual(wanted);
    expect((await store.send('GET', `/v2/orders/count?${query}`)).json.count, query).toBe(wanted.length);
  };
  const { billing_address, customer_id, date_created } = all[70];
  await check('status_id=11', (order) => order.status_id === 11);
  await check(`customer_id=${customer_id}`, (order) => order.customer_id === customer_id);
  await check(`email=${encodeURIComponent(billing_address.email.toUpperCase())}`, (order) => {
    return (order.billing_address as { email: string }).email === billing_address.email;
  });
  await check(
    'min_total=100&max_total=200',
    (order) => Number(order.total_inc_tax) >= 100 && Number(order.total_inc_tax) <= 200,
  );
  await check('payment_method=manual', (order) => order.payment_method === 'Manual');
  await check(`min_date_created=${encodeURIComponent(date_created)}`, (order) => (order.id as number) >= 171);
  await check(`max_date_created=${new Date(date_created).toISOString()}`, (order) => (order.id as number) <= 171);
  expect((await store.send('GET', '/v2/orders?status=Shipped')).status).toBe(400);
  for (const total of ['lots', '0x10', 'Infinity', '1e2', ''])
    expect([total, (await store.send('GET', `/v2/orders?min_total=${total}`)).status]).toEqual([total, 400]);
  expect((await store.send('GET', '/v2/orders?min_date_created=foo%201')).status).toBe(400);
});

test('an order is found by exactly its total, whatever its cents', async () => {
  const store = demo();
  for (const { id, total_inc_tax: total } of (await store.send('GET', '/v2/orders?limit=250')).json) {
    const found = await store.send('GET', `/v2/orders?min_id=${id}&max_id=${id}&min_total=${total}&max_total=${total}`);
    expect([id, total, found.status]).toEqual([id, total, 200]);
  }
});

test('orders sort by any documented field', async () => {
  const store = demo();
  const sorted = (await store.send('GET', '/v2/orders?limit=250&sort=customer_id:desc')).json;
  const customers = sorted.map((order: { customer_id: number }) => order.customer_id);
  expect(customers).toEqual([...customers].sort((a, b) => b - a));
  expect((await store.send('GET', '/v2/orders?sort=id:desc&limit=1')).json[0].id).toBe(250);
  for (const sort of ['total', 'constructor', 'id:up'])
    expect((await store.send('GET', `/v2/orders?sort=${sort}`)).status).toBe(400);
});

test('an order changes only in what is sent, and a field that would be lost is refused', async () => {
  const store = demo();
  const before = (await store.send('GET', '/v2/orders/112')).json;
  const reply = await store.send('PUT', '/v2/orders/112', {
    status_id: 9,
    staff_notes: 'Call first',
    billing_address: { city: 'Sevilla', country_iso2: 'ES' },
  });
  expect(reply.json).toMatchObject({ status_id: 9, status: 'Awaiting Shipment', staff_notes: 'Call first' });
  expect(reply.json.billing_address).toEqual({
    ...before.billing_address,
    city: 'Sevilla',
    country: 'Spain',
    country_iso2: 'ES',
  });
  expect(reply.json.customer_message).toBe(before.customer_message);
  expect((await store.send('PUT', '/v2/orders/112', { products: [] })).status).toBe(400);
  expect((await store.send('PUT', '/v2/orders/112', { status_id: 15 })).status).toBe(400);
  const missing = await store.send('PUT', '/v2/orders/9', { status_id: 2 });
  expect([missing.status, missing.json]).toEqual([
    404,
    [{ status: 404, message: 'The requested resource was not found.' }],
  ]);
});

test('shipping one address of two leaves the order partially shipped, the other completes it', async () => {
  const store = demo();
  const open = (await store.send('GET', '/v2/orders?status_id=11&limit=250')).json;
  const { id } = open.find((order: { shipping_address_count: number }) => order.shipping_address_count === 2);
  expect((await store.send('GET', `/v2/orders/${id}/shipments`)).status).toBe(204);
  const addresses = (await store.send('GET', `/v2/orders/${id}/shipping_addresses`)).json;
  const products = (await store.send('GET', `/v2/orders/${id}/products`)).json;
  const ship = (address: { id: number }) =>
    store.send('POST', `/v2/orders/${id}/shipments`, {
      order_address_id: address.id,
      tracking_number: 'TRACK1',
      shipping_provider: 'ups',
      comments: 'Careful',
      items: products
        .filter((product: { order_address_id: number }) => product.order_address_id === address.id)
        .map((product: { id: number; quantity: number }) => ({
          order_product_id: product.id,
          quantity: product.quantity,
        })),
    });
  const first = await ship(addresses[0]);
  expect(first.status).toBe(201);
  expect(first.json).toMatchObject({
    order_id: id,
    order_address_id: addresses[0].id,
    tracking_number: 'TRACK1',
    comments: 'Careful',
  });
  expect((await store.send('GET', `/v2/orders/${id}`)).json).toMatchObject({
    status: 'Partially Shipped',
    items_shipped: addresses[0].items_total,
  });
  expect((await ship(addresses[0])).status).toBe(400);
  await ship(addresses[1]);
  const done = (await store.send('GET', `/v2/orders/${id}`)).json;
  expect(done).toMatchObject({ status: 'Shipped', date_shipped: 'Mon, 02 Mar 2026 10:00:00 +0000' });
  expect(done.items_shipped).toBe(done.items_total);
  expect((await store.send('GET', `/v2/orders/${id}/shipments`)).json).toHaveLength(2);
});

test.each([
  ['no items', { items: [] }],
  ['an address of another order', { order_address_id: 1 }],
  ['a product of another order', { items: [{ order_product_id: 1, quantity: 1 }] }],
  ['no quantity', { items: [{ order_product_id: 1120 }] }],
  ['an unknown provider', { shipping_provider: 'pigeon' }],
  ['a tracking number of 51 characters', { tracking_number: 'x'.repeat(51) }],
])('a shipment with %s is refused and ships nothing', async (_, wrong) => {
  const store = demo();
  const body = { order_address_id: 1120, items: [{ order_product_id: 1120, quantity: 1 }], ...wrong };
  expect((await store.send('POST', '/v2/orders/112/shipments', body)).status).toBe(400);
  expect((await store.send('GET', '/v2/orders/112')).json.items_shipped).toBe(0);
});

test('statuses, store, time and countries answer', async () => {
  const store = demo();
  const statuses = (await store.send('GET', '/v2/order_statuses')).json;
  expect(statuses).toHaveLength(15);
  expect(statuses[11]).toMatchObject({ id: 11, name: 'Awaiting Fulfillment', order: 11 });
  expect((await store.send('GET', '/v2/store')).json).toMatchObject({
    id: 'sandbox1',
    status: 'live',
    currency: 'EUR',
  });
  expect((await store.send('GET', '/v2/time')).json).toEqual({ time: Date.parse('2026-03-02T10:00:00Z') / 1000 });
  const [country] = (await store.send('GET', '/v2/countries?country_iso2=US')).json;
  expect(country).toMatchObject({ country: 'United States', country_iso2: 'US' });
  const [state] = (await store.send('GET', `/v2/countries/${country.id}/states?state=California`)).json;
  expect(state).toMatchObject({ state: 'California', state_abbreviation: 'CA', country_id: country.id });
});
