import { describe, expect, test } from 'vitest';
import type { Order } from './order.ts';
import { planOrder } from './update-order.ts';

const order: Order = {
  id: 5,
  status_id: 11,
  status: 'Awaiting Fulfillment',
  customer_id: 1,
  date_created: '',
  staff_notes: null,
  billing_address: { first_name: 'Ana', city: 'Madrid', email: 'ana@example.com', form_fields: [] },
};

describe('what of an order is to change', () => {
  test('is only what differs', () => {
    expect(planOrder(order, { status_id: 11, staff_notes: '', billing_address: { city: 'Madrid' } })).toEqual({
      changes: {},
    });
    expect(planOrder(order, { status_id: 2, staff_notes: '' })).toEqual({
      fields: { status_id: 2 },
      changes: { status_id: { from: 11, to: 2 } },
    });
  });

  test('keeps the rest of a billing address that changes in one field', () => {
    expect(planOrder(order, { billing_address: { city: 'Sevilla' } })).toEqual({
      fields: { billing_address: { first_name: 'Ana', city: 'Sevilla', email: 'ana@example.com' } },
      changes: { 'billing_address.city': { from: 'Madrid', to: 'Sevilla' } },
    });
  });
});
