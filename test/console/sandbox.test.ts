import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { violations } from './accessibility.ts';
import { type OpenedConsole, openConsole } from './open-console.ts';

let console: OpenedConsole;
beforeAll(async () => {
  console = await openConsole({ quota: 1_000, windowMs: 2_000 });
});
afterAll(() => console.close());
beforeEach(async () => {
  await api('POST', '/api/sandbox/reset', { empty: true });
});

async function api(method: string, path: string, body?: unknown) {
  const response = await fetch(`${console.origin}${path}`, {
    method,
    headers: { authorization: console.authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows its answer
  return response.json() as Promise<any>;
}

const faults = async (): Promise<Record<string, unknown>[]> => (await api('GET', '/api/sandbox')).faults;
const create = (n: number) =>
  api('POST', '/api/nodes/BigcommerceCreateCustomer/run', {
    email: `ida${n}@example.com`,
    first_name: 'Ida',
    last_name: 'Ibsen',
  });

async function open(look: Parameters<OpenedConsole['visit']>[1] = {}): Promise<Page> {
  const { page } = await console.visit('/sandbox', look);
  await page.getByRole('heading', { name: 'What goes wrong' }).waitFor();
  return page;
}

describe('the sandbox', () => {
  test('a fault is switched on with the keyboard, met by a call that succeeds all the same, and switched off', async () => {
    const page = await open();
    const fault = page.getByRole('group', { name: 'Connection dies after' });
    await fault.getByLabel('How often').selectOption({ label: 'Just once, at the next chance' });
    expect(await faults()).toEqual([]);
    await fault.getByRole('switch').focus();
    await page.keyboard.press('Space');
    await page.getByText('Connection dies after: on, just once, at the next chance.').waitFor();
    expect(await faults()).toMatchObject([{ kind: 'lost-after', rate: 1, count: 1 }]);
    expect(await create(1)).toMatchObject({ success: true, outcome: 'created' });
    await fault.getByText('Hit 1 request so far.').waitFor();
    // It happened as often as it was to happen.
    await expect.poll(faults).toEqual([]);
    await expect.poll(() => fault.getByRole('switch').isChecked()).toBe(false);
    await page.getByText('1 connection lost').first().waitFor();
    await page.getByText('1 customer (once)').waitFor();
  });

  test('a fault that was to happen once is off after it did, whoever looks and whatever else is switched meanwhile', async () => {
    await api('PUT', '/api/sandbox/faults', {
      faults: [{ kind: 'lost-after', match: 'POST /v3/customers$', count: 1 }],
    });
    const page = await open();
    await page.getByText('1 fault is on.').waitFor();
    await page.close();
    expect(await create(5)).toMatchObject({ outcome: 'created' });
    const later = await open();
    await later.getByText('Nothing goes wrong: all faults are off.').waitFor();
    expect(await faults()).toEqual([]);
    await later
      .getByRole('group', { name: 'Server errors' })
      .getByLabel('How often')
      .selectOption({ label: '5 % of requests' });
    await later.getByRole('switch', { name: 'Server errors' }).focus();
    await later.keyboard.press('Space');
    await expect.poll(faults).toMatchObject([{ kind: '5xx' }]);
  });

  test('a rate is changed while the fault is on, whatever else is on, and all are turned off', async () => {
    await api('PUT', '/api/sandbox/faults', { faults: [{ kind: 'partial', match: 'POST /v3/customers$', rate: 0.3 }] });
    const page = await open();
    const partial = page.getByRole('group', { name: 'Half a batch' });
    expect(await partial.getByLabel('How often').inputValue()).toBe('0.3');
    await partial.getByText('Only for POST /v3/customers.').waitFor();
    // Two at once: neither is lost.
    await page.evaluate(
      `for (const title of ['Server errors', 'Refusals without a reason'])
         document.querySelector('[role="group"][aria-label="' + title + '"] [role="switch"]').click()`,
    );
    await page.getByText('3 faults are on.').waitFor();
    await partial.getByLabel('How often').selectOption({ label: '50 % of requests' });
    await expect.poll(faults).toContainEqual({ kind: 'partial', match: 'POST /v3/customers$', rate: 0.5 });
    expect((await faults()).map(({ kind }) => kind).sort()).toEqual(['429', '5xx', 'partial']);
    await page.getByRole('button', { name: 'Switch all off' }).click();
    await page.getByText('Nothing goes wrong: all faults are off.').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('the quota is changed, and a wrong one is refused at its place', async () => {
    const page = await open();
    const field = page.getByLabel('Requests every 2 s');
    await field.fill('lots');
    await page.getByRole('button', { name: 'Set the quota' }).click();
    await page.getByText('Give a whole number; 0 lifts the limit.').first().waitFor();
    await field.fill('40');
    await page.keyboard.press('Enter');
    await page.getByText('The quota is 40 requests every 2 s now.').waitFor();
    await page.getByText('40 requests every 2 s. In this window').waitFor();
    expect((await api('GET', '/api/sandbox')).quota).toBe(40);
    await create(2);
    await page.getByRole('img', { name: /In the latest \d+ windows of 2 s: [1-9]\d* requests? used/ }).waitFor();
    await field.fill('0');
    await page.keyboard.press('Enter');
    await page.getByText('There is no limit at the moment.').waitFor();
  });

  test('a reset asks first, says what is lost, and does nothing until that is agreed to', async () => {
    const page = await open();
    await create(3);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('What is lost:').waitFor();
    await dialog.getByRole('button', { name: 'Keep it as it is' }).click();
    expect((await api('GET', '/api/sandbox')).stats.rows.customers).toBe(1);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await dialog.getByText('Leave it empty').click();
    await dialog.getByRole('button', { name: 'Reset the sandbox' }).click();
    await page.getByText('The sandbox is empty. No fault is on.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect((await api('GET', '/api/sandbox')).stats.rows.customers).toBe(0);
  });

  test('leads to an import into it', async () => {
    await api('POST', '/api/credentials', { id: 'another', store_hash: 'abc123', access_token: 'of-another' });
    const page = await open();
    await page.getByRole('link', { name: 'Start an import and watch it survive' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
    expect(await page.getByLabel('Store', { exact: true }).inputValue()).toBe('main');
    await api('DELETE', '/api/credentials/another');
  });

  test('can be read and used by everyone, in light and dark, on a desk and on a phone', async () => {
    await api('PUT', '/api/sandbox/faults', {
      faults: [
        { kind: '5xx', rate: 0.01 },
        { kind: 'quota-thief', rate: 0.3 },
      ],
    });
    await create(4);
    for (const look of [
      { colorScheme: 'light', width: 1280 },
      { colorScheme: 'dark', width: 375 },
    ] as const) {
      const page = await open(look);
      await page.getByRole('region', { name: 'Requests by endpoint' }).waitFor();
      const wide = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([look, await violations(page), await wide()]).toEqual([look, [], 0]);
      await page.getByRole('button', { name: 'Reset', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      expect([look, await violations(page), await wide()]).toEqual([look, [], 0]);
    }
  });

  test('does not show where none runs, and says how to start one', async () => {
    const { page } = await console.visit('/stores');
    await page.route('**/api/sandbox', (route) =>
      route.fulfill({ status: 404, json: { error: { code: 'not_found' } } }),
    );
    await page.goto(`${console.origin}/sandbox`);
    await page.getByText('rollcall start --sandbox').waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Sandbox' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(console.faults()).toEqual([]);
  });
});
