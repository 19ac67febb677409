import { expect, test } from 'vitest';
import { createSandbox } from '../create-sandbox.ts';
import { openStore } from '../fixtures/open-store.ts';
import { virtualClock } from '../fixtures/virtual-clock.ts';

test('the demo store is the same each time', () => {
  const open = () => createSandbox({ clock: virtualClock() });
  expect(open().customers()).toEqual(open().customers());
});

test('demo customers are fictional, unique, in the past, and leave the examples of the manual free', () => {
  const clock = virtualClock();
  const customers = createSandbox({ clock }).customers();
  const emails = customers.map((row) => row.email as string);
  expect(customers.length).toBeGreaterThan(200);
  expect(customers[0]!.id).toBe(1);
  expect(new Set(emails.map((email) => email.toLowerCase())).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/^[a-z.\d]+@example\.(com|net|org)$/);
  for (const row of customers) expect(Date.parse(row.date_modified as string)).toBeLessThanOrEqual(clock.now());
  expect(new Set(customers.map((row) => row.customer_group_id))).toEqual(new Set([0, 1, 2, 3]));
});

test('groups, attributes of each type, and subscribers with and without consent are there', async () => {
  const store = openStore({ empty: false });
  const groups = (await store.send('GET', '/v2/customer_groups')).json;
  expect(groups.map((row: { id: number; name: string }) => [row.id, row.name])).toEqual([
    [1, 'Retail'],
    [2, 'Wholesale'],
    [3, 'VIP'],
  ]);
  const attributes = (await store.send('GET', '/v3/customers/attributes')).json.data;
  expect(attributes.map((row: { type: string }) => row.type)).toEqual(['string', 'number', 'date']);
  const subscribers = (await store.send('GET', '/v3/customers/subscribers?limit=250')).json.data;
  const consenting = subscribers.filter((row: { consents: string[] }) => row.consents.includes('marketing_newsletter'));
  expect(consenting.length).toBeGreaterThan(50);
  expect(subscribers.length - consenting.length).toBeGreaterThan(20);
});

test('at least 120 orders of every status, some with two addresses, shipped as far as their status says', async () => {
  const store = openStore({ empty: false });
  const orders = (await store.send('GET', '/v2/orders?limit=250')).json;
  expect(orders.length).toBeGreaterThanOrEqual(120);
  expect(new Set(orders.map((order: { status_id: number }) => order.status_id)).size).toBe(15);
  expect(
    orders.filter((order: { shipping_address_count: number }) => order.shipping_address_count === 2).length,
  ).toBeGreaterThan(5);
  for (const order of orders) {
    const shipments = await store.send('GET', `/v2/orders/${order.id}/shipments`);
    const sent = (shipments.json ?? [])
      .flatMap((shipment: { items: { quantity: number }[] }) => shipment.items)
      .reduce((sum: number, item: { quantity: number }) => sum + item.quantity, 0);
    expect(order.items_shipped).toBe(sent);
    if (order.status_id === 2 || order.status_id === 10) expect(sent).toBe(order.items_total);
    else if (order.status_id === 3) expect(sent > 0 && sent < order.items_total).toBe(true);
    else expect(sent).toBe(0);
  }
});
