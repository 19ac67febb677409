import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRollcallError } from '../bigcommerce/index.ts';
import { checkParams } from './check-params.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import {
  createCustomer,
  deleteCustomers,
  getCustomers,
  getOrders,
  nodeDefinitions,
  runNode,
  updateCustomer,
  updateOrder,
} from './index.ts';

const messages = (node: (typeof nodeDefinitions)[number], raw: Record<string, unknown>) =>
  checkParams(node, raw).problems.map(({ param, message }) => [param, message]);

describe('checking a call without the store', () => {
  test('tells everything that is wrong at once: what cannot be read, what no country is, what is no email', () => {
    const { problems } = checkParams(createCustomer as never, {
      email: 'ana@example',
      last_name: 'Ruiz',
      customer_group_id: 'three',
      customer_group: 'VIP',
      country_code: 'Spane',
      store_credit_mode: 'set',
      frist_name: 'Ana',
    });
    expect(problems).toEqual([
      {
        param: 'customer_group_id',
        message: 'customer_group_id must be a number, but "three" came. Give a name as customer_group.',
      },
      { param: 'frist_name', message: 'unknown parameter "frist_name": did you mean "first_name"?' },
      { param: 'first_name', message: 'first_name is missing: it is required.', missing: true },
      { param: 'store_credit', message: 'store_credit_mode "set" needs store_credit.', missing: true },
      { param: 'email', message: 'email "ana@example" is no email address. Write it like name@example.com.' },
      {
        param: 'country_code',
        message:
          'country_code: "Spane" is no ISO 3166-1 country code such as US, ES or MX, and no country\'s name. Did you mean Spain (ES)?',
      },
    ]);
  });

  test('finds nothing wrong with an empty form, but says what is missing', () => {
    for (const node of nodeDefinitions) {
      const blank = Object.fromEntries(Object.keys(node.params.entries).map((name) => [name, ' ']));
      for (const raw of [{}, blank]) {
        const { problems, given } = checkParams(node, raw);
        expect(problems.filter(({ missing }) => !missing)).toEqual([]);
        expect(given).toEqual({});
      }
    }
    expect(checkParams(updateOrder as never, {}).problems).toEqual([
      { param: 'order_id', message: 'order_id is missing: it is required.', missing: true },
      {
        param: null,
        message: 'Give something to change: a status, notes, a billing field or a tracking_number.',
        missing: true,
      },
    ]);
  });

  test('names the place within a list of addresses', () => {
    const raw = { customer_id: 7, addresses: [{ city: 'Madrid' }, { address_type: 'castle' }] };
    expect(checkParams(updateCustomer as never, raw).problems).toMatchObject([
      { param: 'addresses', path: 'addresses[1].address_type' },
    ]);
    expect(messages(updateCustomer as never, { customer_id: 7, addresses: [{ city: 'Madrid' }] })).toEqual([
      [
        'addresses',
        'An address to add or change lacks address1 and country_code. Give the rest, or the id of the address to change.',
      ],
    ]);
  });

  test('knows dates, commas and countries of the other nodes', () => {
    expect(messages(getCustomers as never, { company: 'Acme, Inc', date_created_min: 'May', email: 'a,b' })).toEqual([
      ['email', expect.stringContaining('holds a comma')],
      ['company', expect.stringContaining('holds a comma')],
      ['date_created_min', expect.stringContaining('must be an ISO 8601 date')],
    ]);
    expect(messages(getOrders as never, { min_date_created: 'May' })).toHaveLength(1);
    expect(messages(getOrders as never, { order_id: 5, min_date_created: 'May' })).toEqual([]);
    expect(messages(updateOrder as never, { order_id: 5, billing_country: 'Atlantis' })).toHaveLength(1);
    expect(messages(deleteCustomers as never, { emails: ['a,b@example.com'] })).toHaveLength(1);
  });

  test('gives back what was given, as it is read, without defaults', () => {
    const raw = {
      email: ' ana@example.com ',
      customer_group_id: '3',
      limit: '',
      channel_ids: '1,2',
      dry_run: 'perhaps',
    };
    const { given } = checkParams(createCustomer as never, raw);
    expect(given).toEqual({
      email: 'ana@example.com',
      customer_group_id: 3,
      channel_ids: [1, 2],
      dry_run: 'perhaps',
    });
  });
});

const values = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      '',
      ' ',
      'x',
      'ana@example.com',
      'a,b@example.com',
      'ana@example',
      'Spain',
      'US',
      'Spane',
      '3',
      'yes',
      '2026-01-31',
    ],
    ...['Shipped', 'fail', 'update', 'set', 'company', 'id:desc', 'ups', '[1,2]', '{"a":1}', 'a,b', 'x'.repeat(300)],
    ...[null, 3, -1, 0.5, true, false, [], [1, '2'], ['a@example.com', 'b,c@example.com'], {}, { a: 'b' }],
    ...[[{ city: 'Madrid' }], [{ address1: 'a', city: 'b', country_code: 'ES' }], [{ id: 1 }], [{ country: 'Spane' }]],
    ...[['company'], Array.from({ length: 10 }, () => ({ city: 'x' }))],
  ),
  fc.string({ maxLength: 8 }),
);

/** What runs of the same parameters must not disagree on is not asked of the store. */
const untold = new Set(['credentials_id', 'max_wait_ms', 'attributes']);

test.each(nodeDefinitions)('running $name refuses what the check refuses, and says the same', async (node) => {
  const names = Object.keys(node.params.entries).filter((name) => !untold.has(name));
  const sensible = Object.entries(Object.assign({}, ...node.examples.map(({ params }) => params)) as object);
  const raw = fc
    .tuple(fc.subarray(sensible), fc.dictionary(fc.constantFrom(...names, 'nmae', '__proto__'), values, { maxKeys: 4 }))
    .map(([good, wild]) => ({ ...Object.fromEntries(good), ...wild }));
  const { store, calls } = openSandboxStore();
  let refused = 0;
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(raw, async (params) => {
      const { problems } = checkParams(node, params);
      const before = calls.length;
      const error = await runNode(node, store, { ...params, max_wait_ms: 5_000 }).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problems.length === 0) {
        accepted += 1;
        if (error !== undefined && !isRollcallError(error)) throw error;
        // The store itself may refuse; it was asked then.
        if (error) expect(calls.length).toBeGreaterThan(before);
        return;
      }
      refused += 1;
      if (!isRollcallError(error)) throw error ?? new Error(`it ran in spite of ${JSON.stringify(problems)}`);
      const said = (error.details?.problems as { message: string }[] | undefined) ?? [error];
      for (const { message } of said)
        expect(problems.map((problem) => problem.message)).toContain(message.replace(/[^.?!]$/, '$&.'));
      expect(problems.map(({ param }) => param ?? error.param)).toContain(error.param);
      if (node.action !== 'delete-customers') expect(calls.length).toBe(before);
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
});
