import { describe, expect, test } from 'vitest';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { eachCustomer, eachOrder } from './index.ts';

async function collect<Row>(pages: AsyncIterable<Row[]>): Promise<Row[][]> {
  const all: Row[][] = [];
  for await (const page of pages) all.push(page);
  return all;
}

describe('every customer', () => {
  test('comes once, 250 a call', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const total = sandbox.customers().length;
    const pages = await collect(eachCustomer(store, {}));
    expect(pages[0]).toHaveLength(250);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(total);
    expect(calls).toHaveLength(Math.ceil(total / 250));
  });

  test('that a list names comes once, however long the list and however its emails are spelt', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const emails = sandbox.customers().map(({ email }) => String(email));
    const spelt = [...emails, ...emails.slice(0, 5).map((email) => email.toUpperCase())];
    const rows = (await collect(eachCustomer(store, { emails: spelt }))).flat();
    expect(rows.map(({ email }) => email).sort()).toEqual(emails.sort());
    expect(calls.length).toBeGreaterThan(1);
  });

  test('is refused with the words of the node where a filter cannot be asked for', async () => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(collect(eachCustomer(store, { email: 'a,b@shop.com' })))).toMatchObject({
      code: 'email_not_searchable',
    });
    expect(await refusal(collect(eachCustomer(store, { nam: 'Ana' })))).toMatchObject({ code: 'invalid_params' });
    expect(calls).toEqual([]);
  });
});

test('every order comes by id, with the parts that were asked for', async () => {
  const { store, sandbox } = openSandboxStore();
  const orders = (await collect(eachOrder(store, { include_products: true }))).flat();
  expect(orders).toHaveLength(sandbox.stats().rows.orders);
  const ids = orders.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(orders.every(({ products }) => Array.isArray(products))).toBe(true);
  const completed = (await collect(eachOrder(store, { status_id: 'Completed' }))).flat();
  expect(new Set(completed.map(({ status }) => status))).toEqual(new Set(['Completed']));
});
