import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withPorts } from '../bigcommerce/index.ts';
import { getCustomers, getOrders, runNode } from '../nodes/index.ts';
import { type ExportStore, openExportStore } from './fixtures/open-export-store.ts';
import { type ExportOptions, exportCustomers, exportOrders, openCustomersExport } from './index.ts';

let demo: ExportStore;
let shop: ExportStore;
beforeAll(async () => {
  demo = await openExportStore();
  shop = await openExportStore({ customers: 700, orders: 400 });
});
afterAll(async () => {
  await demo.close();
  await shop.close();
});

const exports = { customers: exportCustomers, orders: exportOrders };
type What = keyof typeof exports;

/** The store of 700, which notes each request. */
const watched = (sent: string[]) => withPorts(shop.store, { onRequest: (endpoint) => void sent.push(endpoint) });

/** Ids in the order of the export. */
async function ids(what: What, { store }: ExportStore, filters: Record<string, unknown>): Promise<number[]> {
  let all = '';
  const write = (piece: string) => {
    all += piece;
  };
  const { exported } = await exports[what](store, { filters, format: 'ndjson', to: { write } });
  const lines = all.split('\n').slice(0, -1);
  expect(exported).toBe(lines.length);
  return lines.map((line) => JSON.parse(line).id);
}

describe('an export with filters holds exactly what the get node finds with them', () => {
  test.each<Record<string, unknown>>([
    { customer_group_id: '3' },
    { name: 'Ma' },
    { date_created_min: '2026-01-01', date_created_max: '2099-12-31T00:00:00Z' },
    { date_modified_max: '2001-01-01' },
    { customer_ids: '3, 1, 2, 100000' },
    { customer_id: 7 },
    { email: '', phone: null },
  ])('customers %j', async (filters) => {
    const { customers } = await runNode(getCustomers, demo.store, { ...filters, all: true });
    const found = (customers as { id: number }[]).map(({ id }) => id);
    expect((await ids('customers', demo, filters)).sort()).toEqual(found.sort());
  });

  test.each<Record<string, unknown>>([
    { status_id: 'awaiting fulfillment' },
    { status_id: 2, min_total: '50' },
    { max_total: 60.5, min_date_created: '2026-01-01' },
    { customer_id: 5 },
  ])('orders %j', async (filters) => {
    const { orders } = await runNode(getOrders, demo.store, { ...filters, all: true });
    const found = (orders as { id: number }[]).map(({ id }) => id);
    expect(await ids('orders', demo, filters)).toEqual(found);
  });

  test('and not everything, so that the comparison says something', async () => {
    expect((await ids('customers', demo, { customer_group_id: 3 })).length).toBeLessThan(200);
    expect((await ids('orders', demo, { status_id: 2 })).length).toBeLessThan(150);
    expect(await ids('customers', demo, {})).toHaveLength(320);
  });
});

test('more emails than one request can ask for are asked for in parts, and two spellings of one are one', async () => {
  const emails = Array.from({ length: 180 }, (_, index) => `person.${index * 3 + 1}@example.com`);
  const wanted = emails.map((_, index) => index * 3 + 1);
  const given = [...emails, 'PERSON.1@example.com', 'Person.4@EXAMPLE.com', 'nobody@example.com'];
  expect(await ids('customers', shop, { emails: given })).toEqual(wanted);
});

test('an export in parts goes on in the part and at the place where it was stopped', async () => {
  const filters = { emails: Array.from({ length: 400 }, (_, index) => `person.${index + 1}@example.com`) };
  const file = join(shop.folder, 'parts.ndjson');
  const sent: string[] = [];
  const store = watched(sent);
  const stopAt = async (done: number) => {
    const control = new AbortController();
    const onProgress: ExportOptions['onProgress'] = (progress) => {
      if (progress.done >= done) control.abort();
    };
    await exportCustomers(store, { to: { file }, filters, signal: control.signal, onProgress }).catch(() => undefined);
  };
  await stopAt(50);
  await stopAt(200);
  const { exported, resumedAt } = await exportCustomers(store, { to: { file }, filters });
  const read = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect([exported, resumedAt >= 200]).toEqual([400, true]);
  expect(read.map((line) => JSON.parse(line).id)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  // Eight parts or a few more, and at most one page read in vain at each stop.
  expect(sent.length).toBeLessThanOrEqual(14);
});

test('a filter that cannot be is refused in the words of the node, before anything is sent or made', async () => {
  const sent: string[] = [];
  const store = watched(sent);
  const file = join(shop.folder, 'refused.csv');
  const cases: [What, Record<string, unknown>, RegExp][] = [
    ['customers', { date_created_min: 'yesterday' }, /date_created_min must be an ISO 8601 date/],
    ['customers', { email: 'a@b.c', emails: ['d@e.f'] }, /Give email or emails, not both/],
    ['customers', { email: 'a,b@example.com' }, /comma/],
    ['customers', { company: 'Acme, Inc.' }, /company "Acme, Inc\." holds a comma/],
    ['customers', { e_mail: 'a@b.c' }, /unknown parameter "e_mail".+email/],
    ['customers', { limit: 5 }, /unknown parameter "limit"/],
    ['orders', { status_id: 'lost' }, /status_id/],
    ['orders', { min_total: 'much' }, /min_total must be a number/],
  ];
  for (const [what, filters, says] of cases)
    await expect(exports[what](store, { filters, to: { file } }), JSON.stringify(filters)).rejects.toThrow(says);
  expect(sent).toEqual([]);
});

describe('an export that is opened as text', () => {
  test('has read one page, and reads no more before somebody takes the text', async () => {
    const sent: string[] = [];
    const store = watched(sent);
    const text = await openCustomersExport(store, { format: 'ndjson' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent.length).toBe(1);
    let lines = 0;
    for await (const piece of text()) lines += piece.split('\n').length - 1;
    expect([lines, sent.length]).toEqual([700, 3]);
  });

  test('stops asking when its reader stops', async () => {
    const sent: string[] = [];
    const store = watched(sent);
    const text = await openCustomersExport(store, { format: 'ndjson', filters: { name: 'Ada' } });
    for await (const _ of text()) break;
    const before = sent.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent.length).toBe(before);
    expect(before).toBeLessThanOrEqual(3);
  });

  test('ends at once when its reader stops, although the store has no quota left for an hour', async () => {
    const busy = await openExportStore({ customers: 700 }, { quota: 2, windowMs: 3_600_000 });
    const text = (await openCustomersExport(busy.store, { format: 'ndjson' }))();
    const reader = text[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    await reader.return?.();
    await busy.close();
  });

  test('ends with the error where the store fails in the middle, and with nothing where it fails at once', async () => {
    const store = withPorts(shop.store, {});
    const text = await openCustomersExport(store, { format: 'ndjson', maxWaitMs: 100 });
    shop.server.sandbox.setFaults([{ kind: '5xx', status: 500 }]);
    const read = async () => {
      let all = '';
      for await (const piece of text()) all += piece;
      return all;
    };
    await expect(read()).rejects.toMatchObject({ name: 'RollcallError' });
    await expect(openCustomersExport(store, { maxWaitMs: 100 })).rejects.toMatchObject({ name: 'RollcallError' });
    shop.server.sandbox.setFaults([]);
  });
});
