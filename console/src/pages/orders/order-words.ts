import type { FormOption } from '../../../../src/hosts/http/api-types.ts';
import type { DryRun } from '../../api/nodes.ts';
import type { OrderUpdated } from '../../api/orders.ts';
import { count } from '../../parts/amounts.ts';
import type { ChangedField } from '../../parts/reviewed-form/index.ts';

/** What people call the parameters of an order. */
export const orderLabels: Record<string, string> = {
  status_id: 'Status',
  staff_notes: 'Staff notes',
  customer_message: 'Customer message',
  billing_first_name: 'First name',
  billing_last_name: 'Last name',
  billing_street: 'Address line 1',
  billing_street2: 'Address line 2',
  billing_city: 'City',
  billing_state: 'State or province',
  billing_zip: 'Postal code',
  billing_country: 'Country',
  billing_email: 'Email',
  billing_phone: 'Phone',
  tracking_number: 'Tracking number',
  shipping_provider: 'Carrier',
  tracking_carrier: 'Other carrier',
  shipment_created: 'Shipments',
};

/** Said before a write that BigCommerce may email the customer about. */
export const mayMail: Record<string, string> = {
  status_id: "A new status may email the customer, by the store's own settings.",
  shipment_created: "A shipment may email the customer its tracking number, by the store's own settings.",
};

/** Who may be mailed about the changes at hand, and what; undefined where nobody is. */
export function mailsOf(changes: DryRun['changes'], email: string | undefined): string | undefined {
  const whom = email || 'the customer';
  if ('shipment_created' in changes)
    return `BigCommerce may email the tracking number to ${whom}, by the store's own settings.`;
  if ('status_id' in changes) return `BigCommerce may email ${whom} about the new status, by the store's own settings.`;
  return undefined;
}

/** The changes of a dry run as people call them. */
export function orderChanges(
  changes: DryRun['changes'],
  statuses: FormOption[],
  countries: FormOption[],
): ChangedField[] {
  return Object.entries(changes).map(([field, { from, to }]) => {
    const text = (value: unknown): string => {
      if (field === 'shipment_created') return Number(value) === 0 ? '' : count(Number(value), 'new shipment');
      const options = field === 'status_id' ? statuses : field === 'billing_country' ? countries : [];
      const named = options.find((option) => option.value === value)?.label;
      return named ?? (value === undefined || value === null ? '' : String(value));
    };
    return { label: orderLabels[field] ?? field, from: text(from), to: text(to) };
  });
}

/** "Saved: Status, Shipments (tracking number 1Z999)." */
export function updatedText({ fields_updated, shipments, message }: OrderUpdated): string {
  if (fields_updated.length === 0) return `${message}.`;
  const tracking = [...new Set(shipments.map(({ tracking_number }) => tracking_number).filter(Boolean))].join(', ');
  const words = fields_updated.map((field) => {
    if (field !== 'shipment_created') return (orderLabels[field] ?? field).toLowerCase();
    return `${count(shipments.length, 'shipment')}${tracking && ` with the tracking number ${tracking}`}`;
  });
  return `Saved: ${words.join(', ')}.`;
}
