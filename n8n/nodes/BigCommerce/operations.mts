import {
  createCustomer,
  deleteCustomers,
  getCustomerGroups,
  getCustomers,
  getOrders,
  type NodeDefinition,
  updateCustomer,
  updateOrder,
} from '../../../src/nodes/index.ts';

// An .mts file, because the generator reads it as well, and without a build a .ts file of this package counts as CommonJS.

/** A collection of optional fields. */
export type CollectionName = 'additionalFields' | 'updateFields' | 'filters' | 'options';

/** An operation of the n8n node: which definition runs, and where each of its parameters is shown. */
export type Operation = {
  resource: 'customer' | 'order';
  value: string;
  /** As the menu of operations shows it. */
  name: string;
  /** As the panel of all nodes shows it. */
  action: string;
  description: string;
  definition: NodeDefinition;
  /** What becomes of the results. */
  kind: 'write' | 'get' | 'list' | 'delete';
  /** Parameters with a field of their own. */
  shown: string[];
  /** Parameters that one field, the customer by ID or by email, stands for. */
  customer?: { id: string; email: string };
  /** Optional parameters by collection. */
  collections: Partial<Record<CollectionName, string[]>>;
  /** Parameters that the operation itself sets, where no option does. */
  preset?: Record<string, unknown>;
  /** Key of the output that holds the customer or order, or the list of them. */
  output: 'customer' | 'customers' | 'order' | 'orders' | 'groups' | 'deleted_ids';
};

const newCustomerFields = [
  'company',
  'phone',
  'customer_group_id',
  'customer_group',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'country_code',
  'address_phone',
  'address_type',
  'addresses',
  'attributes',
  'form_fields',
  'newsletter',
  'notes',
  'store_credit',
  'tax_exempt_category',
  'channel_ids',
  'origin_channel_id',
  'accepts_product_review_abandoned_cart_emails',
  'new_password',
  'force_password_reset',
];
const newCustomerOptions = [
  'addresses_mode',
  'on_incomplete_address',
  'store_credit_mode',
  'trigger_account_created_notification',
  'dry_run',
  'max_wait_ms',
];
const customerParts = ['include_addresses', 'include_attributes', 'include_form_fields', 'include_store_credit'];
const orderParts = ['include_products', 'include_shipping'];

/** In the order of the menus. Create or Update comes first: a re-run sends all items again, and it takes that. */
export const operations: Operation[] = [
  {
    resource: 'customer',
    value: 'upsert',
    name: 'Create or Update',
    action: 'Create or update a customer',
    description: 'Create a new record, or update the current one if it already exists (upsert)',
    definition: createCustomer as unknown as NodeDefinition,
    kind: 'write',
    shown: ['email', 'first_name', 'last_name'],
    collections: { additionalFields: newCustomerFields, options: newCustomerOptions },
    preset: { if_exists: 'update' },
    output: 'customer',
  },
  {
    resource: 'customer',
    value: 'create',
    name: 'Create',
    action: 'Create a customer',
    description: 'Create a customer; fails where the email is taken, unless an option says otherwise',
    definition: createCustomer as unknown as NodeDefinition,
    kind: 'write',
    shown: ['email', 'first_name', 'last_name'],
    collections: { additionalFields: newCustomerFields, options: ['if_exists', ...newCustomerOptions] },
    output: 'customer',
  },
  {
    resource: 'customer',
    value: 'get',
    name: 'Get',
    action: 'Get a customer',
    description: 'Retrieve one customer, by ID or email',
    definition: getCustomers as unknown as NodeDefinition,
    kind: 'get',
    shown: [],
    customer: { id: 'customer_id', email: 'email' },
    collections: { options: [...customerParts, 'max_wait_ms'] },
    output: 'customers',
  },
  {
    resource: 'customer',
    value: 'getAll',
    name: 'Get Many',
    action: 'Get many customers',
    description: 'Retrieve many customers, or those that match the filters',
    definition: getCustomers as unknown as NodeDefinition,
    kind: 'list',
    shown: [],
    collections: {
      filters: [
        'customer_ids',
        'emails',
        'name',
        'company',
        'phone',
        'customer_group_id',
        'customer_group',
        'date_created_min',
        'date_created_max',
        'date_modified_min',
        'date_modified_max',
      ],
      options: [...customerParts, 'sort', 'page', 'max_wait_ms'],
    },
    output: 'customers',
  },
  {
    resource: 'customer',
    value: 'update',
    name: 'Update',
    action: 'Update a customer',
    description: 'Change the given fields of a customer, found by ID or email',
    definition: updateCustomer as unknown as NodeDefinition,
    kind: 'write',
    shown: [],
    customer: { id: 'customer_id', email: 'email' },
    collections: {
      updateFields: [
        'first_name',
        'last_name',
        'new_email',
        'company',
        'phone',
        'customer_group_id',
        'customer_group',
        'addresses',
        'attributes',
        'form_fields',
        'notes',
        'tax_exempt_category',
        'channel_ids',
        'new_password',
        'force_password_reset',
        'clear',
      ],
      options: ['dry_run', 'max_wait_ms'],
    },
    output: 'customer',
  },
  {
    resource: 'customer',
    value: 'delete',
    name: 'Delete',
    action: 'Delete a customer',
    description: 'Delete a customer for good; the orders stay',
    definition: deleteCustomers as unknown as NodeDefinition,
    kind: 'delete',
    shown: [],
    customer: { id: 'customer_ids', email: 'emails' },
    preset: { dry_run: false },
    collections: { options: ['dry_run', 'max_wait_ms'] },
    output: 'deleted_ids',
  },
  {
    resource: 'customer',
    value: 'getGroups',
    name: 'Get Groups',
    action: 'Get customer groups',
    description: 'Retrieve the customer groups of the store',
    definition: getCustomerGroups as unknown as NodeDefinition,
    kind: 'list',
    shown: [],
    collections: { filters: ['name'], options: ['page', 'max_wait_ms'] },
    output: 'groups',
  },
  {
    resource: 'order',
    value: 'get',
    name: 'Get',
    action: 'Get an order',
    description: 'Retrieve one order by its number',
    definition: getOrders as unknown as NodeDefinition,
    kind: 'get',
    shown: ['order_id'],
    collections: { options: [...orderParts, 'max_wait_ms'] },
    output: 'orders',
  },
  {
    resource: 'order',
    value: 'getAll',
    name: 'Get Many',
    action: 'Get many orders',
    description: 'Retrieve many orders, or those that match the filters',
    definition: getOrders as unknown as NodeDefinition,
    kind: 'list',
    shown: [],
    collections: {
      filters: [
        'status_id',
        'customer_id',
        'email',
        'min_date_created',
        'max_date_created',
        'min_total',
        'max_total',
        'payment_method',
      ],
      options: [...orderParts, 'sort', 'page', 'max_wait_ms'],
    },
    output: 'orders',
  },
  {
    resource: 'order',
    value: 'update',
    name: 'Update',
    action: 'Update an order',
    description: 'Change the status, notes or billing address of an order, or ship it with a tracking number',
    definition: updateOrder as unknown as NodeDefinition,
    kind: 'write',
    shown: ['order_id'],
    collections: {
      updateFields: [
        'status_id',
        'staff_notes',
        'customer_message',
        'billing_first_name',
        'billing_last_name',
        'billing_street',
        'billing_street2',
        'billing_city',
        'billing_state',
        'billing_zip',
        'billing_country',
        'billing_email',
        'billing_phone',
        'tracking_number',
        'shipping_provider',
        'tracking_carrier',
      ],
      options: ['dry_run', 'max_wait_ms'],
    },
    output: 'order',
  },
];

/** @throws where n8n asks for an operation that the menus do not have */
export function operationOf(resource: string, value: string): Operation {
  const operation = operations.find((one) => one.resource === resource && one.value === value);
  if (!operation) throw new Error(`The BigCommerce node has no operation "${value}" of ${resource}.`);
  return operation;
}

/** `billing_street2` is shown as `billingStreet2`. */
export function fieldName(param: string): string {
  return param.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The parameter of a field: `billingStreet2` is `billing_street2`. */
export function paramName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
