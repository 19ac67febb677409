import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { temporaryHome } from '../hosts/fixtures/temporary-home.ts';
import { startSandboxServer } from '../sandbox/index.ts';
import { type OpenedImports, openImports } from './fixtures/open-imports.ts';
import type { ImportWorker } from './worker.ts';

let sandbox: Awaited<ReturnType<typeof startSandboxServer>>;
let opened: OpenedImports;
let worker: ImportWorker;
const { home, remove } = temporaryHome();

beforeAll(async () => {
  sandbox = await startSandboxServer({ quota: 0, empty: true });
  opened = await openImports(home, sandbox);
  worker = await opened.imports.work();
});

afterAll(async () => {
  await worker.stop();
  await opened.close();
  await sandbox.stop();
  remove();
});

beforeEach(() => sandbox.sandbox.reset({ empty: true }));

const header = 'email,first_name,last_name,company';
const csv = (...lines: string[]) => [header, ...lines, ''].join('\n');
const people = (count: number, company = '') =>
  Array.from({ length: count }, (_, n) => `p${n}@example.com,Ana,Ruiz,${company}`);

const ask = (query: string, method = 'GET'): Promise<Response> => {
  const { url, storeHash, accessToken } = sandbox;
  const headers = { 'x-auth-token': accessToken };
  return fetch(`${url}/stores/${storeHash}/v3/customers?${query}`, { method, headers });
};

async function customers(): Promise<{ id: number; email: string; company: string }[]> {
  const { data } = (await (await ask('limit=250')).json()) as { data: Awaited<ReturnType<typeof customers>> };
  return data;
}

/** The store loses a customer, as if it had never been made. */
async function takeAway(email: string): Promise<void> {
  const { id } = (await customers()).find((customer) => customer.email === email)!;
  await ask(`id:in=${id}`, 'DELETE');
}

const requests = () => sandbox.sandbox.stats().requests;

describe('an import', () => {
  test('gives every row one fate, and the counts are those of the rows', async () => {
    const record = await opened.run(
      csv(
        'a@example.com,Ana,Ruiz,',
        'bad,Ana,Ruiz,',
        'A@EXAMPLE.com,Ana,Ruiz,',
        'b@example.com,Ana,,',
        'c@example.com,Ana,Ruiz,',
      ),
    );
    expect(await opened.fates(record.id)).toEqual([
      'created',
      expect.stringMatching(/^rejected /),
      'skipped duplicate_row',
      expect.stringMatching(/^rejected /),
      'created',
    ]);
    expect(record).toMatchObject({
      state: 'completed',
      rows: 5,
      counts: { created: 2, updated: 0, unchanged: 0, skipped: 1, rejected: 2, failed: 0 },
    });
    expect((await customers()).map(({ email }) => email)).toEqual(['a@example.com', 'c@example.com']);
  });

  test('sends ten customers a call, and a file that is run twice changes nothing', async () => {
    const first = await opened.run(csv(...people(95)));
    expect(first.counts).toMatchObject({ created: 95 });
    expect(requests()['POST /v3/customers']).toEqual({ 200: 10 });
    const second = await opened.run(csv(...people(95)));
    expect(second.counts).toMatchObject({ created: 0, skipped: 95 });
    expect(await customers()).toHaveLength(95);
  });

  test('sends nothing before it is started, and a check may be repeated with other options', async () => {
    const { id } = await opened.check(csv(...people(3)));
    expect(requests()['POST /v3/customers']).toBeUndefined();
    expect((await opened.imports.get(id)).check?.would).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      rejected: 0,
    });
    await expect(opened.imports.start('imp_none')).rejects.toThrow('There is no import');
  });

  test('pilots some rows, and resuming continues the same import', async () => {
    const { id } = await opened.check(csv(...people(25)));
    await opened.imports.start(id, { limit: 7 });
    const pilot = await opened.rest(id);
    expect(pilot).toMatchObject({ state: 'paused', reason: { code: 'limit_reached' }, counts: { created: 7 } });
    expect(opened.imports.summary(pilot)).toMatchObject({ pending: 18, next: `rollcall imports resume ${id}` });
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 25 } });
  });

  test('reads the whole store once where nearly all customers exist, which takes fewer calls than asking for each', async () => {
    await opened.run(csv(...people(1_500)));
    const before = requests()['GET /v3/customers']?.['200'] ?? 0;
    const again = await opened.run(csv(...people(1_500)));
    expect(again.counts).toMatchObject({ skipped: 1_500 });
    // 6 pages of 250, not 30 lookups of 50.
    expect((requests()['GET /v3/customers']?.['200'] ?? 0) - before).toBeLessThan(20);
  });

  test('lets a later row with the email take the place of one that the store refuses', async () => {
    const { id } = await opened.check(
      csv('x@example.com,Ana,Ruiz,first', 'X@example.com,Ana,Ruiz,second', 'x@example.com,Ana,Ruiz,third'),
    );
    const { no } = await opened.imports.get(id);
    // A phone of 51 characters passes nobody's check but is refused by BigCommerce.
    await opened.pool.query(
      `update rollcall.import_rows_${no} set input = jsonb_set(input::jsonb, '{customer,phone}', to_jsonb(repeat('1', 51)))::text where row_no = 0`,
    );
    await opened.imports.start(id);
    await opened.rest(id);
    expect(await opened.fates(id)).toEqual(['rejected rejected', 'created', 'skipped duplicate_row']);
    expect(await customers()).toEqual([expect.objectContaining({ email: 'X@example.com', company: 'second' })]);
  });

  test('merges rows with one email in file order where that is asked for', async () => {
    const record = await opened.run(
      csv(
        'x@example.com,Ana,Ruiz,first',
        'y@example.com,Ana,Ruiz,',
        'X@example.com,Ana,Ruiz,second',
        'x@example.com,Ana,Ruiz,third',
      ),
      { if_exists: 'update', duplicates: 'merge' },
    );
    expect(await opened.fates(record.id)).toEqual(['created', 'created', 'updated', 'updated']);
    expect((await customers()).find(({ email }) => email === 'x@example.com')).toMatchObject({ company: 'third' });
  });

  test('updates, empties and leaves out as its options say, with the values from before on record', async () => {
    await opened.run(csv('a@example.com,Ana,Ruiz,Old', 'b@example.com,Ana,Ruiz,Old'));
    const kept = await opened.run(csv('a@example.com,Ana,Ruiz,', 'b@example.com,Ana,Ruiz,New'), {
      if_exists: 'update',
    });
    expect(kept.counts).toMatchObject({ unchanged: 1, updated: 1 });
    const life = await opened.imports.row(kept.id, 3);
    expect(life.events).toEqual([
      expect.objectContaining({ event: 'intended to create' }),
      expect.objectContaining({ event: 'intended to update', changes: { company: { from: 'Old', to: 'New' } } }),
      expect.objectContaining({ event: 'settled', fate: 'updated' }),
    ]);
    const cleared = await opened.run(csv('a@example.com,Ana,Ruiz,', 'nobody@example.com,,,'), {
      if_exists: 'update',
      if_missing: 'skip',
      blank: 'clear',
    });
    expect(cleared.counts).toMatchObject({ updated: 1, skipped: 1 });
    expect((await customers()).map(({ company }) => company)).toEqual(['', 'New']);
  });

  test('that meets a revoked token pauses with the reason and goes on when the credential is mended', async () => {
    const { id } = await opened.check(csv(...people(30)));
    const { url: apiUrl, storeHash, accessToken } = sandbox;
    await opened.vault.add({ id: 'main', storeHash, accessToken: 'revoked', apiUrl });
    await opened.imports.start(id);
    const paused = await opened.rest(id);
    expect(paused).toMatchObject({ state: 'paused', reason: { code: 'unauthorized' } });
    expect(opened.imports.summary(paused)).toMatchObject({
      created: 0,
      pending: 30,
      next: expect.stringContaining('rollcall credentials update main --access-token && rollcall imports resume'),
    });
    await opened.vault.add({ id: 'main', storeHash, accessToken, apiUrl });
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 30 } });
  });

  test('waits for an earlier one of its store', async () => {
    const [first, second] = [await opened.check(csv(...people(200))), await opened.check(csv(...people(200, 'Later')))];
    await opened.imports.start(first.id);
    await opened.imports.start(second.id);
    expect((await opened.rest(second.id)).counts).toMatchObject({ skipped: 200 });
    expect((await opened.imports.get(first.id)).counts).toMatchObject({ created: 200 });
  });

  test('is paused, goes on, and is cancelled with what it has done', async () => {
    const slow = await startSandboxServer({ quota: 0, empty: true, latency: [40, 60], storeHash: 'slow' });
    await opened.vault.add({ id: 'slow', storeHash: 'slow', accessToken: slow.accessToken, apiUrl: slow.url });
    try {
      const { id } = await opened.imports.create({ file: 'x.csv', credentialsId: 'slow' });
      await opened.imports.check(id, {
        // Lasts far longer than until a wish is seen.
        input: Readable.from([Buffer.from(csv(...people(6_000)))], { objectMode: false }),
      });
      await opened.imports.start(id);
      const some = async (more: number) => {
        while ((await opened.imports.get(id)).counts.created < more) await new Promise((done) => setTimeout(done, 10));
      };
      await some(20);
      await opened.imports.pause(id);
      const paused = await opened.rest(id);
      expect(paused).toMatchObject({ state: 'paused', reason: { code: 'paused' } });
      const { created } = paused.counts;
      expect(created).toBeLessThan(6_000);
      expect(slow.sandbox.stats().rows.customers).toBe(created);
      await opened.imports.start(id);
      await some(created + 50);
      await opened.imports.cancel(id);
      const cancelled = await opened.rest(id);
      expect(cancelled.state).toBe('cancelled');
      expect(slow.sandbox.stats().rows.customers).toBe(cancelled.counts.created);
      await expect(opened.imports.start(id)).rejects.toThrow('is cancelled');
    } finally {
      await slow.stop();
    }
  });

  test('tries the failed rows again, and only those', async () => {
    const { id, no } = await opened.check(csv(...people(20)));
    await opened.imports.start(id, { limit: 10 });
    await opened.rest(id);
    await takeAway('p3@example.com');
    await opened.pool.query(
      `update rollcall.import_outcomes_${no} set fate = 'failed', error_code = 'store_unavailable' where row_no = 3`,
    );
    await opened.pool.query('update rollcall.imports set created = created - 1, failed = 1 where no = $1', [no]);
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 19, failed: 1 } });
    await opened.imports.retry(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed', counts: { created: 20, skipped: 0, failed: 0 } });
    expect(sandbox.sandbox.stats().items_per_post['POST /v3/customers']).toEqual({ 10: 2, 1: 1 });
    expect((await customers()).map(({ email }) => email)).toContain('p3@example.com');
    await expect(opened.imports.retry(id)).rejects.toThrow('nothing to retry');
  });

  test('that was cancelled is not retried: what it did not send is never sent', async () => {
    const { id } = await opened.check(csv(...people(5)));
    await opened.imports.start(id, { limit: 2 });
    await opened.rest(id);
    await opened.imports.cancel(id);
    await expect(opened.imports.retry(id)).rejects.toThrow('not sent any more');
    expect(await opened.rest(id)).toMatchObject({ state: 'cancelled', counts: { created: 2 } });
  });

  test('of which some more rows are asked sends so many that have no fate yet, whatever went before', async () => {
    const { id, no } = await opened.check(csv(...people(30)));
    await opened.imports.start(id, { limit: 7 });
    await opened.rest(id);
    // As after a pause of a run without a limit.
    await opened.pool.query('update rollcall.imports set row_limit = null where no = $1', [no]);
    await opened.imports.start(id, { limit: 5 });
    expect((await opened.rest(id)).counts).toMatchObject({ created: 12 });
  });

  test('retries what failed half as its own customers, also after a pause', async () => {
    // A store of its own: after a reset the ids begin anew, and what has a lower id than one that was seen is nobody's work of now.
    const half = await startSandboxServer({ quota: 0, empty: true, storeHash: 'half' });
    await opened.vault.add({ id: 'half', storeHash: 'half', accessToken: half.accessToken, apiUrl: half.url });
    try {
      const { id, no } = await opened.imports.create({ file: 'x.csv', credentialsId: 'half' });
      const input = Readable.from([Buffer.from(csv(...people(3)))], { objectMode: false });
      await opened.imports.check(id, { input });
      await opened.imports.start(id, { limit: 2 });
      await opened.rest(id);
      await opened.pool.query(
        `update rollcall.import_outcomes_${no} set fate = 'failed', error_code = 'partial' where row_no < 2`,
      );
      await opened.pool.query('update rollcall.imports set created = 0, failed = 2 where no = $1', [no]);
      await opened.imports.start(id);
      await opened.rest(id);
      await opened.imports.retry(id);
      expect((await opened.rest(id)).counts).toMatchObject({ created: 3, skipped: 0, failed: 0 });
    } finally {
      await half.stop();
    }
  });

  test('keeps its upload until it is started, and no longer', async () => {
    const content = Readable.from([Buffer.from(csv(...people(2)))], { objectMode: false });
    const { id } = await opened.imports.upload({ file: 'people.csv', credentialsId: 'main', content, maxBytes: 1_000 });
    await opened.imports.checking(id)?.done;
    expect(existsSync(join(home, 'imports', id, 'upload'))).toBe(true);
    await opened.imports.start(id);
    await opened.rest(id);
    expect(existsSync(join(home, 'imports', id, 'upload'))).toBe(false);
  });

  test('that was never ended is not purged, however little is asked', async () => {
    const { id } = await opened.check(csv(...people(2)));
    const { id: paused } = await opened.check(csv(...people(3)));
    await opened.imports.start(paused, { limit: 1 });
    await opened.rest(paused);
    const purged = await opened.imports.purge({ olderThanDays: 0 });
    expect(purged).not.toContain(id);
    expect(purged).not.toContain(paused);
    await opened.imports.start(id);
    expect(await opened.rest(id)).toMatchObject({ state: 'completed' });
  });

  test('that died between the record and the queue is found by a worker', async () => {
    const { id, no } = await opened.check(csv(...people(2)));
    await opened.pool.query(`update rollcall.imports set state = 'queued', queued_at = now() where no = $1`, [no]);
    const another = await opened.imports.work();
    expect(await opened.rest(id)).toMatchObject({ state: 'completed' });
    await another.stop();
  });

  test('is purged: its data is gone, its counts stay', async () => {
    const record = await opened.run(csv(...people(5)));
    expect(await opened.imports.purge({ olderThanDays: 30 })).not.toContain(record.id);
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await opened.imports.purge({ olderThanDays: 30, now: later })).toContain(record.id);
    expect(await opened.imports.get(record.id)).toMatchObject({ state: 'completed', counts: { created: 5 } });
    await expect(opened.imports.row(record.id, 2)).rejects.toThrow('were deleted');
    const { rows } = await opened.pool.query(
      `select * from pg_catalog.pg_tables where tablename = 'import_rows_${record.no}'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('a check', () => {
  test('counts what would become of each row, and asks the store where that is wanted', async () => {
    await opened.run(csv(...people(10)));
    const before = requests()['GET /v3/customers']?.['200'] ?? 0;
    const { check } = await opened.check(csv(...people(30), 'bad,A,B,', 'p0@example.com,A,B,'), {
      check_existing: true,
    });
    expect(check).toMatchObject({
      rows: 32,
      would: { created: 20, skipped: 11, rejected: 1, updated: 0, unchanged: 0 },
      existing: { count: 10 },
      duplicates: 1,
    });
    expect((requests()['GET /v3/customers']?.['200'] ?? 0) - before).toBeLessThanOrEqual(2);
  });

  test('pages through every problem with its line', async () => {
    const { id } = await opened.check(csv('bad,A,B,', 'a@example.com,A,B,', 'a@example.com,A,B,', 'worse,A,B,'));
    const first = await opened.imports.problems(id, { limit: 2 });
    expect(first.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 invalid_params', '4 duplicate_row']);
    const second = await opened.imports.problems(id, {
      limit: 2,
      ...(first.next !== undefined && { after: first.next }),
    });
    expect(second.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['5 invalid_params']);
    const duplicates = await opened.imports.problems(id, { code: 'duplicate_row' });
    expect(duplicates.problems).toEqual([expect.objectContaining({ line: 4, first_line: 3 })]);
  });

  test('ignores rows of delimiters alone like blank lines, and says how many there were', async () => {
    const { check, rows, id } = await opened.check(
      csv('a@blank.example,A,B,', ',,,', ' ,"",,', 'bad,A,B,', ',', ',,,', ''),
    );
    expect([rows, check!.rows, check!.blank_rows]).toEqual([2, 2, 4]);
    expect(check!.would).toMatchObject({ created: 1, rejected: 1 });
    expect((await opened.imports.problems(id)).problems).toMatchObject([{ line: 5, row: 1 }]);
  });

  test('counts each record of a JSON array, however many share a line', async () => {
    const { check } = await opened.check('[{"email":"bad"},{"email":"worse"},{"email":"x"}]', {
      if_exists: 'update',
      if_missing: 'skip',
    });
    expect(check!.problems).toMatchObject([{ code: 'invalid_params', count: 3 }]);
  });

  test('carries nested values of JSON where they are mapped to', async () => {
    const person = '{"email":"n@nested.example","first_name":"A","last_name":"B","w":{"firma":"Acme","ort":"Madrid"}}';
    const { id } = await opened.check(person, { map: { 'w.firma': 'company', 'w.ort': 'notes' } });
    expect(await opened.imports.row(id, 1)).toMatchObject({
      sends: { customer: { company: 'Acme', notes: 'Madrid' } },
    });
  });

  test('refuses options that contradict each other, and a file without an email', async () => {
    await expect(opened.check(csv(...people(1)), { duplicates: 'merge' })).rejects.toThrow('needs if_exists "update"');
    await expect(opened.check('name,city\nAna,Madrid\n')).rejects.toThrow(
      'No column of the file was recognised as the email',
    );
  });
});
