import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute } from './execute.ts';

let server: SandboxServer;
const orders = (operation: string, more: IDataObject = {}): IDataObject => ({ resource: 'order', operation, ...more });

beforeAll(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterAll(() => server.stop());

test('Get Many gives one item for each order, with its line items where asked, as many as there are', async () => {
  const all = await execute({ credential: server, form: orders('getAll', { returnAll: true }) });
  expect(all.length).toBe(server.sandbox.stats().rows.orders);
  const some = orders('getAll', { limit: 3, options: { includeProducts: true, sort: 'id:desc' } });
  const results = await execute({ credential: server, form: some });
  const ids = all.map(({ json }) => Number(json.id)).sort((a, b) => b - a);
  expect(results.map(({ json }) => json.id)).toEqual(ids.slice(0, 3));
  expect(results[0]!.json.products).toEqual(expect.any(Array));
  const sorted = orders('getAll', { returnAll: true, options: { sort: 'id:desc' } });
  expect((await execute({ credential: server, form: sorted })).map(({ json }) => json.id)).toEqual(ids);
});

test('a status is chosen from the list or given by name', async () => {
  for (const value of [10, 'Completed']) {
    const form = orders('getAll', { returnAll: true, filters: { statusId: { __rl: true, mode: 'list', value } } });
    const results = await execute({ credential: server, form });
    expect(new Set(results.map(({ json }) => json.status))).toEqual(new Set(['Completed']));
  }
});

test('Get gives the order itself, and refuses a number that no order has', async () => {
  const [first] = await execute({ credential: server, form: orders('getAll', { limit: 1 }) });
  const [result] = await execute({ credential: server, form: orders('get', { orderId: first!.json.id }) });
  expect(result!.json).toMatchObject({ id: first!.json.id, status: expect.any(String) });
  await expect(execute({ credential: server, form: orders('get', { orderId: '99999999' }) })).rejects.toMatchObject({
    message: expect.stringContaining('99999999'),
    context: { itemIndex: 0, data: { code: 'order_not_found' } },
  });
});

test('Update changes each order of its item, and ships with a tracking number', async () => {
  const waiting = orders('getAll', { limit: 2, filters: { statusId: { __rl: true, mode: 'id', value: '11' } } });
  const found = await execute({ credential: server, form: waiting });
  const items = found.map(({ json }) => ({ orderId: json.id }));
  const updateFields = { staffNotes: 'Called', trackingNumber: '1Z999', shippingProvider: 'ups' };
  const results = await execute({ credential: server, form: orders('update', { updateFields }), items });
  expect(results.map(({ json, pairedItem }) => [json.id, json.outcome, json.staff_notes, pairedItem])).toEqual(
    found.map(({ json }, item) => [json.id, 'updated', 'Called', { item }]),
  );
  const form = orders('get', { orderId: found[0]!.json.id, options: { includeShipping: true } });
  const [shipped] = await execute({ credential: server, form });
  expect(shipped!.json.shipments).toContainEqual(expect.objectContaining({ tracking_number: '1Z999' }));
  const full = orders('update', { updateFields: { staffNotes: 'Twice' }, options: { fullResponse: true } });
  const [answer] = await execute({ credential: server, form: full, items: items.slice(0, 1) });
  expect(answer!.json).toMatchObject({ success: true, fields_updated: ['staff_notes'], order: {} });
});
