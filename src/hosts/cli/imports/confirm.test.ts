import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { defaultOptions, type ImportRecord } from '../../../imports/index.ts';
import { describeQuestion } from '../../describe-question.ts';
import type { CliHost } from '../cli-host.ts';
import { confirmStart, refuseUnasked } from './confirm.ts';
import { importRecord } from './fixtures/import-record.ts';

/** A terminal at which somebody may sit. */
function terminal() {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  const control = new AbortController();
  let said = '';
  stderr.on('data', (chunk) => {
    said += chunk;
  });
  const host = { stdin, stderr, interrupted: control.signal } as unknown as CliHost;
  return { host, stdin, interrupt: () => control.abort(), said: () => said };
}

const question =
  'Create 79,412 customers in Acme Outdoor (abc123)? 8,140 calls, about 27 min, no e-mail will be sent [y/N]';

describe('the question before an import starts', () => {
  test('names the customers, the store, the cost, and that nobody is mailed', () => {
    expect(describeQuestion(importRecord())).toBe(question);
  });

  test('says so where BigCommerce is to mail them', () => {
    const mailing = importRecord({ options: { ...defaultOptions, welcome_mails: true } });
    expect(describeQuestion(mailing)).toBe(
      question.replace('no e-mail will be sent', 'BigCommerce mails every new customer'),
    );
  });

  test('says so where customers that exist are updated, and where it is a pilot', () => {
    const updating = importRecord({ options: { ...defaultOptions, if_exists: 'update' } });
    expect(describeQuestion(updating)).toMatch(/^Create or update 79,412 customers in /);
    const only = importRecord({
      options: { ...defaultOptions, if_exists: 'update', if_missing: 'skip' },
      would: { created: 0, updated: 5 },
    });
    expect(describeQuestion(only)).toMatch(/^Update 5 customers in /);
    expect(describeQuestion(importRecord(), 100)).toBe(
      'Create the customers of the first 100 rows of 79,412 in Acme Outdoor (abc123)? 11 calls, about 3 s, no e-mail will be sent [y/N]',
    );
    expect(describeQuestion(importRecord(), 100_000)).toBe(question);
  });

  test('is not asked where nothing would be written', async () => {
    const { host, said } = terminal();
    expect(await confirmStart(importRecord({ would: { created: 0 } }), host)).toBe('yes');
    expect(said()).toBe('');
  });

  test.each([
    ['y\r', 'yes'],
    ['YES\r', 'yes'],
    ['\r', 'no'],
    ['n\r', 'no'],
    ['yesterday\r', 'no'],
    ['\u0004', 'no'],
    ['\u0003', 'interrupted'],
  ])('answered with %j is a %s', async (typed, answer) => {
    const { host, stdin, said } = terminal();
    const asked = confirmStart(importRecord(), host);
    while (!said().includes('[y/N]')) await new Promise(setImmediate);
    stdin.write(typed);
    expect(await asked).toBe(answer);
    expect(said()).toContain(question);
  });

  test('gives way when the program is told to end', async () => {
    const { host, interrupt, said } = terminal();
    const asked = confirmStart(importRecord(), host);
    while (!said().includes('[y/N]')) await new Promise(setImmediate);
    interrupt();
    expect(await asked).toBe('interrupted');
  });

  test('cannot be asked without a terminal, or where the file comes from stdin', () => {
    const { host } = terminal();
    expect(() => refuseUnasked(host, 'people.csv')).not.toThrow();
    expect(() => refuseUnasked(host, '-')).toThrow(/stdin/);
    expect(() => refuseUnasked({ ...host, stdin: new PassThrough() } as CliHost)).toThrow(/no terminal/);
  });
});

test('an import that was not checked has no question', () => {
  const { check, ...unchecked } = importRecord();
  expect(describeQuestion(unchecked as ImportRecord)).toBeUndefined();
});
