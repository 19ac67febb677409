import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Agent, openAgent } from './fixtures/open-agent.ts';

let agent: Agent;
beforeAll(async () => {
  agent = await openAgent();
});
afterEach(() => expect(agent.calls).toEqual([]));
afterAll(() => agent.close());

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

test.each([
  ['create_customer', { customers: [ana] }, 'unknown parameter "customers": did you mean "items"?'],
  ['create_customer', { rows: [ana] }, 'unknown parameter "rows": did you mean "items"?'],
  [
    'create_customer',
    { customer: ana },
    'unknown parameter "customer": give its fields directly, not within "customer".',
  ],
  [
    'create_customer',
    { ...ana, zipcode: '28001', group: 'VIP' },
    'unknown parameter "zipcode": did you mean "zip"? unknown parameter "group": did you mean "customer_group"?',
  ],
  ['create_customer', { ...ana, plan: 'plan_x' }, 'unknown parameter "plan": did you mean "plan_id"?'],
  ['get_customers', { search: 'ana' }, 'unknown parameter "search": did you mean "name" or "email"?'],
  ['get_customers', { columns: ['id'] }, 'unknown parameter "columns": did you mean "fields"?'],
  ['delete_customers', { customers: [1] }, 'unknown parameter "customers": did you mean "customer_ids"?'],
])('%s, called with %j, says what was meant, and lists nothing', async (tool, args, says) => {
  const { message, error } = await agent.call(tool, args);
  expect(message).toBe(`${says} Nothing was done.`);
  expect(error).toMatchObject({ code: 'invalid_params', param: says.split('"')[1] });
  expect(error.details).toBeUndefined();
});

test('a name that nothing is near to brings the list of what the tool takes, once', async () => {
  for (const tool of agent.names.filter((name) => name !== 'list_stores')) {
    const { message, error } = await agent.call(tool, { hovercraft: 1, wavelength: 2 });
    expect(message).toBe(
      `unknown parameter "hovercraft". unknown parameter "wavelength". What ${tool} takes is in error.details.known. Nothing was done.`,
    );
    const { inputSchema } = agent.listed.find(({ name }) => name === tool)!;
    expect(error.details).toEqual({ known: Object.keys(inputSchema.properties!) });
    expect(error.details.known).not.toContain('new_password');
    expect(error.details.known).not.toContain('all');
  }
});

test('a name in the items is told once, however many items have it', async () => {
  const items = Array.from({ length: 30 }, (_, i) => ({ email: `p${i}@example.com`, zipcode: '28001' }));
  const { message, error } = await agent.call('create_customer', { ...ana, items });
  expect(message).toBe(
    'unknown parameter "items[0].zipcode" (and in 29 other items): did you mean "zip"? Nothing was done.',
  );
  expect(error.param).toBe('items[0].zipcode');
});

test('many unknown names are shown in part', async () => {
  const args = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`hovercraft_${i}`, 1]));
  const { message } = await agent.call('create_customer', args);
  expect(message).toMatch(/"hovercraft_4"\. And 4 more unknown names\. What create_customer takes/);
});

test('a password by another name is refused as one', async () => {
  const { message } = await agent.call('create_customer', { ...ana, password: 'Secret123' });
  expect(message).toMatch(/^password is not offered to agents\. .*force_password_reset/);
});
