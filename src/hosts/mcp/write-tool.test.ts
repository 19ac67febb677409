import { afterEach, describe, expect, test } from 'vitest';
import { type Agent, type OpenAgentOptions, openAgent } from './fixtures/open-agent.ts';

const agents: Agent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close();
});
async function open(options?: OpenAgentOptions): Promise<Agent> {
  const agent = await openAgent(options);
  agents.push(agent);
  return agent;
}

const ana = { first_name: 'Ana', last_name: 'Ruiz' };
const people = (count: number) => Array.from({ length: count }, (_, i) => ({ email: `p${i}@example.com` }));
const writes = ({ calls }: Agent) => calls.filter((call) => !call.startsWith('GET'));

describe('a writing tool', () => {
  test('creates one customer from loose values, without a plan', async () => {
    const agent = await open();
    const made = await agent.call('create_customer', { email: ' ana@example.com ', ...ana, customer_group_id: '3' });
    expect(made).toMatchObject({ success: true, outcome: 'created', customer: { customer_group_id: 3 } });
    expect((await agent.call('get_customers', { email: 'ana@example.com' })).customers).toHaveLength(1);
  });

  test('creates many in tens, each with its own result, and one bad item fails alone', async () => {
    const agent = await open();
    const items = [...people(19), { email: 'no email' }];
    const result = await agent.send('create_customer', { items, ...ana });
    expect(result.isError).toBe(false);
    expect(result.structuredContent).toMatchObject({
      success: false,
      counts: { succeeded: 19, failed: 1, created: 19 },
      message: expect.stringMatching(/^19 of 20 items succeeded \(19 created\)\. 1 failed: index 19\. Correct these/),
    });
    const { results } = result.structuredContent as { results: Record<string, unknown>[] };
    expect(results[19]).toMatchObject({ index: 19, success: false, error: { code: 'invalid_params', param: 'email' } });
    expect(results[0]).toMatchObject({ index: 0, outcome: 'created', customer: { email: 'p0@example.com', ...ana } });
    expect(writes(agent)).toHaveLength(2);
  });

  test('lets an item that is no object fail alone', async () => {
    const agent = await open();
    const { results, counts } = await agent.call('create_customer', { items: [people(1)[0], null, 'x'], ...ana });
    expect(counts).toMatchObject({ succeeded: 1, failed: 2 });
    expect(results[1]).toMatchObject({
      success: false,
      error: { code: 'invalid_params', param: 'items[1]', message: 'items[1] must be an object of parameters.' },
    });
    expect(results[2].message).toBe('items[2] must be an object of parameters.');
  });

  test('says that a dry run was one also where every item would fail', async () => {
    const agent = await open();
    const items = [{ email: 'x' }, { email: 'y' }];
    const dry = await agent.call('create_customer', { items, ...ana, dry_run: 'yes' });
    expect(dry).toMatchObject({ success: false, dry_run: true, counts: { failed: 2 } });
    expect(dry.message).toBe(
      'Nothing written: dry run. 0 of 2 items would succeed. 2 failed: index 0, 1. Correct these and make the dry run again.',
    );
    const real = await agent.call('create_customer', { items, ...ana });
    expect(real.message).toMatch(/2 failed: index 0, 1\. Correct these and send them again\.$/);
  });

  test('tells equal failures once, with their indices, and no answer is longer than can be read', async () => {
    const agent = await open();
    const items = Array.from({ length: 1_000 }, (_, n) => ({ email: `p${n}@example.com`, country_code: 'Atlantis' }));
    const dry = await agent.send('create_customer', { items, ...ana, dry_run: true });
    const { text } = dry.content[0] as { text: string };
    const told = JSON.parse(text.split('\n')[2]!);
    expect(told.failures).toMatchObject([{ code: 'invalid_params', indices: items.map((_, index) => index) }]);
    const { results, counts, left } = dry.structuredContent as Record<string, Record<string, unknown>[]>;
    expect(counts).toMatchObject({ failed: 1_000 });
    expect(results![3]).toMatchObject({ index: 3, error: { code: 'invalid_params', message: expect.any(String) } });
    expect(results![3]!.message).toBeUndefined();
    expect(left).toMatch(`The results from index ${results!.length} on`);
    expect(JSON.stringify(dry).length).toBeLessThan(200_000);
  });

  test('is an error only where nothing succeeded', async () => {
    const { send } = await open();
    expect((await send('create_customer', { items: [{ email: 'x' }], ...ana })).isError).toBe(true);
  });

  test('takes no password, neither for one nor in an item, and says what to do instead', async () => {
    const agent = await open();
    const one = await agent.call('update_customer', { customer_id: '1', new_password: 'Secret123' });
    expect(one.message).toMatch(/^new_password is not offered to agents\. .*force_password_reset/);
    const many = await agent.call('create_customer', { items: [...people(1), { new_password: 'Secret123' }], ...ana });
    expect(many.error).toMatchObject({ code: 'invalid_params', param: 'items[1].new_password' });
    expect(JSON.stringify([one, many])).not.toContain('Secret123');
    expect(agent.calls).toEqual([]);
  });

  test.each([
    [{ items: [] }, /items must be an array/],
    [{ items: 'nonsense' }, /items must be an array/],
    [{ items: [3] }, /items\[0\] must be an object/],
    [{ items: [null, 'x'] }, /items\[0\] must be an object/],
    [{ items: people(1_001) }, /holds 1001 objects; a call takes 1000/],
    [{ items: [{ email: 'a@example.com', dry_run: true }] }, /dry_run counts for the whole call: give it beside items/],
    [{ items: [{ email: 'a@example.com', credentials_id: 'other' }] }, /credentials_id counts for the whole call/],
    [{ email: 'a@example.com', plan_id: 'plan_x' }, /needs no plan.*Leave plan_id out/],
  ])('refuses a call that is wrong as a whole: %j', async (args, message) => {
    const agent = await open();
    expect((await agent.call('create_customer', { ...ana, ...args })).message).toMatch(message);
    expect(agent.calls).toEqual([]);
  });

  test('writes to the store that is named, and asks which where there are several', async () => {
    const agent = await open({ stores: ['one', 'two'] });
    const asked = await agent.call('create_customer', { email: 'a@example.com', ...ana });
    expect(asked).toMatchObject({ success: false, error: { code: 'credentials_not_found', param: 'credentials_id' } });
    expect(asked.message).toMatch(/say which one with credentials_id\. Stored: one, two\./);
    await agent.call('create_customer', { email: 'a@example.com', ...ana, credentials_id: 'The two shop' });
    expect(agent.opened.get('one')!.calls).toEqual([]);
    expect(agent.opened.get('two')!.calls).toContain('POST /v3/customers');
  });

  test('knows no store but those that it may use', async () => {
    const agent = await open({ stores: ['one', 'two'], credentials: ['two'] });
    expect((await agent.call('list_stores')).stores).toMatchObject([{ id: 'two' }]);
    const refused = await agent.call('get_customers', { credentials_id: 'one' });
    expect(refused.message).toBe('There is no credential "one". Allowed: two.');
    await expect(openAgent({ credentials: ['nowhere'] })).rejects.toThrow('There is no credential "nowhere".');
  });
});

describe('a plan', () => {
  test('is needed for more than 25 customers: its dry run writes nothing, and the same call carries it out once', async () => {
    const agent = await open();
    const args = { items: people(26), ...ana };
    const refused = await agent.call('create_customer', args);
    expect(refused.error).toMatchObject({ code: 'invalid_params', param: 'plan_id', details: { plan: 'missing' } });
    expect(refused.message).toMatch(/26 items are more than 25.*Call again with dry_run true/);
    expect(agent.calls).toEqual([]);

    const dry = await agent.call('create_customer', { ...args, dry_run: 'yes' });
    expect(dry).toMatchObject({
      dry_run: true,
      counts: { succeeded: 26, created: 26 },
      plan: 'Create customer: 26 items in The main shop (store main): 26 would be created.',
      next: expect.stringContaining(`plan_id "${dry.plan_id}"`),
    });
    expect(writes(agent)).toEqual([]);

    const done = await agent.call('create_customer', {
      ...ana,
      plan_id: dry.plan_id,
      items: people(26),
      dry_run: false,
    });
    expect(done).toMatchObject({ success: true, counts: { succeeded: 26, failed: 0, created: 26 } });
    expect(done.results[25]).toEqual({ success: true, outcome: 'created', customer_id: expect.any(Number) });
    expect(writes(agent)).toHaveLength(3);

    const again = await agent.call('create_customer', { ...args, plan_id: dry.plan_id });
    expect(again.message).toMatch(
      /was used already, and a plan is carried out once\. Call create_customer with dry_run/,
    );
    expect(writes(agent)).toHaveLength(3);
  });

  test.each([
    ['one item differs', { items: [...people(29), { email: 'other@example.com' }] }, /these differ: items\[29\]\./],
    ['an item more', { items: people(31) }, /these differ: items\[30\]\./],
    ['another wish beside them', { items: people(30), if_exists: 'update' }, /these differ: if_exists\./],
    ['no text', { items: people(30), plan_id: { plan: 1 } }, /There is no plan \{"plan":1\}: plans last/],
    ['another plan', { items: people(30), plan_id: 'plan_invented' }, /There is no plan "plan_invented"/],
    ['another store', { items: people(30), credentials_id: 'two' }, /is for another store/],
  ])('holds for the very call that it was made for: %s', async (_, change, message) => {
    const agent = await open({ stores: ['one', 'two'] });
    const args = { items: people(30), ...ana, credentials_id: 'one' };
    const { plan_id } = await agent.call('create_customer', { ...args, dry_run: true });
    const refused = await agent.call('create_customer', { ...args, plan_id, ...change });
    expect(refused.error).toMatchObject({ code: 'invalid_params', param: 'plan_id' });
    expect(refused.message).toMatch(message);
    expect(refused.message).toMatch(/Call create_customer with dry_run true/);
    expect(writes(agent)).toEqual([]);
    // The refusal has not used it up.
    expect(await agent.call('create_customer', { ...args, plan_id })).toMatchObject({ success: true });
  });

  test('is the same in another spelling: what was read counts, and the order of ids does not', async () => {
    const agent = await open();
    const made = await agent.call('create_customer', { items: people(2), ...ana });
    const [one, two] = made.results.map(({ customer_id: id }: { customer_id: number }) => id);
    const { plan_id } = await agent.call('delete_customers', { customer_ids: [one, two] });
    const spelt = { customer_ids: `["${two}", "${one}", ${one}]`, dry_run: 'no', plan_id };
    expect(await agent.call('delete_customers', spelt)).toMatchObject({ deleted: 2 });
    const items = people(30).map((item, n) => ({ ...item, customer_group_id: 1, notes: `n${n}` }));
    const dry = await agent.call('create_customer', { items, ...ana, dry_run: true });
    const text = JSON.stringify(items.map((item) => ({ ...item, customer_group_id: '1', email: ` ${item.email}` })));
    const done = await agent.call('create_customer', { ...ana, items: text, plan_id: dry.plan_id });
    expect(done).toMatchObject({ success: true, counts: { created: 30 } });
  });

  test('tells the store credit that is given or replaced, and who must choose a new password', async () => {
    const agent = await open();
    await agent.call('create_customer', { items: people(2), ...ana });
    const args = { items: people(30), ...ana, if_exists: 'update', store_credit: '10.10', force_password_reset: 'yes' };
    const { plan } = await agent.call('create_customer', { ...args, dry_run: true });
    expect(plan).toMatch(
      /28 would be created.* Store credit of 282\.80 in total for 28 new customers\. .* must choose/,
    );
    expect(plan).not.toMatch(/replaced/);
    const set = await agent.call('create_customer', { ...args, store_credit_mode: 'set', dry_run: true });
    expect(set.plan).toMatch(
      /for 28 new customers\. The store credit of 2 customers who exist is replaced: 20\.20 in total from then on\. 30 customers must choose a new password at the next login\./,
    );
  });

  test('of one tool is none of another', async () => {
    const agent = await open();
    const { plan_id } = await agent.call('delete_customers', { customer_ids: [1] });
    const refused = await agent.call('create_customer', { items: people(30), ...ana, plan_id });
    expect(refused.message).toMatch(/is one of delete_customers, not of create_customer/);
  });

  test('lasts an hour', async () => {
    let now = 0;
    const agent = await open({ now: () => now });
    const dry = await agent.call('delete_customers', { customer_ids: [1] });
    now = 3_600_000;
    const late = await agent.call('delete_customers', { customer_ids: [1], dry_run: false, plan_id: dry.plan_id });
    expect(late.message).toMatch(/older than 1 hour.*Call delete_customers with dry_run true/);
    expect(writes(agent)).toEqual([]);
  });

  test('is needed for every delete, and says whom it would delete', async () => {
    const agent = await open();
    const refused = await agent.call('delete_customers', { customer_ids: [1, 99_999], dry_run: false });
    expect(refused.message).toMatch(/^Deleting needs the plan_id of its dry run\. Nothing was written\./);
    const dry = await agent.call('delete_customers', { customer_ids: [1, 99_999] });
    expect(dry).toMatchObject({ would_delete: [1], not_found: [99_999] });
    expect(dry.plan).toMatch(/^Delete 1 customer for good in The main shop \(store main\): 1\./);
    expect(writes(agent)).toEqual([]);
    const args = { customer_ids: [1, 99_999], dry_run: 'no', plan_id: dry.plan_id };
    expect(await agent.call('delete_customers', args)).toMatchObject({ deleted: 1, deleted_ids: [1] });
    const nobody = await agent.call('delete_customers', { customer_ids: [1] });
    expect(nobody.plan_id).toBeUndefined();
    expect(nobody.message).toMatch(/There is nothing to delete, so there is no plan_id\./);
  });

  test('is not asked for where dry_run is neither true nor false: that is refused first', async () => {
    const agent = await open();
    for (const [tool, params] of [
      ['delete_customers', { emails: ['a@example.com'] }],
      ['create_customer', { items: people(30), ...ana }],
    ] as const) {
      const { error, message } = await agent.call(tool, { ...params, dry_run: 'perhaps' });
      expect([error.param, message]).toEqual(['dry_run', 'dry_run must be true or false, but "perhaps" came.']);
    }
    expect(agent.calls).toEqual([]);
  });

  test('deletes nobody when an email is another customer by now', async () => {
    const agent = await open();
    const old = await agent.call('create_customer', { email: 'a@example.com', ...ana });
    const args = { emails: ['a@example.com'] };
    const { plan_id } = await agent.call('delete_customers', args);
    await agent.call('update_customer', { customer_id: String(old.customer_id), new_email: 'b@example.com' });
    await agent.call('create_customer', { email: 'a@example.com', ...ana });
    const refused = await agent.call('delete_customers', { ...args, plan_id, dry_run: false });
    expect(refused.message).toMatch(/other customers hold these emails: nothing was deleted/);
    expect(writes(agent).filter((call) => call.startsWith('DELETE'))).toEqual([]);
  });

  test('is needed, and deleting allowed, where updating replaces the addresses of one customer', async () => {
    const args = { email: 'a@example.com', ...ana, if_exists: 'update', addresses_mode: 'replace' };
    const cautious = await open({ allowDeletes: false });
    expect((await cautious.call('create_customer', args)).message).toMatch(
      /deletes the other addresses.*--allow-deletes/,
    );
    const agent = await open();
    expect((await agent.call('create_customer', args)).error.details).toEqual({ plan: 'missing' });
    const dry = await agent.call('create_customer', { ...args, dry_run: true });
    expect(dry.plan).toMatch(
      /^Create customer in The main shop \(store main\): a@example\.com would be created\. .*all other addresses are deleted for good/,
    );
    expect(await agent.call('create_customer', { ...args, plan_id: dry.plan_id })).toMatchObject({ success: true });
  });
});

describe('the human, where the client can ask', () => {
  const args = { customer_ids: [1] };
  const plan = async (agent: Agent) => (await agent.call('delete_customers', args)).plan_id as string;

  test('is asked with the plan, and a yes carries it out', async () => {
    const agent = await open({ human: 'yes' });
    const plan_id = await plan(agent);
    expect(agent.asked).toEqual([]);
    expect(await agent.call('delete_customers', { ...args, dry_run: false, plan_id })).toMatchObject({ deleted: 1 });
    expect(agent.asked).toEqual([
      expect.stringMatching(
        /^Delete 1 customer for good in The main shop \(store main\): 1\..*Shall Rollcall do this\?$/s,
      ),
    ]);
  });

  test('who says no ends it for good', async () => {
    const agent = await open({ human: 'no' });
    const plan_id = await plan(agent);
    const refused = await agent.call('delete_customers', { ...args, dry_run: false, plan_id });
    expect(refused).toMatchObject({ success: false, error: { details: { plan: 'declined' } } });
    expect(refused.message).toMatch(/said no: nothing was written/);
    const again = await agent.call('delete_customers', { ...args, dry_run: false, plan_id });
    expect(again.error.details).toEqual({ plan: 'declined' });
    expect(again.message).toMatch(/declined it: nothing was written\..* ask them again only when they want it/);
    expect(agent.asked).toHaveLength(1);
    expect(writes(agent)).toEqual([]);
  });

  test('who does not answer leaves the plan as it is', async () => {
    const agent = await open({ human: 'dismisses' });
    const plan_id = await plan(agent);
    for (const _ of [1, 2])
      expect((await agent.call('delete_customers', { ...args, dry_run: false, plan_id })).message).toMatch(
        /did not answer: nothing was written\. The plan still holds/,
      );
    expect(writes(agent)).toEqual([]);
  });

  test('is not asked for a few customers', async () => {
    const agent = await open({ human: 'no' });
    expect(await agent.call('create_customer', { items: people(25), ...ana })).toMatchObject({ success: true });
    expect(agent.asked).toEqual([]);
  });
});
