import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';

let server: SandboxServer;
const blanks = ['', '  ', null];

// One customer is there: a list of all would hold just one, and look like an answer.
beforeEach(async () => {
  server = await startSandboxServer({ quota: 0, empty: true });
  await execute({ credential: server, form: upsert, items: people(1) });
});
afterEach(() => server.stop());

const noCustomer = "Give the customer's ID or email: the one of this item is blank.";
const noOrder = '"Order Number" is missing: the one of this item is blank.';

test.each([
  ['customer', 'get', 'id', noCustomer],
  ['customer', 'get', 'email', noCustomer],
  ['customer', 'update', 'id', 'Give "Customer": which customer is to be changed?'],
  ['customer', 'update', 'email', 'Give "Customer": which customer is to be changed?'],
  ['customer', 'delete', 'id', 'Give "Customer".'],
  ['customer', 'delete', 'email', 'Give "Customer".'],
  ['order', 'get', 'number', noOrder],
  ['order', 'update', 'number', '"Order Number" is missing: it is required.'],
])(
  'of the %s to %s a blank %s is refused, and nothing is asked of the store',
  async (resource, operation, mode, why) => {
    const form: IDataObject = { resource, operation };
    if (operation === 'update') form.updateFields = resource === 'order' ? { staffNotes: 'x' } : { company: 'Acme' };
    const given = operation === 'get' && mode === 'id' ? [...blanks, ', ', []] : blanks;
    const items = given.map((value) =>
      resource === 'order' ? { orderId: value as string } : { customer: { __rl: true, mode, value } as IDataObject },
    );
    const before = server.sandbox.stats().total_requests;
    const results = await execute({ credential: server, form, items, continueOnFail: true });
    expect(results).toEqual(
      items.map((_, item) => ({
        json: {
          error: expect.objectContaining({ code: 'invalid_params' }),
          message: why,
        },
        pairedItem: { item },
      })),
    );
    await expect(execute({ credential: server, form, items })).rejects.toMatchObject({
      context: { itemIndex: 0, data: { code: 'invalid_params' } },
    });
    expect(server.sandbox.stats().total_requests).toBe(before);
    expect(server.sandbox.customers()).toMatchObject([{ email: 'p0@example.com', company: '' }]);
  },
);
