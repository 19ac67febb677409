import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportCustomers } from '../src/exports/index.ts';
import { temporaryHome } from '../src/hosts/fixtures/temporary-home.ts';
import { type OpenedImports, openImports } from '../src/imports/fixtures/open-imports.ts';
import type { ImportWorker } from '../src/imports/index.ts';
import { type SandboxServer, startSandboxServer } from '../src/sandbox/index.ts';

const { home, remove } = temporaryHome();
const folder = mkdtempSync(join(tmpdir(), 'rollcall-round-trip-'));
const sandboxes: SandboxServer[] = [];
let opened: OpenedImports;
let worker: ImportWorker;

/** A store of its own, stored as a credential under its hash. */
async function serve(storeHash: string, empty: boolean): Promise<void> {
  const sandbox = await startSandboxServer({ quota: 0, storeHash, empty });
  sandboxes.push(sandbox);
  if (sandboxes.length === 1) {
    opened = await openImports(home, sandbox);
    worker = await opened.imports.work();
  }
  await opened.vault.add({ id: storeHash, storeHash, accessToken: sandbox.accessToken, apiUrl: sandbox.url });
}

beforeAll(async () => {
  await serve('demo', false);
  await serve('csv', true);
  await serve('ndjson', true);
});

afterAll(async () => {
  await worker.stop();
  await opened.close();
  for (const sandbox of sandboxes) await sandbox.stop();
  remove();
  rmSync(folder, { recursive: true });
});

async function exported(credential: string, format: 'csv' | 'ndjson'): Promise<string> {
  const file = join(folder, `${credential}.${format}`);
  await exportCustomers(await opened.stores.open(credential), { to: { file }, format });
  return file;
}

async function imported(credential: string, file: string) {
  const { id } = await opened.imports.create({ file, credentialsId: credential });
  await opened.imports.check(id, { input: createReadStream(file) });
  await opened.imports.start(id);
  return opened.rest(id);
}

test('customers exported as a Bulk Edit file are the same customers in an empty store', async () => {
  const file = await exported('demo', 'csv');
  const record = await imported('csv', file);
  expect(record).toMatchObject({ state: 'completed', rows: 320, counts: { created: 320 } });
  const read = (path: string) =>
    (parse(readFileSync(path), { columns: true }) as Record<string, string>[])
      .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !/ ID\b/.test(name))))
      .sort(byEmail('Email Address'));
  expect(read(await exported('csv', 'csv'))).toEqual(read(file));
});

test('customers exported as NDJSON are the same with attributes, form fields and channels', async () => {
  const file = await exported('demo', 'ndjson');
  const record = await imported('ndjson', file);
  expect(record).toMatchObject({ state: 'completed', rows: 320, counts: { created: 320 } });
  const read = (path: string) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => withoutIds(JSON.parse(line)) as Record<string, string>)
      .sort(byEmail('email'));
  expect(read(await exported('ndjson', 'ndjson'))).toEqual(read(file));
});

function byEmail(name: string) {
  return (a: Record<string, string>, b: Record<string, string>) => (a[name]! < b[name]! ? -1 : 1);
}

/** What a store gives anew: ids, dates and where the registration came from. */
const itsOwn = new Set(['id', 'customer_id', 'customer_group_id', 'attribute_id', 'registration_ip_address']);

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !itsOwn.has(name) && !/date_/.test(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutIds(inner)]));
}
