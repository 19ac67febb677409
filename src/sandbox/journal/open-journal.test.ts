import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPeople, openStore, person, type TestStore } from '../fixtures/open-store.ts';
import { openJournal } from './open-journal.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function reopen(options: { empty?: boolean; warn?: (message: string) => void } = {}): TestStore & { close(): void } {
  const journal = openJournal(directory, { ...(options.warn && { warn: options.warn }) });
  return { ...openStore({ journal, empty: options.empty ?? true }), close: journal.close };
}

const READS = [
  '/v3/customers?include=addresses,attributes,formfields,storecredit&limit=250',
  '/v3/customers/subscribers?limit=250',
  '/v3/customers/attributes',
  '/v2/customer_groups',
  '/v2/orders?limit=250',
  '/v2/orders/112/shipments',
];

async function everything(store: TestStore): Promise<unknown> {
  const replies = [];
  for (const path of READS) replies.push((await store.send('GET', path)).text);
  return {
    replies,
    log: store.sandbox.creationLog(),
    made: store.sandbox.stats().created_by,
    rows: store.sandbox.stats().rows,
  };
}

const address = {
  customer_id: 1,
  first_name: 'A',
  last_name: 'B',
  address1: 'x',
  city: 'y',
  state_or_province: '',
  postal_code: '',
  country_code: 'US',
};
const WRITES: readonly ((n: number) => [string, string, unknown?])[] = [
  (n) => [
    'POST',
    '/v3/customers',
    [
      person(`n${n}@example.com`),
      person(`m${n}@example.com`, { addresses: [address], form_fields: [{ name: 'a', value: n }] }),
    ],
  ],
  (n) => ['PUT', '/v3/customers', [{ id: 1 + (n % 400), email: `moved${n}@example.com`, channel_ids: [n + 1] }]],
  (n) => ['DELETE', `/v3/customers?id:in=${1 + (n % 330)}`],
  (n) => ['POST', '/v3/customers/addresses', [{ ...address, address1: `Street ${n}` }]],
  (n) => ['DELETE', `/v3/customers/addresses?id:in=${n}`],
  (n) => ['PUT', '/v3/customers/attribute-values', [{ customer_id: 1 + (n % 330), attribute_id: 1, value: `v${n}` }]],
  (n) => ['POST', '/v3/customers/subscribers', { email: `s${n}@example.com` }],
  (n) => ['PUT', `/v3/customers/subscribers/${n}`, { consents: ['abandoned_cart'] }],
  (n) => ['POST', '/v2/customer_groups', { name: `Group ${n}`, is_default: true }],
  (n) => ['DELETE', `/v2/customer_groups/${n}`],
  (n) => ['PUT', `/v2/orders/${101 + (n % 150)}`, { staff_notes: `note ${n}` }],
  (n) => [
    'POST',
    '/v2/orders/112/shipments',
    { order_address_id: 1120, items: [{ order_product_id: 1120, quantity: n }] },
  ],
];

test('after any sequence of writes, a store that is opened again is the same, and goes on the same', async () => {
  const steps = fc.array(fc.tuple(fc.nat(WRITES.length - 1), fc.integer({ min: 1, max: 500 })), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (sequence, empty) => {
      rmSync(directory, { recursive: true, force: true });
      directory = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
      let store = reopen({ empty });
      for (const [write, n] of sequence) {
        const [method, path, body] = WRITES[write]!(n);
        await store.send(method, path, body);
      }
      const before = await everything(store);
      store.close();
      store = reopen({ empty });
      expect(await everything(store)).toEqual(before);
      const next = await store.send('POST', '/v3/customers', [person('the.next@example.com')]);
      const ids = (before as { log: { created?: { customers?: number[] } }[] }).log.flatMap(
        (entry) => entry.created?.customers ?? [],
      );
      expect(next.json.data[0].id).toBe(Math.max(empty ? 0 : 320, ...ids) + 1);
      store.close();
    }),
    { numRuns: 40 },
  );
});

test('a reply leaves only when its write is in the file', async () => {
  const store = reopen();
  const reply = await store.send('POST', '/v3/customers', [person('a@example.com')]);
  expect(reply.status).toBe(200);
  expect(readFileSync(join(directory, 'journal.ndjson'), 'utf8')).toContain('a@example.com');
  store.close();
});

test('a last line that was cut off is dropped with a warning, everything before stays', async () => {
  let store = reopen();
  await addPeople(store, 25);
  store.close();
  appendFileSync(join(directory, 'journal.ndjson'), '{"log":{"seq":9},"change":{"customers":{"put":[{"id":99,"ema');
  const warnings: string[] = [];
  store = reopen({ warn: (message) => warnings.push(message) });
  expect(store.sandbox.customers()).toHaveLength(25);
  expect(warnings).toEqual([expect.stringContaining('dropped a last line that was cut off (60 bytes)')]);
  await addPeople(
    {
      ...store,
      send: (method, path, body) =>
        store.send(
          method,
          path,
          (body as Record<string, unknown>[]).map((item) => ({ ...item, email: `x${item.email}` })),
        ),
    },
    1,
  );
  store.close();
  store = reopen({ warn: (message) => warnings.push(message) });
  expect(store.sandbox.customers()).toHaveLength(26);
  expect(warnings).toHaveLength(1);
  store.close();
});

test('a damaged line in the middle stops the start and names its number', async () => {
  const store = reopen();
  await addPeople(store, 20);
  store.close();
  const file = join(directory, 'journal.ndjson');
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[1] = lines[1]!.slice(5);
  writeFileSync(file, lines.join('\n'));
  expect(() => reopen()).toThrow(`Line 2 of ${file} is damaged, or another version wrote it; move that file away`);
});

test.each(['null', '7', '{}', '{"change":{"nothing":{"put":[{"id":1}]}}}', '{"format":2,"last_ids":{}}'])(
  'a line that is no line of a journal stops the start too: %s',
  (line) => {
    reopen().close();
    const file = join(directory, 'journal.ndjson');
    appendFileSync(file, `${line}\n`);
    expect(() => reopen()).toThrow(`Line 2 of ${file} is damaged`);
  },
);

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a full disk costs nothing that was answered, and the store goes on when there is room again',
  async () => {
    const mount = (...options: string[]) => spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', directory]).status;
    if (mount('-o', 'size=128k') !== 0) return;
    try {
      await fill(mount);
    } finally {
      spawnSync('umount', [directory]);
    }
  },
);

async function fill(mount: (...options: string[]) => number | null): Promise<void> {
  const warnings: string[] = [];
  const journal = openJournal(directory);
  const store = openStore({ journal, warn: (message) => warnings.push(message) });
  const notes = 'x'.repeat(1000);
  const answered: string[] = [];
  const add = async (number: number): Promise<number> => {
    const email = `p${number}@example.com`;
    const { status } = await store.send('POST', '/v3/customers', [person(email, { notes })]);
    if (status === 200) answered.push(email);
    return status;
  };
  let number = 0;
  while ((await add(number++)) === 200);
  expect(answered.length).toBeGreaterThan(50);
  expect(await add(number++)).toBe(500);
  const read = await store.send('GET', '/v3/customers');
  expect([read.status, read.text]).toEqual([500, expect.stringContaining('journal.ndjson: ENOSPC')]);
  expect(() => store.sandbox.reset({ empty: false })).toThrow('ENOSPC');
  expect(warnings).toEqual([
    expect.stringMatching(/cannot write .*journal\.ndjson: ENOSPC.*Until it can, it answers 500/),
  ]);
  expect(mount('-o', 'remount,size=1m')).toBe(0);
  expect(await add(number++)).toBe(200);
  const kept = store.sandbox.customers().map((row) => row.email);
  // The write that met the full disk was carried out; nobody was told so.
  expect(kept).toEqual([...answered.slice(0, -1), `p${number - 3}@example.com`, answered.at(-1)]);
  const again = reopen();
  expect(again.sandbox.customers().map((row) => row.email)).toEqual(kept);
  again.close();
  journal.close();
}

test('a journal that is mostly history is rewritten at the start, with the same store in it', async () => {
  let store = reopen();
  await addPeople(store, 10);
  const all = Array.from({ length: 10 }, (_, index) => index + 1);
  for (let round = 0; round < 2100; round++) {
    await store.send(
      'PUT',
      '/v3/customers',
      all.map((id) => ({ id, notes: `round ${round}` })),
    );
  }
  await store.send('DELETE', '/v3/customers?id:in=10');
  const before = await everything(store);
  store.close();
  const size = statSync(join(directory, 'journal.ndjson')).size;
  store = reopen();
  expect(statSync(join(directory, 'journal.ndjson')).size).toBeLessThan(size / 3);
  expect(await everything(store)).toEqual(before);
  store.close();
  store = reopen();
  expect(await everything(store)).toEqual(before);
  const next = await store.send('POST', '/v3/customers', [person('next@example.com')]);
  expect(next.json.data[0].id).toBe(11);
  store.close();
});

test('a reset empties the journal too', async () => {
  let store = reopen();
  await addPeople(store, 10);
  store.sandbox.reset({ empty: true });
  await store.send('POST', '/v3/customers', [person('after@example.com')]);
  store.close();
  store = reopen({ empty: false });
  expect(store.sandbox.customers().map((row) => row.email)).toEqual(['after@example.com']);
  store.close();
});

test('lines longer than the read buffer, and letters of several bytes across it, come back whole', async () => {
  const journal = openJournal(directory);
  const lines = ['ä'.repeat(700_001), 'x', `${'€'.repeat(900_000)}`, ''.padEnd(20, '😀')];
  for (const line of lines) journal.append(line);
  await journal.flushed();
  expect([...journal.lines()]).toEqual(lines);
  journal.close();
});
