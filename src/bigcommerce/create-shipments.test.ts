import { describe, expect, test } from 'vitest';
import { planShipments } from './create-shipments.ts';
import type { OrderProduct, Shipment } from './order.ts';

const label = { tracking_number: 'T1' };
const product = (id: number, order_address_id: number, quantity: number, quantity_shipped = 0): OrderProduct => ({
  id,
  product_id: id,
  order_address_id,
  quantity,
  quantity_shipped,
});

describe('what is to be shipped', () => {
  test('is one shipment per address, with what is left of each item', () => {
    expect(planShipments([product(1, 7, 2), product(2, 8, 3, 1), product(3, 7, 1, 1)], [], label)).toEqual([
      { order_address_id: 7, tracking_number: 'T1', items: [{ order_product_id: 1, quantity: 2 }] },
      { order_address_id: 8, tracking_number: 'T1', items: [{ order_product_id: 2, quantity: 2 }] },
    ]);
  });

  test('is nothing digital, and nothing that goes to no address', () => {
    expect(planShipments([{ ...product(1, 7, 1), type: 'digital' }, product(2, 0, 1)], [], label)).toEqual([]);
  });

  test('is nothing that a shipment holds already, even while the item does not say so yet', () => {
    const before: Shipment[] = [{ id: 1, order_address_id: 7, items: [{ order_product_id: 1, quantity: 2 }] }];
    expect(planShipments([product(1, 7, 2, 0)], before, label)).toEqual([]);
    expect(planShipments([product(1, 7, 3, 2)], before, label)).toMatchObject([
      { items: [{ order_product_id: 1, quantity: 1 }] },
    ]);
  });
});
