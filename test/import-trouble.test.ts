import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { serverPid } from '../src/database/fixtures/processes.ts';
import { openDatabase } from '../src/database/index.ts';
import { lastLine } from '../src/hosts/cli/imports/fixtures/open-terminal.ts';
import type { Finished } from '../src/hosts/fixtures/rollcall-process.ts';
import { temporaryHome } from '../src/hosts/fixtures/temporary-home.ts';
import { openImports } from '../src/imports/fixtures/open-imports.ts';
import { openShop, type Shop, summaryOf } from './fixtures-trouble/open-shop.ts';
import { canMount, readOnlyFolder, type SmallDisk, smallDisk } from './fixtures-trouble/small-disk.ts';

/** Of a store in which a thousand customers take some seconds: whatever is done half-way, the rest is still on its way. */
const slow: [number, number] = [400, 600];

/** What is opened is closed when the test ends, the last first. */
type Closing = Pick<TestContext, 'onTestFinished'>;

async function shopOnDisk({ onTestFinished }: Closing, latency?: [number, number]): Promise<Shop> {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  const shop = await openShop(home, latency);
  onTestFinished(shop.close);
  return shop;
}

async function shopOnSmallDisk(
  { onTestFinished }: Closing,
  latency?: [number, number],
): Promise<{ shop: Shop; disk: SmallDisk }> {
  const disk = smallDisk(160);
  onTestFinished(disk.remove);
  const shop = await openShop(disk.home, latency);
  onTestFinished(shop.close);
  return { shop, disk };
}

/** No stack, no line of the server's log, nothing that calls itself a defect. */
function expectWords({ stderr }: Finished): void {
  expect(stderr).not.toMatch(/\n\s+at |FATAL|PANIC|defect|undefined|\[object/);
}

/** Kills the database twice while customers arrive. */
async function killTwice({ home, holds }: Shop): Promise<void> {
  let killed: number | undefined;
  for (const customers of [200, 500]) {
    await holds(customers);
    // What was on record as intended still arrives while the database is on its way back, which may take several attempts.
    while (!kill()) await sleep(20);
  }

  function kill(): boolean {
    const pid = serverPid(home);
    if (pid === undefined || pid === killed) return false;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      return false;
    }
    killed = pid;
    return true;
  }
}

describe.concurrent('an import whose database is killed with -9', () => {
  test('goes on by itself, twice: nobody is lost, nobody is there twice, and no row is sent once more', async (context) => {
    const shop = await shopOnDisk(context, slow);
    const { path, emails } = shop.file(1_000);
    const importing = shop.start(['import', path, '--json']);
    await killTwice(shop);
    const finished = await importing.finished;
    expect(finished.code, finished.stderr).toBe(0);
    expectWords(finished);
    expect(await shop.disagreements(summaryOf(finished), emails)).toEqual([]);
    expect(summaryOf(finished).requests).toBe(100);
  });

  test('goes on in the worker that drives it, and a terminal that only watches sees the end', async (context) => {
    const shop = await shopOnDisk(context, slow);
    const { csv, emails } = shop.file(1_000);
    const worker = shop.start(['worker']);
    await worker.says(/ready/);
    const id = await startElsewhere(shop, csv);
    await worker.says(/taken up/);
    const watching = shop.start(['imports', 'resume', id, '--json']);
    await watching.says(/^Worker \S+ runs the import; this is its progress\.$/m);
    await killTwice(shop);
    const finished = await watching.finished;
    expect(finished.code, finished.stderr).toBe(0);
    expectWords(finished);
    expect(await shop.disagreements(summaryOf(finished), emails)).toEqual([]);
    worker.child.kill('SIGTERM');
    expect(await worker.finished).toMatchObject({ code: 0 });
  });

  test('in the middle of the check ends, says that nothing was sent, and the same command brings it in', async (context) => {
    const shop = await shopOnDisk(context);
    const command = ['import', shop.file(60_000).path, '--limit', '10', '--json'];
    const { pool, close } = await openDatabase({ home: shop.home });
    context.onTestFinished(close);
    const importing = shop.start(command);
    const staged = async () =>
      (await pool.query('select from pg_stat_progress_copy where tuples_processed > 5000')).rowCount !== 0;
    while (!(await staged())) await sleep(5);
    process.kill(serverPid(shop.home)!, 'SIGKILL');
    const finished = await importing.finished;
    expect(finished.code, finished.stderr).toBe(1);
    expect(finished.stderr).toMatch(
      /^Error: Import imp_\w+ ended while \S+customers\.csv was checked, after [\d,]+ rows: the database went away \(.*\)\. Nothing was sent to the store\. Run the same command again\.\n$/,
    );
    expectWords(finished);
    const again = await shop.run(command);
    expect([again.code, summaryOf(again)]).toMatchObject([0, { state: 'paused', rows: 60_000, created: 10 }]);
    expect(await shop.store.customers()).toHaveLength(10);
  });
});

describe.skipIf(!canMount()).concurrent('an import whose disk', () => {
  test('has less room than three times the file does not begin', async (context) => {
    const { shop, disk } = await shopOnSmallDisk(context);
    const { path } = shop.file(60_000);
    disk.fill(4 * 2 ** 20);
    const finished = await shop.run(['import', path, '--json']);
    expect(finished.code, finished.stderr).toBe(1);
    expect(finished.stderr).toMatch(
      /^Error: The import needs \d MB on the disk of \S+, three times the file, and \d MB are free\.\nFree some space, or set ROLLCALL_HOME to a folder on another disk\.\n$/,
    );
    expect(lastLine(finished.stdout)).toMatchObject({ success: false });
    expect(await shop.store.customers()).toEqual([]);
  });

  test('becomes full while rows are kept ends, says so, and the same command brings it in once there is room', async (context) => {
    const { shop, disk } = await shopOnSmallDisk(context);
    const command = ['import', shop.file(60_000).path, '--limit', '10', '--json'];
    // More than three times the file, and less than its rows take.
    disk.fill(7.5 * 2 ** 20);
    const finished = await shop.run(command);
    expect(finished.code, finished.stderr).toBe(1);
    expect(finished.stderr).toMatch(
      /^Error: Import imp_\w+ ended while \S+customers\.csv was checked, after [\d,]+ rows\. The disk of the database is full\. Nothing was sent to the store\. Free some space, several times the size of the file, then run the same command again\.$/m,
    );
    expectWords(finished);
    disk.empty();
    const listed = lastLine((await shop.run(['imports', 'list', '--json'])).stdout);
    expect(listed.imports[0].reason).toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/^The disk of the database is full\./),
    });
    const again = await shop.run(command);
    expect([again.code, summaryOf(again)]).toMatchObject([0, { state: 'paused', rows: 60_000, created: 10 }]);
    expect(await shop.store.customers()).toHaveLength(10);
  });

  test('becomes full under way pauses, and resumes with one command once there is room', async (context) => {
    const { shop, disk } = await shopOnSmallDisk(context, slow);
    const { path, emails } = shop.file(1_000);
    const importing = shop.start(['import', path, '--json']);
    await shop.holds(300);
    disk.fill();
    const finished = await importing.finished;
    const { import_id: id, created, pending, ...paused } = summaryOf(finished);
    expect(finished.code, finished.stderr).toBe(1);
    expect(paused).toMatchObject({
      state: 'paused',
      reason: {
        code: 'disk_full',
        message: `The disk of the database (${disk.home}/postgres/data) is full. Free some space there, then resume the import: nothing is lost.`,
      },
      next: `rollcall imports resume ${id}`,
    });
    expect(created + pending).toBe(1_000);
    expect(finished.stderr).toContain('The report could not be written: ');
    expectWords(finished);
    await resumed({ shop, disk, id, emails });
  });

  test('becomes full and stops its database ends, says how far it got, and resumes with one command', async (context) => {
    const { shop, disk } = await shopOnSmallDisk(context, slow);
    const { path, emails } = shop.file(1_000);
    const importing = shop.start(['import', path, '--json']);
    await shop.holds(300);
    const { pool, close } = await openDatabase({ home: shop.home });
    context.onTestFinished(close);
    disk.fill(2 ** 20);
    // Postgres ends itself where it finds no room for the next file of its log.
    // It may do so at once, before it answers.
    await pool.query('select pg_switch_wal()').catch(() => undefined);
    const finished = await importing.finished;
    const message = new RegExp(
      `^Error: Import (imp_\\w+) \\(${path}\\) rests at about [1-9]\\d* of 1,000 rows\\. The embedded Postgres in ${disk.home}/postgres could not start: the disk is full\\. Nothing is lost\\. Free some space there, then run: rollcall imports resume \\1$`,
      'm',
    );
    expect(finished.code, finished.stderr).toBe(1);
    expect(finished.stderr).toMatch(message);
    expectWords(finished);
    const { success, error } = lastLine(finished.stdout);
    expect([success, error.retryable]).toEqual([false, true]);
    const listed = await shop.run(['imports', 'list']);
    expect([listed.code, listed.stderr]).toEqual([1, expect.stringContaining('could not start: the disk is full.\n')]);
    await resumed({ shop, disk, id: error.details.import_id, emails });
  });

  type Resumed = { shop: Shop; disk: SmallDisk; id: string; emails: string[] };

  async function resumed({ shop, disk, id, emails }: Resumed): Promise<void> {
    disk.empty();
    const finished = await shop.run(['imports', 'resume', id, '--json']);
    expect(finished.code, finished.stderr).toBe(0);
    expect(await shop.disagreements(summaryOf(finished), emails)).toEqual([]);
  }
});

test('a worker that is asked to end lets what is in flight end; another goes on and asks after nobody', async (context) => {
  const shop = await shopOnDisk(context, slow);
  const { csv, emails } = shop.file(1_000);
  const first = shop.start(['worker']);
  await first.says(/ready/);
  const id = await startElsewhere(shop, csv);
  await first.says(/taken up/);
  const second = shop.start(['worker']);
  await second.says(/ready/);
  await shop.holds(400);
  first.child.kill('SIGTERM');
  const { code, stdout } = await first.finished;
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Worker (\S+) ready\nWorker \1 stopped\n$/)]);
  await second.says(/taken up/);
  const finished = await shop.run(['imports', 'resume', id, '--json']);
  expect(finished.code, finished.stderr).toBe(0);
  expect(await shop.lookups()).toBe(0);
  expect(summaryOf(finished).requests).toBe(100);
  expect(await shop.disagreements(summaryOf(finished), emails)).toEqual([]);
});

test.skipIf(process.getuid?.() === 0 && !canMount())(
  'an import whose report cannot be written is through all the same, and says how to have the report',
  async (context) => {
    const shop = await shopOnDisk(context);
    const { path, emails } = shop.file(50);
    const makeWritable = readOnlyFolder(join(shop.home, 'imports'));
    context.onTestFinished(makeWritable);
    const finished = await shop.run(['import', path, '--json']);
    const summary = summaryOf(finished);
    expect([finished.code, summary]).toMatchObject([1, { state: 'completed', created: 50, pending: 0 }]);
    expect(finished.stderr).toMatch(
      new RegExp(
        `^Error: The report could not be written: .*\\n.*Then run: rollcall imports report ${summary.import_id}\\n$`,
      ),
    );
    expectWords(finished);
    makeWritable();
    expect(await shop.run(['imports', 'report', summary.import_id])).toMatchObject({ code: 0 });
    expect(await shop.disagreements(summary, emails)).toEqual([]);
  },
);

/** Checks and starts an import from a process that then goes away. */
async function startElsewhere({ home, store }: Shop, csv: string): Promise<string> {
  const { imports, check, close } = await openImports(home, store);
  const { id } = await check(csv);
  await imports.start(id);
  await close();
  return id;
}
