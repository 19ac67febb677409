import { afterEach, expect, test } from 'vitest';
import { withPorts } from '../../nodes/index.ts';
import { type Agent, openAgent } from './fixtures/open-agent.ts';

let agent: Agent;
afterEach(() => agent.close());

const ana = { first_name: 'Ana', last_name: 'Ruiz' };
const items = [{ email: 'a@example.com' }, { email: 'b@example.com' }];

test('items that the store had no time for are sent again as they are, and not corrected', async () => {
  agent = await openAgent();
  agent.sandbox.setFaults([{ match: 'POST /v3/customers', kind: '429', rate: 1 }]);
  const call = (rows: object[]) => agent.call('create_customer', { items: rows, ...ana, max_wait_ms: 0 });
  expect((await call(items)).message).toMatch(/Nothing is wrong with these: send only them again, as they are/);
  expect((await call([...items, { email: 'bad' }])).message).toMatch(
    /as they are where the error is retryable, in a while, and corrected where it is not\.$/,
  );
  agent.sandbox.setFaults([]);
  expect((await call([{ email: 'bad' }])).message).toMatch(/Correct these and send them again\.$/);
});

test('where the store refuses the token, no item is to be corrected: the user is to be told', async () => {
  agent = await openAgent();
  const store = withPorts(agent.store, { accessToken: 'revoked' });
  agent.opened.set('main', { ...agent.opened.get('main')!, store });
  const { message, results } = await agent.call('create_customer', { items, ...ana });
  expect(results[0].error.code).toBe('unauthorized');
  expect(message).toMatch(/The store refuses every call: see the error\. Once the user has mended that/);
});

test('whoever is asked about a delete by email reads the emails, and not the numbers alone', async () => {
  agent = await openAgent();
  const { customer_id: id } = await agent.call('create_customer', { email: 'ana@example.com', ...ana });
  const { plan } = await agent.call('delete_customers', { emails: ['Ana@example.com', 'nobody@example.com'] });
  expect(plan).toBe(
    `Delete 1 customer for good in The main shop (store main): ${id}. Found by email: Ana@example.com.`,
  );
});

test('whoever is asked about replacing addresses reads whose they are', async () => {
  agent = await openAgent();
  const args = { email: 'ana@example.com', ...ana };
  const { customer_id: id } = await agent.call('create_customer', args);
  const address = { address1: 'Calle 1', city: 'Madrid', country_code: 'ES' };
  const replace = { ...args, ...address, if_exists: 'update', addresses_mode: 'replace', dry_run: true };
  expect((await agent.call('create_customer', replace)).plan).toMatch(
    `Create customer in The main shop (store main): ana@example.com (customer ${id}) would be updated.`,
  );
});
