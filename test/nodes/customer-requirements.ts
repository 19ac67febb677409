import { expect } from 'vitest';
import type { Requirement } from './requirements.ts';
import { expectFailure } from './requirements.ts';
import type { Answer } from './surface.ts';

const ana = { first_name: 'Ana', last_name: 'Ruiz' };
const whole = { address1: 'Calle Mayor 5', city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' };

export const customerRequirements: Requirement[] = [
  {
    node: 'getCustomers',
    says: 'one customer is found by id, email, name or company; no match is an empty list',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', {
        email: email('a'),
        first_name: 'Zoraida',
        last_name: 'Quux',
        company: `Co ${email('a')}`,
        phone: '777',
      });
      for (const filter of [
        { customer_id: String(customer_id) },
        { email: email('a') },
        { company: `Co ${email('a')}` },
        { name: 'oraida quu', email: email('a') },
      ]) {
        const answer = await run('getCustomers', filter);
        expect(answer).toMatchObject({
          success: true,
          total: 1,
          total_pages: 1,
          current_page: 1,
          message: '1 customer retrieved',
        });
        expect(Object.keys(answer).sort()).toEqual([
          'current_page',
          'customers',
          'message',
          'success',
          'total',
          'total_pages',
        ]);
        expect(answer.customers[0]).toMatchObject({ id: customer_id, email: email('a'), phone: '777' });
      }
      expect(await run('getCustomers', { email: 'nobody@example.org' })).toMatchObject({
        success: true,
        customers: [],
        total: 0,
      });
    },
  },
  {
    node: 'getCustomers',
    says: 'pages, sorts and filters by group and dates as asked',
    async prove({ run }) {
      const page = await run('getCustomers', { limit: '7', page: '2', sort: 'date_created:asc' });
      expect(page).toMatchObject({ success: true, current_page: 2, message: '7 customers retrieved' });
      expect(page.total_pages).toBe(Math.ceil(page.total / 7));
      const group = await run('getCustomers', { customer_group_id: 3, limit: 250 });
      expect(group.customers.length).toBeGreaterThan(0);
      for (const customer of group.customers) expect(customer.customer_group_id).toBe(3);
      expect((await run('getCustomers', { customer_group: 'VIP', limit: 250 })).total).toBe(group.total);
      const none = await run('getCustomers', { date_created_min: '2099-01-01', date_created_max: '2099-12-31' });
      expect(none.customers).toEqual([]);
      expect(
        (await run('getCustomers', { date_modified_min: '2000-01-01', date_modified_max: '2099-01-01', limit: 1 }))
          .customers,
      ).toHaveLength(1);
    },
  },
  {
    node: 'getCustomers',
    says: 'all of them come in one answer, each once',
    notOn: { mcp: 'An agent takes page after page: ten thousand customers do not fit into what it can think about.' },
    async prove({ run }) {
      const { customers, total } = await run('getCustomers', { all: true });
      expect(customers.length).toBe(total);
      expect(customers.length).toBeGreaterThan(250);
      expect(new Set(customers.map(({ id }: Answer) => id)).size).toBe(customers.length);
    },
  },
  {
    node: 'getCustomers',
    says: 'addresses, attributes, form fields and store credit come when asked for',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', {
        email: email('a'),
        ...ana,
        ...whole,
        attributes: { 'Loyalty Tier': 'Gold' },
        form_fields: { Size: 'M' },
        store_credit: 5,
      });
      const plain = (await run('getCustomers', { customer_id })).customers[0];
      for (const part of ['addresses', 'attributes', 'form_fields', 'store_credit_amounts'])
        expect(plain).not.toHaveProperty(part);
      const { customers } = await run('getCustomers', {
        customer_id,
        include_addresses: true,
        include_attributes: true,
        include_form_fields: true,
        include_store_credit: true,
      });
      expect(customers[0]).toMatchObject({
        addresses: [{ address1: 'Calle Mayor 5' }],
        attributes: [{ attribute_value: 'Gold' }],
        form_fields: [{ name: 'Size', value: 'M' }],
        store_credit_amounts: [{ amount: 5 }],
      });
    },
  },
  {
    node: 'getCustomers',
    says: 'several are found by ids, emails or phone at once; a limit above 250 is refused',
    async prove({ run, email }) {
      const a = await run('createCustomer', { email: email('a'), ...ana, phone: email('phone') });
      const b = await run('createCustomer', { email: email('b'), ...ana });
      expect((await run('getCustomers', { customer_ids: [a.customer_id, b.customer_id] })).total).toBe(2);
      expect((await run('getCustomers', { emails: [email('a'), email('b')] })).total).toBe(2);
      expect((await run('getCustomers', { phone: email('phone') })).total).toBe(1);
      expectFailure(await run('getCustomers', { limit: 251 }), 'invalid_params', /250/);
    },
  },
  {
    node: 'updateCustomer',
    says: 'only the given fields change, by id or by email, and are named',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana, notes: 'kept' });
      const byId = await run('updateCustomer', { customer_id: String(customer_id), company: 'Acme', phone: 123 });
      expect(byId).toMatchObject({
        success: true,
        customer_id,
        fields_updated: ['company', 'phone'],
        message: `Customer ${customer_id} updated successfully`,
      });
      expect(byId.customer).toMatchObject({ company: 'Acme', phone: '123', notes: 'kept' });
      const byEmail = await run('updateCustomer', {
        email: email('a'),
        new_email: email('b'),
        first_name: 'Eva',
        customer_group: 'VIP',
        tax_exempt_category: 'B',
        notes: 'x',
      });
      expect(byEmail.fields_updated).toEqual(expect.arrayContaining(['email', 'first_name', 'customer_group_id']));
      expect(byEmail.customer.email).toBe(email('b'));
    },
  },
  {
    node: 'updateCustomer',
    says: 'values that are there already are unchanged; clear empties a field',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', {
        email: email('a'),
        ...ana,
        company: 'Acme',
        customer_group_id: 3,
      });
      expect(await run('updateCustomer', { customer_id, last_name: 'Ruiz', customer_group_id: 3 })).toMatchObject({
        success: true,
        outcome: 'unchanged',
        fields_updated: [],
      });
      const cleared = await run('updateCustomer', { customer_id, clear: ['company', 'customer_group_id'] });
      expect(cleared.customer).toMatchObject({ company: '', customer_group_id: 0 });
    },
  },
  {
    node: 'updateCustomer',
    says: 'addresses and attributes go through their own endpoints; channels are set',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const answer = await run('updateCustomer', {
        customer_id,
        addresses: [{ ...ana, ...whole }],
        attributes: { 'Loyalty Tier': 'Gold' },
        form_fields: { Size: 'L' },
        channel_ids: [1],
        force_password_reset: true,
      });
      expect(answer).toMatchObject({
        success: true,
        parts: { customer: 'done', addresses: 'done', attributes: 'done' },
      });
      const { customers } = await run('getCustomers', { customer_id, include_addresses: true });
      expect(customers[0]).toMatchObject({ channel_ids: [1], addresses: [{ address1: 'Calle Mayor 5' }] });
    },
  },
  {
    node: 'updateCustomer',
    says: 'a password is set, and shown nowhere',
    notOn: { mcp: 'A password must not pass through a model.' },
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const answer = await run('updateCustomer', { customer_id, new_password: 'correct-horse-8' });
      expect(answer).toMatchObject({ success: true, outcome: 'updated', customer_id });
      expect(JSON.stringify(answer)).not.toContain('correct-horse-8');
    },
  },
  {
    node: 'updateCustomer',
    says: 'an unknown customer, a taken email and an empty wish are refused',
    async prove({ run, email }) {
      expectFailure(
        await run('updateCustomer', { customer_id: 99999999, company: 'x' }),
        'customer_not_found',
        /99999999/,
      );
      expectFailure(
        await run('updateCustomer', { email: email('nobody'), company: 'x' }),
        'customer_not_found',
        /nobody/,
      );
      await run('createCustomer', { email: email('a'), ...ana });
      await run('createCustomer', { email: email('b'), ...ana });
      expectFailure(await run('updateCustomer', { email: email('a'), new_email: email('b') }), 'customer_exists');
      expectFailure(await run('updateCustomer', { email: email('a') }), 'invalid_params', /field/);
      expectFailure(await run('updateCustomer', { company: 'x' }), 'invalid_params', /customer_id or email/);
    },
  },
  {
    node: 'updateCustomer',
    says: 'a dry run shows each change and writes nothing',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const answer = await run('updateCustomer', { customer_id, company: 'Acme', dry_run: true });
      expect(answer).toMatchObject({
        success: true,
        dry_run: true,
        would: 'updated',
        changes: { company: { from: '', to: 'Acme' } },
      });
      expect((await run('getCustomers', { customer_id })).customers[0].company).toBe('');
    },
  },
  {
    node: 'updateCustomer',
    says: 'many are updated in tens, each with a result of its own',
    async prove({ runMany, email, requests }) {
      const people = Array.from({ length: 12 }, (_, i) => email(`p${i}`));
      await runMany(
        'createCustomer',
        people.map((one) => ({ email: one, ...ana })),
      );
      const before = await requests('PUT /v3/customers');
      const answers = await runMany('updateCustomer', [
        ...people.map((one) => ({ email: one, company: 'Acme' })),
        { email: email('nobody'), company: 'x' },
      ]);
      expect(answers.filter(({ success }) => success)).toHaveLength(12);
      expectFailure(answers[12]!, 'customer_not_found');
      expect((await requests('PUT /v3/customers')) - before).toBe(2);
    },
  },
  {
    node: 'getCustomerGroups',
    says: 'groups are listed, by part of the name, in pages',
    async prove({ run }) {
      const all = await run('getCustomerGroups', {});
      expect(Object.keys(all).sort()).toEqual(['count', 'groups', 'message', 'success']);
      expect(all.count).toBe(all.groups.length);
      expect(all.groups).toContainEqual(
        expect.objectContaining({ id: 3, name: expect.any(String), is_default: expect.any(Boolean) }),
      );
      expect((await run('getCustomerGroups', { limit: 1, page: 2 })).groups).toHaveLength(1);
      expect(await run('getCustomerGroups', { name: 'vi' })).toMatchObject({ count: 1, message: '1 group retrieved' });
      expect(await run('getCustomerGroups', { name: 'nothing like this' })).toMatchObject({
        success: true,
        groups: [],
        count: 0,
      });
    },
  },
  {
    node: 'deleteCustomers',
    says: 'nothing is deleted without dry_run false, and the dry run says who exists',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const dry = await run('deleteCustomers', { customer_ids: [customer_id, 99999998] });
      expect(dry).toMatchObject({
        success: true,
        dry_run: true,
        deleted: 0,
        would_delete: [customer_id],
        not_found: [99999998],
        with_orders: [],
      });
      expect(dry.message).toMatch(/Nothing deleted: dry run/);
      const done = await run('deleteCustomers', { emails: [email('a')], dry_run: false });
      expect(done).toMatchObject({ success: true, dry_run: false, deleted: 1, deleted_ids: [customer_id] });
      expect(await run('getCustomers', { customer_id })).toMatchObject({ customers: [] });
      expectFailure(await run('deleteCustomers', {}), 'invalid_params', /customer_ids or emails/);
    },
  },
];
