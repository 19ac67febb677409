import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, getCustomers, nodeDefinitions, runNode, runNodeMany } from './index.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const half = '\ud83d';

describe('text that cannot travel', () => {
  test('refuses one customer of many and leaves the others alone', async () => {
    const { store } = openSandboxStore({ empty: true });
    const items = [
      { ...ana, email: `a${half}@example.com` },
      { ...ana, first_name: `Ana ${half}` },
      { ...ana, email: 'b@example.com', notes: 'a\0b' },
      { ...ana, email: 'c@example.com', first_name: '😀' },
    ];
    expect(await collect(runNodeMany(createCustomer, store, items))).toMatchObject([
      { success: false, error: { code: 'invalid_params', param: 'email' } },
      { success: false, error: { code: 'invalid_params', param: 'first_name' } },
      { success: false, error: { code: 'invalid_params', param: 'notes' } },
      { success: true, outcome: 'created' },
    ]);
  });

  test.each(nodeDefinitions)('is refused by $action wherever it stands, before a call', async (node) => {
    const { store, calls } = openSandboxStore({ empty: true });
    const { params } = node.examples[0]!;
    const filter = node.effects.writes ? {} : { name: 'x', email: 'x@example.com' };
    for (const name of Object.keys({ ...filter, ...params })) {
      if (!Object.hasOwn(node.params.entries, name)) continue;
      const error = await refusal(runNode(node, store, { ...params, [name]: half }));
      expect(error).toMatchObject({ code: 'invalid_params', param: name });
    }
    expect(calls).toEqual([]);
  });

  test('is named with what to do about it', async () => {
    const { store } = openSandboxStore({ empty: true });
    const error = await refusal(runNode(getCustomers, store, { name: `a${half}` }));
    expect(error.message).toBe(
      'name holds half of a character, as is left where a text is cut within an emoji. Delete it, or type the text anew.',
    );
  });
});

test('a date of the program counts as the text that JSON makes of it', async () => {
  const { store, calls } = openSandboxStore({ empty: true });
  await runNode(getCustomers, store, { date_created_min: new Date('2026-01-31T09:30:00Z') });
  expect(calls[0]).toContain('date_created:min=2026-01-31T09:30:00&');
  const none = await refusal(runNode(getCustomers, store, { date_created_min: new Date(Number.NaN) }));
  expect(none).toMatchObject({ code: 'invalid_params', param: 'date_created_min' });
});

test('a blank max_wait_ms is not given', async () => {
  const { store } = openSandboxStore({ empty: true });
  const items = [{ ...ana, max_wait_ms: '' }];
  expect(await collect(runNodeMany(createCustomer, store, items))).toMatchObject([{ success: true }]);
});

test('a channel that is named twice is one channel', async () => {
  const { store, requests } = openSandboxStore({ empty: true });
  const items = [
    { ...ana, channel_ids: [1, '1', 1] },
    { ...ana, channel_ids: '1' },
  ];
  expect(await collect(runNodeMany(createCustomer, store, items))).toMatchObject([
    { outcome: 'created', customer: { channel_ids: [1] } },
    { outcome: 'skipped', duplicate_of: 0 },
  ]);
  expect(requests).toHaveLength(1);
});
