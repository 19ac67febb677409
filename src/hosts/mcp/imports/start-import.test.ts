import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandboxServer } from '../../../sandbox/index.ts';
import {
  type Agent,
  type Answer,
  csvOf,
  type OpenedImportTools,
  openImportTools,
  people,
} from './fixtures/open-import-tools.ts';

let opened: OpenedImportTools;
let agent: Agent;
let time = Date.now();
beforeAll(async () => {
  opened = await openImportTools({ latency: [5, 10] });
  agent = await opened.agent({ now: () => time });
});
afterAll(() => opened.close());
beforeEach(() => {
  time = Date.now();
  opened.sandbox.sandbox.reset({ empty: true });
});

const checkRows = (count = 2, more: Record<string, unknown> = {}) =>
  agent.call('check_import', { rows: people(count), ...more });
const start = (check: Answer, context = {}) => agent.call('start_import', { check_id: check.check_id }, context);
const customers = () => opened.sandbox.sandbox.stats().rows.customers;
/** What a refusal says, after which the store must be as it was. */
async function refusalOf(check: Answer): Promise<string> {
  const refused = await start(check);
  expect(refused).toMatchObject({ success: false, code: 'invalid_params' });
  expect(await opened.imports.get(check.import_id)).not.toMatchObject({ state: 'queued' });
  expect(customers()).toBe(0);
  return refused.message;
}

describe('a start', () => {
  test('of rows that were checked gets them into the store, and its counts are those of the store', async () => {
    const rows = [...people(23), { email: 'none', first_name: 'Ana', last_name: 'Ruiz' }, people(1)[0]!];
    const check = await agent.call('check_import', { rows });
    const started = await start(check);
    expect(started).toMatchObject({
      success: true,
      started: true,
      import_id: check.import_id,
      state: expect.stringMatching(/queued|running/),
      rows: 25,
      pending: 25,
      next: { tool: 'import_status', arguments: { import_id: check.import_id } },
    });
    const done = await agent.untilRest(check.import_id);
    expect(done).toMatchObject({
      state: 'completed',
      rows: 25,
      created: 23,
      skipped: 1,
      rejected: 1,
      failed: 0,
      pending: 0,
      requests: 3,
      problems: [{ line: 24, email: 'none', fate: 'rejected', column: 'email', what_to_do: expect.any(String) }],
      message: `Import ${check.import_id} (rows.ndjson) is completed. 23 created, 1 skipped and 1 rejected.`,
    });
    expect(done.report.files.map((file: string) => file.split('/').at(-1)).sort()).toEqual([
      'rejects.ndjson',
      'results.csv',
      'summary.json',
      'warnings.ndjson',
    ]);
    expect(customers()).toBe(23);
  });

  test('of a file in the folder does so as well, and a pilot goes on when it is resumed', async () => {
    writeFileSync(join(opened.folder, 'pilot.csv'), csvOf(people(30)));
    const check = await agent.call('check_import', { path: 'pilot.csv', limit: 10 });
    expect(await start(check)).toMatchObject({ message: expect.stringContaining('the next 10 of 30 rows to go') });
    const paused = await agent.untilRest(check.import_id);
    expect(paused).toMatchObject({
      state: 'paused',
      created: 10,
      pending: 20,
      limit: 10,
      reason: { code: 'limit_reached' },
      next: { command: `rollcall imports resume ${check.import_id}` },
    });
    expect(customers()).toBe(10);
    const question: string[] = [];
    const ask = async (text: string) => {
      question.push(text);
      return 'yes' as const;
    };
    // What is to be done now is what would work: the tool where a person can be asked, else their command.
    const next = { tool: 'start_import', arguments: { import_id: check.import_id } };
    expect(await agent.call('import_status', { import_id: check.import_id }, { ask })).toMatchObject({ next });
    expect(await start(check, { ask })).toMatchObject({ started: false, state: 'paused', next });
    expect(await start(check)).toMatchObject({ started: false, next: { command: expect.any(String) } });
    // Nobody agreed to the rest yet, and where nobody can be asked, nobody does.
    const alone = await agent.call('start_import', { import_id: check.import_id });
    expect(alone.message).toMatch(
      /on purpose: The first 10 rows are through, as asked\. .*rollcall imports resume imp_/,
    );
    const resumed = await agent.call('start_import', { import_id: check.import_id }, { ask });
    expect(resumed).toMatchObject({ started: true, pending: 20 });
    expect(question[0]).toBe(
      'Go on with the import of "pilot.csv" into Sandbox Store (sandbox1)? 20 rows to go, no e-mail will be sent. It is paused: The first 10 rows are through, as asked.',
    );
    expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'completed', created: 30 });
    expect(customers()).toBe(30);
  });

  test('that is repeated, also at the same moment, starts one import and asks once', async () => {
    const check = await checkRows(15);
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return 'yes' as const;
    };
    const both = await Promise.all([start(check, { ask }), start(check, { ask })]);
    expect(both.map(({ success }) => success)).toEqual([true, true]);
    expect(asked).toBe(1);
    await agent.untilRest(check.import_id);
    expect(await start(check, { ask })).toMatchObject({
      success: true,
      started: false,
      state: 'completed',
      next: { message: 'Nothing: every row has its fate.' },
    });
    expect(asked).toBe(1);
    expect(customers()).toBe(15);
    expect(opened.sandbox.sandbox.stats().items_per_post['POST /v3/customers']).toEqual({ 5: 1, 10: 1 });
  });

  test('by two checks of one import at the same moment asks once', async () => {
    const first = await checkRows(15);
    const second = await agent.call('check_import', { import_id: first.import_id });
    expect(second.check_id).not.toBe(first.check_id);
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return 'yes' as const;
    };
    const both = await Promise.all([start(first, { ask }), start(second, { ask })]);
    expect(both.map(({ started }) => started)).toEqual([true, false]);
    expect(asked).toBe(1);
    expect(await agent.untilRest(first.import_id)).toMatchObject({ state: 'completed', created: 15 });
  });

  test('by two servers at the same moment is one start, and only one of them says that it was theirs', async () => {
    const other = await opened.agent();
    for (let round = 0; round < 5; round += 1) {
      const check = await agent.call('check_import', { rows: people(3, `round${round}`) });
      const args = { check_id: check.check_id };
      const both = await Promise.all([agent.call('start_import', args), other.call('start_import', args)]);
      expect(both.map(({ started }) => started).sort()).toEqual([false, true]);
      const invented = check.check_id.replace(/[^_]+$/, 'started');
      expect((await agent.call('start_import', { check_id: invented })).message).toMatch(
        /is no check that was made here/,
      );
      expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'completed', created: 3 });
    }
    await other.close();
  });

  test('of a pilot that waits its turn says how many rows it sends', async () => {
    const check = await checkRows(3, { limit: 2 });
    expect(check.message).toContain('A pilot: a start sends the first 2 rows only.');
    const { id } = await opened.imports.start(check.import_id, { limit: 2 });
    expect((await opened.imports.get(id)).state).toBe('queued');
    const going = await agent.call('start_import', { import_id: id });
    expect(going.message).toContain('goes on: the next 2 of 3 rows to go.');
    expect(await agent.untilRest(id)).toMatchObject({ state: 'paused', created: 2 });
  });

  test('works by the check of a server that was started anew since', async () => {
    const check = await checkRows(3);
    const next = await opened.agent();
    expect(await next.call('start_import', { check_id: check.check_id })).toMatchObject({ started: true });
    expect(await next.untilRest(check.import_id)).toMatchObject({ created: 3 });
  });
});

describe('the user', () => {
  test('is asked with all that it comes to, and a no leaves the import ready', async () => {
    const rows = [
      ...people(79).map((row) => ({ ...row, store_credit: '1.50', newsletter: 'yes' })),
      { email: 'none', first_name: 'Ana', last_name: 'Ruiz' },
    ];
    const check = await agent.call('check_import', { rows, newsletter: true });
    const questions: string[] = [];
    for (const answer of ['no', 'unanswered'] as const) {
      const ask = async (question: string) => {
        questions.push(question);
        return answer;
      };
      const refused = await start(check, { ask });
      expect(refused).toMatchObject({ success: true, started: false, state: 'ready' });
      expect(refused.message).toMatch(
        answer === 'no' ? /said no: nothing was sent/ : /did not answer: nothing was sent/,
      );
    }
    expect(questions[0]).toMatch(
      /^Create 79 customers in Sandbox Store \(sandbox1\)\? \d+ calls, about .*, no e-mail will be sent; file "rows.ndjson", 1 row left out, store credit of 118.50 in total, 79 newsletter subscriptions; at most 79 created: who exists was not asked$/,
    );
    expect(customers()).toBe(0);
  });

  test('is told what clearing takes away, by name what is made, and that who exists was not asked', async () => {
    const rows = people(4).map((row, n) => ({ ...row, customer_group: `Trade\n${n}`, Size: 'L' }));
    const options = { if_exists: 'update', blank: 'clear', create_missing: true, map: '{"Size": "attributes.Size"}' };
    const check = await agent.call('check_import', { rows, ...options });
    const unasked = 'at most 4 created or updated: who exists was not asked';
    expect(check.message).toContain(`4 rows, of which would be ${unasked}.`);
    expect(check.message).toContain('Blank cells empty fields of customers who exist');
    expect(check.next.message).toContain('At most 4 created or updated: who exists was not asked');
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return 'no' as const;
    };
    await start(check, { ask });
    expect(questions[0]).toMatch(
      new RegExp(
        `^Create or update 4 customers .*; file "rows.ndjson", 4 groups made: "Trade 0", "Trade 1", "Trade 2", "Trade 3", 1 attribute made: "Size"; ${unasked}; blank cells empty fields of customers who exist, and what these hold now is gone for good$`,
      ),
    );
    const asked = await agent.call('check_import', { rows: people(4), check_existing: true });
    expect(`${asked.message} ${asked.next.message}`).not.toMatch(/at most|not asked/i);
  });

  test('who takes so long that something changes meanwhile is not taken at their word', async () => {
    const check = await checkRows();
    const ask = async () => {
      await opened.imports.check(check.import_id, { options: { if_exists: 'update' } });
      return 'yes' as const;
    };
    expect(await start(check, { ask })).toMatchObject({
      success: false,
      message: expect.stringMatching(/the options/),
    });
    expect(customers()).toBe(0);
  });
});

describe('a start is refused', () => {
  test('without a check', async () => {
    const { import_id } = await checkRows();
    expect((await agent.call('start_import', {})).message).toMatch(/^Give the check_id/);
    expect((await agent.call('start_import', { import_id })).message).toMatch(/was not started yet. Call check_import/);
    for (const check_id of ['chk_1', `${import_id}`, 'chk_2222222222_22222222', 'chk_../../x_y'])
      expect((await agent.call('start_import', { check_id })).message).toMatch(/is no check that was made here/);
    expect(customers()).toBe(0);
  });

  test('when the bytes of the file changed, or it is gone', async () => {
    writeFileSync(join(opened.folder, 'change.csv'), csvOf(people(3)));
    const check = await agent.call('check_import', { path: 'change.csv' });
    appendFileSync(join(opened.folder, 'change.csv'), 'eve@shop.example,Eve,Ruiz\n');
    expect(await refusalOf(check)).toBe(
      'Changed since the check: the file change.csv. Nothing was started. Call check_import again with path change.csv, show the user what it says, and start with the new check_id.',
    );
    rmSync(join(opened.folder, 'change.csv'));
    expect(await refusalOf(check)).toMatch(/since the check: the file change.csv/);
  });

  test('when other options or another mapping were chosen since', async () => {
    const check = await checkRows();
    await agent.call('check_import', { import_id: check.import_id, if_exists: 'update' });
    expect(await refusalOf(check)).toMatch(
      /^Changed since the check: the options\. .*check_import again with import_id imp_/,
    );
    const mapped = await checkRows();
    await agent.call('check_import', { import_id: mapped.import_id, map: { last_name: 'company' }, if_exists: 'skip' });
    expect(await refusalOf(mapped)).toMatch(/^Changed since the check: the mapping\. Nothing/);
  });

  test('when cells were corrected since, until that is checked', async () => {
    const check = await checkRows();
    const cell = { line: 1, column: 'email', value: 'better@shop.example' };
    await opened.imports.fix(check.import_id, [cell]);
    expect(await refusalOf(check)).toMatch(/since the check: the corrections of cells/);
    await opened.imports.check(check.import_id);
    expect(await refusalOf(check)).toMatch(/since the check: the corrections of cells/);
    const again = await agent.call('check_import', { import_id: check.import_id });
    expect(await start(again)).toMatchObject({ started: true });
    await agent.untilRest(check.import_id);
  });

  test('an hour after the check, and not a moment before', async () => {
    const check = await checkRows();
    time += 3_600_000;
    expect(await refusalOf(check)).toMatch(/older than an hour/);
    time -= 1_000;
    expect(await start(check)).toMatchObject({ started: true });
    await agent.untilRest(check.import_id);
  });

  test('when the credential leads to another store by now', async () => {
    const other = await startSandboxServer({ quota: 0, empty: true, storeHash: 'other' });
    const { url: apiUrl, storeHash, accessToken } = opened.sandbox;
    const check = await checkRows();
    await opened.vault.remove('main');
    await opened.vault.add({ id: 'main', storeHash: 'other', accessToken: other.accessToken, apiUrl: other.url });
    expect(await refusalOf(check)).toMatch(/^The store changed: .*sandbox1, and .* store other now/);
    expect(other.sandbox.stats().rows.customers).toBe(0);
    await opened.vault.remove('main');
    await opened.vault.add({ id: 'main', storeHash, accessToken, apiUrl });
    await other.stop();
  });

  test('when the import was cancelled', async () => {
    const check = await checkRows();
    await opened.imports.cancel(check.import_id);
    expect(await refusalOf(check)).toMatch(/was cancelled/);
  });
});

describe('a pause that a person asks for', () => {
  test('is not taken back by an agent that starts the import again', async () => {
    const check = await checkRows(500);
    // It stands still after so many calls.
    opened.sandbox.sandbox.setQuota(20);
    await start(check);
    await opened.imports.pause(check.import_id);
    await start(check);
    await agent.call('start_import', { import_id: check.import_id }, { ask: async () => 'no' as const });
    expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'paused', reason: { code: 'paused' } });
    expect(customers()).toBeLessThan(500);
  });
});

describe('the same start after the server ended', () => {
  test('makes the next one go on with it', async () => {
    const first = await opened.agent();
    const check = await first.call('check_import', { rows: people(500) });
    await first.call('start_import', { check_id: check.check_id });
    while (customers() < 10) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.close();
    expect(await start(check)).toMatchObject({ success: true, started: false });
    expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'completed', created: 500 });
    expect(customers()).toBe(500);
  });
});

describe('a server that ends while an import runs', () => {
  test('is known to be gone at once, and not only by its silence', async () => {
    const first = await opened.agent({ now: () => time });
    const check = await first.call('check_import', { rows: people(500) });
    opened.sandbox.sandbox.setQuota(20);
    await first.call('start_import', { check_id: check.check_id });
    const ask = { import_id: check.import_id };
    await expect.poll(async () => (await first.call('import_status', ask)).live, { timeout: 60_000 }).toBeDefined();
    expect(await first.call('import_status', ask)).toMatchObject({ next: { tool: 'import_status' } });
    await first.close();
    expect(await agent.call('import_status', ask)).toMatchObject({
      state: 'running',
      message: expect.stringMatching(/Nobody seems to drive it/),
      next: { tool: 'start_import', arguments: ask },
    });
    // Whoever takes it up is told: waiting for the store's next window would take this test half a minute.
    await opened.imports.cancel(check.import_id);
    await agent.call('start_import', ask);
    expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'cancelled' });
  });

  test('leaves the rest to the next one, which says how to go on', async () => {
    writeFileSync(join(opened.folder, 'big.csv'), csvOf(people(6_000)));
    const first = await opened.agent();
    const check = await first.call('check_import', { path: 'big.csv' });
    await first.call('start_import', { check_id: check.check_id });
    while (customers() < 50) await new Promise((resolve) => setTimeout(resolve, 10));
    await first.close();
    const there = customers();
    expect(there).toBeLessThan(6_000);

    const left = await agent.call('import_status', { import_id: check.import_id });
    expect(left).toMatchObject({ state: 'running', pending: expect.any(Number) });
    // Also where it ended before its first sign of life.
    time += 60_000;
    const quiet = await agent.call('import_status', { import_id: check.import_id });
    expect(quiet).toMatchObject({
      message: expect.stringMatching(/Nobody seems to drive it/),
      next: { tool: 'start_import', arguments: { import_id: check.import_id } },
    });
    expect(await agent.call('start_import', quiet.next.arguments)).toMatchObject({ started: true });
    expect(await agent.untilRest(check.import_id)).toMatchObject({ state: 'completed', created: 6_000, pending: 0 });
    expect(customers()).toBe(6_000);
  });
});
