import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Growth } from './fixtures/grow-store.ts';
import { type ExportStore, openExportStore } from './fixtures/open-export-store.ts';
import { type ExportOptions, exportCustomers } from './index.ts';

const bulkEdit =
  'Email Address,First Name,Last Name,Company,Phone,Notes,Store Credit,Customer Group,Address ID - 1,Address First Name - 1,Address Last Name - 1,Address Company - 1,Address Line 1 - 1,Address Line 2 - 1,Address City - 1,Address State - 1,Address Zip - 1,Address Country - 1,Address Phone - 1,Receive Review/Abandoned Cart Emails?,Tax Exempt Category,Customer ID';

const opened: ExportStore[] = [];
const open = async (growth: Growth) => {
  const one = await openExportStore(growth);
  opened.push(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** The text of an export that goes to a stream. */
async function text({ store }: ExportStore, options: Partial<ExportOptions> = {}): Promise<string> {
  let all = '';
  const write = (piece: string) => {
    all += piece;
  };
  await exportCustomers(store, { ...options, to: { write } });
  return all;
}
const records = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe('the customers of the demo store', () => {
  let demo: ExportStore;
  beforeAll(async () => {
    demo = await openExportStore();
  });
  afterAll(() => demo.close());

  test('are a Bulk Edit file: country, state and group by name, Y or N, credit as a number', async () => {
    const rows = records(await text(demo));
    const api = await demo.api(
      'GET',
      '/v3/customers?limit=250&include=addresses,storecredit&id:in=1,2,3,4,5,6,7,8,9,10,11,12',
    );
    const groups: Record<number, string> = { 0: '', 1: 'Retail', 2: 'Wholesale', 3: 'VIP' };
    expect(rows).toHaveLength(320);
    for (const customer of api) {
      const row = rows.find((one) => one['Customer ID'] === String(customer.id))!;
      const addresses = customer.addresses as Record<string, string>[];
      expect(row).toMatchObject({
        'Email Address': customer.email,
        'First Name': customer.first_name,
        Phone: customer.phone,
        'Store Credit': String((customer.store_credit_amounts as { amount: number }[])[0]!.amount),
        'Customer Group': groups[customer.customer_group_id as number],
        'Receive Review/Abandoned Cart Emails?': customer.accepts_product_review_abandoned_cart_emails ? 'Y' : 'N',
        'Address Country - 1': addresses[0]?.country ?? '',
        'Address State - 1': addresses[0]?.state_or_province ?? '',
        'Address Line 1 - 2': addresses[1]?.address1 ?? '',
      });
    }
    expect(Object.keys(rows[0]!)).not.toContain('Address ID - 3');
  });

  test('are the customers of the API as NDJSON, with the names of their groups and attributes', async () => {
    const lines = (await text(demo, { format: 'ndjson' })).trimEnd().split('\n');
    const customers = lines.map((line) => JSON.parse(line));
    const include = 'include=addresses,attributes,formfields,storecredit';
    const pages = [1, 2].map((page) => demo.api('GET', `/v3/customers?limit=250&page=${page}&${include}`));
    const api = (await Promise.all(pages)).flat();
    expect(customers).toMatchObject(api);
    const { customer_group, attributes } = customers.find(({ attributes }) => attributes.length > 0);
    expect(['Retail', 'Wholesale', 'VIP', null]).toContain(customer_group);
    expect(attributes[0].attribute_name).toBe('Loyalty Tier');
  });

  test('leave behind what Bulk Edit has no columns for, and that is said', async () => {
    const notices: string[] = [];
    await text(demo, { onNotice: ({ code, message }) => notices.push(`${code} ${message}`) });
    expect(notices).toEqual([expect.stringMatching(/^not_in_csv 1\d\d customers have attributes, form fields or/)]);
    await text(demo, { format: 'ndjson', onNotice: ({ code }) => notices.push(code) });
    expect(notices).toHaveLength(1);
  });

  test('are counted towards the total of the store', async () => {
    const told: unknown[] = [];
    await text(demo, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ done: 0 }, { done: 250, total: 320 }, { done: 320, total: 320 }]);
  });
});

describe('the header', () => {
  test('is exactly the one of Bulk Edit where nobody has more than one address', async () => {
    for (const growth of [{ customers: 3 }, { customers: 2, addresses: () => 0 }, {}])
      expect((await text(await open(growth))).split('\n')[0]).toBe(bulkEdit);
  });

  test('is as wide as the customer with most addresses needs, however late that one comes', async () => {
    const count = (position: number) => (position >= 220 ? 12 : position % 3);
    const csv = await text(await open({ customers: 300, addresses: count }));
    const rows = records(csv);
    expect(csv.split('\n')[0]).toContain('Address Phone - 12,Receive');
    expect(csv.split('\n')[0]).not.toContain('- 13');
    expect(rows).toHaveLength(300);
    for (const [position, row] of rows.entries()) {
      expect(row['Customer ID']).toBe(String(position + 1));
      const lines = Array.from({ length: 12 }, (_, block) => row[`Address Line 1 - ${block + 1}`]);
      const expected = Array.from({ length: 12 }, (_, home) =>
        home < count(position) ? `Calle Mayor ${home + 1}` : '',
      );
      expect(lines).toEqual(expected);
    }
  });
});

test('a customer with twelve addresses and eleven attributes loses none of them in NDJSON', async () => {
  const store = await open({ customers: 3, addresses: (position) => (position === 1 ? 12 : 10) });
  const attributes = Array.from({ length: 11 }, (_, index) => ({ name: `Trait ${index}`, type: 'string' }));
  const made: Record<string, unknown>[] = [];
  for (const part of [attributes.slice(0, 10), attributes.slice(10)])
    made.push(...(await store.api('POST', '/v3/customers/attributes', part)));
  const values = made.map(({ id }) => ({ attribute_id: id, customer_id: 2, value: `is ${id}` }));
  for (const part of [values.slice(0, 10), values.slice(10)])
    await store.api('PUT', '/v3/customers/attribute-values', part);
  const [first, second] = (await text(store, { format: 'ndjson' })).split('\n').map((line) => line && JSON.parse(line));
  expect([first.addresses.length, first.attributes.length]).toEqual([10, 0]);
  expect(second.addresses.map(({ address1 }: { address1: string }) => address1).at(-1)).toBe('Calle Mayor 12');
  expect([second.addresses.length, second.attributes.length]).toEqual([12, 11]);
  expect(second.attributes[10]).toMatchObject({ attribute_name: 'Trait 10', attribute_value: 'is 11' });
});

test('a cell that a spreadsheet would calculate is guarded; phones, quotes and line breaks come back as they are', async () => {
  const rows = records(await text(await open({ customers: 14 })));
  expect(rows[4]).toMatchObject({ Company: "'=1+1", Phone: '+34 600 123 456', 'Last Name': 'Núñez, "Jr."' });
  expect(rows.map((row) => row.Notes)[13]).toBe('two\nlines\u2028three');
});

describe('a file', () => {
  const files = (folder: string) => readdirSync(folder).filter((name) => name !== 'sandbox');

  test('is there when it is whole, with nothing beside it, and compressed where its name says so', async () => {
    const one = await open({ customers: 600, addresses: (position) => position % 3 });
    const csv = await text(one);
    const ndjson = await text(one, { format: 'ndjson' });
    for (const name of ['a.csv', 'b.csv.gz', 'c.ndjson', 'd.jsonl.gz']) {
      const file = join(one.folder, name);
      expect(await exportCustomers(one.store, { to: { file } })).toEqual({ exported: 600, resumedAt: 0 });
      const bytes = readFileSync(file);
      const content = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      expect(content === (name.includes('csv') ? csv : ndjson)).toBe(true);
    }
    expect(files(one.folder)).toEqual(['a.csv', 'b.csv.gz', 'c.ndjson', 'd.jsonl.gz']);
  });

  test('of an empty store is a header, or nothing, and still a gzip file', async () => {
    const one = await open({});
    const file = (name: string) => join(one.folder, name);
    for (const name of ['a.csv.gz', 'b.ndjson.gz']) await exportCustomers(one.store, { to: { file: file(name) } });
    expect(gunzipSync(readFileSync(file('a.csv.gz'))).toString()).toBe(`${bulkEdit}\n`);
    expect(gunzipSync(readFileSync(file('b.ndjson.gz'))).toString()).toBe('');
  });

  test('that exists is not replaced unasked', async () => {
    const one = await open({ customers: 1 });
    const file = join(one.folder, 'a.csv');
    writeFileSync(file, 'mine');
    await expect(exportCustomers(one.store, { to: { file } })).rejects.toThrow(/a\.csv exists already/);
    expect([readFileSync(file, 'utf8'), files(one.folder)]).toEqual(['mine', ['a.csv']]);
    await exportCustomers(one.store, { to: { file, overwrite: true } });
    expect(readFileSync(file, 'utf8')).toContain('person.1@example.com');
    await expect(exportCustomers(one.store, { to: { file: one.folder } })).rejects.toThrow(/is no ordinary file/);
    await expect(exportCustomers(one.store, { to: { file: join(file, 'b.csv') } })).rejects.toThrow(/part of its path/);
    await expect(exportCustomers(one.store, { to: { file: `${file}.json` } })).rejects.toThrow(/no export as json/);
  });
});
