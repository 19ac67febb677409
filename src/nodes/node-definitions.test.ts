import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, test } from 'vitest';
import * as nodes from './index.ts';

type Json = { type?: string; description?: string; properties: Record<string, Json>; required: string[]; items?: Json };

/** The tables of the contract: name, required ones, the others. */
const contract: Record<string, [required: string[], optional: string[]]> = {
  BigcommerceCreateCustomer: [
    ['email', 'first_name', 'last_name'],
    'company phone customer_group_id address1 city state zip country_code address2 address_phone address_type addresses customer_group notes tax_exempt_category attributes form_fields store_credit channel_ids origin_channel_id accepts_product_review_abandoned_cart_emails new_password force_password_reset trigger_account_created_notification newsletter if_exists store_credit_mode addresses_mode on_incomplete_address dry_run'.split(
      ' ',
    ),
  ],
  BigcommerceGetCustomers: [
    [],
    'customer_id email name company customer_group_id date_created_min date_created_max include_addresses sort limit page all customer_ids emails phone date_modified_min date_modified_max include_attributes include_form_fields include_store_credit customer_group'.split(
      ' ',
    ),
  ],
  BigcommerceUpdateCustomer: [
    [],
    'customer_id email first_name last_name new_email company phone customer_group_id customer_group notes tax_exempt_category attributes form_fields channel_ids new_password force_password_reset clear addresses dry_run'.split(
      ' ',
    ),
  ],
  BigcommerceGetOrders: [
    [],
    'order_id status_id customer_id email min_date_created max_date_created min_total max_total payment_method include_products include_shipping sort limit page all'.split(
      ' ',
    ),
  ],
  BigcommerceUpdateOrder: [
    ['order_id'],
    'status_id staff_notes customer_message billing_first_name billing_last_name billing_street billing_street2 billing_city billing_state billing_zip billing_country billing_email billing_phone tracking_number shipping_provider tracking_carrier dry_run'.split(
      ' ',
    ),
  ],
  BigcommerceGetCustomerGroups: [[], ['name', 'limit', 'page']],
  BigcommerceDeleteCustomers: [[], ['customer_ids', 'emails', 'dry_run']],
};

describe('the nodes', () => {
  test('are the seven of the contract, in its order', () => {
    expect(nodes.nodeDefinitions.map(({ name }) => name)).toEqual(Object.keys(contract));
  });

  test.each(nodes.nodeDefinitions)(
    '$name shows its parameters and output as JSON Schema objects',
    ({ name, params, output }) => {
      const schema = toJsonSchema(params) as unknown as Json;
      expect(schema.type).toBe('object');
      const [required, optional] = contract[name]!;
      expect(schema.required).toEqual(required);
      expect(Object.keys(schema.properties).sort()).toEqual(
        [...required, ...optional, 'credentials_id', 'max_wait_ms'].sort(),
      );
      expect((toJsonSchema(output) as unknown as Json).type).toBe('object');
    },
  );

  test.each(nodes.nodeDefinitions)('$name explains every parameter', ({ params }) => {
    const { properties } = toJsonSchema(params) as unknown as Json;
    const silent = Object.entries(properties).filter(([, { description }]) => !description || description.length < 4);
    expect(silent).toEqual([]);
  });

  test('say in their help where a call may email the customer', () => {
    const { properties } = toJsonSchema(nodes.updateOrder.params) as unknown as Json;
    expect(properties.status_id?.description).toContain('may email the customer');
    expect(properties.tracking_number?.description).toContain('may email the customer');
    const create = toJsonSchema(nodes.createCustomer.params) as unknown as Json;
    expect(create.properties.trigger_account_created_notification?.description).toContain('emails the customer');
  });

  test('delete and mail only where they say so', () => {
    const names = (effect: 'writes' | 'deletes' | 'mails') =>
      nodes.nodeDefinitions.filter(({ effects }) => effects[effect]).map(({ action }) => action);
    expect(names('writes')).toEqual(['create-customer', 'update-customer', 'update-order', 'delete-customers']);
    expect(names('deletes')).toEqual(['delete-customers']);
    expect(names('mails')).toEqual(['create-customer', 'update-order']);
  });
});
