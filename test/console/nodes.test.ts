import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole();
});
afterAll(() => console.close());

/** What the sandbox itself has under a path, or has once something is made there. */
// biome-ignore lint/suspicious/noExplicitAny: the test says what it expects of it
const stored = (path: string, made?: object): Promise<any> => console.askSandbox(path, made);
const customerOf = async (email: string) =>
  (await stored(`/v3/customers?include=addresses,attributes&email:in=${encodeURIComponent(email)}`)).data;

const open = async (command: string) => (await console.visit(`/nodes/${command}`)).page;
const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const outcome = (page: Page) => page.getByRole('region', { name: 'Outcome', exact: true });
const says = (page: Page, text: string | RegExp) => outcome(page).getByText(text).first().waitFor();
const more = (page: Page) => page.getByText('More', { exact: true }).click();
const hasFocus = (field: Locator) =>
  field.evaluate((element: { matches(selector: string): boolean }) => element.matches(':focus'));
const command = (page: Page) => page.getByRole('region', { name: 'Command for a terminal' });

describe('the nodes page', () => {
  test('lists every node with what it does to the store, and leads to its form', async () => {
    const { page } = await console.visit('/nodes');
    await page.getByRole('link', { name: 'Create customer' }).waitFor();
    const cards = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('link') });
    expect(await cards.count()).toBe(7);
    const badges = async (name: string) =>
      cards
        .filter({ has: page.getByRole('link', { name, exact: true }) })
        .getByRole('listitem')
        .allTextContents();
    expect(await badges('Create customer')).toEqual(['Writes', 'May send email']);
    expect(await badges('Get orders')).toEqual(['Reads']);
    expect(await badges('Delete customers')).toEqual(['Deletes']);
    await expectReadable(page, 'the list of nodes');
    await page.getByRole('link', { name: 'Delete customers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Delete customers' }).waitFor();
  });

  test('says which nodes there are where there is none', async () => {
    const page = await open('create-custmer');
    await page.getByText('There are Create customer, Get customers').waitFor();
    await page.getByRole('link', { name: 'All nodes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nodes' }).waitFor();
  });

  test('finds a node by the name that it has everywhere else too', async () => {
    const page = await open('BigcommerceUpdateOrder');
    await page.getByRole('heading', { level: 1, name: 'Update order' }).waitFor();
    await page.waitForURL(/\/nodes\/update-order$/);
  });
});

describe('the form of a node', () => {
  test('creates a customer with addresses, a group and attributes', async () => {
    const page = await open('create-customer');
    await box(page, 'Email').fill('ana@example.com');
    await box(page, 'First name').fill('Ana');
    await box(page, 'Last name').fill('Ruiz');
    await choice(page, 'Customer group').selectOption('Wholesale');
    await box(page, 'Address line 1').fill('Calle Mayor 1');
    await box(page, 'City').fill('Madrid');
    await choice(page, 'Country').selectOption('Spain');
    await more(page);
    await press(page, 'Add to Attributes');
    await page.getByLabel('Attributes, name 1').selectOption('Loyalty Tier');
    await page.getByLabel('Attributes, value 1').fill('Gold');
    await press(page, 'Add to Addresses');
    await press(page, 'Add to Addresses');
    const second = page.getByRole('region', { name: 'Addresses: entry 2' });
    await second.getByRole('textbox', { name: 'Address line 1' }).fill('Rua Augusta 2');
    await second.getByRole('textbox', { name: 'City' }).fill('Lisboa');
    await second.getByRole('combobox', { name: 'Country' }).selectOption('Portugal');
    // The first entry is blank and is not sent: what is wrong with the first that is sent stands at the second.
    await second.getByRole('textbox', { name: 'Postal code', exact: true }).fill('1'.repeat(31));
    await second.getByText('at most 30').waitFor();
    await second.getByRole('textbox', { name: 'Postal code', exact: true }).fill('1100-053');
    await press(page, 'Dry run');
    await outcome(page).getByRole('heading', { name: 'What would be created' }).waitFor();
    for (const row of ['Customer group Wholesale', 'City Madrid', 'Attributes Loyalty Tier: Gold'])
      await outcome(page).getByRole('row', { name: row }).waitFor();
    expect(await customerOf('ana@example.com')).toEqual([]);
    await press(page, 'Create customer');
    await says(page, /Customer \d+ created successfully/);
    await outcome(page).getByRole('heading', { name: 'Ana Ruiz' }).waitFor();
    await outcome(page).getByText('Wholesale').waitFor();
    await outcome(page).getByRole('tab', { name: 'JSON' }).click();
    await outcome(page).getByText('"outcome": "created"').waitFor();
    expect(await customerOf('ana@example.com')).toMatchObject([
      {
        first_name: 'Ana',
        customer_group_id: 2,
        addresses: [
          { address1: 'Calle Mayor 1', country_code: 'ES' },
          { address1: 'Rua Augusta 2', city: 'Lisboa', postal_code: '1100-053', country_code: 'PT' },
        ],
        attributes: [{ attribute_value: 'Gold' }],
      },
    ]);
  });

  test('gets customers by email, by filters and page by page', async () => {
    const page = await open('get-customers');
    const [first, second] = (await stored('/v3/customers?limit=2&sort=date_created:asc')).data;
    await box(page, 'Email').fill(first.email);
    await press(page, 'Get customers');
    await says(page, '1 customer retrieved');
    await outcome(page)
      .getByRole('link', { name: `${first.first_name} ${first.last_name}` })
      .waitFor();
    await press(page, 'Clear the form');
    await box(page, 'Results per page').fill('1');
    await choice(page, 'Sort').selectOption('Date created, oldest first');
    await press(page, 'Get customers');
    await says(page, first.email);
    await outcome(page).getByRole('button', { name: 'Next' }).click();
    await says(page, second.email);
    await press(page, 'Clear the form');
    await page.getByLabel('Created from', { exact: true }).fill('2099-01-31');
    await page.getByLabel('Created from: time (UTC)').fill('09:30');
    await command(page).getByText('--date-created-min 2099-01-31T09:30:00Z').waitFor();
    await press(page, 'Get customers');
    await says(page, 'Nothing matches');
  });

  test('updates a customer, after a dry run that shows what would change', async () => {
    const page = await open('update-customer');
    const [{ id, company }] = (await stored('/v3/customers?id:in=5')).data;
    await box(page, 'Customer ID').fill(String(id));
    await box(page, 'Company').fill('Muster & Sohn');
    await press(page, 'Dry run');
    await says(page, 'Nothing written: dry run');
    await outcome(page)
      .getByRole('row', { name: `Company ${company || '–'} Muster & Sohn` })
      .waitFor();
    expect((await stored('/v3/customers?id:in=5')).data[0].company).toBe(company);
    await outcome(page).getByRole('tab', { name: 'What would happen', selected: true }).waitFor();
    await press(page, 'Update customer');
    await says(page, `Customer ${id} updated successfully`);
    expect((await stored('/v3/customers?id:in=5')).data[0].company).toBe('Muster & Sohn');
    await box(page, 'Company').fill('');
    await more(page);
    await page.getByRole('group', { name: 'Fields to empty' }).getByText('Company', { exact: true }).click();
    await press(page, 'Update customer');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What the chosen fields hold now is gone for good.').waitFor();
    await dialog.getByRole('button', { name: 'Update customer' }).click();
    await expect.poll(async () => (await stored('/v3/customers?id:in=5')).data[0].company).toBe('');
  });

  test('gets the groups of the store', async () => {
    const page = await open('get-customer-groups');
    await press(page, 'Get customer groups');
    await says(page, '3 groups retrieved');
    for (const { name } of await stored('/v2/customer_groups'))
      await outcome(page).getByRole('cell', { name }).waitFor();
  });

  test('gets an order with its products', async () => {
    const page = await open('get-orders');
    await box(page, 'Order number').fill('104');
    await page.getByText('Include products').click();
    await press(page, 'Get orders');
    await says(page, '1 order retrieved');
    for (const { name } of await stored('/v2/orders/104/products'))
      await outcome(page).getByRole('cell', { name, exact: true }).first().waitFor();
    await press(page, 'What waits to be shipped');
    expect(await choice(page, 'Status').locator('option:checked').textContent()).toBe('Awaiting Fulfillment');
    await press(page, 'Get orders');
    await says(page, /\d+ orders retrieved/);
  });

  test('updates an order', async () => {
    const page = await open('update-order');
    const { id } = (await stored('/v2/orders?status_id=7&limit=1'))[0];
    await box(page, 'Order number').fill(String(id));
    await choice(page, 'Status').selectOption('Awaiting Fulfillment');
    await box(page, 'Staff notes').fill('Paid by bank');
    await press(page, 'Update order');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The order becomes Awaiting Fulfillment, which may email the customer').waitFor();
    expect(await stored(`/v2/orders/${id}`)).toMatchObject({ status_id: 7 });
    await expectReadable(page, 'the question before an order is changed');
    await dialog.getByRole('button', { name: 'Update order' }).click();
    await says(page, /updated/);
    expect(await stored(`/v2/orders/${id}`)).toMatchObject({ status_id: 11, staff_notes: 'Paid by bank' });
  });

  test('deletes customers only after the dry run was read and confirmed', async () => {
    const page = await open('delete-customers');
    const emails = ['gone1@example.com', 'gone2@example.com'];
    await stored(
      '/v3/customers',
      emails.map((email) => ({ email, first_name: 'A', last_name: 'B' })),
    );
    await box(page, 'Emails').fill('gone1@example.com\ngone2@example.com\nnobody@example.com');
    await press(page, 'Delete customers');
    await page.getByRole('dialog').getByText('2 of 3 exist').waitFor();
    await expectReadable(page, 'the question before customers are deleted');
    await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
    expect(await customerOf('gone1@example.com')).toHaveLength(1);
    await press(page, 'Delete customers');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete customers' }).click();
    await says(page, '2 customers deleted, 1 not found');
    expect([...(await customerOf('gone1@example.com')), ...(await customerOf('gone2@example.com'))]).toEqual([]);
  });

  test('says what is wrong while it is typed, and what is missing once it is left or sent', async () => {
    const page = await open('create-customer');
    await expectReadable(page, 'an empty form');
    const described = async (name: string) => {
      const ids = (await box(page, name).getAttribute('aria-describedby')) ?? '';
      return page.locator(`[id="${ids.split(' ')[0]}"]`).textContent();
    };
    await box(page, 'Email').fill('ana@');
    await expect.poll(() => described('Email')).toContain('is no email address');
    expect([await described('First name'), await box(page, 'First name').getAttribute('aria-invalid')]).toEqual([
      '',
      'false',
    ]);
    await box(page, 'First name').focus();
    await box(page, 'Last name').focus();
    await expect.poll(() => described('First name')).toContain('first_name is missing');
    expect(await described('Last name')).toBe('');
    await press(page, 'Create customer');
    await expect.poll(() => described('Last name')).toContain('last_name is missing');
    await expect.poll(() => hasFocus(box(page, 'Email'))).toBe(true);
    await more(page);
    await box(page, 'Customer group, by name').fill('VIP');
    await choice(page, 'Customer group').selectOption('Retail');
    await page.getByText('Give customer_group_id or customer_group, not both.').waitFor();
    await expectReadable(page, 'a form with errors');
    expect((await customerOf('ana@')).length).toBe(0);
  });

  test('says a refusal of the store at the field that it names, and in full as its outcome', async () => {
    const page = await open('create-customer');
    await press(page, 'With an address');
    await more(page);
    const group = box(page, 'Customer group, by name');
    await group.fill('Nobodies');
    await more(page);
    await press(page, 'Create customer');
    await says(page, 'Nobodies');
    await page.getByRole('form').getByText('Create the group first').waitFor();
    expect(await group.getAttribute('aria-invalid')).toBe('true');
    // The field was closed away: it is opened, and has the focus.
    await expect.poll(() => hasFocus(group)).toBe(true);
    await outcome(page).getByText('The failure as JSON').click();
    await says(page, '"group_not_found"');
    await group.fill('VIP');
    await press(page, 'Create customer');
    await says(page, 'created successfully');
    expect(await group.getAttribute('aria-invalid')).toBe('false');
    const { email, customer_group_id } = (await customerOf('completo@cliente.com'))[0];
    expect({ email, customer_group_id }).toEqual({ email: 'completo@cliente.com', customer_group_id: 3 });
    await expectReadable(page, 'a form with its outcome');
  });

  test('keeps what was typed over a reload, but no password', async () => {
    const page = await open('create-customer');
    await box(page, 'Email').fill('kept@example.com');
    await more(page);
    await page.getByLabel('New password').fill('tops3cret');
    await command(page).getByText('YOUR_NEW_PASSWORD').waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('tops3cret');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain('tops3cret');
    await page.reload();
    await command(page).getByText('kept@example.com').waitFor();
    expect(await box(page, 'Email').inputValue()).toBe('kept@example.com');
    await press(page, 'The least');
    await press(page, 'Bring back what was there');
    expect(await box(page, 'Email').inputValue()).toBe('kept@example.com');
  });

  test('writes once where the answer was lost and it is sent again', async () => {
    const { page, faults } = await console.visit('/nodes/create-customer');
    await press(page, 'The least');
    await box(page, 'Email').fill('once@example.com');
    const lost = page.waitForEvent('requestfailed');
    await page.route(
      '**/run',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await press(page, 'Create customer');
    await lost;
    await says(page, 'Rollcall does not answer');
    await page.reload();
    await press(page, 'Create customer');
    await says(page, 'created successfully');
    expect(await customerOf('once@example.com')).toHaveLength(1);
    expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
    faults.length = 0;
  });

  test('lets the group be typed where the store does not tell its groups', async () => {
    const { page, faults } = await console.visit('/nodes');
    await page.route('**/api/options/customer_groups*', (route) =>
      route.fulfill({ status: 404, json: { error: { code: 'forbidden', message: 'The token lacks a scope.' } } }),
    );
    await page.getByRole('link', { name: 'Create customer' }).click();
    await page.getByText('The list could not be loaded, so type it here. The token lacks a scope.').waitFor();
    await box(page, 'Customer group').fill('3');
    await command(page).getByText('--customer-group-id 3').waitFor();
    expect(faults).toEqual([]);
  });
});

test('no page asks another host, breaks the policy or throws', () => {
  expect(console.faults()).toEqual([]);
});
