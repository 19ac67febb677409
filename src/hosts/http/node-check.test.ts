import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import type { NodeCheck } from '../node-check.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

const check = (name: string, body: unknown) => opened.send('POST', `/api/nodes/${name}/check`, body);
/** Every request that reached the store so far. */
const asked = () => structuredClone(opened.sandbox.sandbox.stats().requests);

describe('checking a node over HTTP', () => {
  test('says all that is wrong in the words of a run, and asks the store nothing', async () => {
    const before = asked();
    const body = { email: 'ana@example', first_name: 'Ana', country_code: 'Spane', phone: 'x'.repeat(51) };
    const { status, json } = await check('BigcommerceCreateCustomer', body);
    expect([status, json.valid]).toEqual([200, false]);
    expect(json.problems).toEqual([
      { param: 'phone', message: 'phone has 51 characters; at most 50 are taken.' },
      { param: 'last_name', message: 'last_name is missing: it is required.', missing: true },
      { param: 'email', message: 'email "ana@example" is no email address. Write it like name@example.com.' },
      {
        param: 'country_code',
        message: expect.stringMatching(/^country_code: "Spane" .* Did you mean Spain \(ES\)\?$/),
      },
    ]);
    const ran = await opened.send('POST', '/api/nodes/BigcommerceCreateCustomer/run', {
      ...body,
      phone: '',
      last_name: 'R',
    });
    expect(ran.json.message).toBe(json.problems[2].message);
    expect(asked()).toEqual(before);
  });

  test('finds a good call valid, and has it for the terminal, for curl and for a program', async () => {
    const body = {
      credentials_id: 'main',
      email: 'ana@example.com',
      first_name: 'Ana',
      last_name: 'Ruiz',
      company: '',
    };
    const { json } = await check('BigcommerceCreateCustomer', body);
    const { url, storeHash, accessToken } = opened.sandbox;
    expect(json).toMatchObject({ valid: true, problems: [] });
    expect(json.calls.cli).toBe(
      'npx rollcall create-customer --credentials main --email ana@example.com --first-name Ana --last-name Ruiz',
    );
    expect(json.calls.curl).toContain('http://127.0.0.1:4321/api/nodes/BigcommerceCreateCustomer/run ');
    expect(json.calls.curl).toContain(
      `-d '{"credentials_id":"main","email":"ana@example.com","first_name":"Ana","last_name":"Ruiz"}'`,
    );
    expect(json.calls.typescript).toContain(`storeHash: '${storeHash}'`);
    expect(json.calls.typescript).toContain(`apiUrl: '${url}'`);
    expect(JSON.stringify(json)).not.toContain(accessToken);
    const found = await opened.send('POST', '/api/nodes/BigcommerceGetCustomers/run', { email: 'ana@example.com' });
    expect(found.json.customers).toEqual([]);
  });

  test('speaks https where the caller does', async () => {
    const request = new Request('http://rollcall.example.com/api/nodes/BigcommerceGetCustomerGroups/check', {
      method: 'POST',
      headers: {
        authorization: opened.authorization,
        host: 'rollcall.example.com',
        'content-type': 'application/json',
      },
      body: '{}',
    });
    const { calls } = (await (await opened.app.fetch(request)).json()) as NodeCheck;
    expect(calls.curl).toContain(' https://rollcall.example.com/api/nodes/');
  });

  test('names a credential that is not stored, and a node that is not there', async () => {
    const { json } = await check('BigcommerceGetCustomers', { credentials_id: 'mian' });
    expect(json.valid).toBe(false);
    expect(json.problems).toEqual([
      { param: 'credentials_id', message: 'There is no credential "mian". Stored: main.' },
    ]);
    const odd = await check('BigcommerceGetCustomers', { credentials_id: {} });
    expect(odd.json.problems[0]).toMatchObject({ param: 'credentials_id' });
    const none = await check('BigcommerceGetCustmers', {});
    expect([none.status, none.json.error.code]).toEqual([404, 'not_found']);
  });
});

describe('the options of a form', () => {
  const options = (path: string) => opened.send('GET', `/api/options/${path}`);

  test('are the customer groups of the store, asked for once', async () => {
    const atFirst = asked();
    const { status, json } = await options('customer_groups?credentials_id=main');
    expect(status).toBe(200);
    expect(asked()).not.toEqual(atFirst);
    expect(json.options[0]).toEqual({ value: 0, label: 'No group' });
    expect(json.options.find(({ value }: { value: number }) => value === 3).label.length).toBeGreaterThan(2);
    const before = asked();
    expect((await options('customer_groups')).json).toEqual(json);
    expect(asked()).toEqual(before);
  });

  test('are its customer attributes by name, and the countries by code', async () => {
    const { json } = await options('customer_attributes');
    expect(json.options).toContainEqual({ value: 'Loyalty Tier', label: 'Loyalty Tier' });
    const countries = (await options('countries?credentials_id=none')).json.options;
    expect(countries.length).toBeGreaterThan(240);
    expect(countries).toContainEqual({ value: 'ES', label: 'Spain' });
    expect(countries[0].label).toBe('Afghanistan');
  });

  test('are refused by name where there are none, or no such store', async () => {
    const unknown = await options('customer_group');
    expect([unknown.status, unknown.json.message]).toEqual([
      404,
      'There are no options "customer_group"; did you mean customer_groups? Options: customer_groups, customer_attributes, countries.',
    ]);
    const store = await options('customer_groups?credentials_id=none');
    expect([store.status, store.json.error.code]).toEqual([404, 'credentials_not_found']);
  });
});
