import { describe, expect, test } from 'vitest';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { eachCustomer, getCustomerGroups, getCustomers, runNode } from './index.ts';

describe('getting customers', () => {
  test('pages through them with the totals of the store', async () => {
    const { store, sandbox } = openSandboxStore();
    const total = sandbox.customers().length;
    const first = await runNode(getCustomers, store, {});
    expect(first).toMatchObject({
      success: true,
      total,
      total_pages: Math.ceil(total / 50),
      current_page: 1,
      message: '50 customers retrieved',
    });
    expect(first.customers[0]).not.toHaveProperty('addresses');
    const second = await runNode(getCustomers, store, { page: '2', limit: '100', include_addresses: 'yes' });
    expect(second).toMatchObject({ current_page: 2, customers: { length: 100 } });
    expect(second.customers.every(({ addresses }) => Array.isArray(addresses))).toBe(true);
  });

  test('finds one by id, by exact email or by a part of the name, and none is success', async () => {
    const { store } = openSandboxStore();
    const { customers } = await runNode(getCustomers, store, { customer_id: 2 });
    const [one] = customers;
    expect(one).toMatchObject({ id: 2 });
    expect((await runNode(getCustomers, store, { email: one!.email.toUpperCase() })).customers).toMatchObject([
      { id: 2 },
    ]);
    const byName = await runNode(getCustomers, store, { name: `${one!.first_name} ${one!.last_name}`.slice(1, -1) });
    expect(byName.customers.map(({ id }) => id)).toContain(2);
    expect(await runNode(getCustomers, store, { customer_id: '999999' })).toMatchObject({
      success: true,
      customers: [],
      total: 0,
      message: '0 customers retrieved',
    });
  });

  test.each([
    ['customer_ids', [], 'an empty list'],
    ['customer_ids', [null], 'a list of blanks'],
    ['customer_ids', ', ', '", "'],
    ['emails', [], 'an empty list'],
    ['emails', '[]', '"[]"'],
    ['emails', [' ', undefined], 'a list of blanks'],
  ])('lists nobody where %s names nobody: %j', async (param, value, came) => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(getCustomers, store, { [param]: value }))).toMatchObject({
      code: 'invalid_params',
      param,
      message: `${param} must hold at least one value, but ${came} came. Leave it out to list everybody.`,
    });
    expect(await refusal(eachCustomer(store, { [param]: value }).next())).toMatchObject({ param });
    expect(calls).toEqual([]);
    for (const blank of ['', null])
      expect((await runNode(getCustomers, store, { [param]: blank })).customers).toHaveLength(50);
  });

  test('takes several emails and ids as people write them in one text', async () => {
    const { store, sandbox } = openSandboxStore();
    const [one, two] = sandbox.customers() as { id: number; email: string }[];
    for (const between of [', ', ';', '; ', '\n', ' ', '\r\n'])
      for (const params of [
        { emails: `${one!.email}${between}${two!.email}` },
        { customer_ids: `${one!.id}${between}${two!.id}` },
      ])
        expect((await runNode(getCustomers, store, params)).customers.map(({ id }) => id).sort()).toEqual(
          [one!.id, two!.id].sort(),
        );
  });

  test('refuses what can be nobody’s email by name, in place of finding nobody', async () => {
    const { store, calls } = openSandboxStore();
    for (const [emails, wrong] of [
      [
        ['ana@example.com', 'a@example.com; b@example.com'],
        'emails[1] must be an email such as ana@example.com, but "a@',
      ],
      ['Ana <ana@example.com>', 'emails[0] must be an email such as ana@example.com, but "Ana" came.'],
    ] as const)
      expect((await refusal(runNode(getCustomers, store, { emails }))).message).toContain(wrong);
    expect(calls).toEqual([]);
  });

  test('says where several go, and where the name of a group goes', async () => {
    const { store } = openSandboxStore();
    for (const [params, next] of [
      [{ email: ['a@example.com'] }, 'Give several as emails.'],
      [{ customer_id: [1] }, 'Give several as customer_ids.'],
      [{ customer_group_id: 'VIP' }, 'Give a name as customer_group.'],
    ] as const)
      expect((await refusal(runNode(getCustomers, store, params))).message).toContain(` came. ${next}`);
  });

  test('finds those of a group by its name', async () => {
    const { store } = openSandboxStore();
    const byId = await runNode(getCustomers, store, { customer_group_id: 3 });
    expect(byId.customers.length).toBeGreaterThan(0);
    expect(await runNode(getCustomers, store, { customer_group: ' vip ' })).toEqual(byId);
    const rows: unknown[] = [];
    for await (const some of eachCustomer(store, { customer_group: 'VIP' })) rows.push(...some);
    expect(rows.length).toBe(byId.total);
    expect(await refusal(runNode(getCustomers, store, { customer_group: 'Nobody' }))).toMatchObject({
      code: 'group_not_found',
      param: 'customer_group',
    });
    expect(await refusal(runNode(getCustomers, store, { customer_group: 'VIP', customer_group_id: 3 }))).toMatchObject({
      code: 'invalid_params',
    });
  });

  test('asks in the words of the API, with moments in UTC', async () => {
    const { store, calls } = openSandboxStore();
    await runNode(getCustomers, store, {
      customer_ids: '1,2,2',
      company: 'Acme',
      customer_group_id: 0,
      phone: '+34 600',
      date_created_min: '2026-01-01T01:00:00+02:00',
      date_modified_max: '2026-06-01',
      sort: 'Date_Created:desc',
      include_store_credit: true,
      include_form_fields: 1,
    });
    expect(calls[0]!.split('?')[1]!.split('&').sort()).toEqual(
      [
        'company:in=Acme',
        'customer_group_id:in=0',
        'date_created:min=2025-12-31T23:00:00',
        'date_modified:max=2026-06-01',
        'id:in=1,2',
        'include=formfields,storecredit',
        'limit=50',
        'page=1',
        'phone:in=+34 600',
        'sort=date_created:desc',
      ].sort(),
    );
  });

  test.each([
    [{ limit: 251 }, 'invalid_params', 'limit'],
    [{ email: 'a,b@example.com' }, 'email_not_searchable', 'email'],
    [{ company: 'Acme, Inc.' }, 'invalid_params', 'company'],
    [{ date_created_min: 'yesterday' }, 'invalid_params', 'date_created_min'],
    [{ sort: 'email:asc' }, 'invalid_params', 'sort'],
    [{ customer_id: 1, customer_ids: [2] }, 'invalid_params', 'customer_ids'],
    [{ customer_id: 'abc' }, 'invalid_params', 'customer_id'],
    [{ customer_ids: Array.from({ length: 900 }, (_, n) => n + 1) }, 'invalid_params', 'customer_ids'],
  ])('refuses %j before any call', async (params, code, param) => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(getCustomers, store, params))).toMatchObject({ code, param });
    expect(calls).toEqual([]);
  });

  test('all at once walks by cursor, each customer once, sorted as asked', async () => {
    const { store, sandbox, calls } = openSandboxStore();
    const total = sandbox.customers().length;
    const all = await runNode(getCustomers, store, { all: true, sort: 'last_name:desc' });
    expect(all).toMatchObject({ total, total_pages: 1, current_page: 1, message: `${total} customers retrieved` });
    expect(new Set(all.customers.map(({ id }) => id)).size).toBe(total);
    const names = all.customers.map(({ last_name }) => last_name);
    expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a)));
    expect(calls).toHaveLength(Math.ceil(total / 250));
    expect(calls[1]).toContain('after=');
    const ids = Array.from({ length: 120 }, (_, n) => n + 1);
    expect(await runNode(getCustomers, store, { all: true, customer_ids: ids })).toMatchObject({ total: 120 });
  });

  test('of more than one answer holds are refused after one call, with the way to export them', async () => {
    const { store, calls } = openSandboxStore();
    const { transport } = store;
    const huge = {
      ...store,
      accessToken: store.accessToken,
      transport: async (request: Parameters<typeof transport>[0]) => {
        const reply = await transport(request);
        return { ...reply, body: reply.body.replace(/"total":\d+/, '"total":10001') };
      },
    };
    const error = await refusal(runNode(getCustomers, huge, { all: true }));
    expect(error).toMatchObject({ code: 'too_many_results' });
    expect(error.message).toContain('rollcall export customers');
    expect(calls).toHaveLength(1);
  });
});

describe('a customer with more addresses and attributes than BigCommerce shows beside a customer', () => {
  async function storeWithMany() {
    const opened = openSandboxStore({ empty: true });
    const { sandbox } = opened;
    const write = async (method: string, path: string, body: unknown) => {
      const reply = await sandbox.handle({
        method,
        url: `/stores/${sandbox.storeHash}${path}`,
        headers: { 'x-auth-token': sandbox.accessToken, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(reply).toMatchObject({ status: 200 });
      return JSON.parse((reply as { body: string }).body).data as { id: number }[];
    };
    const people = ['many', 'ten', 'few'].map((name) => ({
      email: `${name}@example.com`,
      first_name: name,
      last_name: 'X',
    }));
    const [many, ten, few] = await write('POST', '/v3/customers', people);
    const owned = [...Array(12).fill(many!.id), ...Array(10).fill(ten!.id), ...Array(3).fill(few!.id)];
    const addresses = owned.map((customer_id, index) => ({
      ...{
        customer_id,
        first_name: 'A',
        last_name: 'B',
        address1: `Calle ${index}`,
        city: 'Madrid',
        country_code: 'ES',
      },
      ...{ state_or_province: 'Madrid', postal_code: '28001' },
    }));
    for (let at = 0; at < addresses.length; at += 10)
      await write('POST', '/v3/customers/addresses', addresses.slice(at, at + 10));
    for (let index = 0; index < 11; index += 1) {
      const [attribute] = await write('POST', '/v3/customers/attributes', [{ name: `Size ${index}`, type: 'string' }]);
      const value = { attribute_id: attribute!.id, customer_id: many!.id, value: `${index}` };
      await write('PUT', '/v3/customers/attribute-values', [value]);
    }
    return opened;
  }
  const counts = (customers: { addresses?: unknown[]; attributes?: unknown[] }[]) =>
    customers.map(({ addresses, attributes }) => [addresses?.length, attributes?.length]);

  test.each([{}, { all: true }, { sort: 'date_created:asc' }, { email: 'many@example.com' }])(
    'is shown with all of them: %j',
    async (params) => {
      const { store, calls } = await storeWithMany();
      const asked = { ...params, include_addresses: true, include_attributes: true };
      const { customers } = await runNode(getCustomers, store, asked);
      const all =
        'email' in params
          ? [[12, 11]]
          : [
              [12, 11],
              [10, 0],
              [3, 0],
            ];
      expect(counts(customers)).toEqual(all);
      // Only those whose list came back full are asked for, together.
      expect(calls.slice(1).map((call) => call.replace(/&.*/, ''))).toEqual([
        `GET /v3/customers/addresses?customer_id:in=${all.length === 1 ? '1' : '1,2'}`,
        'GET /v3/customers/attribute-values?customer_id:in=1',
      ]);
      const { addresses } = customers[0]!;
      expect(addresses!.map(({ address1 }) => address1)).toEqual(Array.from({ length: 12 }, (_, i) => `Calle ${i}`));
    },
  );

  test('costs nothing more where they are not asked for', async () => {
    const { store, calls } = await storeWithMany();
    const { customers } = await runNode(getCustomers, store, {});
    expect(counts(customers)).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(calls).toHaveLength(1);
  });

  test('is whole where all customers come page by page', async () => {
    const { store } = await storeWithMany();
    const pages: { addresses?: unknown[]; attributes?: unknown[] }[][] = [];
    for await (const page of eachCustomer(store, { include_addresses: true, include_attributes: true }))
      pages.push(page);
    expect(counts(pages.flat())).toEqual([
      [12, 11],
      [10, 0],
      [3, 0],
    ]);
  });
});

describe('getting customer groups', () => {
  test('lists them, by a part of the name where given, and none is success', async () => {
    const { store } = openSandboxStore();
    const all = await runNode(getCustomerGroups, store, {});
    expect(all).toMatchObject({
      success: true,
      count: all.groups.length,
      message: `${all.groups.length} groups retrieved`,
    });
    expect(all.groups).toContainEqual(expect.objectContaining({ id: 3, name: 'VIP', is_default: false }));
    expect(await runNode(getCustomerGroups, store, { name: 'vi' })).toMatchObject({
      count: 1,
      message: '1 group retrieved',
    });
    expect(await runNode(getCustomerGroups, store, { name: 'zzz' })).toMatchObject({
      success: true,
      groups: [],
      count: 0,
    });
  });
});
