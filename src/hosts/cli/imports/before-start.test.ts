import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTerminal, type Terminal } from './fixtures/open-terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

const file = [
  'email;first_name;last_name;Newsletter;Frobnitz',
  'ana@t.example;Ana;Ruiz;yes;blue',
  'ana@t.example;Ana;Ruiz;yes;blue',
  ';"Bob ""B""";Lee;no;red',
  'cleo@t.example;;;;red',
  '',
].join('\r\n');

test('a check tells each remedy with its flag, and the rows that are left out are there before the start', async () => {
  const dry = await terminal.run(['import', terminal.file('people.csv', file), '--dry-run']);
  expect([dry.code, dry.stderr.replace(/.*\r/g, '')]).toEqual([2, '']);
  for (const remedy of [
    'apply such rows one after the other (--if-exists update --duplicates merge).',
    'which needs no names (--if-exists update --if-missing skip).',
    'one call a person (--newsletter).',
    "Frobnitz: Nothing is like it. Choose where it goes, or leave it out (--map 'Frobnitz=attributes.Frobnitz').",
  ])
    expect(dry.stdout).toContain(remedy);
  const id = /imports resume (\S+)/.exec(dry.stdout)![1]!;
  const out = join(terminal.home, 'before');
  const [report, problems, unknown] = await Promise.all([
    terminal.run(['imports', 'report', id, '--out', out, '--json']),
    terminal.run(['imports', 'show', id, '--problems', '--json']),
    terminal.run(['imports', 'show', 'imp_none']),
  ]);
  expect(report.code).toBe(0);
  const [head, ...rejects] = readFileSync(join(out, 'rejects.csv'), 'utf8').split('\r\n');
  expect(head).toBe('email;first_name;last_name;Newsletter;Frobnitz;error_code;error_column;error;what_to_do');
  expect(rejects).toEqual([
    expect.stringMatching(/^;"Bob ""B""";Lee;no;red;email_missing;email;/),
    expect.stringMatching(/^cleo@t\.example;;;;red;name_missing;/),
    '',
  ]);
  expect(readFileSync(join(out, 'results.csv'), 'utf8').match(/,pending,/g)).toHaveLength(4);
  expect(problems.stdout).toContain('--duplicates merge');
  expect(unknown.stderr).toBe(
    'Error: There is no import "imp_none".\nrollcall imports list shows those that there are.\n',
  );
});

test('what the store lacks is told with the cell, and with the flag that has it made', async () => {
  const people = 'email,first_name,last_name,Tags,customer_group\nana@u.example,Ana,Ruiz,vip,Gold\n';
  const path = terminal.file('tagged.csv', people);
  const dry = await terminal.run(['import', path, '--dry-run', '--map', 'Tags=attributes.Tags']);
  const remedies = dry.stdout.split('\n').filter((line) => line.endsWith(' are made (--create-missing).'));
  expect(remedies.map((line) => line.trim().split(' ').slice(0, 3).join(' '))).toEqual([
    'Create the group',
    'Create the attribute',
  ]);
  const ungrouped = terminal.file('ungrouped.csv', people.replaceAll(/,customer_group|,Gold/g, ''));
  const tagged = await terminal.run(['import', ungrouped, '--dry-run', '--map', 'Tags=attributes.Tags']);
  expect(tagged.stdout).toContain('or choose that attributes which are missing are made (--create-missing).');
});

test('columns that cannot be used are refused with the flag that chooses them', async () => {
  const odd = terminal.file('odd.csv', "kontakt's;first_name\nx@t.example y;Ana\n");
  const runs = [
    [[], `Say which it is, for example: --map 'kontakt'\\''s=email'\n`],
    [['--map', "kontakt's=email", 'first_name=email'], `--map 'COLUMN=' leaves it out.\n`],
  ] as const;
  for (const [flags, hint] of runs) {
    const { code, stderr } = await terminal.run(['import', odd, '--dry-run', ...flags]);
    expect([code, stderr.endsWith(hint), stderr]).toEqual([1, true, expect.any(String)]);
  }
});
