import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Agent, openAgent } from './fixtures/open-agent.ts';

let agent: Agent;
beforeAll(async () => {
  agent = await openAgent({ allowWrites: false, allowDeletes: false });
});
afterAll(() => agent.close());

const get = async (tool: string, args: Record<string, unknown> = {}) => {
  const { structuredContent, isError } = await agent.send(tool, args);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its tool promises
  return { ...(structuredContent as Record<string, any>), isError } as Record<string, any>;
};

describe('a list', () => {
  test('has ten rows unless told otherwise, and says what is left and how to get it', async () => {
    const first = await get('get_customers');
    expect(first.customers).toHaveLength(10);
    expect(first.left).toBe(
      `${first.total - 10} of ${first.total} customers, on ${first.total_pages - 1} more pages. Call again with page 2 and the same filters.`,
    );
    const second = await get('get_customers', { page: '2', limit: '' });
    expect(second.customers[0].id).not.toBe(first.customers[0].id);
    expect(second.left).toContain(`${first.total - 20} of`);
    const last = await get('get_customers', { page: first.total_pages });
    expect(last.left).toBe('Nothing: this is the last page.');
    expect((await get('get_customers', { page: 99 })).left).toBe('Nothing: this page is past the last one.');
    expect((await get('get_customers', { email: 'nobody@example.com' })).left).toBe('Nothing: these are all.');
  });

  test('of orders, whose number BigCommerce does not tell, says that there may be more', async () => {
    const first = await get('get_orders');
    expect(first.orders).toHaveLength(10);
    expect(first.left).toBe('Perhaps more orders: the page is full. Call again with page 2 and the same filters.');
    const groups = await get('get_customer_groups');
    expect(groups.left).toBe('Nothing: these are all.');
  });

  test('shows the chosen columns and the id, by names as models write them', async () => {
    for (const fields of [['email', 'company'], 'email, company', '["email","company"]']) {
      const { customers } = await get('get_customers', { fields, limit: 2 });
      for (const row of customers) expect(Object.keys(row).sort()).toEqual(['company', 'email', 'id']);
    }
    const { orders } = await get('get_orders', { fields: ['status', 'items_shipped'], limit: 1 });
    expect(Object.keys(orders[0]).sort()).toEqual(['id', 'items_shipped', 'status']);
  });

  test('of long rows says how they become shorter, and one that would be too long is cut where the next call goes on', async () => {
    const long = await get('get_orders', { limit: 10 });
    expect(long.message).toBe('10 orders retrieved');
    expect(long.hint).toMatch(/^These rows are long: fields \["id", ?.*\], for one, shows only such columns\.$/);
    expect((await get('get_orders', { limit: 10, fields: 'status' })).hint).toBeUndefined();
    const all: number[] = [];
    let args: Record<string, unknown> = { limit: 250 };
    const first = await get('get_orders', args);
    expect(first.left).toMatch(/would make the answer too long/);
    expect(JSON.stringify(first).length).toBeLessThan(105_000);
    for (let found = first; ; found = await get('get_orders', args)) {
      all.push(...found.orders.map(({ id }: { id: number }) => id));
      const [, limit = args.limit, page] = /limit (\d+), page (\d+)|page (\d+)/.exec(found.left) ?? [];
      const next = page ?? /page (\d+)/.exec(found.left)?.[1];
      if (next === undefined) break;
      args = { limit, page: next };
    }
    expect(all).toEqual(
      (await get('get_orders', { limit: 250, fields: 'id' })).orders.map(({ id }: { id: number }) => id),
    );
  });

  test('refuses a column that does not exist, with the nearest, or else with all that there are', async () => {
    const { isError, message, error } = await get('get_customers', { fields: ['id', 'emial'] });
    expect(isError).toBe(true);
    expect(error).toMatchObject({ code: 'invalid_params', param: 'fields' });
    expect(message).toBe('fields: there is no column "emial"; did you mean email?');
    expect((await get('get_orders', { fields: 'total' })).message).toMatch(
      /did you mean total_ex_tax or total_inc_tax/,
    );
    const lost = await get('get_customers', { fields: 'favourite colour' });
    expect(lost.error.details.known).toEqual(expect.arrayContaining(['email', 'first_name', 'notes']));
    expect((await get('get_customers', { fields: 3 })).message).toMatch(/fields must be a list of column names/);
  });

  test('never shows a customer as one without addresses because nobody asked for them', async () => {
    for (const [tool, field, param] of [
      ['get_customers', 'addresses', 'include_addresses'],
      ['get_customers', 'attributes', 'include_attributes'],
      ['get_orders', 'products', 'include_products'],
      ['get_orders', 'shipping_addresses', 'include_shipping'],
    ] as const) {
      const refused = await get(tool, { fields: ['id', field], limit: 1 });
      expect(refused.message).toBe(`fields: ${field} comes only with ${param} true. Call again with it.`);
      const shown = await get(tool, { fields: ['id', field], limit: 1, [param]: 'yes' });
      expect(Object.keys((shown.customers ?? shown.orders)[0])).toEqual(['id', field]);
    }
  });

  test('shows every column where "*" is asked for', async () => {
    const { customers } = await get('get_customers', { fields: '*', limit: 1 });
    expect(customers[0]).toHaveProperty('notes');
  });

  test('is never the whole store in one answer', async () => {
    const before = agent.calls.length;
    const { isError, message, error } = await get('get_customers', { all: true });
    expect({ isError, error }).toMatchObject({ isError: true, error: { code: 'invalid_params', param: 'all' } });
    expect(message).toMatch(/all is not offered.*limit \(250 at most\) and page.*rollcall export/);
    expect(agent.calls.length).toBe(before);
  });

  test('refuses an unknown filter by name, with the nearest', async () => {
    const { message } = await get('get_customers', { e_mail: 'a@example.com' });
    expect(message).toMatch(/e_mail.*did you mean "email"/);
  });
});
