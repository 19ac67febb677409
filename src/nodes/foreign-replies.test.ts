import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { connect } from '../bigcommerce/index.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, nodeDefinitions, runNode, type Store, withPorts } from './index.ts';

/** Runs a node against an address at which something else answers than BigCommerce. */
function failureOf(action: string, params: Record<string, unknown>, status: number, body: string) {
  const clock = createVirtualClock();
  const store = connect({
    storeHash: 'abc123',
    accessToken: 'secret',
    transport: async () => ({ status, headers: {}, body }),
    clock,
    random: () => 0.5,
  });
  const node = nodeDefinitions.find((one) => one.action === action)!;
  return clock.run(refusal(runNode(node, store, params, { maxWaitMs: 120_000 })));
}

const reads: [action: string, params: Record<string, unknown>][] = [
  ['get-customers', {}],
  ['get-orders', {}],
  ['get-orders', { order_id: 5 }],
  ['get-customer-groups', {}],
  ['update-customer', { customer_id: 1, company: 'Acme' }],
  ['update-order', { order_id: 5, staff_notes: 'Called' }],
  ['delete-customers', { customer_ids: [1], dry_run: false }],
];
const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

describe('an address at which something else than BigCommerce answers', () => {
  test.each(reads)('is named by %s %o, and nothing is said to be done', async (action, params) => {
    for (const [status, body] of [
      [200, '{"ok":true}'],
      [200, 'null'],
      [200, '"up"'],
      [301, '<html>Moved</html>'],
    ] as const) {
      const error = await failureOf(action, params, status, body);
      expect(error).toMatchObject({ code: 'store_not_found', retryable: false, status });
      expect(error.message).toContain(`what answered (${status}) is not the API of BigCommerce. Check the API URL.`);
    }
    const page = await failureOf(action, params, 200, '<html>Log in</html>');
    expect(page).toMatchObject({ code: 'network', retryable: true });
    // A node may add what it has not done.
    expect(page.message).toContain(
      'What store abc123 at https://api.bigcommerce.com answered was cut short, or is not the API of BigCommerce. Check the API URL, or try again later.',
    );
  });

  test('leaves open what became of a customer who was sent to it', async () => {
    for (const body of ['{}', 'null', '{"data":null}', '{"data":[null,{"id":1}]}'])
      expect(await failureOf('create-customer', ana, 200, body)).toMatchObject({
        code: 'outcome_unknown',
        details: { emails: [ana.email] },
      });
  });

  test('takes no customer where it redirects', async () => {
    const error = await failureOf('create-customer', ana, 301, '<html>Moved</html>');
    expect(error).toMatchObject({ code: 'store_not_found', retryable: false });
  });
});

test('a customer who was sent and whom the store refuses to be asked for is never said to be refused', async () => {
  const { store, sandbox } = openSandboxStore({ empty: true });
  const unasked: Store = withPorts(store, {
    transport: (request) =>
      request.method === 'GET'
        ? Promise.resolve({ status: 422, headers: {}, body: '{"status":422,"title":"The filter is not valid."}' })
        : store.transport(request),
  });
  sandbox.setFaults([{ kind: 'lost-after', match: 'POST /v3/customers$', count: 1 }]);
  for (let again = 0; again < 2; again += 1) {
    const error = await refusal(runNode(createCustomer, unasked, ana));
    expect(error).toMatchObject({ code: 'outcome_unknown', retryable: true, details: { emails: [ana.email] } });
  }
  expect(sandbox.customers()).toHaveLength(1);
  expect(await runNode(createCustomer, store, ana)).toMatchObject({ outcome: 'created', customer_id: 1 });
});
