import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growStore } from '../../exports/fixtures/grow-store.ts';
import { type SandboxServer, startSandboxServer } from '../../sandbox/index.ts';
import { type RunOptions, rollcall, startRollcall } from '../fixtures/rollcall-process.ts';
import { temporaryHome } from '../fixtures/temporary-home.ts';
import { describeExport, showExportProgress } from './export-progress.ts';

const { home, remove } = temporaryHome();
const customers = 2_100;
let sandbox: SandboxServer;
let slow: SandboxServer;
let keepAlive: ReturnType<typeof startRollcall>;
let folders = 0;

const run = (args: string[], options: Partial<RunOptions> = {}) => rollcall(args, { home, ...options });
const folder = () => {
  folders += 1;
  const path = join(home, `out-${folders}`);
  mkdirSync(path);
  return path;
};
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)!;

beforeAll(async () => {
  sandbox = await startSandboxServer({ quota: 0 });
  const directory = join(home, 'grown');
  growStore(directory, { customers, addresses: (position) => position % 3 });
  slow = await startSandboxServer({ quota: 0, directory, latency: [400, 400] });
  for (const [id, { url, storeHash, accessToken }] of Object.entries({ main: sandbox, slow })) {
    const flags = ['--id', id, '--store-hash', storeHash, '--access-token', accessToken, '--api-url', url];
    const { code, stderr } = await run(['credentials', 'add', ...flags]);
    expect([code, stderr]).toEqual([0, '']);
  }
  // Holds the database of the home open, so that each command does not start it anew.
  keepAlive = startRollcall(['start'], { home, env: { ROLLCALL_PORT: '0' } });
  await keepAlive.says(/Console: /);
});

afterAll(async () => {
  keepAlive.child.kill('SIGTERM');
  await keepAlive.finished;
  await sandbox.stop();
  await slow.stop();
  remove();
});

const ofMain = ['--credentials', 'main'];
const ofSlow = ['--credentials', 'slow'];

describe('an export in the terminal', () => {
  test('goes to stdout, alone, and stderr ends with how many there were', async () => {
    const { code, stdout, stderr } = await run(['export', 'customers', ...ofMain]);
    expect([code, stdout.split('\n').length]).toEqual([0, 322]);
    expect(stdout).toMatch(/^Email Address,First Name,/);
    expect(lastLine(stderr)).toMatch(/^320 customers written to stdout \(\d+\.\d s\)\.$/);
    const orders = await run(['export', 'orders', ...ofMain, '--format', 'ndjson']);
    expect([orders.code, orders.stdout.trimEnd().split('\n').length]).toEqual([0, 150]);
    expect(lastLine(orders.stderr)).toMatch(/^150 orders written to stdout/);
  });

  test('goes to a file, and --json ends with what was done', async () => {
    const place = folder();
    const { code, stdout, stderr } = await run(['export', 'orders', ...ofMain, '--out', 'o.ndjson.gz', '--json'], {
      cwd: place,
    });
    expect([code, readdirSync(place)]).toEqual([0, ['o.ndjson.gz']]);
    const file = join(place, 'o.ndjson.gz');
    expect(JSON.parse(stdout)).toEqual({ exported: 150, file, seconds: expect.any(Number), requests: 1 });
    expect(lastLine(stderr)).toMatch(/^150 orders in o\.ndjson\.gz \(/);
    expect(gunzipSync(readFileSync(file)).toString().split('\n')).toHaveLength(151);
  });

  test('is of those that the filters of the node leave, flags read as loosely', async () => {
    const group = ['export', 'customers', ...ofMain, '--customer-group-id', '3', '--format', 'ndjson'];
    const { code, stdout, stderr } = await run(group);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, new Set(rows.map(({ customer_group }) => customer_group))]).toEqual([0, new Set(['VIP'])]);
    expect(lastLine(stderr)).toMatch(new RegExp(`^${rows.length} customers written`));
    const few = await run(['export', 'customers', ...ofMain, '--customer-ids', '5,9', '--customer_ids', '7']);
    expect(few.stdout.trimEnd().split('\n')).toHaveLength(4);
    const orders = await run(['export', 'orders', ...ofMain, '--status-id', 'shipped', '--format', 'ndjson']);
    const states = orders.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).status);
    expect([orders.code, new Set(states)]).toEqual([0, new Set(['Shipped'])]);
  });

  test('refuses what cannot be, with the reason and exit code 1', async () => {
    const file = join(folder(), 'all.csv');
    writeFileSync(file, 'mine');
    const cases: [string[], RegExp][] = [
      [['customers', ...ofMain, '--out', file], /^Error: .+all\.csv exists already\. .+--overwrite/],
      [['customers', ...ofMain, '--out', `${file}.json`], /^Error: There is no export as json/],
      [['customers', ...ofMain, '--format', 'xml'], /^Error: format must be csv or ndjson/],
      [['customers', '--json'], /^Error: --json needs --out/],
      [['customers', '--overwrite'], /^Error: --overwrite needs --out/],
      [['customers', '--credentials', 'none'], /^Error: .*none/],
      [['groups'], /^Error: unknown command 'groups'\n.*export customers` or `rollcall export orders/],
      [['customers', ...ofMain, '--date-created-min', 'May'], /^Error: date_created_min must be an ISO 8601 date/],
      [['orders', ...ofMain, '--customer-group-id', '3'], /^Error: unknown option '--customer-group-id'/],
    ];
    for (const [args, says] of cases) {
      const { code, stdout, stderr } = await run(['export', ...args]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(says);
      expect(stderr).not.toContain('    at ');
    }
    const { code, stdout } = await run(['export', 'customers', ...ofMain, '--out', file, '--json']);
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'invalid_params']);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const misspelt = await run(['export', 'customers', '--out', file, '--json', '--frmat', 'csv']);
    expect([misspelt.code, JSON.parse(misspelt.stdout).error.code]).toEqual([1, 'invalid_params']);
  });
});

describe('an export that was ended', () => {
  let whole: Record<string, Buffer>;
  beforeAll(async () => {
    const place = folder();
    for (const name of ['a.csv', 'a.ndjson.gz'])
      expect((await run(['export', 'customers', ...ofSlow, '--out', join(place, name)])).code).toBe(0);
    whole = Object.fromEntries(readdirSync(place).map((name) => [name, readFileSync(join(place, name))]));
  });

  test.each(['a.csv', 'a.ndjson.gz'])(
    'by kill -9 goes on with the same command, to the same bytes: %s',
    async (name) => {
      const place = folder();
      const args = ['export', 'customers', ...ofSlow, '--out', join(place, name), '--json'];
      const killed = startRollcall(args, { home });
      await grown(place, 750);
      killed.child.kill('SIGKILL');
      await killed.finished;
      expect(readdirSync(place)).not.toContain(name);
      const { code, stdout, stderr } = await run(args);
      expect([code, JSON.parse(stdout).exported]).toEqual([0, customers]);
      // Nine pages in all, of which three at least were there.
      expect(JSON.parse(stdout).requests).toBeLessThanOrEqual(6);
      expect(lastLine(stderr)).toMatch(/^2,100 customers in .+, [\d,]+ of them from the run before/);
      expect(readFileSync(join(place, name)).equals(whole[name]!)).toBe(true);
      expect(readdirSync(place)).toEqual([name]);
    },
  );

  test('by Ctrl-C exits 130, says how to go on, and does', async () => {
    const place = folder();
    const args = ['export', 'customers', ...ofSlow, '--out', join(place, 'a.csv')];
    const stopped = startRollcall(args, { home });
    await grown(place, 500);
    stopped.child.kill('SIGINT');
    const { code, stderr } = await stopped.finished;
    expect(code).toBe(130);
    expect(lastLine(stderr)).toMatch(/^Stopped after [\d,]+ customers\. Run the same command again to go on\.$/);
    expect((await run(args)).code).toBe(0);
    expect(readFileSync(join(place, 'a.csv')).equals(whole['a.csv']!)).toBe(true);
  });
});

test('the progress of an export has the total, the pace of this run, quota and waits', () => {
  const state = { what: 'customers' as const, done: 12_500, resumedAt: 2_500, total: 40_000, quotaLeft: 87 };
  expect(describeExport({ ...state, waiting: 'waiting 12 s' }, 10)).toBe(
    '12,500 of 40,000 customers | 1000/s | quota 87 | waiting 12 s',
  );
  expect(describeExport({ what: 'orders', done: 0, resumedAt: 0 }, 0)).toBe('0 orders | 0.0/s');
  let text = '';
  const listen = () => undefined;
  const write = (piece: string) => {
    text += piece;
    return true;
  };
  for (const isTTY of [false, true]) {
    const terminal = { isTTY, columns: 120, write, on: listen, once: listen, off: listen };
    const bar = showExportProgress(terminal);
    bar.update(state);
    bar.stop();
    expect(text.includes('12,500 of 40,000 customers')).toBe(isTTY);
  }
});

/** Resolves when so many rows are on record beside the file. */
async function grown(place: string, rows: number): Promise<void> {
  const side = () => readdirSync(place).find((name) => name.endsWith('.rollcall-export'));
  for (let done = 0; done < rows; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const name = side();
    if (name) done = JSON.parse(readFileSync(join(place, name), 'utf8')).progress.done;
  }
}
