import assert from 'node:assert/strict';
import type { SandboxServer } from '../../src/sandbox/index.ts';
import type { Execution } from './execution.ts';
import { inStore, onceEach, people, postsWhile, type Scene } from './scene.ts';
import { exampleWith, exampleWorkflow } from './workflows.ts';

const many = people('many', 25);
const changed = many.map((one, at) => (at < 5 ? { ...one, company: 'Moved Ltd' } : one));
const retried = people('retry', 25);
const lost = people('lost', 25);
const again = people('again', 25);
const parted = people('parted', 25);
const mixed = people('mixed', 12);
const faulty = mixed.map((one, at) =>
  at === 3 ? { ...one, email: 'nobody' } : at === 7 ? { ...one, last_name: '' } : one,
);

/** Create or Update, in the workflow of the documentation. */
export const createScene: Scene = {
  workflows: [
    exampleWorkflow('example'),
    exampleWith('many', many),
    exampleWith('changed', changed),
    exampleWith('lost', lost),
    exampleWith('retried', retried, { onError: 'stopWorkflow', waitBetweenTries: 1000 }),
    exampleWith('again', again),
    exampleWith('parted', parted),
    exampleWith('split', faulty, { retryOnFail: false }),
    exampleWith('continued', faulty, { retryOnFail: false, onError: 'continueRegularOutput' }),
    exampleWith('stopped', faulty, { retryOnFail: false, onError: 'stopWorkflow' }),
  ],

  async play({ n8n, store, results: { see } }) {
    await see(
      'The workflow of the documentation: two customers are created, the third is told to correct its email',
      async () => {
        const run = await n8n.execute('example');
        succeeded(run);
        assert.deepEqual(
          run.items('In the store').map(({ json }) => [json.email, json.outcome]),
          [
            ['ana@example.com', 'created'],
            ['luis@example.com', 'created'],
          ],
        );
        const [refused, ...others] = run.items('To correct');
        assert.equal(others.length, 0);
        assert.equal(refused?.json.email, 'no address');
        assert.match(String(refused?.json.error), /no address/);
      },
    );

    await see(
      '25 items become 25 customers, each once, in three requests, and each result is paired with its item',
      async () => {
        const posts = await postsWhile(store, async () => {
          const run = await n8n.execute('many');
          succeeded(run);
          assert.deepEqual(outcomes(run), Array(25).fill('created'));
          // This node asks n8n for the item that each result came from.
          assert.deepEqual(
            run.items('In the store').map(({ json }) => json.email),
            many.map(({ email }) => email),
          );
        });
        assert.deepEqual(inStore(store, 'many'), onceEach(many));
        assert.deepEqual(posts, [10, 10, 5]);
      },
    );

    await see('The same run again creates nobody and changes nothing', async () => {
      const writes = store.sandbox.creationLog().length;
      const run = await n8n.execute('many');
      succeeded(run);
      assert.deepEqual(outcomes(run), Array(25).fill('unchanged'));
      assert.equal(store.sandbox.creationLog().length, writes);
    });

    await see('With five companies changed, five customers are updated', async () => {
      const run = await n8n.execute('changed');
      succeeded(run);
      assert.deepEqual(outcomes(run), [...Array(5).fill('updated'), ...Array(20).fill('unchanged')]);
      const companies = store.sandbox.customers().filter(({ company }) => company === 'Moved Ltd');
      assert.equal(companies.length, 5);
      assert.deepEqual(inStore(store, 'many'), onceEach(many));
    });

    await see('A reply that got lost: all are created, nobody twice, and nothing is said to have failed', async () => {
      store.sandbox.setFaults([{ match: 'POST /v3/customers$', kind: 'lost-after', count: 1, skip: 1 }]);
      const run = await n8n.execute('lost').finally(() => store.sandbox.setFaults([]));
      succeeded(run);
      assert.equal(store.sandbox.stats().faults['lost-after'], 1);
      assert.deepEqual(outcomes(run), Array(25).fill('created'));
      assert.deepEqual(inStore(store, 'lost'), onceEach(lost));
    });

    await see('Retry On Fail after half of the customers: no error in the end, and no second customer', async () => {
      const refusal = refusePost(store, 2);
      const run = await n8n.execute('retried').finally(refusal.end);
      succeeded(run);
      // A refused token ends the node, so that only a second try of n8n can have made the rest.
      assert.equal(refusal.inStoreThen('retry'), 10, 'the first try did not end half-way');
      assert.equal(run.items('In the store').length, 25);
      assert.deepEqual(inStore(store, 'retry'), onceEach(retried));
    });

    await see('Retry On Fail with the error output: n8n tries again when the first item failed', async () => {
      const refusal = refusePost(store, 1);
      const run = await n8n.execute('again').finally(refusal.end);
      succeeded(run);
      assert.equal(run.items('In the store').length, 25);
      assert.deepEqual(inStore(store, 'again'), onceEach(again));
    });

    await see(
      'When only later ones failed n8n does not, and each item is in the store or in the error output',
      async () => {
        const refusal = refusePost(store, 2);
        const run = await n8n.execute('parted').finally(refusal.end);
        succeeded(run);
        const created = run.items('In the store').map(({ json }) => json.email);
        const failed = run.items('To correct').map(({ json }) => json.email);
        assert.ok(failed.length > 0, 'nothing failed');
        assert.deepEqual([...created, ...failed].sort(), parted.map(({ email }) => email).sort());
        assert.deepEqual(Object.keys(inStore(store, 'parted')).sort(), [...created].sort());
      },
    );

    await see(
      'Two faulty items of twelve go to the error output with their own reasons, the others get in',
      async () => {
        const run = await n8n.execute('split');
        succeeded(run);
        assert.equal(run.items('In the store').length, 10);
        const [first, second, ...others] = run.items('To correct');
        assert.equal(others.length, 0);
        assert.equal(first?.json.email, 'nobody');
        assert.match(String(first?.json.error), /email/i);
        assert.equal(second?.json.email, mixed[7]!.email);
        assert.match(String(second?.json.error), /last.?name/i);
        assert.equal(Object.keys(inStore(store, 'mixed')).length, 10);
      },
    );

    await see('Continue (regular output): the failed items stand in their places with their own errors', async () => {
      const run = await n8n.execute('continued');
      succeeded(run);
      const items = run.items('Create or update customers');
      assert.deepEqual(
        items.map(({ json }, at) => ('error' in json ? `failed ${at}` : json.outcome)),
        mixed.map((_, at) => (at === 3 || at === 7 ? `failed ${at}` : 'unchanged')),
      );
      assert.deepEqual(
        items.map(({ pairedItem }) => pairedItem),
        mixed.map((_, item) => ({ item })),
      );
    });

    await see('Without it the workflow stops, and names the item and what to do', async () => {
      const run = await n8n.execute('stopped');
      assert.equal(run.status, 'error');
      assert.match(String(run.error?.message), /nobody/);
      assert.match(run.printed, /"itemIndex": 3/);
    });
  },
};

function succeeded({ status, error }: Execution): void {
  assert.equal(status, 'success', `${error?.message} ${error?.description ?? ''}`);
}

/** For one request the store does not take the token: the nth of those that create customers. */
function refusePost({ sandbox }: SandboxServer, nth: number) {
  const { handle } = sandbox;
  let posts = 0;
  let then: unknown[] = [];
  sandbox.handle = async (request) => {
    const isPost = request.method === 'POST' && /\/v3\/customers(\?|$)/.test(request.url);
    if (isPost) posts += 1;
    if (!isPost || posts !== nth) return handle(request);
    then = sandbox.customers().map(({ email }) => email);
    return {
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"status":401,"title":"Unauthorized"}',
    };
  };
  return {
    /** How many customers with such an email there were at that moment. */
    inStoreThen: (word: string) => then.filter((email) => String(email).startsWith(`${word}.`)).length,
    end(): void {
      sandbox.handle = handle;
    },
  };
}

const outcomes = (run: Execution) => run.items('In the store').map(({ json }) => json.outcome);
