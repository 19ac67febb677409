import { expect } from 'vitest';
import type { Requirement } from './requirements.ts';
import { expectFailure } from './requirements.ts';

const ana = { first_name: 'Ana', last_name: 'Ruiz' };
const whole = { address1: 'Calle Mayor 5', city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' };

export const createRequirements: Requirement[] = [
  {
    node: 'createCustomer',
    says: 'a customer with the three required fields is created, with the exact output keys',
    async prove({ run, email }) {
      const answer = await run('createCustomer', { email: email('a'), ...ana });
      expect(answer).toMatchObject({ success: true, outcome: 'created', customer: { email: email('a'), ...ana } });
      expect(answer.message).toBe(`Customer ${answer.customer_id} created successfully`);
      expect(answer.customer_id).toBe(answer.customer.id);
      expect(Object.keys(answer).sort()).toEqual(['customer', 'customer_id', 'message', 'outcome', 'success']);
    },
  },
  {
    node: 'createCustomer',
    says: 'company, phone and an existing group travel with the customer',
    async prove({ run, email }) {
      const more = { company: 'Empresa ABC', phone: '+34 600 123 456', customer_group_id: 3 };
      const answer = await run('createCustomer', { email: email('a'), ...ana, ...more });
      expect(answer).toMatchObject({ success: true, customer: more });
    },
  },
  {
    node: 'createCustomer',
    says: 'a complete address is sent in the same request, under the names of the customer',
    async prove({ run, email, requests }) {
      const before = await requests('POST /v3/customers');
      const made = await run('createCustomer', {
        email: email('a'),
        ...ana,
        ...whole,
        address2: '2B',
        address_phone: '600',
        address_type: 'commercial',
      });
      expect(made.success).toBe(true);
      expect(await requests('POST /v3/customers')).toBe(before + 1);
      const { customers } = await run('getCustomers', { customer_id: made.customer_id, include_addresses: true });
      expect(customers[0].addresses).toMatchObject([
        {
          ...ana,
          address1: 'Calle Mayor 5',
          address2: '2B',
          city: 'Madrid',
          postal_code: '28001',
          country_code: 'ES',
          phone: '600',
          address_type: 'commercial',
        },
      ]);
    },
  },
  {
    node: 'createCustomer',
    says: 'an incomplete address is left out with a warning that holds it, and the customer is created',
    async prove({ run, email }) {
      const answer = await run('createCustomer', {
        email: email('a'),
        ...ana,
        address1: 'Calle Mayor 5',
        city: 'Madrid',
      });
      expect(answer).toMatchObject({
        success: true,
        warnings: [{ code: 'address_incomplete', missing: ['country_code'], address: { address1: 'Calle Mayor 5' } }],
      });
      expect(answer.message).toBe(`Customer ${answer.customer_id} created without its address (country_code missing)`);
    },
  },
  {
    node: 'createCustomer',
    says: 'on_incomplete_address "fail" refuses the customer instead, before any call',
    async prove({ run, email, requests }) {
      const before = await requests('POST /v3/customers');
      const answer = await run('createCustomer', {
        email: email('a'),
        ...ana,
        city: 'Madrid',
        on_incomplete_address: 'fail',
      });
      expectFailure(answer, 'invalid_params', /address/);
      expect(await requests('POST /v3/customers')).toBe(before);
    },
  },
  {
    node: 'createCustomer',
    says: 'a bad country code is refused by name, before any call',
    async prove({ run, email }) {
      const answer = await run('createCustomer', { email: email('a'), ...ana, ...whole, country_code: 'QQ' });
      expectFailure(answer, 'invalid_params', /QQ/);
      expect(answer.error.param).toBe('country_code');
    },
  },
  {
    node: 'createCustomer',
    says: 'a country name is converted and a state code spelled out',
    async prove({ run, email }) {
      const address = {
        address1: '1 Main St',
        city: 'Los Angeles',
        state: 'CA',
        zip: '90001',
        country_code: 'United States',
      };
      const made = await run('createCustomer', { email: email('a'), ...ana, ...address });
      const { customers } = await run('getCustomers', { customer_id: made.customer_id, include_addresses: true });
      expect(customers[0].addresses).toMatchObject([{ state_or_province: 'California', country_code: 'US' }]);
    },
  },
  {
    node: 'createCustomer',
    says: 'several addresses, attributes, credit, notes and a group by name arrive',
    async prove({ run, email }) {
      const made = await run('createCustomer', {
        email: email('a'),
        ...ana,
        addresses: [{ ...whole }, { ...whole, address1: 'Gran Via 1', first_name: 'Bo' }],
        customer_group: 'vip',
        store_credit: '12.5',
        notes: 'met in Madrid',
        tax_exempt_category: 'A',
        force_password_reset: 'true',
        accepts_product_review_abandoned_cart_emails: true,
        trigger_account_created_notification: false,
        channel_ids: [1],
        origin_channel_id: 1,
        form_fields: { Size: 'M' },
      });
      expect(made).toMatchObject({ success: true, customer: { notes: 'met in Madrid', channel_ids: [1] } });
      const { customers } = await run('getCustomers', {
        customer_id: made.customer_id,
        include_addresses: true,
        include_store_credit: true,
      });
      expect(customers[0].addresses).toHaveLength(2);
      expect(customers[0].store_credit_amounts).toEqual([{ amount: 12.5 }]);
      expect(customers[0].customer_group_id).toBe(3);
    },
  },
  {
    node: 'createCustomer',
    says: 'a password is set, and shown nowhere; one that is too short is refused',
    notOn: { mcp: 'A password must not pass through a model.' },
    async prove({ run, email }) {
      const made = await run('createCustomer', { email: email('a'), ...ana, new_password: 'correct-horse-7' });
      expect(made).toMatchObject({ success: true, outcome: 'created' });
      expect(JSON.stringify(made)).not.toContain('correct-horse-7');
      const short = await run('createCustomer', { email: email('b'), ...ana, new_password: 'x' });
      expect(short.success).toBe(false);
    },
  },
  {
    node: 'createCustomer',
    says: 'an unknown group is refused, by id and by name, and nothing is created',
    async prove({ run, email }) {
      expectFailure(
        await run('createCustomer', { email: email('a'), ...ana, customer_group_id: 999 }),
        'group_not_found',
        /999/,
      );
      expectFailure(
        await run('createCustomer', { email: email('a'), ...ana, customer_group: 'Nobody' }),
        'group_not_found',
        /Nobody/,
      );
      expect(await run('getCustomers', { email: email('a') })).toMatchObject({ success: true, customers: [] });
    },
  },
  {
    node: 'createCustomer',
    says: 'an unknown attribute is refused by name',
    async prove({ run, email }) {
      const answer = await run('createCustomer', {
        email: email('a'),
        ...ana,
        attributes: { 'No such attribute': 'x' },
      });
      expectFailure(answer, 'attribute_not_found', /No such attribute/);
    },
  },
  {
    node: 'createCustomer',
    says: 'an existing email fails with the id of the customer that holds it, in any letter case',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const again = await run('createCustomer', { email: email('a').toUpperCase(), ...ana });
      expectFailure(again, 'customer_exists', /exists/);
      expect(again.error.details.customer_id).toBe(customer_id);
    },
  },
  {
    node: 'createCustomer',
    says: 'an existing email is skipped when asked, and nothing is changed',
    async prove({ run, email }) {
      const { customer_id } = await run('createCustomer', { email: email('a'), ...ana });
      const again = await run('createCustomer', { email: email('a'), ...ana, company: 'New', if_exists: 'skip' });
      expect(again).toMatchObject({ success: true, outcome: 'skipped', customer_id });
      const { customers } = await run('getCustomers', { customer_id });
      expect(customers[0].company).toBe('');
    },
  },
  {
    node: 'createCustomer',
    says: 'an existing email is updated when asked, only in what differs, then unchanged; its credit is kept',
    async prove({ run, email, requests }) {
      const { customer_id } = await run('createCustomer', {
        email: email('a'),
        ...ana,
        ...whole,
        company: 'Old',
        store_credit: 5,
      });
      const wish = {
        email: email('a'),
        ...ana,
        ...whole,
        company: 'New',
        store_credit: 50,
        if_exists: 'update',
        addresses_mode: 'add_missing',
      };
      expect(await run('createCustomer', wish)).toMatchObject({ success: true, outcome: 'updated', customer_id });
      const puts = await requests('PUT /v3/customers');
      expect(await run('createCustomer', wish)).toMatchObject({ success: true, outcome: 'unchanged', customer_id });
      expect(await requests('PUT /v3/customers')).toBe(puts);
      const { customers } = await run('getCustomers', {
        customer_id,
        include_store_credit: true,
        include_addresses: true,
      });
      expect(customers[0]).toMatchObject({ company: 'New', store_credit_amounts: [{ amount: 5 }] });
      expect(customers[0].addresses).toHaveLength(1);
    },
  },
  {
    node: 'createCustomer',
    says: 'store_credit_mode "set" writes the credit and reports the balance before and after',
    async prove({ run, email }) {
      await run('createCustomer', { email: email('a'), ...ana, store_credit: 5 });
      const answer = await run('createCustomer', {
        email: email('a'),
        ...ana,
        store_credit: 50,
        store_credit_mode: 'set',
        if_exists: 'update',
      });
      expect(answer).toMatchObject({
        success: true,
        outcome: 'updated',
        store_credit_before: 5,
        store_credit_after: 50,
      });
    },
  },
  {
    node: 'createCustomer',
    says: 'a newsletter wish becomes a subscriber, and nobody who opted out is switched on again',
    async prove({ run, email }) {
      const first = await run('createCustomer', { email: email('a'), ...ana, newsletter: 'subscribed' });
      expect(first).toMatchObject({
        success: true,
        outcome: 'created',
        parts: { customer: 'done', newsletter: 'done' },
      });
      const off = await run('createCustomer', {
        email: email('a'),
        ...ana,
        newsletter: 'unsubscribed',
        if_exists: 'update',
      });
      expect(off).toMatchObject({ success: true, outcome: 'updated', parts: { newsletter: 'done' } });
      const on = await run('createCustomer', {
        email: email('a'),
        ...ana,
        newsletter: 'subscribed',
        if_exists: 'update',
      });
      expect(on).toMatchObject({ success: true, outcome: 'unchanged', warnings: [{ code: 'consent_kept' }] });
    },
  },
  {
    node: 'createCustomer',
    says: 'a dry run says what would happen and writes nothing',
    async prove({ run, email, requests }) {
      const before = await requests('POST /v3/customers');
      const answer = await run('createCustomer', { email: email('a'), ...ana, dry_run: true });
      expect(answer).toMatchObject({ success: true, dry_run: true, would: 'created', message: expect.any(String) });
      expect(await requests('POST /v3/customers')).toBe(before);
      await run('createCustomer', { email: email('a'), ...ana });
      const update = await run('createCustomer', {
        email: email('a'),
        ...ana,
        company: 'New',
        if_exists: 'update',
        dry_run: 'true',
      });
      expect(update).toMatchObject({ dry_run: true, would: 'updated', changes: { company: { from: '', to: 'New' } } });
    },
  },
  {
    node: 'createCustomer',
    says: 'missing, unknown and mistyped parameters are refused by name, with the nearest known one',
    async prove({ run, email }) {
      const missing = await run('createCustomer', { email: email('a'), last_name: 'Ruiz' });
      expectFailure(missing, 'invalid_params', /first_name/);
      expect(missing.error.param).toBe('first_name');
      expectFailure(await run('createCustomer', { email: 'not an email', ...ana }), 'invalid_params', /not an email/);
      expectFailure(await run('createCustomer', { email: 'a,b@shop.com', ...ana }), 'email_not_searchable', /comma/);
      expectFailure(
        await run('createCustomer', { email: email('a'), ...ana, store_credit: 'much' }),
        'invalid_params',
        /store_credit/,
      );
    },
  },
  {
    node: 'createCustomer',
    says: 'of 25 items one without a name, one with a bad email and one that exists fail alone, in order, in few requests',
    async prove({ run, runMany, email, requests }) {
      await run('createCustomer', { email: email('p7'), ...ana });
      const items: Record<string, unknown>[] = Array.from({ length: 25 }, (_, i) => ({
        email: email(`p${i}`),
        ...ana,
      }));
      items[3] = { email: email('p3'), last_name: 'Ruiz' };
      items[12] = { ...items[12], email: 'not an email' };
      const before = await requests('POST /v3/customers');
      const answers = await runMany('createCustomer', items);
      expect(answers).toHaveLength(25);
      expect(answers.filter(({ success }) => success)).toHaveLength(22);
      expectFailure(answers[3]!, 'invalid_params', /first_name/);
      expectFailure(answers[12]!, 'invalid_params', /email/);
      expectFailure(answers[7]!, 'customer_exists');
      answers.forEach((answer, i) => {
        if (answer.success) expect(answer.customer.email).toBe(email(`p${i}`));
      });
      const posts = (await requests('POST /v3/customers')) - before;
      expect([3, 4]).toContain(posts);
    },
  },
  {
    node: 'createCustomer',
    says: 'a reply that is lost after the commit ends as created, and the customer is there once',
    async prove({ run, email, faults }) {
      await faults([{ match: 'POST /v3/customers$', kind: 'lost-after', count: 1 }]);
      const answer = await run('createCustomer', { email: email('a'), ...ana });
      expect(answer).toMatchObject({ success: true, outcome: 'created' });
      expect(await run('getCustomers', { email: email('a') })).toMatchObject({ total: 1 });
    },
  },
  {
    node: 'createCustomer',
    says: 'max_wait_ms ends a wait, and says what is known and what to do',
    async prove({ run, email, faults }) {
      await faults([{ match: 'POST /v3/customers$', kind: '429' }]);
      const answer = await run('createCustomer', { email: email('a'), ...ana, max_wait_ms: 300 });
      expectFailure(answer, 'rate_limited');
      expect(answer.error.retryable).toBe(true);
      expect(answer.error.details.retry_after_ms).toBeGreaterThan(0);
    },
  },
];
