import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../sandbox/index.ts';
import { type RunOptions, rollcall, startRollcall } from '../fixtures/rollcall-process.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';

const { home, remove } = temporaryHome();
let sandbox: SandboxServer;
let keepAlive: ReturnType<typeof startRollcall>;

const run = (args: string[], options: Partial<RunOptions> = {}) => rollcall(args, { home, ...options });
const file = (name: string, content: string): string => {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
};
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  sandbox = await startSandboxServer({ quota: 0 });
  const { url, storeHash, accessToken } = sandbox;
  const added = await run(
    ['credentials', 'add', '--id', 'main', '--store-hash', storeHash, '--access-token', '-', '--api-url', url],
    { stdin: `${accessToken}\n` },
  );
  expect([added.code, added.stderr]).toEqual([0, '']);
  // Holds the database of the home open, so that each command does not start it anew.
  keepAlive = startRollcall(['start'], { home, env: { ROLLCALL_PORT: '0' } });
  await keepAlive.says(/Console: /);
});

afterAll(async () => {
  keepAlive.child.kill('SIGTERM');
  await keepAlive.finished;
  await sandbox.stop();
  remove();
});

const ana = ['--email', 'ana@example.com', '--first-name', 'Ana', '--last-name', 'Ruiz'];

describe('a node in the terminal', () => {
  test('prints its result as one line of JSON on stdout, nothing on stderr, and exits 0', async () => {
    const { code, stdout, stderr } = await run(['create-customer', ...ana]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(lines(stdout)).toMatchObject([
      { success: true, outcome: 'created', customer: { email: 'ana@example.com' } },
    ]);
  });

  test('prints its failure on stdout too, and exits 1', async () => {
    const { code, stdout, stderr } = await run(['create-customer', ...ana]);
    expect(code).toBe(1);
    expect(lines(stdout)).toMatchObject([{ success: false, error: { code: 'customer_exists' } }]);
    expect(stderr).toMatch(/^Error: .+\n$/);
    const unknown = await run(['get-customers', '--credentials', 'none']);
    expect([unknown.code, lines(unknown.stdout)[0].error.code]).toEqual([1, 'credentials_not_found']);
    expect(lines(unknown.stdout)[0].error.details.ids).toEqual(['main']);
  });

  test('takes its parameters as flags, spelled with dashes or underscores, or as one JSON object under them', async () => {
    const { stdout } = await run([
      'create-customer',
      '--credentials',
      'main',
      '--json',
      '{"email":"json@example.com","first_name":"Json","last_name":"Ruiz","customer_group_id":"3"}',
      '--first_name=Luis',
      '--dry-run',
    ]);
    expect(lines(stdout)).toMatchObject([{ success: true, dry_run: true, would: 'created' }]);
    const fromStdin = await run(['create-customer', '--json', '-', '--last-name', 'Gil'], {
      stdin: '{"email":"stdin@example.com","first_name":"Luis","last_name":"Ruiz"}',
    });
    expect(lines(fromStdin.stdout)).toMatchObject([{ customer: { first_name: 'Luis', last_name: 'Gil' } }]);
  });

  test('reads switches, lists and objects from flags', async () => {
    const created = await run([
      'create-customer',
      ...ana.with(1, 'lists@example.com'),
      '--addresses',
      '{"address1":"Calle 1","city":"Madrid","country_code":"ES"}',
      '--addresses',
      '{"address1":"Calle 2","city":"Madrid","country_code":"ES"}',
    ]);
    expect(created.code).toBe(0);
    const found = await run(['get-customers', '--emails', 'ana@example.com,lists@example.com', '--include-addresses']);
    const [{ customers }] = lines(found.stdout);
    expect(customers.map(({ addresses }: { addresses: unknown[] }) => addresses.length).sort()).toEqual([0, 2]);
    const without = await run([
      'get-customers',
      '--emails',
      'ana@example.com',
      '--emails',
      'x@example.com',
      '--no-include-addresses',
    ]);
    expect(lines(without.stdout)[0].customers).toHaveLength(1);
    expect(lines(without.stdout)[0].customers[0]).not.toHaveProperty('addresses');
    const dry = await run(['delete-customers', '--emails', 'lists@example.com']);
    expect(lines(dry.stdout)).toMatchObject([{ dry_run: true, deleted: 0 }]);
    const real = await run(['delete-customers', '--emails', 'lists@example.com', '--dry-run', 'false']);
    expect(lines(real.stdout)).toMatchObject([{ dry_run: false, deleted: 1 }]);
  });

  test('says what it does not know, with the nearest name, and exits 1', async () => {
    const flag = await run(['create-customer', '--frist-name', 'Ana']);
    expect(flag.code).toBe(1);
    expect(lines(flag.stdout)).toEqual([
      {
        success: false,
        error: { code: 'invalid_params', message: lines(flag.stdout)[0].message, retryable: false },
        message: "Unknown option '--frist-name'. Did you mean --first-name?",
      },
    ]);
    expect(flag.stderr).toContain("unknown option '--frist-name'");
    expect(flag.stderr).toContain('--first-name');
    const command = await run(['create-custmer']);
    expect([command.code, command.stdout]).toEqual([1, '']);
    expect(command.stderr).toContain('create-customer');
    const param = await run(['create-customer', '--json', '{"frist_name":"Ana"}']);
    expect([param.code, lines(param.stdout)[0].error.code]).toEqual([1, 'invalid_params']);
    expect(lines(param.stdout)[0].message).toContain('first_name');
    const json = await run(['create-customer', '--json', '{frist_name:']);
    expect([json.code, lines(json.stdout)[0].error.code]).toEqual([1, 'invalid_params']);
    expect(json.stderr).toMatch(/^Error: --json takes a JSON object/);
    const value = await run(['create-customer', '--email']);
    expect([value.code, lines(value.stdout)[0].error.code]).toEqual([1, 'invalid_params']);
    expect(value.stderr).toContain("'--email <text>' argument missing");
    const items = await run(['create-customer', '--items', 'x.csv', '--frist-name', 'Ana']);
    expect([items.code, items.stdout]).toEqual([1, '']);
  });
});

describe('many items in the terminal', () => {
  const items = Array.from({ length: 25 }, (_, n) => ({
    email: `n${n}@example.com`,
    first_name: 'N',
    last_name: `${n}`,
  }));
  const emails = (text: string) => lines(text).map((result) => result.customer?.email);

  test('come from NDJSON, a JSON array, CSV or stdin; one result line each, in order, and exit 0', async () => {
    const ndjson = file('a.ndjson', items.map((item) => JSON.stringify(item)).join('\n'));
    const first = await run(['create-customer', '--items', ndjson]);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(emails(first.stdout)).toEqual(items.map(({ email }) => email));
    expect(lines(first.stdout).every(({ outcome }) => outcome === 'created')).toBe(true);

    // Customers that hold what is sent, made a moment ago, would count as this run's own.
    const others = items.map((item) => ({ ...item, company: 'Other' }));
    const array = file('b.json', JSON.stringify(others, null, 2));
    const csv = file(
      'c.csv',
      `\uFEFFemail;first_name;company\n${items.map(({ email }) => `${email};;ACME`).join('\n')}\n`,
    );
    for (const [args, stdin] of [
      [['--items', array], ''],
      [['--items', csv, '--first-name', 'Shared', '--last-name', 'Name'], ''],
      [['--items', '-'], others.map((item) => JSON.stringify(item)).join('\n')],
    ] as const) {
      const again = await run(['create-customer', ...args, '--if-exists', 'skip'], { stdin });
      expect([again.code, again.stderr]).toEqual([0, '']);
      expect(lines(again.stdout).map(({ outcome }) => outcome)).toEqual(Array(25).fill('skipped'));
    }
  });

  test('exit 2 when some fail; a broken line has its own failure in its own place', async () => {
    const path = file(
      'd.ndjson',
      `${JSON.stringify({ ...items[0], email: 'new@example.com' })}\n{broken\n${JSON.stringify(items[1])}\n`,
    );
    const { code, stdout } = await run(['create-customer', '--items', path]);
    expect(code).toBe(2);
    expect(lines(stdout).map(({ success, error }) => (success ? 'ok' : error.code))).toEqual([
      'ok',
      'invalid_params',
      'customer_exists',
    ]);
    expect(lines(stdout)[1].message).toContain('Line 2 is not JSON');
  });

  test('a stray quote in a CSV costs only its own row, and each failure names its item', async () => {
    const rows = ['q1@example.com,Ana', 'q2@example.com,5" Bob', 'not an email,Eva', 'q4@example.com,Li'];
    const path = file('q.csv', `email,first_name\n${rows.join('\n')}\n`);
    const { code, stdout } = await run(['create-customer', '--items', path, '--last-name', 'Ruiz']);
    expect(code).toBe(2);
    const results = lines(stdout);
    expect(results.map(({ success }) => success)).toEqual([true, false, false, true]);
    expect(results[1].message).toMatch(/^Line 3 cannot be read: a quote/);
    expect(results[1].error.details).toMatchObject({ item: 2 });
    expect(results[2].error.details).toMatchObject({ item: 3, email: 'not an email' });
  });

  test('that are none are said to be none', async () => {
    const empty = await run(['create-customer', '--items', file('empty.ndjson', '')]);
    expect([empty.code, empty.stdout]).toEqual([0, '']);
    expect(empty.stderr).toContain('no items');
  });

  test('exit 1 where the file cannot be read to its end, after the results of what was read', async () => {
    const path = file('e.json', `[${JSON.stringify({ ...items[0], email: 'cut@example.com' })},`);
    const { code, stdout, stderr } = await run(['create-customer', '--items', path]);
    expect([code, lines(stdout).length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^Error: The JSON array breaks off/);
    const none = await run(['create-customer', '--items', join(home, 'none.csv')]);
    expect([none.code, none.stdout, none.stderr]).toEqual([
      1,
      '',
      `Error: There is no file ${join(home, 'none.csv')}.\n`,
    ]);
    const column = await run(['create-customer', '--items', file('f.csv', 'emial\nx\n')]);
    expect([column.code, column.stdout]).toEqual([1, '']);
    expect(column.stderr).toContain('did you mean "email"?');
  });

  test('are all for one store', async () => {
    const path = file('g.ndjson', JSON.stringify({ ...items[0], credentials_id: 'other' }));
    const noId = { credentials_id: { id: 'main' } };
    const unclear = [
      ['--json', JSON.stringify(noId)],
      ['--items', file('h.ndjson', JSON.stringify({ ...items[0], ...noId }))],
    ];
    for (const args of unclear)
      expect((await run(['create-customer', ...args])).stdout).toContain('credentials_id must be the id of a stored');
    const { code, stdout } = await run(['create-customer', '--items', path, '--credentials', 'main']);
    expect([code, lines(stdout)[0].error.code]).toEqual([2, 'credentials_not_found']);
  });

  test('fail alone where they name a credential that is not there, the first one too', async () => {
    const ids = ['none', 'main', 'nobody', ''];
    const path = file('l.ndjson', ids.map((credentials_id) => JSON.stringify({ limit: 1, credentials_id })).join('\n'));
    const { code, stdout } = await run(['get-customers', '--items', path]);
    expect([code, lines(stdout).map(({ error }) => error?.code)]).toEqual([
      2,
      ['credentials_not_found', undefined, 'credentials_not_found', undefined],
    ]);
    expect(lines(stdout)[0].error.details.item).toBe(1);
    const alone = await run(['get-customers', '--items', file('m.ndjson', '{"credentials_id":"none"}\n')]);
    expect([alone.code, alone.stdout]).toEqual([1, '']);
    expect(alone.stderr).toContain('There is no credential "none"');
  });

  test('may name the credential of the run, and the first one chooses it where no flag does', async () => {
    const { url, storeHash, accessToken } = sandbox;
    const more = ['--id', 'second', '--label', 'Second Shop', '--store-hash', storeHash, '--api-url', url];
    await run(['credentials', 'add', ...more, '--access-token', '-'], { stdin: accessToken });
    const named = (credentials_id: string) => JSON.stringify({ limit: 1, credentials_id });
    const path = file('i.ndjson', ['main', 'main', '', 'second', 'none'].map(named).join('\n'));
    try {
      for (const flag of [[], ['--credentials', 'main']]) {
        const { code, stdout } = await run(['get-customers', '--items', path, ...flag]);
        expect([code, lines(stdout).map(({ success }) => success)]).toEqual([2, [true, true, true, false, false]]);
        expect(lines(stdout)[3].message).toContain('this one is for "main"');
        expect(lines(stdout)[4].message).toContain('no credential "none"');
      }
      const label = await run(['get-customers', '--items', file('j.csv', 'credentials_id,limit\nSecond Shop,1\n')]);
      expect(label.code).toBe(0);
      expect((await run(['get-customers', '--items', file('k.csv', 'limit\n1\n')])).stderr).toContain(
        'Several credentials',
      );
    } finally {
      await run(['credentials', 'remove', 'second']);
    }
  });

  test('stop at Ctrl-C: what was sent gets its result, and the exit code is 130', async () => {
    const { child, says, finished } = startRollcall(['get-customers', '--items', '-'], { home });
    child.stdin!.write('{"limit":1}\n{"limit":2}\n{"limit":3}\n{"limit":4}\n');
    await says(/"success":true/);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await finished;
    expect([code, stderr]).toEqual([130, '']);
    for (const result of lines(stdout)) expect(result).toHaveProperty('success');
  });

  test('end quietly when nobody reads the results any more', async () => {
    const { child, finished } = startRollcall(['get-customers', '--items', '-'], { home });
    child.stdout!.destroy();
    child.stdin!.write('{"limit":1}\n'.repeat(50));
    const { code, stderr } = await finished;
    expect([code, stderr]).toEqual([141, '']);
  });
});
