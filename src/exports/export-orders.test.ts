import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { connect } from '../bigcommerce/index.ts';
import { createSandbox, type Journal } from '../sandbox/index.ts';
import { systemClock } from '../transport/index.ts';
import { journalLines } from './fixtures/grow-store.ts';
import { openExportStore } from './fixtures/open-export-store.ts';
import { type ExportFormat, exportOrders } from './index.ts';

/** A store of orders to which more are added after each request. */
function busyStore(sizes: number[]) {
  const nothing = () => undefined;
  const moments = sizes.map((orders) => {
    const lines = journalLines({ orders });
    const journal: Journal = {
      lines: () => lines,
      size: () => lines.length,
      append: nothing,
      flushed: nothing,
      replace: nothing,
      close: nothing,
    };
    return createSandbox({ quota: 0, journal });
  });
  let asked = 0;
  return connect({
    storeHash: moments[0]!.storeHash,
    accessToken: moments[0]!.accessToken,
    clock: systemClock,
    random: Math.random,
    async transport(request) {
      const sandbox = moments[Math.min(asked, moments.length - 1)]!;
      asked += 1;
      const reply = await sandbox.handle(request);
      if (reply.lost) throw new Error('No fault was asked for.');
      return reply;
    },
  });
}

async function text(store: Parameters<typeof exportOrders>[0], format: ExportFormat): Promise<string> {
  let all = '';
  const write = (piece: string) => {
    all += piece;
  };
  await exportOrders(store, { format, to: { write } });
  return all;
}

test('every order is there once although new ones arrive meanwhile', async () => {
  for (const format of ['csv', 'ndjson'] as const) {
    const all = await text(busyStore([400, 510, 600, 760]), format);
    const ids =
      format === 'csv'
        ? (parse(all, { columns: true }) as { id: string }[]).map(({ id }) => Number(id))
        : all
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line).id);
    // The third page, of the moment when there were 600, is not full: the walk ends there.
    expect(ids).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
  }
});

test('a store whose orders fill the last page to the brim is read to its end, and an empty one has a header', async () => {
  expect((await text(busyStore([500]), 'ndjson')).trimEnd().split('\n')).toHaveLength(500);
  expect(await text(busyStore([0]), 'csv')).toMatch(/^id,date_created,.+\n$/);
});

test('the orders of the demo store are the ones of the API, and a flat table', async () => {
  const demo = await openExportStore();
  const api = await demo.api('GET', '/v2/orders?limit=250');
  const ndjson = (await text(demo.store, 'ndjson')).trimEnd().split('\n');
  const rows = parse(await text(demo.store, 'csv'), { columns: true }) as Record<string, string>[];
  await demo.close();
  expect(ndjson.map((line) => JSON.parse(line))).toEqual(api);
  const row = rows.find(({ customer_message }) => customer_message !== '')!;
  const order = api.find(({ id }) => String(id) === row.id)!;
  const address = order.billing_address as Record<string, string>;
  expect(row).toMatchObject({
    date_created: order.date_created,
    status: order.status,
    email: address.email,
    total_inc_tax: order.total_inc_tax,
    shipping_cost_inc_tax: order.shipping_cost_inc_tax,
    items_total: String(order.items_total),
    payment_method: order.payment_method,
    billing_city: address.city,
    billing_country_code: address.country_iso2,
    customer_message: order.customer_message,
  });
});

test('what a shopper writes into an order is calculated by no spreadsheet', async () => {
  const [row] = parse(await text(busyStore([1]), 'csv'), { columns: true }) as Record<string, string>[];
  expect(row!.customer_message).toBe('\'=HYPERLINK("http://example.com")');
  expect(row!.staff_notes).toBe("'-2+3");
});
