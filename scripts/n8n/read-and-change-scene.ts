import assert from 'node:assert/strict';
import type { Execution } from './execution.ts';
import { people, type Scene } from './scene.ts';
import { bigCommerce, chain, exampleWith } from './workflows.ts';

const crowd = people('crowd', 260);
const once = { executeOnce: true };
const byEmail = (email: string) => ({ __rl: true, mode: 'email', value: email });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The other operations, each once: what was created is read, changed and deleted, and orders are read and changed. */
export const readAndChangeScene: Scene = {
  workflows: [
    exampleWith('crowd', crowd),
    chain('customers', [
      bigCommerce('All', { operation: 'getAll', returnAll: true }),
      bigCommerce('Some', { operation: 'getAll', returnAll: false, limit: 3, filters: { name: 'Family' } }, once),
      bigCommerce('One', { operation: 'get', customer: byEmail('crowd.7@example.com') }, once),
      bigCommerce('Changed', {
        operation: 'update',
        customer: byId('={{ $json.id }}'),
        updateFields: { company: 'Seventh Ltd', customerGroupId: byId('3') },
      }),
      bigCommerce('Read again', { operation: 'get', customer: byId('={{ $json.id }}') }),
      bigCommerce('Dry', { operation: 'delete', customer: byId('={{ $json.id }}'), options: { dryRun: true } }),
      bigCommerce('Deleted', { operation: 'delete', customer: byEmail('crowd.7@example.com') }),
      bigCommerce('Groups', { operation: 'getGroups', returnAll: true }),
    ]),
    chain('taken', [
      bigCommerce('Create', { operation: 'create', email: 'crowd.1@example.com', firstName: 'New', lastName: 'Name' }),
    ]),
    chain('orders', [
      bigCommerce('All', { resource: 'order', operation: 'getAll', returnAll: true }),
      bigCommerce(
        'One',
        { resource: 'order', operation: 'get', orderId: '={{ $json.id }}', options: { includeProducts: true } },
        once,
      ),
      bigCommerce('Changed', {
        resource: 'order',
        operation: 'update',
        orderId: '={{ $json.id }}',
        updateFields: { statusId: byId('11'), staffNotes: 'Seen by n8n' },
      }),
    ]),
  ],

  async play({ n8n, store, results: { see } }) {
    await see('260 customers at once: 26 requests', async () => {
      const before = requests('POST /v3/customers');
      const run = await n8n.execute('crowd');
      assert.equal(run.status, 'success', run.error?.message);
      assert.equal(run.items('In the store').length, 260);
      assert.equal(requests('POST /v3/customers') - before, 26);
    });

    let items: Execution['items'] = () => [];
    const first = (node: string) => items(node)[0]?.json;
    await see('Eight nodes with customers one after the other run to their end', async () => {
      const run = await n8n.execute('customers');
      items = run.items;
      assert.equal(run.status, 'success', run.error?.message);
    });

    await see('Get Many with Return All gives every customer of the store once, over all pages', () => {
      const ids = items('All').map(({ json }) => json.id);
      // One of them is deleted further down in the same workflow.
      const there = store.sandbox.customers().map(({ id }) => id);
      const deleted = first('Deleted')?.id;
      assert.deepEqual(sorted(ids), sorted([...there, deleted]));
    });

    await see('Get Many with a limit and a filter gives so many, one item each', () => {
      assert.equal(items('Some').length, 3);
      assert.ok(items('Some').every(({ json }) => json.last_name === 'Family'));
    });

    await see('Get finds a customer by email, Update changes it, Get reads the change', () => {
      assert.equal(first('One')?.email, 'crowd.7@example.com');
      assert.equal(first('Changed')?.outcome, 'updated');
      assert.equal(first('Read again')?.company, 'Seventh Ltd');
      assert.equal(first('Read again')?.customer_group_id, 3);
    });

    await see('Delete shows in a dry run whom it would delete, and really deletes without one', () => {
      const { id } = first('One')!;
      assert.equal(first('Dry')?.deleted, false);
      assert.deepEqual(first('Deleted'), { deleted: true, id });
      assert.ok(!store.sandbox.customers().some((one) => one.id === id));
    });

    await see('Get Groups gives the groups of the store', () => {
      assert.ok(items('Groups').length >= 3);
      assert.ok(items('Groups').every(({ json }) => typeof json.name === 'string'));
    });

    await see('Create refuses an email that is taken, names the customer and says what to do', async () => {
      const run = await n8n.execute('taken');
      assert.equal(run.status, 'error');
      assert.match(
        `${run.error?.message} ${run.error?.description}`,
        /crowd\.1@example\.com exists already as customer \d+/,
      );
    });

    await see('Orders: Get Many, Get and Update', async () => {
      const run = await n8n.execute('orders');
      assert.equal(run.status, 'success', run.error?.message);
      assert.equal(run.items('All').length, store.sandbox.stats().rows.orders);
      assert.ok(Array.isArray(run.items('One')[0]?.json.products));
      const [changed] = run.items('Changed');
      assert.equal(changed?.json.status_id, 11);
      assert.equal(changed?.json.staff_notes, 'Seen by n8n');
    });

    function requests(endpoint: string): number {
      return Object.values(store.sandbox.stats().requests[endpoint] ?? {}).reduce((sum, count) => sum + count, 0);
    }
  },
};

const sorted = (ids: unknown[]) => ids.map(Number).sort((a, b) => a - b);
