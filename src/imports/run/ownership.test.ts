import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../bigcommerce/index.ts';
import { type ServedImports, serveImports } from '../fixtures/serve-imports.ts';
import { createImportJournal } from './import-journal.ts';
import { guardWrites, LostOwnership, takeStore } from './ownership.ts';
import { readRecovered } from './read-recovered.ts';
import { settleRejected } from './settle-in-bulk.ts';

let opened: ServedImports;

beforeAll(async () => {
  opened = await serveImports();
});

afterAll(() => opened.close());

const created = (index: number): Outcome => ({ index, fate: 'created', customerId: index + 1, warnings: [] });

async function checked() {
  return opened.check('email,first_name,last_name\na@example.com,A,B\nb@example.com,A,B\nbad,A,B\n');
}

describe('a worker whose store was taken over', () => {
  test('writes no intent, no outcome and no count', async () => {
    const record = await checked();
    const db = opened.pool;
    const before = await takeStore(db, record.storeKey, 'first');
    const journal = createImportJournal({ db, importNo: record.no, ownership: before, hasSecrets: false });
    await journal.intend({ kind: 'create', items: [{ index: 0, key: 'a@example.com|' }] });
    await journal.settle([created(0)]);
    await takeStore(db, record.storeKey, 'second');
    await expect(journal.intend({ kind: 'create', items: [{ index: 1, key: 'b@example.com|' }] })).rejects.toThrow(
      LostOwnership,
    );
    await expect(journal.settle([created(1)])).rejects.toThrow(LostOwnership);
    await expect(
      settleRejected({ db, importNo: record.no, ownership: before, limit: 3, hasSecrets: false }),
    ).rejects.toThrow(LostOwnership);
    const { clock } = await opened.stores.open('main');
    await expect(readRecovered({ db, importNo: record.no, ownership: before, clock })).rejects.toThrow(LostOwnership);
    expect(await opened.fates(record.id)).toEqual(['created', 'pending', 'pending']);
    expect((await opened.imports.get(record.id)).counts).toMatchObject({ created: 1, rejected: 0 });
    const { rows } = await db.query(`select row_nos from rollcall.import_intents_${record.no}`);
    expect(rows).toEqual([{ row_nos: [0] }]);
  });

  test('sends no write when it wakes from a sleep, and asks the database only where a moment has passed', async () => {
    const { storeKey } = await checked();
    const db = opened.pool;
    let asked = 0;
    const counting = {
      query: (...args: Parameters<typeof db.query>) => {
        asked += 1;
        return db.query(...args);
      },
    } as unknown as typeof db;
    const ownership = await takeStore(counting, storeKey, 'first');
    const sent: string[] = [];
    const lost: unknown[] = [];
    const transport = guardWrites(
      async ({ method }) => {
        sent.push(method);
        return { status: 200, headers: {}, body: '' };
      },
      ownership,
      (error) => lost.push(error),
    );
    const request = { url: 'http://127.0.0.1', headers: {}, timeoutMs: 1 };
    await transport({ ...request, method: 'POST' });
    expect(asked).toBe(1);
    await takeStore(db, storeKey, 'second');
    // As if it had been frozen: what it knew of its right is too old.
    await new Promise((resolve) => setTimeout(resolve, 4_100));
    await expect(transport({ ...request, method: 'POST' })).rejects.toMatchObject({ reached: false });
    await transport({ ...request, method: 'GET' });
    expect(sent).toEqual(['POST', 'GET']);
    expect(lost).toEqual([expect.any(LostOwnership)]);
  });
});

test('an outcome that is written twice counts once', async () => {
  const record = await checked();
  const db = opened.pool;
  const ownership = await takeStore(db, record.storeKey, 'first');
  const journal = createImportJournal({ db, importNo: record.no, ownership, hasSecrets: true });
  await Promise.all([journal.settle([created(0)]), journal.settle([created(0), created(1)])]);
  expect((await opened.imports.get(record.id)).counts.created).toBe(2);
});
