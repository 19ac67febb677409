import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button, dialog, ask } = useOnePage();

type Stored = {
  id: number;
  customer_id: number;
  status_id: number;
  status: string;
  staff_notes: string;
  items_total: number;
  items_shipped: number;
  date_created: string;
  billing_address: { first_name: string; last_name: string; street_1: string; city: string; email: string };
  shipping_address_count: number;
};

/** What the sandbox itself has now. */
const stored = (query = '') => ask<Stored[]>(`/v2/orders?limit=250${query}`);
const storedOrder = (id: number) => ask<Stored>(`/v2/orders/${id}`);

describe('the orders page', () => {
  test('finds orders by status and day, and the address of the page says which', async () => {
    await visit('/orders');
    await heading('50 or more orders', 2);
    await on.page.getByRole('combobox', { name: 'Status' }).selectOption('Awaiting Fulfillment');
    await button('Search').click();
    const expected = await stored('&status_id=11');
    await heading(`${expected.length} orders found`, 2);
    expect(new URL(on.page.url()).search).toBe('?status_id=11');
    const table = on.page.getByRole('region', { name: 'Orders' });
    expect(await table.getByText('Awaiting Fulfillment').count()).toBe(expected.length);
    const dates = expected.map(({ date_created }) => Date.parse(date_created)).sort((a, b) => a - b);
    const day = new Date(dates[Math.floor(dates.length / 2)]!);
    await on.page.getByLabel('Placed from').fill(localDay(day));
    await button('Search').click();
    const from = new Date(`${localDay(day)}T00:00:00`).getTime();
    await heading(`${dates.filter((date) => date >= from).length} orders found`, 2);
    await on.page.reload();
    await heading(`${dates.filter((date) => date >= from).length} orders found`, 2);
    await expectReadable(on.page, 'the orders of a day');
  });

  test('pages through all of them and says how many once it knows', async () => {
    await visit('/orders?limit=100&sort=id%3Aasc');
    await on.page.getByText('1–100', { exact: true }).waitFor();
    await button('Next').click();
    const all = await stored();
    await on.page.getByText(`101–${all.length}`, { exact: true }).waitFor();
    await heading(`${all.length} orders`, 2);
    expect(await button('Next').isDisabled()).toBe(true);
    expect(await on.page.getByRole('link', { name: '250', exact: true }).count()).toBe(1);
  });

  test('exports exactly what the search finds', async () => {
    await visit('/orders?status_id=2');
    const expected = await stored('&status_id=2');
    await button(`Export ${expected.length} orders`).click();
    const [download] = await Promise.all([
      on.page.waitForEvent('download'),
      dialog().getByRole('link', { name: 'Download NDJSON' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).id).sort()).toEqual(expected.map(({ id }) => id).sort());
    await expectReadable(on.page, 'the export of orders');
  });

  test('opens an order by its number, and says where there is none', async () => {
    await visit('/orders?status_id=7');
    await on.page.getByRole('textbox', { name: 'Order number' }).fill('105');
    await on.page.keyboard.press('Enter');
    await heading('Order 105');
    await on.page.getByRole('link', { name: 'All orders' }).click();
    expect(new URL(on.page.url()).search).toBe('?status_id=7');
    await on.page.getByRole('textbox', { name: 'Order number' }).fill('999999');
    await on.page.keyboard.press('Enter');
    await heading('No such order', 2);
    await visit('/orders?email=nobody%40example.com');
    await heading('No order matches', 2);
  });
});

describe('the page of one order', () => {
  test('changes the status and notes after it said that the customer may be emailed', async () => {
    const order = (await stored('&status_id=7')).find(({ customer_id }) => customer_id > 0)!;
    await visit(`/orders/${order.id}`);
    await button('Edit the status and notes').click();
    await button('Review the changes').click();
    await on.page.getByText('You have changed nothing yet.').waitFor();
    await on.page.getByRole('combobox', { name: 'Status' }).selectOption('Awaiting Fulfillment');
    await on.page.getByRole('textbox', { name: 'Staff notes' }).fill('Paid at the counter');
    await expectReadable(on.page, 'the form of an order');
    await button('Review the changes').click();
    await dialog().getByText('Status: Awaiting Payment → Awaiting Fulfillment').waitFor();
    await dialog().getByText(`may email ${order.billing_address.email} about the new status`).waitFor();
    await expectReadable(on.page, 'the changes of an order before they are saved');
    expect((await storedOrder(order.id)).status_id).toBe(7);
    await button('Save the changes').click();
    await on.page.getByText('Saved: status, staff notes.').waitFor();
    expect(await storedOrder(order.id)).toMatchObject({ status_id: 11, staff_notes: 'Paid at the counter' });
    await on.page.getByRole('definition').filter({ hasText: 'Paid at the counter' }).waitFor();
  });

  test('ships what is open with a tracking number, one shipment for each address', async () => {
    const order = (await stored('&status_id=11')).find((one) => one.shipping_address_count === 2)!;
    await visit(`/orders/${order.id}`);
    await heading('Ship', 3);
    for (const number of [1, 2]) await heading(`Goes to address ${number} of 2`, 3);
    await on.page.getByText('Gift Lane 7').waitFor();
    await on.page.getByText(`${order.items_total} items to ship`).waitFor();
    await button('Review the shipment').click();
    await on.page.getByText('Give the tracking number that the carrier gave you.').waitFor();
    await on.page.getByRole('textbox', { name: 'Tracking number' }).fill('1Z999');
    await on.page.getByRole('combobox', { name: 'Carrier' }).selectOption('UPS');
    await button('Review the shipment').click();
    await dialog().getByText('2 new shipments').waitFor();
    await dialog().getByText('Carrier: nothing → UPS').waitFor();
    await dialog().getByText('Status: Awaiting Fulfillment → Shipped').waitFor();
    await dialog().getByText(`may email the tracking number to ${order.billing_address.email}`).waitFor();
    await expectReadable(on.page, 'a shipment before it is made');
    await button(`Ship ${order.items_total} items`).click();
    await on.page.getByText('Saved: 2 shipments with the tracking number 1Z999.').waitFor();
    await heading('Everything is shipped', 3);
    expect(await storedOrder(order.id)).toMatchObject({ status_id: 2, items_shipped: order.items_total });
    const shipments = await ask<{ date_created: string }[]>(`/v2/orders/${order.id}/shipments`);
    expect(shipments).toEqual([
      expect.objectContaining({ tracking_number: '1Z999', shipping_provider: 'ups' }),
      expect.objectContaining({ tracking_number: '1Z999', shipping_provider: 'ups' }),
    ]);
    await on.page.reload();
    const parcels = on.page.getByRole('region', { name: 'Shipments' }).getByRole('row', { name: '1Z999' });
    await expect.poll(() => parcels.count()).toBe(2);
    for (const text of ['UPS', 'Address 2', localDate(new Date(shipments[0]!.date_created))])
      expect(await parcels.last().innerText()).toContain(text);
  });

  test('warns before an order is shipped that was cancelled', async () => {
    const order = (await stored('&status_id=5'))[0]!;
    await visit(`/orders/${order.id}`);
    await on.page.getByText('This order is cancelled. Ship it only if you are sure').waitFor();
    await on.page.getByRole('textbox', { name: 'Tracking number' }).fill('1Z000');
    await button('Review the shipment').click();
    await dialog().getByText('Status: Cancelled → Shipped').waitFor();
    await dialog().getByText('This order is cancelled. Ship it only if you are sure').waitFor();
    await expectReadable(on.page, 'the shipment of a cancelled order');
    await button('Go back').click();
    expect(await storedOrder(order.id)).toMatchObject({ status_id: 5, items_shipped: 0 });
  });

  test('shows sums that add up', async () => {
    await visit('/orders/104');
    const lines = on.page.getByRole('region', { name: 'What was bought' }).getByRole('row');
    await lines.nth(1).waitFor();
    const all = await Promise.all(
      (await lines.all()).slice(1).map((line) => line.getByRole('cell').last().innerText()),
    );
    const shown = (name: string) => on.page.getByRole('term').filter({ hasText: name }).locator('xpath=../dd');
    const sum = async (name: string) => cents(await shown(name).innerText());
    const products = all.map(cents).reduce((one, other) => one + other, 0);
    expect(products).toBeGreaterThan(0);
    expect(await sum('Products')).toBe(products);
    // Prices have parts of a cent.
    const rounding = (await shown('Rounding').count()) === 0 ? 0 : await sum('Rounding');
    expect(Math.abs(rounding)).toBeLessThanOrEqual(1);
    expect(await sum('Total')).toBe(products + (await sum('Shipping')) + rounding);
  });

  test('changes the billing address and leads to the customer', async () => {
    const order = (await stored()).find(({ customer_id }) => customer_id > 0)!;
    const { first_name, last_name, city, street_1 } = order.billing_address;
    await visit(`/orders/${order.id}`);
    await button('Edit the billing address').click();
    await on.page.getByRole('textbox', { name: 'City' }).fill('Toledo');
    await on.page.getByRole('textbox', { name: 'Address line 1' }).fill('');
    await button('Review the address').click();
    await on.page.getByText('This can be changed here, but not emptied.').waitFor();
    await on.page.getByRole('textbox', { name: 'Address line 1' }).fill(street_1);
    await expectReadable(on.page, 'the form of an address');
    await button('Review the address').click();
    await dialog().getByText(`City: ${city} → Toledo`).waitFor();
    await button('Save the address').click();
    await on.page.getByText('Saved: city.').waitFor();
    expect((await storedOrder(order.id)).billing_address).toMatchObject({ city: 'Toledo', street_1 });
    await on.page.getByRole('link', { name: `${first_name} ${last_name}` }).click();
    await on.page.waitForURL(`**/customers/${order.customer_id}`);
  });
});

test('orders are readable in light and dark, on a desk and on a phone', async () => {
  for (const path of ['/orders?limit=25&max_total=5000', '/orders/111']) {
    await visit(path);
    await on.page.getByRole('table').first().waitFor();
    await expectReadable(on.page, path);
  }
  expect(on.console.faults()).toEqual([]);
});

/** "Nov 23, 2026" */
const localDate = (date: Date) => new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(date);

/** "€1,234.50" -> 123450 */
const cents = (text: string): number => Number(text.replaceAll(/[^0-9-]/g, ''));

/** By this machine's calendar: "2026-01-31" */
function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
