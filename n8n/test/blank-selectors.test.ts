import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';

let server: SandboxServer;

// One customer is there: a list of all would hold just one, and look like an answer.
beforeEach(async () => {
  server = await startSandboxServer({ quota: 0, empty: true });
  await execute({ credential: server, form: upsert, items: people(1) });
});
afterEach(() => server.stop());

describe.each(['get', 'update', 'delete'])('%s of a customer', (operation) => {
  const form = {
    resource: 'customer',
    operation,
    ...(operation === 'update' && { updateFields: { company: 'Acme' } }),
  };

  test.each(['id', 'email'])('whose %s is blank is refused, and nothing is asked of the store', async (mode) => {
    const items = ['', ' ', null, ', ', []].map((value) => ({ customer: { __rl: true, mode, value } as IDataObject }));
    const before = server.sandbox.stats().total_requests;
    const results = await execute({ credential: server, form, items, continueOnFail: true });
    expect(results.map(({ json, pairedItem }) => [(json.error as IDataObject)?.code, pairedItem])).toEqual(
      items.map((_, item) => ['invalid_params', { item }]),
    );
    expect(results[0]!.json.message).toBe("Give the customer's ID or email: the one of this item is blank.");
    await expect(execute({ credential: server, form, items: items.slice(0, 1) })).rejects.toMatchObject({
      message: "Give the customer's ID or email: the one of this item is blank.",
      context: { itemIndex: 0, data: { code: 'invalid_params' } },
    });
    expect(server.sandbox.stats().total_requests).toBe(before);
    expect(server.sandbox.customers()).toMatchObject([{ email: 'p0@example.com', company: '' }]);
  });
});

test.each(['get', 'update'])('%s of an order whose number is blank is refused', async (operation) => {
  const form = { resource: 'order', operation, ...(operation === 'update' && { updateFields: { staffNotes: 'x' } }) };
  const before = server.sandbox.stats().total_requests;
  const items = ['', '  ', null].map((orderId) => ({ orderId }));
  const results = await execute({ credential: server, form, items, continueOnFail: true });
  expect(results.map(({ json }) => json)).toEqual(
    items.map(() => ({
      error: expect.objectContaining({ code: 'invalid_params', param: 'order_id' }),
      message: 'Order Number is missing: the one of this item is blank.',
    })),
  );
  expect(server.sandbox.stats().total_requests).toBe(before);
});
