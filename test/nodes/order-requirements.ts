import { expect } from 'vitest';
import type { Requirement } from './requirements.ts';
import { expectFailure } from './requirements.ts';
import type { Answer, Stage } from './surface.ts';

/** An order of the demo store that nobody has shipped anything of. */
async function unshipped({ run }: Stage): Promise<Answer> {
  const { orders } = await run('getOrders', { status_id: 'Awaiting Fulfillment', limit: 250 });
  const order = orders.find(({ items_shipped, staff_notes }: Answer) => items_shipped === 0 && staff_notes === '');
  expect(order, 'the demo store has an order to ship').toBeDefined();
  return order;
}

export const orderRequirements: Requirement[] = [
  {
    node: 'getOrders',
    says: 'orders come in pages, with the exact output keys and money as BigCommerce writes it',
    async prove({ run }) {
      const answer = await run('getOrders', { limit: 5, page: 2, sort: 'date_created:desc' });
      expect(answer).toMatchObject({ success: true, count: 5, page: 2, limit: 5, message: '5 orders retrieved' });
      expect(Object.keys(answer).sort()).toEqual(['count', 'limit', 'message', 'orders', 'page', 'success']);
      const [order] = answer.orders;
      for (const field of [
        'id',
        'status_id',
        'status',
        'customer_id',
        'date_created',
        'total_inc_tax',
        'total_ex_tax',
        'items_total',
        'payment_method',
        'billing_address',
      ])
        expect(order).toHaveProperty(field);
      expect(order.total_inc_tax).toMatch(/^\d+\.\d{4}$/);
    },
  },
  {
    node: 'getOrders',
    says: 'one order by id carries its line items when asked; an unknown one is order_not_found',
    async prove({ run }) {
      const { orders } = await run('getOrders', { limit: 1 });
      const one = await run('getOrders', { order_id: String(orders[0].id), include_products: true });
      expect(one).toMatchObject({
        success: true,
        count: 1,
        orders: [{ id: orders[0].id, products: expect.any(Array) }],
      });
      expect(one.orders[0].products.length).toBeGreaterThan(0);
      expectFailure(await run('getOrders', { order_id: 99999999 }), 'order_not_found', /99999999/);
    },
  },
  {
    node: 'getOrders',
    says: 'one order carries its shipping addresses and its shipments when asked',
    async prove({ run }) {
      const { orders } = await run('getOrders', { status_id: 'Shipped', limit: 1 });
      expect(orders[0]).not.toHaveProperty('shipping_addresses');
      expect(orders[0]).not.toHaveProperty('shipments');
      const one = await run('getOrders', { order_id: orders[0].id, include_shipping: true });
      expect(one.orders[0].shipping_addresses[0]).toMatchObject({ id: expect.any(Number), city: expect.any(String) });
      expect(one.orders[0].shipments[0]).toMatchObject({
        id: expect.any(Number),
        tracking_number: expect.any(String),
        order_address_id: one.orders[0].shipping_addresses[0].id,
      });
    },
  },
  {
    node: 'getOrders',
    says: 'filters by status name or id, customer, email, dates, totals and payment method; no match is an empty list',
    async prove({ run }) {
      const byName = await run('getOrders', { status_id: 'shipped', limit: 250 });
      const byId = await run('getOrders', { status_id: 2, limit: 250 });
      expect(byName.orders.map(({ id }: Answer) => id)).toEqual(byId.orders.map(({ id }: Answer) => id));
      expect(byName.orders.every(({ status_id }: Answer) => status_id === 2)).toBe(true);
      const { orders } = await run('getOrders', { limit: 250 });
      const sample = orders.find(({ customer_id }: Answer) => customer_id > 0);
      const same = await run('getOrders', { customer_id: sample.customer_id });
      expect(same.orders.every(({ customer_id }: Answer) => customer_id === sample.customer_id)).toBe(true);
      expect((await run('getOrders', { email: sample.billing_address.email })).count).toBeGreaterThan(0);
      const total = Number(sample.total_inc_tax);
      const priced = await run('getOrders', {
        min_total: total,
        max_total: String(total),
        payment_method: sample.payment_method,
      });
      expect(priced.orders.map(({ id }: Answer) => id)).toContain(sample.id);
      const never = await run('getOrders', {
        min_date_created: '2099-01-01',
        max_date_created: 'Thu, 31 Dec 2099 00:00:00 +0000',
      });
      expect(never).toMatchObject({ success: true, orders: [], count: 0, message: '0 orders retrieved' });
      expectFailure(await run('getOrders', { status_id: 'On Hold' }), 'invalid_params', /status_id/);
    },
  },
  {
    node: 'getOrders',
    says: 'all orders come in one answer, each once',
    notOn: { mcp: 'An agent takes page after page: ten thousand orders do not fit into what it can think about.' },
    async prove({ run }) {
      const { orders } = await run('getOrders', { all: true });
      expect(orders.length).toBeGreaterThan(100);
      expect(new Set(orders.map(({ id }: Answer) => id)).size).toBe(orders.length);
    },
  },
  {
    node: 'updateOrder',
    says: 'status by name, notes and billing address change, and are named',
    async prove(stage) {
      const { id } = await unshipped(stage);
      const answer = await stage.run('updateOrder', {
        order_id: String(id),
        status_id: 'Awaiting Pickup',
        staff_notes: 'call first',
        customer_message: 'leave at the door',
        billing_first_name: 'Eva',
        billing_last_name: 'Sol',
        billing_street: 'Calle 9',
        billing_street2: '3C',
        billing_city: 'Sevilla',
        billing_state: 'Sevilla',
        billing_zip: '41001',
        billing_country: 'Spain',
        billing_email: 'eva@example.com',
        billing_phone: '600',
      });
      expect(answer).toMatchObject({
        success: true,
        order_id: id,
        status_id: 8,
        status: 'Awaiting Pickup',
        message: `Order ${id} updated successfully`,
      });
      expect(answer.fields_updated).toEqual(
        expect.arrayContaining(['status_id', 'staff_notes', 'customer_message', 'billing_city']),
      );
      expect(answer.order.billing_address).toMatchObject({ first_name: 'Eva', city: 'Sevilla', street_2: '3C' });
    },
  },
  {
    node: 'updateOrder',
    says: 'a tracking number ships what is unshipped, once, however often it is sent',
    async prove(stage) {
      const { id } = await unshipped(stage);
      const wish = {
        order_id: id,
        status_id: 'Shipped',
        tracking_number: `T-${id}`,
        shipping_provider: 'fedex',
        tracking_carrier: 'fedex',
      };
      const answer = await stage.run('updateOrder', wish);
      expect(answer).toMatchObject({ success: true, order_id: id, status_id: 2, status: 'Shipped' });
      expect(answer.fields_updated).toEqual(expect.arrayContaining(['status_id', 'shipment_created']));
      expect(answer.shipments.length).toBeGreaterThan(0);
      expect(answer.shipment).toMatchObject({ tracking_number: `T-${id}` });
      const again = await stage.run('updateOrder', wish);
      expect(again.success).toBe(true);
      expect(again.fields_updated).not.toContain('shipment_created');
    },
  },
  {
    node: 'updateOrder',
    says: 'two items for one order take turns, and a carrier that the API does not take is refused before anything is sent',
    async prove(stage) {
      const { id } = await unshipped(stage);
      const wish = { order_id: id, tracking_number: `S-${id}` };
      expectFailure(
        await stage.run('updateOrder', { ...wish, shipping_provider: 'nope' }),
        'invalid_params',
        /tracking_carrier/,
      );
      const before = await stage.requests('POST /v2/orders/{id}/shipments');
      const [first, second] = await stage.runMany('updateOrder', [wish, wish]);
      expect(first).toMatchObject({ success: true, shipment: { tracking_number: `S-${id}` } });
      expect(second).toMatchObject({ success: true });
      expect((await stage.requests('POST /v2/orders/{id}/shipments')) - before).toBe(first!.shipments.length);
    },
  },
  {
    node: 'updateOrder',
    says: 'a shipment whose reply is lost is looked for, never made twice',
    async prove(stage) {
      const { id } = await unshipped(stage);
      await stage.faults([{ match: 'POST /v2/orders', kind: 'lost-after', count: 1 }]);
      const before = await stage.requests('POST /v2/orders/{id}/shipments');
      const answer = await stage.run('updateOrder', { order_id: id, tracking_number: `L-${id}` });
      expect(answer).toMatchObject({ success: true, shipment: { tracking_number: `L-${id}` } });
      expect((await stage.requests('POST /v2/orders/{id}/shipments')) - before).toBe(answer.shipments.length);
    },
  },
  {
    node: 'updateOrder',
    says: 'an unknown order and an empty wish are refused; a dry run writes nothing',
    async prove(stage) {
      const { id, status_id } = await unshipped(stage);
      expectFailure(
        await stage.run('updateOrder', { order_id: 99999999, staff_notes: 'x' }),
        'order_not_found',
        /99999999/,
      );
      expectFailure(await stage.run('updateOrder', { order_id: id }), 'invalid_params');
      const dry = await stage.run('updateOrder', { order_id: id, status_id: 'Completed', dry_run: true });
      expect(dry).toMatchObject({
        success: true,
        dry_run: true,
        would: 'updated',
        changes: { status_id: { from: status_id, to: 10 } },
      });
      expect((await stage.run('getOrders', { order_id: id })).orders[0].status_id).toBe(status_id);
    },
  },
];
