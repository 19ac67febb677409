import { describe, expect, test } from 'vitest';
import { collect } from './fixtures/collect.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { createCustomer, deleteCustomers, runNode, runNodeMany, withPorts } from './index.ts';

describe('deleting customers', () => {
  test('deletes nothing unless told, and says who exists and who has orders', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const before = sandbox.customers().length;
    const result = await runNode(deleteCustomers, store, {
      customer_ids: '1, 2, 999999',
      emails: 'nobody@example.com',
    });
    expect(result).toMatchObject({
      success: true,
      dry_run: true,
      deleted: 0,
      would_delete: [1, 2],
      not_found: [999_999, 'nobody@example.com'],
      with_orders: [2],
      message: 'Nothing deleted: dry run. 2 of 4 exist, 1 has orders.',
    });
    expect(sandbox.customers()).toHaveLength(before);
    expect(calls.every((call) => call.startsWith('GET'))).toBe(true);
  });

  test('for real deletes those that exist, by id and by email, each once', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const { email } = sandbox.customers()[0] as { email: string };
    const result = await runNode(deleteCustomers, store, {
      customer_ids: [1, 3, 999_999],
      emails: [email.toUpperCase()],
      dry_run: 'false',
    });
    expect(result).toMatchObject({ dry_run: false, deleted: 2, deleted_ids: [1, 3], not_found: [999_999] });
    expect(result.message).toBe('2 customers deleted, 1 not found; 1 has orders, which stay.');
    expect(sandbox.customers().some(({ id }) => id === 1 || id === 3)).toBe(false);
    expect(calls.filter((call) => call.startsWith('DELETE'))).toEqual(['DELETE /v3/customers?id:in=1,3']);
  });

  test('names those that are gone where it is stopped half-way', async () => {
    const { store, sandbox } = openSandboxStore();
    const all = sandbox.customers().map(({ id }) => id as number);
    let deletes = 0;
    const stopping = withPorts(store, {
      transport: async (request) => {
        if (request.method === 'DELETE') deletes += 1;
        return deletes > 1 ? { status: 403, headers: {}, body: '{"status":403}' } : store.transport(request);
      },
    });
    const wanted = all.slice(0, 60);
    const error = await refusal(runNode(deleteCustomers, stopping, { customer_ids: wanted, dry_run: false }));
    expect(error).toMatchObject({ code: 'forbidden', details: { customer_ids: wanted.slice(0, 50) } });
    expect(error.message).toMatch(/^50 of 60 customers were deleted, then this came: The access token/);
    expect(sandbox.customers()).toHaveLength(all.length - 50);
  });

  test.each([{}, { customer_ids: [] }, { customer_ids: '', emails: null }, { emails: ['', ' '] }])(
    'never asks to delete nobody: %j',
    async (params) => {
      const { store, calls } = openSandboxStore();
      expect(await refusal(runNode(deleteCustomers, store, { ...params, dry_run: false }))).toMatchObject({
        code: 'invalid_params',
      });
      expect(calls).toEqual([]);
    },
  );

  test('sends no DELETE when none of them exists', async () => {
    const { store, calls } = openSandboxStore();
    expect(await runNode(deleteCustomers, store, { customer_ids: [999_999], dry_run: false })).toMatchObject({
      deleted: 0,
      deleted_ids: [],
    });
    expect(calls.some((call) => call.startsWith('DELETE'))).toBe(false);
  });

  test('by an email that several hold deletes none of them', async () => {
    const { store, sandbox } = openSandboxStore();
    const twins = [1, 2].map((channel) => ({
      email: 'twin@example.com',
      first_name: 'T',
      last_name: 'W',
      channel_ids: [channel],
      origin_channel_id: channel,
    }));
    await collect(runNodeMany(createCustomer, store, twins));
    const before = sandbox.customers().length;
    const error = await refusal(
      runNode(deleteCustomers, store, { emails: ['twin@example.com'], customer_ids: [1], dry_run: false }),
    );
    expect(error).toMatchObject({
      code: 'customer_ambiguous',
      details: { customer_ids: [expect.any(Number), expect.any(Number)] },
    });
    expect(sandbox.customers()).toHaveLength(before);
  });
});
