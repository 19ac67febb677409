import { expect, test } from 'vitest';
import { openStore, person } from '../fixtures/open-store.ts';

test('a new customer comes back with every field that was not sent at its documented default', async () => {
  const store = openStore();
  const reply = await store.send('POST', '/v3/customers', [
    { email: 'Nina.Ni@nina.co', first_name: 'Nina', last_name: 'Ni' },
  ]);
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({
    data: [
      {
        id: 1,
        authentication: { force_password_reset: false },
        company: '',
        customer_group_id: 0,
        email: 'Nina.Ni@nina.co',
        first_name: 'Nina',
        last_name: 'Ni',
        notes: '',
        phone: '',
        registration_ip_address: '',
        tax_exempt_category: '',
        date_created: '2026-03-02T10:00:00Z',
        date_modified: '2026-03-02T10:00:00Z',
        accepts_product_review_abandoned_cart_emails: false,
        store_credit_amounts: [{ amount: 0 }],
        origin_channel_id: 1,
        channel_ids: null,
      },
    ],
    meta: {},
  });
});

test('ten customers are created in the order sent, eleven are too many', async () => {
  const store = openStore();
  const eleven = Array.from({ length: 11 }, (_, index) => person(`p${index}@example.com`));
  const refused = await store.send('POST', '/v3/customers', eleven);
  expect(refused.status).toBe(413);
  expect(refused.json.title).toContain('maximum number of items allowed in the array is 10');
  expect(store.sandbox.customers()).toEqual([]);
  const reply = await store.send('POST', '/v3/customers', eleven.slice(1));
  expect(reply.json.data.map((row: { email: string }) => row.email)).toEqual(eleven.slice(1).map((row) => row.email));
  expect(reply.json.data.map((row: { id: number }) => row.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('an email that exists, in any case, refuses the whole batch and only the first one is named', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers', [person('bobby@example.com'), person('nina@example.com')]);
  const reply = await store.send('POST', '/v3/customers', [
    person('new@example.com'),
    person('NINA@example.com'),
    person('bobby@example.com'),
  ]);
  expect(reply.status).toBe(422);
  expect(reply.json).toEqual({
    status: 422,
    title: 'Create customers failed.',
    type: 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes',
    errors: { '.customer_create': 'Error creating customers: email NINA@example.com already in use' },
  });
  expect(store.sandbox.customers()).toHaveLength(2);
});

test('two equal emails in one batch are refused', async () => {
  const store = openStore();
  const reply = await store.send('POST', '/v3/customers', [person('twin@example.com'), person('Twin@example.com')]);
  expect(reply.json.errors).toEqual({
    '.customer_create': 'Error creating customers: email Twin@example.com already in use',
  });
  expect(store.sandbox.customers()).toEqual([]);
});

test('one email may live once in each channel, and a global customer collides with all of them', async () => {
  const store = openStore();
  const post = async (channel_ids: number[] | null) =>
    (await store.send('POST', '/v3/customers', [person('same@example.com', { channel_ids })])).status;
  expect(await post([1])).toBe(200);
  expect(await post([2, 3])).toBe(200);
  expect(await post([3, 4])).toBe(422);
  expect(await post(null)).toBe(422);
  const found = await store.send('GET', '/v3/customers?email:in=same@example.com');
  expect(found.json.data.map((row: { id: number }) => row.id)).toEqual([1, 2]);
});

test.each([
  ['a missing email', { first_name: 'A', last_name: 'B' }, { email: 'error.path.missing' }],
  ['a name that is a number', person('a@example.com', { first_name: 5 }), { first_name: 'error.expected.jsstring' }],
  [
    'an address without its country',
    person('a@example.com', { addresses: [{ first_name: 'A', last_name: 'B', address1: 'x', city: 'y' }] }),
    { 'addresses.country_code': 'error.path.missing' },
  ],
])('%s makes the body unreadable, named without an index', async (_, item, errors) => {
  const store = openStore();
  const reply = await store.send('POST', '/v3/customers', [person('good@example.com'), item]);
  expect(reply.status).toBe(422);
  expect(reply.json.title).toBe('JSON data is missing or invalid');
  expect(reply.json.errors).toEqual(errors);
});

const ADDRESS = { first_name: 'A', last_name: 'B', address1: 'Calle 1', city: 'Madrid', country_code: 'ES' };

test.each([
  ['an email of 251 characters', { email: `${'a'.repeat(239)}@example.com` }, '1.email'],
  ['an email without an @', { email: 'nobody' }, '1.email'],
  ['a first name of 101 characters', { first_name: 'a'.repeat(101) }, '1.first_name'],
  ['a blank last name', { last_name: ' ' }, '1.last_name'],
  ['a phone of 51 characters', { phone: '5'.repeat(51) }, '1.phone'],
  ['a group that does not exist', { customer_group_id: 3 }, '1.customer_group_id'],
  ['an empty list of channels', { channel_ids: [] }, '1.channel_ids'],
  ['a weak password', { authentication: { new_password: 'short' } }, '1.authentication.new_password'],
  [
    'an attribute that does not exist',
    { attributes: [{ attribute_id: 9, attribute_value: 'x' }] },
    '1.attributes.0.attribute_id',
  ],
  [
    'a country that does not exist',
    { addresses: [ADDRESS, { ...ADDRESS, country_code: 'XX' }] },
    '1.addresses.1.country_code',
  ],
  [
    'eleven addresses',
    { addresses: Array.from({ length: 11 }, (_, i) => ({ ...ADDRESS, address1: `Calle ${i}` })) },
    '1.addresses',
  ],
  ['a form field that is none', { form_fields: [null] }, '1.form_fields'],
  ['a form field of objects', { form_fields: [{ name: 'Color', value: [{}] }] }, '1.form_fields'],
])('%s is refused by index and field, and nothing of the batch is written', async (_, wrong, key) => {
  const store = openStore();
  const reply = await store.send('POST', '/v3/customers', [
    person('good@example.com'),
    { ...person('bad@example.com'), ...wrong },
  ]);
  expect(reply.status).toBe(422);
  expect(Object.keys(reply.json.errors)).toEqual([key]);
  expect(store.sandbox.customers()).toEqual([]);
  expect(store.sandbox.creationLog()).toEqual([]);
});

test('a customer arrives with addresses, attributes, form fields and store credit in one call', async () => {
  const store = openStore();
  await store.send('POST', '/v3/customers/attributes', [{ name: 'Tier', type: 'string' }]);
  const item = person('all@example.com', {
    addresses: [ADDRESS, { ...ADDRESS }],
    attributes: [{ attribute_id: 1, attribute_value: 'Gold' }],
    form_fields: [{ name: 'Color', value: ['red', 'green'] }],
    store_credit_amounts: [{ amount: 12.5 }],
  });
  await store.send('POST', '/v3/customers', [item]);
  const reply = await store.send('GET', '/v3/customers?id:in=1&include=addresses,attributes,formfields,storecredit');
  const [customer] = reply.json.data;
  expect(customer.addresses).toHaveLength(1);
  expect(customer.addresses[0]).toMatchObject({
    id: 1,
    customer_id: 1,
    country: 'Spain',
    country_code: 'ES',
    address_type: 'residential',
  });
  expect(customer.attributes[0]).toMatchObject({ customer_id: 1, attribute_id: 1, attribute_value: 'Gold' });
  expect(customer.form_fields).toEqual([{ customer_id: 1, name: 'Color', value: ['red', 'green'] }]);
  expect(customer.store_credit_amounts).toEqual([{ amount: 12.5 }]);
});

test('fields that the API does not know are ignored', async () => {
  const store = openStore();
  const reply = await store.send('POST', '/v3/customers', [
    person('a@example.com', { accepts_marketing_emails: true, id: 77 }),
  ]);
  expect(reply.status).toBe(200);
  expect(reply.json.data[0].id).toBe(1);
});
