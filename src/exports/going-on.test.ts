import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withPorts } from '../bigcommerce/index.ts';
import { refusal } from '../nodes/fixtures/refusal.ts';
import { type ExportStore, openExportStore } from './fixtures/open-export-store.ts';
import { type ExportOptions, exportCustomers, exportOrders } from './index.ts';

let shop: ExportStore;
let folders = 0;
const folder = () => {
  folders += 1;
  const path = join(shop.folder, `run-${folders}`);
  mkdirSync(path);
  return path;
};
const copy = (from: string, to: string) => {
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
};
beforeAll(async () => {
  shop = await openExportStore({ customers: 1_300, addresses: (position) => position % 4, orders: 1_100 });
});
afterAll(() => shop.close());

const exports = { customers: exportCustomers, orders: exportOrders };

/** Runs an export until it has so many pages, and then as far as a run comes that is asked to stop. */
async function interrupted(what: keyof typeof exports, file: string, pages: number): Promise<void> {
  const control = new AbortController();
  let told = 0;
  const options: ExportOptions = {
    to: { file },
    signal: control.signal,
    onProgress: () => {
      told += 1;
      if (told > pages) control.abort();
    },
  };
  await exports[what](shop.store, options).then(
    () => Promise.reject(new Error('It was not stopped.')),
    () => undefined,
  );
}

describe.each([
  ['customers', 'all.csv'],
  ['customers', 'all.csv.gz'],
  ['customers', 'all.ndjson'],
  ['customers', 'all.ndjson.gz'],
  ['orders', 'all.csv'],
  ['orders', 'all.ndjson.gz'],
] as const)('%s in %s', (what, name) => {
  let whole: Buffer;
  beforeAll(async () => {
    const file = join(folder(), name);
    await exports[what](shop.store, { to: { file } });
    whole = readFileSync(file);
  });

  test('end in the same bytes wherever the process was killed, half a page written or not', async () => {
    const running = folder();
    const moments: string[] = [];
    const result = exports[what](shop.store, {
      to: { file: join(running, name) },
      // What a killed process would leave behind now.
      onProgress: () => {
        const moment = folder();
        copy(running, moment);
        moments.push(moment);
      },
    });
    await result;
    expect(moments.length).toBeGreaterThan(4);
    for (const [index, moment] of moments.entries()) {
      const file = join(moment, name);
      if (index % 2 === 1) appendFileSync(`${file}.rollcall-export-rows`, 'half a p');
      await exports[what](shop.store, { to: { file } });
      expect(readFileSync(file).equals(whole)).toBe(true);
      expect(readdirSync(moment)).toEqual([name]);
    }
  });

  test('go on where they were stopped, as often as it happens, and nothing is asked for twice', async () => {
    const file = join(folder(), name);
    await interrupted(what, file, 1);
    await interrupted(what, file, 2);
    const paths: string[] = [];
    const store = withPorts(shop.store, { onRequest: (endpoint) => paths.push(endpoint) });
    const { exported, resumedAt } = await exports[what](store, { to: { file } });
    expect([exported, resumedAt]).toEqual([what === 'customers' ? 1_300 : 1_100, 750]);
    expect(paths.length).toBeLessThanOrEqual(3);
    expect(readFileSync(file).equals(whole)).toBe(true);
  });
});

describe('an unfinished export', () => {
  test('is finished when the process died between the last page and the name of the file', async () => {
    const whole = join(folder(), 'all.ndjson');
    await exportCustomers(shop.store, { to: { file: whole } });
    for (const isPlaced of [false, true]) {
      const file = join(folder(), 'all.ndjson');
      await interrupted('customers', file, 6);
      const side = JSON.parse(readFileSync(`${file}.rollcall-export`, 'utf8'));
      expect(side.progress).toMatchObject({ complete: true, done: 1_300 });
      writeFileSync(`${file}.rollcall-export`, JSON.stringify({ ...side, placing: true }));
      if (isPlaced) renameSync(`${file}.rollcall-export-rows`, file);
      const { exported } = await exportCustomers(shop.store, { to: { file } });
      expect(exported).toBe(1_300);
      expect(readFileSync(file).equals(readFileSync(whole))).toBe(true);
      expect(readdirSync(join(file, '..'))).toEqual(['all.ndjson']);
    }
  });

  test('of other rows, in another format or from another store refuses, and says what to do', async () => {
    const file = join(folder(), 'all.csv');
    await interrupted('customers', file, 2);
    const before = readFileSync(`${file}.rollcall-export-rows`);
    const others = [
      () => exportOrders(shop.store, { to: { file } }),
      () => exportCustomers(shop.store, { to: { file, overwrite: true }, format: 'ndjson' }),
      () => exportCustomers(shop.store, { to: { file }, filters: { name: 'Ada1' } }),
      () => exportCustomers({ ...shop.store, key: 'https://api.bigcommerce.com/stores/other' }, { to: { file } }),
    ];
    for (const other of others) {
      const error = await refusal(other());
      expect([error.code, error.message]).toEqual(['invalid_params', expect.stringContaining('remove that file')]);
      expect(error.message).toContain(`${file}.rollcall-export belongs to an unfinished export of customers as csv`);
    }
    expect(readFileSync(`${file}.rollcall-export-rows`).equals(before)).toBe(true);
  });

  test('whose rows are gone, or whose progress cannot be read, says so and touches nothing', async () => {
    const file = join(folder(), 'all.csv');
    await interrupted('customers', file, 2);
    writeFileSync(`${file}.rollcall-export-rows`, 'short');
    await expect(exportCustomers(shop.store, { to: { file } })).rejects.toThrow(/lacks rows/);
    writeFileSync(`${file}.rollcall-export`, '{"version":');
    await expect(exportCustomers(shop.store, { to: { file } })).rejects.toThrow(/is damaged/);
    expect(readFileSync(`${file}.rollcall-export-rows`, 'utf8')).toBe('short');
  });

  test('that is started a second time meanwhile is written by one of the two, and is whole', async () => {
    const file = join(folder(), 'all.ndjson');
    let second: Promise<unknown> | undefined;
    const first = exportCustomers(shop.store, {
      to: { file },
      onProgress: ({ done }) => {
        if (done !== 500) return;
        second = exportCustomers(shop.store, { to: { file } });
        second.catch(() => undefined);
      },
    });
    const results = await Promise.allSettled([first, first.catch(() => undefined).then(() => second)]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.message)).toEqual([expect.stringMatching(/^Another run writes/)]);
    const ids = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(Array.from({ length: 1_300 }, (_, id) => id + 1));
  });

  test('that has read nothing leaves nothing behind', async () => {
    const place = folder();
    const store = withPorts(shop.store, { accessToken: 'wrong' });
    const error = await refusal(exportCustomers(store, { to: { file: join(place, 'all.csv') } }));
    expect([error.code, readdirSync(place)]).toEqual(['unauthorized', []]);
  });

  test('whose cursor the store does not take any more says how to begin anew', async () => {
    const file = join(folder(), 'all.csv');
    await interrupted('customers', file, 2);
    const side = JSON.parse(readFileSync(`${file}.rollcall-export`, 'utf8'));
    side.progress.position = 'nonsense';
    writeFileSync(`${file}.rollcall-export`, JSON.stringify(side));
    const error = await refusal(exportCustomers(shop.store, { to: { file } }));
    expect([error.code, error.message]).toEqual(['rejected', expect.stringContaining('begin anew')]);
  });
});
