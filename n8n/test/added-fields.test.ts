import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { operationOf } from '../nodes/BigCommerce/operations.mts';
import { execute, people } from './execute.ts';
import { nodeType } from './n8n-context.ts';

let server: SandboxServer;

beforeAll(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterAll(() => server.stop());

describe('a field that is added and not filled in', () => {
  test.each(['upsert', 'create'])('makes no other customer with %s', async (operation) => {
    const plain = { resource: 'customer', operation, options: { fullResponse: true } };
    const items = people(2, operation);
    const [without] = await execute({ credential: server, form: plain, items: items.slice(0, 1) });
    const [withAll] = await execute({
      credential: server,
      form: { ...plain, ...allAdded(plain) },
      items: items.slice(1),
    });
    expect(madeOf(withAll!.json)).toEqual(madeOf(without!.json));
  });

  test.each(['customer', 'order'])('filters no %s away', async (resource) => {
    const plain = { resource, operation: 'getAll', limit: 250 };
    const without = await execute({ credential: server, form: plain });
    const withAll = await execute({ credential: server, form: { ...plain, ...allAdded(plain) } });
    expect(without.length).toBeGreaterThan(0);
    expect(withAll).toEqual(without);
  });

  test('is no change, to a customer or to an order', async () => {
    const [order] = await execute({ credential: server, form: { resource: 'order', operation: 'getAll', limit: 1 } });
    const customer = { __rl: true, mode: 'id', value: server.sandbox.customers()[0]!.id };
    for (const [resource, who, why] of [
      ['customer', { customer }, 'are blank, which means not given; to empty them use "Fields to Empty"'],
      ['order', { orderId: order!.json.id }, 'Give something to change'],
    ] as const) {
      const plain = { resource, operation: 'update', ...who } as IDataObject;
      const form = { ...plain, ...allAdded(plain) };
      await expect(execute({ credential: server, form })).rejects.toThrow(why);
    }
  });
});

test('a field is filled in by its list or by an expression, a number and a switch as well', async () => {
  const before = server.sandbox.stats().rows.subscribers;
  const items = [
    { storeCredit: '25.50', acceptsProductReviewAbandonedCartEmails: 'true', newsletter: 'subscribed' },
    { storeCredit: 25.5, acceptsProductReviewAbandonedCartEmails: true, newsletter: '' },
  ].map((additionalFields, index) => ({ ...people(2, 'filled')[index], additionalFields }));
  const form = { resource: 'customer', operation: 'create' };
  for (const { json } of await execute({ credential: server, form, items }))
    expect(json).toMatchObject({
      outcome: 'created',
      accepts_product_review_abandoned_cart_emails: true,
      store_credit_amounts: [{ amount: 25.5 }],
    });
  expect(server.sandbox.stats().rows.subscribers).toBe(before! + 1);
  const least = { resource: 'order', operation: 'getAll', limit: 250, filters: { minTotal: '100', maxTotal: '' } };
  const orders = await execute({ credential: server, form: least });
  expect(orders.length).toBeGreaterThan(0);
  expect(orders.every(({ json }) => Number(json.total_inc_tax) >= 100)).toBe(true);
});

/** Every field of an operation's collections, but for its options, as the editor adds it; of those with entries, one entry. */
function allAdded({ resource, operation }: { resource?: unknown; operation?: unknown }): IDataObject {
  const collections = Object.keys(operationOf(String(resource), String(operation)).collections);
  const own = nodeType.description.properties.filter(
    ({ type, name, displayOptions }) =>
      type === 'collection' &&
      name !== 'options' &&
      displayOptions?.show?.resource?.includes(String(resource)) &&
      displayOptions.show.operation?.includes(String(operation)),
  );
  expect(own.map(({ name }) => name)).toEqual(collections.filter((name) => name !== 'options'));
  return Object.fromEntries(own.map(({ name, options }) => [name, added(options as INodeProperties[])]));
}

function added(fields: INodeProperties[]): IDataObject {
  return Object.fromEntries(
    fields.map(({ name, type, default: preset, options }) => {
      if (type !== 'fixedCollection') return [name, structuredClone(preset)];
      const [{ values }] = options as unknown as [{ values: INodeProperties[] }];
      return [name, { values: [added(values)] }];
    }),
  ) as IDataObject;
}

/** What was made, but for what no two customers share. */
function madeOf({ customer, parts, outcome, warnings }: IDataObject): IDataObject {
  const { id, email, last_name, date_created, date_modified, ...made } = customer as IDataObject;
  return { made, parts, outcome, warnings } as IDataObject;
}
