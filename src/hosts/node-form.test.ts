import { describe, expect, test } from 'vitest';
import { nodeDefinitions } from '../nodes/index.ts';
import { describeNode } from './describe-node.ts';
import type { FormField } from './node-form.ts';

const nodes = nodeDefinitions.map(describeNode);
const fieldsOf = (action: string): Map<string, FormField> => {
  const { form } = nodes.find((node) => node.action === action)!;
  return new Map(form.flatMap(({ fields }) => fields.map((field) => [field.param, field])));
};

describe('the form of a node', () => {
  test.each(nodes)(
    '$name has every parameter once, those of the table first, the rest under More',
    ({ form, params }) => {
      const shown = form.flatMap(({ fields }) => fields.map(({ param }) => param));
      const names = Object.keys(params.properties!).filter((name) => name !== 'credentials_id');
      expect([...shown].sort()).toEqual([...names].sort());
      expect(form.at(-1)!.title).toBe('More');
      expect(form.flatMap(({ fields }) => fields).filter(({ required }) => required)).toHaveLength(
        params.required!.length,
      );
      for (const { fields } of form)
        for (const { label, help } of fields) {
          expect(label).toMatch(/^[A-Z][^_]+[^.]$/);
          expect(help!.length).toBeGreaterThan(3);
          // People fill in fields: they know of no parameters.
          expect(help).not.toMatch(/[a-z]_[a-z]|address1|ISO/);
        }
    },
  );

  test.each(nodes)('$name uses one label for one thing within a group', ({ form }) => {
    for (const { fields } of form) {
      const labels = fields.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test('begins with the customer and the address, in the order of the documentation', () => {
    const [customer, address] = nodes[0]!.form;
    expect([customer!.title, ...customer!.fields.map(({ label }) => label)]).toEqual([
      'Customer',
      'Email',
      'First name',
      'Last name',
      'Company',
      'Phone',
      'Customer group',
    ]);
    expect([address!.title, ...address!.fields.map(({ label }) => label)]).toEqual([
      'Address',
      'Address line 1',
      'City',
      'State or province',
      'Postal code',
      'Country',
    ]);
  });

  test('says what is chosen and from where', () => {
    const create = fieldsOf('create-customer');
    expect(create.get('customer_group_id')).toMatchObject({
      type: 'number',
      options_source: 'customer_groups',
      min: 0,
    });
    expect(create.get('country_code')).toMatchObject({ type: 'text', options_source: 'countries' });
    expect(create.get('attributes')).toMatchObject({ type: 'record', options_source: 'customer_attributes' });
    expect(create.get('if_exists')).toMatchObject({
      type: 'choice',
      default: 'fail',
      options: [
        { value: 'fail', label: 'Fail' },
        { value: 'skip', label: 'Skip: change nothing' },
        { value: 'update', label: 'Update the customer' },
      ],
    });
    const { options } = fieldsOf('update-order').get('status_id')!;
    expect([options!.length, options![0], options![14]]).toEqual([
      15,
      { value: 0, label: 'Incomplete' },
      { value: 14, label: 'Partially Refunded' },
    ]);
    expect(fieldsOf('get-orders').get('sort')!.options).toContainEqual({
      value: 'date_created:desc',
      label: 'Date created, newest first',
    });
    expect(fieldsOf('update-customer').get('clear')).toMatchObject({
      type: 'list',
      items: 'choice',
      options: expect.arrayContaining([{ value: 'customer_group_id', label: 'Customer group' }]),
    });
    expect(fieldsOf('update-order').get('shipping_provider')).toMatchObject({
      free: true,
      options: expect.arrayContaining([{ value: 'ups', label: 'UPS' }]),
    });
  });

  test('says how each is filled in', () => {
    const create = fieldsOf('create-customer');
    expect(create.get('email')).toMatchObject({ format: 'email', required: true, example: 'ana@example.com' });
    expect(create.get('new_password')).toMatchObject({ format: 'password' });
    expect(create.get('notes')).toMatchObject({ format: 'multiline' });
    expect(create.get('channel_ids')).toMatchObject({ type: 'list', items: 'number' });
    expect(fieldsOf('get-customers').get('date_created_min')).toMatchObject({ format: 'date-time' });
    expect(fieldsOf('get-customers').get('limit')).toMatchObject({ type: 'number', min: 1, max: 250, default: 50 });
    expect(fieldsOf('delete-customers').get('dry_run')).toMatchObject({ type: 'boolean', default: true });
    const addresses = create.get('addresses')!;
    expect(addresses.type).toBe('objects');
    expect(addresses.fields!.map(({ label }) => label)).toEqual([
      'First name',
      'Last name',
      'Company',
      'Address line 1',
      'Address line 2',
      'City',
      'State or province',
      'Postal code',
      'Country',
      'Phone',
      'Address type',
    ]);
  });
});

test('a result is shown by the customers, orders or groups in it', () => {
  expect(nodes.map(({ card }) => card && [card.key, card.many])).toEqual([
    ['customer', false],
    ['customers', true],
    ['customer', false],
    ['orders', true],
    ['order', false],
    ['groups', true],
    null,
  ]);
  expect(nodes[0]!.card!.fields.slice(0, 3)).toEqual([
    { name: 'id', label: 'ID' },
    { name: 'email', label: 'Email', format: 'email' },
    { name: 'first_name', label: 'First name' },
  ]);
});
