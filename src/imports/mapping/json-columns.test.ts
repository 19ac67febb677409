import { describe, expect, test } from 'vitest';
import { createCustomer, readParams } from '../../nodes/index.ts';
import { mapObjects, mapRecords } from './fixtures/map-rows.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

describe('records of JSON', () => {
  const customer = {
    id: 99,
    authentication: { force_password_reset: true },
    company: 'Acme',
    customer_group_id: 0,
    email: 'ana@example.com',
    first_name: 'Ana',
    last_name: 'Ruiz',
    notes: '',
    phone: '555',
    registration_ip_address: '',
    tax_exempt_category: 'E',
    date_created: '2026-01-30T00:49:10Z',
    date_modified: '2026-01-30T00:49:10Z',
    accepts_product_review_abandoned_cart_emails: false,
    store_credit_amounts: [{ amount: 12.5 }],
    origin_channel_id: 1,
    channel_ids: null,
    shopper_profile_id: '4b5c',
    segment_ids: [],
    addresses: [
      {
        id: 5,
        customer_id: 99,
        first_name: 'Ana',
        last_name: 'Ruiz',
        company: '',
        address1: 'Main St. 1',
        address2: '',
        city: 'Austin',
        state_or_province: 'Texas',
        postal_code: '78701',
        country: 'United States',
        country_code: 'US',
        phone: '555',
        address_type: 'commercial',
      },
    ],
    attributes: [{ id: 1, customer_id: 99, attribute_id: 4, attribute_value: 'gold', date_created: 'x' }],
    form_fields: [
      { customer_id: 99, name: 'How', value: ['ad', 'friend'] },
      { customer_id: 99, name: 'Empty', value: '' },
    ],
  };

  test('as the API gives them come to the same customer', () => {
    const { params, rows, proposal } = mapObjects([customer]);
    expect(params).toEqual([
      {
        ...ana,
        company: 'Acme',
        phone: '555',
        tax_exempt_category: 'E',
        customer_group_id: 0,
        origin_channel_id: 1,
        accepts_product_review_abandoned_cart_emails: false,
        force_password_reset: true,
        store_credit: 12.5,
        attributes: { 4: 'gold' },
        form_fields: { How: ['ad', 'friend'] },
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            address1: 'Main St. 1',
            city: 'Austin',
            state: 'Texas',
            zip: '78701',
            country_code: 'US',
            phone: '555',
            address_type: 'commercial',
          },
        ],
      },
    ]);
    expect(rows[0]).toMatchObject({ sourceId: '99', problems: [], raw: JSON.stringify(customer) });
    expect(proposal.columns.filter(({ why }) => why === 'unknown')).toEqual([]);
    expect(() => readParams(createCustomer, params[0])).not.toThrow();
  });

  test('with an object for the address have its fields as columns', () => {
    const { params, proposal } = mapObjects([
      { ...ana, address: { street: 'Main 1', city: 'Austin', country: 'US' }, tags: ['vip', 'new'] },
    ]);
    expect(params).toEqual([{ ...ana, address1: 'Main 1', city: 'Austin', country_code: 'US' }]);
    expect(proposal.columns.map(({ column }) => column)).toContain('address.city');
  });

  test('whose keys come after the samples are carried where the name leaves no doubt, and told of', () => {
    const objects: Record<string, unknown>[] = Array.from({ length: 20 }, () => ({ ...ana }));
    objects.push({ ...ana, company: 'Acme', shoe_size: 43, tags: ['vip', 'new'] });
    const records = objects.map((object, index) => ({ index, line: index + 1, raw: JSON.stringify(object), object }));
    const { params, mapper } = mapRecords(Object.keys(ana), records, {}, true);
    expect(params.at(-1)).toEqual({ ...ana, company: 'Acme' });
    expect(mapper.columnOf('company')).toBe('company');
    expect(mapper.judged().map(({ column, kind, note }) => [column, kind, note.slice(0, 60)])).toEqual([
      ['tags', 'tags', expect.any(String)],
      ['company', 'other', expect.stringContaining('It goes to company')],
      ['shoe_size', 'other', expect.stringContaining('It is not carried')],
    ]);
    expect(mapper.judged()[0]!.values).toHaveLength(2);
  });

  test('keep a value that is an object out of a text, with a warning', () => {
    const { rows } = mapObjects([{ ...ana, company: [{ name: 'Acme' }] }]);
    expect(rows[0]).toMatchObject({ params: ana, problems: [{ code: 'value_not_understood', column: 'company' }] });
  });
});

test('tags that are objects are shown as they stand in the file', () => {
  const tagged = { ...ana, tags: [{ id: 1, name: 'vip' }, 'new'] };
  expect(mapObjects([tagged]).mapper.judged()[0]).toMatchObject({
    column: 'tags',
    values: [
      { value: 'new', count: 1 },
      { value: '{"id":1,"name":"vip"}', count: 1 },
    ],
  });
});
