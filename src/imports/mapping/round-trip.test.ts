import { expect, test } from 'vitest';
import { type Customer, type Store, startCall, walkCustomers } from '../../bigcommerce/index.ts';
import { openSandboxStore } from '../../nodes/fixtures/sandbox-store.ts';
import { createCustomer, runNodeMany } from '../../nodes/index.ts';
import { mapObjects } from './fixtures/map-rows.ts';

test("a store's customers, as its API gives them, come to the same customers in another store", async () => {
  const from = await everyCustomer(openSandboxStore().store);
  expect(from.length).toBeGreaterThan(300);
  const { rows } = mapObjects(from);
  expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  // The other store has the same groups, attributes and people: only new emails make new customers.
  const { store } = openSandboxStore();
  const items = rows.map(({ params, email }) => ({ ...params, email: `new.${email}` }));
  for await (const result of runNodeMany(createCustomer, store, items)) expect(result).toMatchObject({ success: true });
  const there = new Map((await everyCustomer(store)).map((customer) => [customer.email, customer]));
  for (const customer of from) expect(content(there.get(`new.${customer.email}`))).toEqual(content(customer));
});

async function everyCustomer(store: Store): Promise<Customer[]> {
  const all: Customer[] = [];
  const query = { include: 'addresses,attributes,formfields,storecredit' };
  for await (const page of walkCustomers(store, query, startCall(store, {}))) all.push(...page);
  return all;
}

/** A customer but for ids, dates and the email. */
function content(customer: Customer | undefined): unknown {
  const text = JSON.stringify(customer ?? null, (key, value: unknown) =>
    /^(id|customer_id|date_created|date_modified|email)$/.test(key) ? undefined : value,
  );
  return JSON.parse(text);
}
