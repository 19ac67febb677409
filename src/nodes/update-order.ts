import * as v from 'valibot';
import { type BillingAddress, type OrderFields, type ShipmentLabel, startCall } from '../bigcommerce/index.ts';
import { readCountry } from './address.ts';
import { billingNames } from './billing-params.ts';
import { changeOrder } from './change-order.ts';
import { countryNameOf } from './country.ts';
import { defineNode } from './define-node.ts';
import { statusIdOf, statusNameOf, statusParam } from './order-status.ts';
import { dryRunOutput, orderSchema, warningsSchema } from './output-schemas.ts';
import { callParams, dryRun, requiredId, text } from './param-schemas.ts';
import { shippingProviderOf, shippingProviders } from './shipping-providers.ts';

const providers = Object.keys(shippingProviders);

const params = v.object({
  credentials_id: callParams.credentials_id,
  order_id: requiredId('Order to change.', '12345'),
  status_id: statusParam("New status. Changing it may email the customer, by the store's own settings."),
  staff_notes: text('Notes of the store staff; the customer never sees them.'),
  customer_message: text('Message of the customer to the store.'),
  billing_first_name: text('Billing address: first name.', 255),
  billing_last_name: text('Billing address: last name.', 255),
  billing_street: text('Billing address: street.'),
  billing_street2: text('Billing address: second line of the street.'),
  billing_city: text('Billing address: city.'),
  billing_state: text('Billing address: state or province, by name or code.'),
  billing_zip: text('Billing address: postal code.'),
  billing_country: text('Billing address: country, by name or ISO 3166-1 alpha-2 code.'),
  billing_email: text('Billing address: email.'),
  billing_phone: text('Billing address: phone.'),
  tracking_number: text(
    "Tracking number. Given: one shipment per shipping address with unshipped items is created. That may email the customer, by the store's own settings.",
    50,
  ),
  shipping_provider: text(
    `Shipping provider of the shipment: ${providers.join(', ')}. Any other carrier goes into tracking_carrier.`,
  ),
  tracking_carrier: text(
    'Tracking carrier of the shipment, where it is no shipping_provider: its short name at AfterShip, for example dhl-germany.',
  ),
  dry_run: dryRun,
  max_wait_ms: callParams.max_wait_ms,
});

type UpdateOrderParams = v.InferOutput<typeof params>;

/** https://developer.bigcommerce.com/docs/rest-management/orders#update-an-order */
export const updateOrder = defineNode({
  name: 'BigcommerceUpdateOrder',
  title: 'Update order',
  action: 'update-order',
  description:
    "Changes an order's status, notes or billing address, and ships it with a tracking number. What is not given stays as it is. A new status or a shipment may email the customer.",
  params,
  rules: [
    {
      says: 'Give something to change: a status, notes, a billing field or a tracking_number.',
      param: 'order_id',
      lacks: 'any',
      holds: (given) =>
        [
          'status_id',
          'staff_notes',
          'customer_message',
          'tracking_number',
          'billing_country',
          ...Object.keys(billingNames),
        ].some((name) => given[name as keyof UpdateOrderParams] !== undefined),
    },
    {
      says: 'shipping_provider and tracking_carrier belong to a shipment: give tracking_number, too.',
      param: 'tracking_number',
      lacks: 'param',
      holds: ({ shipping_provider, tracking_carrier, tracking_number }) =>
        (shipping_provider ?? tracking_carrier) === undefined || tracking_number !== undefined,
    },
    {
      says: `shipping_provider is one of ${providers.join(', ')}. Leave it out for any other carrier and give tracking_carrier.`,
      param: 'shipping_provider',
      holds: ({ shipping_provider }) =>
        shipping_provider === undefined || shippingProviderOf(shipping_provider) !== undefined,
    },
  ],
  checks: (given) => [() => void readCountry(given.billing_country, 'billing_country')],
  consequences: ({ status_id, tracking_number }) => [
    ...(status_id === undefined
      ? []
      : [`The order becomes ${statusNameOf(status_id)}, which may email the customer, by the store's own settings.`]),
    ...(tracking_number === undefined
      ? []
      : [
          `What is not shipped yet is shipped, with the tracking number ${tracking_number}, which may email the customer. A shipment is not taken back here.`,
        ]),
  ],
  form: [
    {
      title: 'Order',
      params: ['order_id', 'status_id', 'staff_notes', 'customer_message'],
      help: { status_id: "Changing it may email the customer, by the store's own settings." },
    },
    {
      title: 'Billing address',
      params: [
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
      ],
    },
    { title: 'Shipment', params: ['tracking_number', 'shipping_provider', 'tracking_carrier'] },
  ],
  oneAtATime: ({ order_id }) => order_id,
  output: v.looseObject({
    success: v.literal(true),
    order: v.optional(orderSchema),
    order_id: v.number(),
    status_id: v.optional(v.number()),
    status: v.optional(v.string()),
    fields_updated: v.optional(v.array(v.string())),
    outcome: v.optional(v.picklist(['updated', 'unchanged'])),
    shipment: v.optional(v.nullable(v.looseObject({ id: v.number() }))),
    shipments: v.optional(v.array(v.looseObject({ id: v.number() }))),
    warnings: v.optional(warningsSchema),
    message: v.string(),
    ...dryRunOutput,
  }),
  effects: { reads: true, writes: true, mails: true, deletes: false },
  examples: [
    {
      title: 'Ship it',
      params: { order_id: '12345', status_id: 'Shipped', tracking_number: '1Z999', shipping_provider: 'ups' },
    },
    { title: 'Leave a note', params: { order_id: '12345', staff_notes: 'Called the customer' } },
  ],
  execute(store, given, options) {
    const label = labelOf(given);
    const change = {
      orderId: Number(given.order_id),
      fields: fieldsOf(given),
      ...(label && { label }),
      dryRun: given.dry_run,
    };
    return changeOrder(store, change, startCall(store, options));
  },
});

function labelOf({ tracking_number, tracking_carrier, ...given }: UpdateOrderParams): ShipmentLabel | undefined {
  if (tracking_number === undefined) return undefined;
  const provider = shippingProviderOf(given.shipping_provider);
  return {
    tracking_number,
    ...(provider !== undefined && { shipping_provider: provider }),
    ...(tracking_carrier !== undefined && { tracking_carrier }),
  };
}

function fieldsOf(given: UpdateOrderParams): OrderFields {
  const billing: BillingAddress = {};
  const country = readCountry(given.billing_country, 'billing_country');
  for (const [param, field] of Object.entries(billingNames)) {
    const value = given[param as keyof typeof billingNames];
    if (value !== undefined) billing[field] = value;
  }
  if (country !== undefined) Object.assign(billing, { country: countryNameOf(country), country_iso2: country });
  const status = statusIdOf(given.status_id);
  return {
    ...(status !== undefined && { status_id: status }),
    ...(given.staff_notes !== undefined && { staff_notes: given.staff_notes }),
    ...(given.customer_message !== undefined && { customer_message: given.customer_message }),
    ...(Object.keys(billing).length > 0 && { billing_address: billing }),
  };
}
