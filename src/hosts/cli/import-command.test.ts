import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastLine, openTerminal, people, type Terminal } from './imports/fixtures/open-terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal(['--quota', '0']);
});
afterAll(() => terminal.close());

const importJson = (file: string, ...flags: string[]) => terminal.run(['import', file, '--json', ...flags]);

/** The import that was made last. */
const newest = async () =>
  (await terminal.pool.query('select * from rollcall.imports order by no desc limit 1')).rows[0];

/** As a merchant's file is: one row without a valid email, one that repeats an email, columns with no home. */
const mixed = `E-mail,First Name,Last Name,Store Credit,Tags,Password
ana@mixed.example.com,Ana,Ruiz,10.50,vip,hunter2
luis@mixed.example.com,Luis,Gil,,"vip, new",
nobody,Bad,Row,,,
ANA@mixed.example.com,Ana,Again,,,
eva@mixed.example.com,Eva,Sol,3,,
`;

describe('importing a file', () => {
  test('brings every customer into the store, ten a call, ends with one line that adds up, and does no harm a second time', async () => {
    const { csv, emails } = people(120, 'clean');
    const before = (await terminal.stats()).requests['POST /v3/customers']?.['200'] ?? 0;
    const file = terminal.file('clean.csv', csv);
    const { code, stdout, stderr } = await importJson(file, '--credentials', 'main');
    expect([code, stderr, stdout.trimEnd().split('\n').length]).toEqual([0, '', 1]);
    const summary = lastLine(stdout);
    expect(Object.keys(summary)).toEqual([
      'import_id',
      'state',
      'rows',
      'created',
      'updated',
      'unchanged',
      'skipped',
      'rejected',
      'failed',
      'pending',
      'warnings',
      'requests',
      'seconds',
      'report',
      'next',
    ]);
    expect(summary).toMatchObject({ state: 'completed', rows: 120, created: 120, pending: 0, requests: 12 });
    expect((await terminal.stats()).requests['POST /v3/customers']?.['200']).toBe(before + 12);
    expect(readFileSync(join(summary.report, 'results.csv'), 'utf8')).toMatch(/^line,email,fate,customer_id/);

    const again = await importJson(file);
    expect([again.code, lastLine(again.stdout)]).toMatchObject([0, { created: 0, skipped: 120, pending: 0 }]);
    expect((await terminal.emails()).sort()).toEqual(emails.sort());
  });

  test('from stdin is named so, and a column may be mapped by hand', async () => {
    const csv = 'Correo de contacto;Alias\nana@stdin.example.com;Ana Ruiz\n';
    const flags = ['--map', 'Alias=name', '--map', 'Correo de contacto=email'];
    const { code, stdout, stderr } = await terminal.run(['import', '-', '--json', ...flags], { stdin: csv });
    expect([code, stderr, lastLine(stdout)]).toMatchObject([0, '', { created: 1 }]);
    expect((await newest()).file).toBe('stdin');
  });

  test('with rows that are refused exits 2, and the rejects can be imported by the command that it names', async () => {
    const { code, stdout } = await importJson(terminal.file('mixed.csv', mixed));
    const summary = lastLine(stdout);
    expect([code, summary]).toMatchObject([2, { created: 3, skipped: 1, rejected: 1, failed: 0, pending: 0 }]);
    const rejects = join(summary.report, 'rejects.csv');
    expect(readFileSync(rejects, 'utf8')).toContain('nobody,Bad,Row,,,');
    expect(summary.next).toBe(`rollcall import ${rejects} --credentials main`);
    const again = await importJson(rejects);
    expect([again.code, lastLine(again.stdout)]).toMatchObject([2, { rows: 1, rejected: 1 }]);
  });

  test('tells a person what the columns are, what is wrong where, what it costs, and how it ended', async () => {
    const file = terminal.file('told.csv', mixed.replaceAll('@mixed', '@told'));
    const { code, stdout, stderr } = await terminal.run(['import', file, '--yes']);
    expect([code, stderr]).toEqual([2, '']);
    for (const text of [
      'CSV with commas, utf-8, 5 rows.',
      '  E-mail        email         ana@told.example.com',
      '  Password: It holds passwords',
      '  Tags: vip (2), new (1)',
      '1 row rejected, invalid_params in E-mail:',
      '    line 4\n',
      'line 5 (as line 2)',
      'Would be: 3 created, 1 skipped and 1 rejected.',
      'Cost: 1 call, about 1 s',
      'Store credit: 13.50 in total',
      'is completed: 5 rows',
      '  created    3\n  skipped    1\n  rejected   1\n',
      'Report: ',
      'Next: rollcall import ',
    ])
      expect(stdout).toContain(text);
    expect(stdout + stderr).not.toContain('hunter2');
  });
});

describe('a dry run', () => {
  test('ends with what would be, writes nothing to the store, and leaves an import that can be started', async () => {
    const file = terminal.file('dry.csv', mixed.replaceAll('@mixed', '@dry'));
    const { code, stdout, stderr } = await importJson(file, '--dry-run');
    expect([code, stderr]).toEqual([2, '']);
    expect(lastLine(stdout)).toEqual({
      import_id: expect.stringMatching(/^imp_/),
      state: 'ready',
      rows: 5,
      would: { created: 3, updated: 0, unchanged: 0, skipped: 1, rejected: 1 },
      problems: [
        { code: 'invalid_params', count: 1, what_to_do: expect.any(String), lines: [4] },
        { code: 'duplicate_row', count: 1, what_to_do: expect.any(String), lines: [5] },
      ],
      calls: 1,
      hours: expect.any(Number),
      store_credit_total: 13.5,
      unmapped: ['Tags', 'Password'],
      next: expect.stringMatching(/^rollcall imports resume imp_/),
    });
    const ofDry = async () => (await terminal.emails()).filter((email) => email.endsWith('@dry.example.com'));
    expect(await ofDry()).toEqual([]);

    const [, ...next] = lastLine(stdout).next.split(' ');
    const unasked = await terminal.run(next);
    expect([unasked.code, unasked.stdout, unasked.stderr]).toEqual([1, '', expect.stringContaining('--yes')]);
    const begun = await terminal.run([...next, '--json']);
    expect([begun.code, lastLine(begun.stdout)]).toMatchObject([2, { state: 'completed', created: 3 }]);
    expect(await ofDry()).toHaveLength(3);
  });

  test('with --check-existing knows who is there', async () => {
    const { csv } = people(2, 'existing');
    await terminal.run([
      'create-customer',
      '--email',
      'p1@existing.example.com',
      '--first-name',
      'P',
      '--last-name',
      'Q',
    ]);
    const file = terminal.file('existing.csv', csv);
    const { code, stdout } = await importJson(file, '--dry-run', '--check-existing');
    expect([code, lastLine(stdout).would]).toMatchObject([0, { created: 1, skipped: 1 }]);
  });
});

describe('an import that cannot be', () => {
  test('asks for --yes where nobody can be asked, before anything is kept', async () => {
    const before = await newest();
    const { code, stdout, stderr } = await terminal.run(['import', terminal.file('unasked.csv', people(2, 'x').csv)]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Error: .*no terminal.*\nAdd --yes/);
    expect(await newest()).toEqual(before);
  });

  test('says what is wrong with the file or the flags', async () => {
    const file = terminal.file('fine.csv', people(2, 'x').csv);
    const wrong = [
      [[join(terminal.home, 'none.csv')], /none\.csv/],
      [[file, '--map', 'email=e_mail'], /no such target.*email/],
      [[file, '--map', 'Nowhere=email'], /Nowhere/],
      [[file, '--mapping', 'none'], /no mapping named "none"/],
      [[file, '--duplicates', 'merge'], /merge/],
      [[], /file is missing/],
    ] as const;
    const ended = await Promise.all(wrong.map(([args]) => terminal.run(['import', ...args, '--json'])));
    for (const [at, { code, stdout, stderr }] of ended.entries()) {
      const [args, message] = wrong[at]!;
      expect([args, code, stderr]).toEqual([args, 1, expect.stringMatching(message)]);
      expect(lastLine(stdout)).toMatchObject({ success: false, message: expect.stringMatching(message) });
      expect(stderr).not.toContain('defect');
    }
  });

  test('is given up by Ctrl-C during the check, and the store never hears of it', async () => {
    const before = await newest();
    const checking = terminal.start(['import', '-', '--json']);
    checking.child.stdin!.write(people(5, 'given-up').csv);
    while ((await newest()).id === before.id) await sleep(50);
    checking.child.kill('SIGINT');
    const { code, stdout, stderr } = await checking.finished;
    expect([code, stderr, lastLine(stdout)]).toMatchObject([130, '', { state: 'cancelled', created: 0 }]);
  });
});
