import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTerminal, people, type Terminal } from './imports/fixtures/open-terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal(['--quota', '10', '--window-ms', '1000']);
});
afterAll(() => terminal.close());

const stateOf = async (file: string) => {
  const { rows } = await terminal.pool.query('select state, created from rollcall.imports where file = $1', [file]);
  return rows[0] as { state: string; created: number };
};

test('a worker finishes what a killed process left, hands on what it has not ended, and ends with exit 0', async () => {
  const { csv, emails } = people(800, 'orphan');
  const file = terminal.file('orphan.csv', csv);
  const importing = terminal.start(['import', file, '--json'], { stdin: '' });
  while ((await terminal.stats()).rows.customers! < 20) await sleep(50);
  importing.child.kill('SIGKILL');
  await importing.finished;
  const { created } = await stateOf(file);

  const worker = terminal.start(['worker', '--slots', '3']);
  await worker.says(/^Worker \S+:\d+ ready$/m);
  while ((await stateOf(file)).created <= created + 20) await sleep(50);
  worker.child.kill('SIGTERM');
  const { code, stdout } = await worker.finished;
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Worker (\S+) ready\nWorker \1 stopped\n$/)]);
  const handedOn = await stateOf(file);
  expect(handedOn.state).toBe('running');
  expect(handedOn.created).toBeLessThan(800);

  // Nobody waits for a heartbeat here: the job was given back.
  const { rows: held } = await terminal.pool.query(`select from rollcall_queue.job where state = 'active'`);
  expect(held).toEqual([]);
  const next = terminal.start(['worker']);
  while ((await stateOf(file)).created <= handedOn.created) await sleep(50);
  while ((await stateOf(file)).state !== 'completed') await sleep(50);
  next.child.kill('SIGINT');
  expect(await next.finished).toMatchObject({ code: 0 });
  expect(await stateOf(file)).toMatchObject({ state: 'completed', created: 800 });
  expect((await terminal.emails()).sort()).toEqual(emails.sort());
});

test('a worker takes no number of stores that makes no sense', async () => {
  const { code, stdout, stderr } = await terminal.run(['worker', '--slots', 'many']);
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^Error: --slots/)]);
});

test('a worker with another secret than the vault ends at once and takes nothing over', async () => {
  const under = (secret: string, args: string[]) => terminal.run(args, { env: { ROLLCALL_SECRET: secret } });
  // What the imports before have left of the second's quota may be nothing.
  await expect.poll(async () => (await under('the one', ['credentials', 'test', 'main'])).code).toBe(0);
  const { code, stdout, stderr } = await under('another', ['worker']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('ROLLCALL_SECRET');
});
