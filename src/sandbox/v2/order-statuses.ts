import type { Answer } from '../http/answer.ts';

/** By id. */
export const ORDER_STATUSES: readonly string[] = [
  'Incomplete',
  'Pending',
  'Shipped',
  'Partially Shipped',
  'Refunded',
  'Cancelled',
  'Declined',
  'Awaiting Payment',
  'Awaiting Pickup',
  'Awaiting Shipment',
  'Completed',
  'Awaiting Fulfillment',
  'Manual Verification Required',
  'Disputed',
  'Partially Refunded',
];

export function getOrderStatuses(): Answer {
  return { status: 200, json: ORDER_STATUSES.map((name, id) => ({ ...orderStatusView(id, name), order: id })) };
}

export function orderStatusView(id: number, name: string): Record<string, unknown> {
  return {
    id,
    name,
    system_label: name,
    custom_label: name,
    system_description: `Orders that are: ${name.toLowerCase()}.`,
  };
}
