import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lastLine, openTerminal, people, type Terminal } from './imports/fixtures/open-terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  // A hundred customers a second.
  terminal = await openTerminal(['--quota', '10', '--window-ms', '1000']);
});
beforeEach(() => terminal.empty());
afterAll(() => terminal.close());

const imports = (...args: string[]) => terminal.run(['imports', ...args]);

/** Starts an import and resolves when some, not all, of its customers are in the store; the others take some seconds. */
async function startedImport(name: string, rows: number) {
  const { csv, emails } = people(rows, name);
  const process = terminal.start(['import', terminal.file(`${name}.csv`, csv), '--json'], { stdin: '' });
  while ((await terminal.stats()).rows.customers! < 20) await sleep(50);
  const { rows: found } = await terminal.pool.query('select id from rollcall.imports order by no desc limit 1');
  return { ...process, emails, id: found[0].id as string };
}

describe('an import that is left for later', () => {
  test('as a pilot brings in so many rows, and the rest when it is resumed', async () => {
    const { csv, emails } = people(60, 'pilot');
    const pilot = await terminal.run(['import', terminal.file('pilot.csv', csv), '--limit', '20', '--json']);
    const { import_id: id, next } = lastLine(pilot.stdout);
    const reason = { code: 'limit_reached', message: expect.any(String) };
    expect([pilot.code, lastLine(pilot.stdout)]).toMatchObject([
      0,
      { state: 'paused', created: 20, pending: 40, reason },
    ]);
    expect(next).toBe(`rollcall imports resume ${id}`);
    // An id may be shortened.
    const second = await imports('resume', id.slice(0, -2), '--limit', '15', '--json');
    expect([second.code, lastLine(second.stdout)]).toMatchObject([0, { import_id: id, created: 35, pending: 25 }]);
    const rest = await imports('resume', id);
    expect([rest.code, rest.stderr]).toEqual([0, '']);
    expect(rest.stdout).toContain(`Import ${id} is completed: 60 rows`);
    expect((await terminal.emails()).sort()).toEqual(emails.sort());
    const again = await imports('resume', id, '--json');
    expect([again.code, lastLine(again.stdout)]).toMatchObject([0, { state: 'completed', created: 60 }]);
  });

  test('by Ctrl-C pauses with exit 130 and its numbers, and goes on when it is resumed', async () => {
    const running = await startedImport('stopped', 600);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.finished;
    const summary = lastLine(stdout);
    expect([code, summary]).toMatchObject([130, { state: 'paused', rows: 600, reason: { code: 'paused' } }]);
    expect(stderr).toContain('Pausing');
    expect(summary.created + summary.pending).toBe(600);
    expect(await terminal.emails()).toHaveLength(summary.created);
    const { code: end, stdout: line } = await imports('resume', running.id, '--json');
    expect([end, lastLine(line)]).toMatchObject([0, { state: 'completed', created: 600, pending: 0 }]);
    expect((await terminal.emails()).sort()).toEqual(running.emails.sort());
  });

  test('by a process that was killed is taken over when it is resumed: nobody is lost, nobody is there twice', async () => {
    const running = await startedImport('killed', 600);
    running.child.kill('SIGKILL');
    await running.finished;
    const { code, stdout, stderr } = await imports('resume', running.id, '--json');
    expect([code, lastLine(stdout)]).toMatchObject([0, { state: 'completed', rows: 600, pending: 0, failed: 0 }]);
    expect(stderr).toMatch(/Nothing is heard of .*, which runs the import/);
    expect((await terminal.emails()).sort()).toEqual(running.emails.sort());
    expect(lastLine(stdout).created).toBe(600);
  });

  test('since the store refuses the token says how to mend that, and goes on once it is mended', async () => {
    const { csv, emails } = people(30, 'token');
    const file = terminal.file('token.csv', csv);
    const pilot = await terminal.run(['import', file, '--limit', '10', '--json']);
    const { import_id: id } = lastLine(pilot.stdout);
    await terminal.giveToken('a-token-that-was-revoked');
    const refused = await imports('resume', id, '--json');
    expect([refused.code, lastLine(refused.stdout)]).toMatchObject([
      2,
      { state: 'paused', created: 10, pending: 20, reason: { code: 'unauthorized' } },
    ]);
    expect(lastLine(refused.stdout).next).toMatch(
      new RegExp(`^rollcall credentials update main --access-token && rollcall imports resume ${id}$`),
    );
    const other = await terminal.run(['import', file, '--json']);
    expect([other.code, lastLine(other.stdout)]).toMatchObject([
      1,
      { success: false, error: { code: 'unauthorized' } },
    ]);
    await terminal.giveToken(terminal.token);
    const mended = await imports('resume', id, '--json');
    expect([mended.code, lastLine(mended.stdout)]).toMatchObject([0, { state: 'completed', created: 30 }]);
    expect((await terminal.emails()).sort()).toEqual(emails.sort());
  });
});

test('two imports into one store run one after the other, and one can be paused from another terminal', async () => {
  const first = await startedImport('first', 6_000);
  const { csv } = people(10, 'second');
  const second = terminal.start(['import', terminal.file('second.csv', csv), '--json'], { stdin: '' });
  await second.says(new RegExp(`queued behind another import of this store: ${first.id}`));
  const paused = await imports('pause', first.id, '--json');
  expect([paused.code, lastLine(paused.stdout)]).toMatchObject([0, { state: 'paused', import_id: first.id }]);
  const ended = await first.finished;
  expect([ended.code, lastLine(ended.stdout)]).toMatchObject([2, { state: 'paused', reason: { code: 'paused' } }]);
  const { code, stdout } = await second.finished;
  expect([code, lastLine(stdout)]).toMatchObject([0, { state: 'completed', created: 10 }]);
  const cancelled = await imports('cancel', first.id, '--json');
  expect([cancelled.code, lastLine(cancelled.stdout)]).toMatchObject([0, { state: 'cancelled' }]);
  const resumed = await imports('resume', first.id, '--json');
  expect([resumed.code, lastLine(resumed.stdout).error.code]).toEqual([1, 'invalid_params']);
});

test('imports are listed, shown down to a row, reported, retried, and their data is deleted', async () => {
  const csv = 'email,first_name,last_name\nana@show.example.com,Ana,Ruiz\nnobody,Bad,Row\n';
  const { stdout } = await terminal.run(['import', terminal.file('show.csv', csv), '--json']);
  const summary = lastLine(stdout);
  const { import_id: id } = summary;
  const out = join(terminal.home, 'elsewhere');
  const [list, show, good, bad, none, problems, report, retry] = await Promise.all([
    imports('list'),
    imports('show', id),
    imports('show', id, '--line', '2'),
    imports('show', id, '--line', '3', '--json'),
    imports('show', 'imp_none'),
    imports('show', id, '--problems'),
    imports('report', id, '--out', out),
    imports('retry', id, '--json'),
  ]);
  const { created_at, file, ...listed } = lastLine(list.stdout).imports[0];
  expect([listed, file]).toEqual([summary, join(terminal.home, 'show.csv')]);
  expect(new Date(created_at).getTime()).toBeLessThan(Date.now());
  expect(lastLine(show.stdout)).toMatchObject({
    import_id: id,
    credentials_id: 'main',
    options: { if_exists: 'skip' },
  });
  expect(lastLine(good.stdout)).toMatchObject({ email: 'ana@show.example.com', fate: 'created' });
  expect(lastLine(good.stdout).events.at(-1)).toMatchObject({ fate: 'created', customer_id: expect.any(Number) });
  expect(lastLine(bad.stdout)).toMatchObject({ line: 3, fate: 'rejected', record: 'nobody,Bad,Row' });
  expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/^Error: There is no import "imp_none"/)]);
  expect(lastLine(problems.stdout)).toMatchObject({ line: 3, column: 'email', value: 'nobody' });
  expect(lastLine(report.stdout).files.results).toBe(join(out, 'results.csv'));
  expect(readFileSync(join(out, 'rejects.csv'), 'utf8')).toContain('nobody,Bad,Row,');
  expect([retry.code, lastLine(retry.stdout).message]).toEqual([1, expect.stringContaining('nothing to retry')]);

  // As if the store had been in trouble over this row; it is in there all the same, as the journal knows.
  const { rows } = await terminal.pool.query(
    'update rollcall.imports set created = created - 1, failed = 1 where id = $1 returning no',
    [id],
  );
  await terminal.pool.query(`update rollcall.import_outcomes_${rows[0].no} set fate = 'failed' where fate = 'created'`);
  const { code, stdout: line } = await imports('retry', id, '--json');
  expect([code, lastLine(line)]).toMatchObject([2, { state: 'completed', created: 1, failed: 0, rejected: 1 }]);

  await terminal.pool.query(`update rollcall.imports set ended_at = now() - interval '25 hours' where id = $1`, [id]);
  const purged = await imports('purge', '--older-than', '1d', '--json');
  expect([purged.code, lastLine(purged.stdout)]).toEqual([0, { purged: [id] }]);
  expect(existsSync(summary.report)).toBe(false);
  const after = await imports('show', id);
  expect(lastLine(after.stdout)).toMatchObject({ state: 'completed', created: 1, rejected: 1 });
});
