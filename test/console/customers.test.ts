import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button, dialog, ask } = useOnePage();

type Stored = {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  phone: string;
  addresses: { address1: string; city: string; country_code: string }[];
  attributes: { attribute_value: string }[];
};

/** What the sandbox itself has now. */
const stored = async (query = ''): Promise<Stored[]> => {
  const path = `/v3/customers?include=addresses,attributes&limit=250${query}`;
  type Answer = { data: Stored[]; meta: { pagination: { total_pages: number } } };
  const { data, meta } = await ask<Answer>(path);
  return meta.pagination.total_pages > 1 ? [...data, ...(await ask<Answer>(`${path}&page=2`)).data] : data;
};

const orders = (): Promise<{ id: number; customer_id: number }[]> => ask('/v2/orders?limit=250');

const nameOf = ({ first_name, last_name }: Stored) => `${first_name} ${last_name}`;

describe('the customers page', () => {
  test('finds customers, and the address of the page says which', async () => {
    await visit('/customers');
    await heading('320 customers', 2);
    await on.page.getByRole('textbox', { name: 'Name' }).fill('Tanaka');
    await on.page.getByRole('combobox', { name: 'Group' }).selectOption('Retail');
    await button('Search').click();
    const expected = await stored('&name:like=Tanaka&customer_group_id:in=1');
    await heading(`${expected.length} customers found`, 2);
    expect(new URL(on.page.url()).search).toBe('?name=Tanaka&customer_group_id=1');
    expect(await on.page.getByRole('table').getByRole('link').count()).toBe(expected.length);
    await on.page.reload();
    await heading(`${expected.length} customers found`, 2);
    await button('Clear the search').click();
    await heading('320 customers', 2);
    await on.page.getByRole('textbox', { name: 'Email' }).fill('nobody@example.com');
    await on.page.keyboard.press('Enter');
    await heading('No customer matches', 2);
  });

  test('pages through all of them, in the order that is asked for', async () => {
    await visit('/customers?limit=100');
    await on.page.getByText('1–100 of 320').waitFor();
    await button('Next').click();
    await on.page.getByText('101–200 of 320').waitFor();
    await button('Next').click();
    await on.page.getByText('201–300 of 320').waitFor();
    await button('Next').click();
    await on.page.getByText('301–320 of 320').waitFor();
    expect(await button('Next').isDisabled()).toBe(true);
    await on.page.goBack();
    await on.page.getByText('201–300 of 320').waitFor();
    await button(/^Name/).click();
    await on.page.getByText('1–100 of 320').waitFor();
    const [first] = await stored('&sort=last_name:asc');
    const row = on.page.getByRole('row', { name: first!.email });
    await row.getByRole('link', { name: `${first!.last_name}, ${first!.first_name}` }).waitFor();
    expect(new URL(on.page.url()).searchParams.get('sort')).toBe('last_name:asc');
  });

  test('turns a page to its first row, says while it is asked for, and leads back from a page that is gone', async () => {
    await visit('/customers?limit=100');
    await on.page.getByText('1–100 of 320').waitFor();
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((done) => {
      isAsked = done;
    });
    await on.page.route('**/api/nodes/BigcommerceGetCustomers/**', async (route) => {
      await asked;
      await route.continue();
    });
    await button('Next').click();
    await on.page.getByText('Loading page 2 …').waitFor();
    isAsked();
    await on.page.getByText('101–200 of 320').waitFor();
    await on.page.unroute('**/api/nodes/BigcommerceGetCustomers/**');
    const first = on.page.getByRole('table').getByRole('link').first();
    expect((await first.boundingBox())!.y).toBeGreaterThan(0);
    await visit('/customers?limit=100&page=9');
    await on.page.getByText('No customers here').waitFor();
    expect(await on.page.getByRole('table').count()).toBe(0);
    await button('Previous').click();
    await on.page.getByText('301–320 of 320').waitFor();
  });

  test('is gone back to as it was left, search and page', async () => {
    await visit('/customers?customer_group_id=1&limit=25&page=2');
    await on.page.getByRole('table').getByRole('link').first().click();
    await on.page.getByRole('link', { name: 'All customers' }).click();
    await on.page.getByText('26–50 of').waitFor();
    expect(new URL(on.page.url()).search).toBe('?customer_group_id=1&limit=25&page=2');
    await on.page.getByRole('link', { name: 'Customers', exact: true }).click();
    await heading('320 customers', 2);
    await on.page.getByRole('table').getByRole('link').first().click();
    await on.page.getByRole('link', { name: 'All customers' }).click();
    await heading('320 customers', 2);
  });

  test('exports exactly what the search finds', async () => {
    await visit('/customers?customer_group_id=2');
    const expected = await stored('&customer_group_id:in=2');
    await button(`Export ${expected.length} customers`).click();
    await dialog().waitFor();
    await expectReadable(on.page, 'the export of customers');
    const [download] = await Promise.all([
      on.page.waitForEvent('download'),
      dialog().getByRole('link', { name: 'Download NDJSON' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    const emails = lines.map((line) => JSON.parse(line).email as string);
    expect(emails.sort()).toEqual(expected.map(({ email }) => email as string).sort());
    await dialog().waitFor({ state: 'detached' });
    await button(`Export ${expected.length} customers`).click();
    const [csv] = await Promise.all([
      on.page.waitForEvent('download'),
      dialog().getByRole('link', { name: 'Download CSV' }).click(),
    ]);
    expect(csv.suggestedFilename()).toMatch(/\.csv$/);
    const rows = (await readFile(await csv.path(), 'utf8')).match(/@example\./g);
    expect(rows).toHaveLength(expected.length);
  });

  test('says who has orders before it deletes, and deletes only after it was told to', async () => {
    await visit('/customers?limit=25&sort=date_created%3Aasc');
    const buyer = (await orders()).find(({ customer_id }) => customer_id > 1 && customer_id <= 25)!;
    const [ordering] = await stored(`&id:in=${buyer.customer_id}`);
    await on.page
      .getByRole('checkbox', { name: `Select ${nameOf(ordering!)}` })
      .first()
      .press('Space');
    const [other] = await stored('&id:in=1');
    await on.page
      .getByRole('checkbox', { name: `Select ${nameOf(other!)}` })
      .first()
      .press('Space');
    await heading('2 customers selected', 2);
    await button('Delete …').click();
    await dialog().getByText('Nothing is deleted yet').waitFor();
    await dialog().getByText('2 customers of the store main (sandbox1):').waitFor();
    await dialog()
      .getByText(`${nameOf(other!)}, ${other!.email}`)
      .waitFor();
    await dialog()
      .getByText(/customers? ha(s|ve) orders/)
      .waitFor();
    await dialog().getByRole('listitem').filter({ hasText: ordering!.email }).getByText('(has orders)').waitFor();
    await expectReadable(on.page, 'the question before customers are deleted');
    await button('Keep them').click();
    expect(await stored()).toHaveLength(320);
    await button('Delete …').click();
    await button('Delete 2 customers for good').click();
    await on.page.getByText('2 customers deleted').waitFor();
    await heading('318 customers', 2);
    expect(await stored(`&id:in=${ordering!.id},${other!.id}`)).toEqual([]);
  });
});

describe('the page of one customer', () => {
  test('shows what would change, and then saves only that', async () => {
    const [before] = (await stored()).filter(({ attributes, company }) => attributes.length > 0 && company);
    await visit(`/customers/${before!.id}`);
    await heading(`${before!.first_name} ${before!.last_name}`);
    await button('Edit').click();
    await on.page.getByRole('textbox', { name: 'Company' }).fill('Lindgren & Co');
    await on.page.getByRole('textbox', { name: 'Phone' }).fill('');
    await on.page.getByRole('combobox', { name: 'Group' }).selectOption('VIP');
    await on.page.getByRole('textbox', { name: 'Loyalty Tier' }).fill('Platinum');
    await expectReadable(on.page, 'the form of a customer');
    await button('Review the changes').click();
    const shown = dialog().getByRole('listitem');
    await shown.filter({ hasText: `Company: ${before!.company} → Lindgren & Co` }).waitFor();
    await shown.filter({ hasText: 'Group: Wholesale → VIP' }).waitFor();
    await shown.filter({ hasText: /Loyalty Tier: \w+ → Platinum/ }).waitFor();
    expect(await shown.count()).toBe(before!.phone ? 4 : 3);
    await expectReadable(on.page, 'the changes before they are saved');
    expect((await stored(`&id:in=${before!.id}`))[0]!.company).toBe(before!.company);
    await button('Save the changes').click();
    await on.page.getByText(`Customer ${before!.id} updated successfully.`).waitFor();
    await on.page.getByRole('definition').filter({ hasText: 'Lindgren & Co' }).waitFor();
    const [after] = await stored(`&id:in=${before!.id}`);
    expect(after).toMatchObject({ company: 'Lindgren & Co', phone: '', customer_group_id: 3, email: before!.email });
    expect(after!.attributes).toContainEqual(expect.objectContaining({ attribute_value: 'Platinum' }));
  });

  test('says at the field what the store refuses', async () => {
    const [one, other] = (await stored()).slice(-2);
    await visit(`/customers/${one!.id}`);
    await button('Edit').click();
    await on.page.getByRole('textbox', { name: 'Last name' }).fill('');
    await on.page.getByRole('textbox', { name: 'Email' }).fill('no email');
    await button('Review the changes').click();
    await on.page.getByText('This must not be empty.').waitFor();
    await on.page.getByRole('textbox', { name: 'Last name' }).fill('Back');
    await button('Review the changes').click();
    const email = on.page.getByRole('textbox', { name: 'Email', description: /email/ });
    await email.waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await expectReadable(on.page, 'a form that was refused');
    await email.fill(other!.email);
    await button('Review the changes').click();
    await on.page.getByText(`is in use by customer ${other!.id}`).waitFor();
    expect((await stored(`&id:in=${one!.id}`))[0]!.email).toBe(one!.email);
  });

  test('changes an address and adds one', async () => {
    const [before] = (await stored()).filter(({ addresses }) => addresses.length === 1);
    await visit(`/customers/${before!.id}`);
    const [address] = before!.addresses;
    await button(`Edit the address ${address!.address1}`).click();
    await on.page.getByRole('textbox', { name: 'City' }).fill('Toledo');
    await expectReadable(on.page, 'the form of an address');
    await button('Review the address').click();
    await dialog().getByText(`City: ${address!.city} → Toledo`).waitFor();
    await button('Save the address').click();
    await on.page.getByText('The address was changed.').waitFor();
    await button('Add an address').click();
    await on.page.getByRole('textbox', { name: 'Address line 1' }).fill('Calle Principal 123');
    await button('Review the address').click();
    await on.page.getByText('BigCommerce needs this for every address.').first().waitFor();
    await on.page.getByRole('textbox', { name: 'City' }).fill('Madrid');
    await on.page.getByRole('combobox', { name: 'Country' }).selectOption('Spain');
    await button('Review the address').click();
    await button('Add the address').click();
    await on.page.getByText('The address was added.').waitFor();
    await on.page.getByText('Calle Principal 123').waitFor();
    const [after] = await stored(`&id:in=${before!.id}`);
    expect(after!.addresses).toEqual([
      expect.objectContaining({ address1: address!.address1, city: 'Toledo' }),
      expect.objectContaining({ address1: 'Calle Principal 123', city: 'Madrid', country_code: 'ES' }),
    ]);
  });

  test('leads to the orders, shows all as JSON, and says where nobody is', async () => {
    const order = (await orders()).find(({ customer_id }) => customer_id > 200)!;
    await visit(`/customers/${order.customer_id}`);
    await button('As JSON').click();
    await dialog().getByText(`"id": ${order.customer_id}`).waitFor();
    await expectReadable(on.page, 'a customer as JSON');
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await on.page.getByRole('link', { name: String(order.id), exact: true }).click();
    await heading(`Order ${order.id}`);
    for (const id of ['999999', 'abc']) {
      await visit(`/customers/${id}`);
      await heading('No such customer', 2);
    }
    await on.page.getByRole('link', { name: 'Search the customers' }).click();
    await heading('Customers');
  });

  test('deletes after it asked, and goes back to the list', async () => {
    const [one] = (await stored()).slice(-1);
    await visit(`/customers/${one!.id}`);
    await button('Delete this customer …').click();
    await button('Delete 1 customer for good').click();
    await heading('Customers');
    expect(await stored(`&id:in=${one!.id}`)).toEqual([]);
  });
});

test('a phone shows every value of a customer and of an order, without scrolling to the side', async () => {
  const [newest] = await stored('&sort=date_created:desc');
  await on.page.setViewportSize({ width: 375, height: 800 });
  await visit('/customers?limit=25');
  const row = on.page.getByRole('row', { name: newest!.email });
  for (const text of [nameOf(newest!), newest!.email, 'Company', 'Customer group', 'Created'])
    expect(await isInSight(row.getByText(text, { exact: true }))).toBe(true);
  await on.page.getByRole('checkbox', { name: 'Select all of this page' }).check();
  await heading('25 customers selected', 2);
  await visit('/orders?limit=25');
  const order = on.page.getByRole('row').filter({ hasText: '250' }).first();
  for (const text of ['Placed', 'Status', 'Payment', 'Total'])
    expect(await isInSight(order.getByText(text, { exact: true }))).toBe(true);
  await on.page.setViewportSize({ width: 1280, height: 800 });
});

/** Whether all of it is between the edges of the page and of what it stands in, at its side. */
async function isInSight(what: Locator): Promise<boolean> {
  await what.waitFor();
  await what.scrollIntoViewIfNeeded();
  const { x, width } = (await what.boundingBox())!;
  return x >= 0 && x + width <= 375 && (await on.page.getByRole('region').evaluate(isWhole));
}

const isWhole = (box: { scrollLeft: number; scrollWidth: number; clientWidth: number }): boolean =>
  box.scrollLeft === 0 && box.scrollWidth <= box.clientWidth;

test('customers are readable in light and dark, on a desk and on a phone', async () => {
  for (const path of ['/customers?limit=25', '/customers?phone=1', '/customers/7']) {
    await visit(path);
    await on.page.getByRole('table').or(on.page.getByText('No customer matches')).first().waitFor();
    await expectReadable(on.page, path);
  }
});

describe('customers without a way to the store', () => {
  test('says soon that a store does not answer, and asks again when it is told to', async () => {
    let asked = 0;
    const silent = createServer(() => {
      asked += 1;
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await on.console.vault.add({ id: 'silent', storeHash: 'silent1', accessToken: 'of-silent', apiUrl });
    await visit('/customers');
    await on.page.evaluate("localStorage.setItem('rollcall.store', 'silent')");
    await on.page.reload();
    await on.page.getByText('The customers could not be listed.').waitFor();
    await on.page.getByText('did not answer in time: the 8 s that it may take are over').waitFor();
    const before = asked;
    await button('Try again').click();
    await on.page.getByText('Asking the store for its customers').waitFor();
    await expect.poll(() => asked).toBeGreaterThan(before);
    await on.page.evaluate("localStorage.removeItem('rollcall.store')");
    await on.console.vault.remove('silent');
    silent.closeAllConnections();
    silent.close();
  });

  test('says that the token is refused and leads to the stores, and so where no store is connected', async () => {
    const { storeHash, url: apiUrl } = on.console.sandbox;
    await on.console.vault.add({ id: 'wrong', storeHash, accessToken: 'not-the-token', apiUrl });
    await visit('/customers');
    await on.page.evaluate("localStorage.setItem('rollcall.store', 'wrong')");
    await on.page.reload();
    await on.page.getByRole('alert').getByText(/token/i).first().waitFor();
    await expectReadable(on.page, 'a store whose token is refused');
    await on.page.getByRole('link', { name: 'Go to the stores' }).click();
    await heading('Stores');
    for (const id of ['main', 'wrong']) await on.console.vault.remove(id);
    for (const path of ['/orders/101', '/orders', '/customers/1', '/customers']) {
      await visit(path);
      await heading('No store is connected yet', 2);
    }
    await expectReadable(on.page, 'no store');
    await on.page.getByRole('link', { name: 'Connect a store' }).click();
    await heading('Stores');
  });
});

test('on the way nothing went wrong that a visitor would not be told', () => {
  // The store that does not answer, and the one that refuses the token.
  expect(on.console.faults().filter((fault) => !/50[24] \((Bad Gateway|Gateway Timeout)\)/.test(fault))).toEqual([]);
});
