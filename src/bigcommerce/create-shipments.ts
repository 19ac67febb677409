import { type Call, pause } from './call.ts';
import { refusalError } from './error-body.ts';
import { isRollcallError, RollcallError } from './errors.ts';
import { listShipments } from './list-orders.ts';
import type { OrderProduct, Shipment } from './order.ts';
import { LostReply, send } from './send.ts';
import type { Store } from './store.ts';

export type NewShipment = {
  order_address_id: number;
  tracking_number: string;
  shipping_provider?: string;
  tracking_carrier?: string;
  items: { order_product_id: number; quantity: number }[];
};

export type ShipmentLabel = Pick<NewShipment, 'tracking_number' | 'shipping_provider' | 'tracking_carrier'>;

export type ShipmentsResult = {
  created: Shipment[];
  /** What stopped the rest. */
  error?: RollcallError;
};

/** A lost shipment is looked for this often, so long after each other. */
const looks = 2;
const lookDelayMs = 2_000;

/**
 * One shipment per shipping address that has unshipped items. Pure. What the shipments say counts beside `quantity_shipped`,
 * so that a shipment made a moment ago is never made twice.
 */
export function planShipments(products: OrderProduct[], shipments: Shipment[], label: ShipmentLabel): NewShipment[] {
  const shipped = new Map<number, number>();
  for (const { items } of shipments)
    for (const { order_product_id: id, quantity } of items ?? []) shipped.set(id, (shipped.get(id) ?? 0) + quantity);
  const byAddress = new Map<number, NewShipment>();
  for (const { id, type, quantity, quantity_shipped = 0, order_address_id } of products) {
    const left = quantity - Math.max(quantity_shipped, shipped.get(id) ?? 0);
    if (left <= 0 || order_address_id <= 0 || type === 'digital') continue;
    let shipment = byAddress.get(order_address_id);
    if (!shipment) {
      shipment = { order_address_id, ...label, items: [] };
      byAddress.set(order_address_id, shipment);
    }
    shipment.items.push({ order_product_id: id, quantity: left });
  }
  return [...byAddress.values()];
}

/**
 * Creates shipments one after the other and stops at the first that fails. A shipment whose reply is lost is looked for and never
 * sent again: a second one would mail the shopper twice.
 * https://developer.bigcommerce.com/docs/rest-management/orders/order-shipments#create-order-shipment
 */
export async function createShipments(
  store: Store,
  orderId: number,
  planned: NewShipment[],
  before: Shipment[],
  call: Call,
): Promise<ShipmentsResult> {
  const created: Shipment[] = [];
  const known = new Set(before.map(({ id }) => id));
  for (const shipment of planned) {
    try {
      const made = await createOne(store, orderId, shipment, known, call);
      known.add(made.id);
      created.push(made);
    } catch (error) {
      if (!isRollcallError(error)) throw error;
      return { created, error };
    }
  }
  return { created };
}

async function createOne(
  store: Store,
  orderId: number,
  body: NewShipment,
  known: Set<number>,
  call: Call,
): Promise<Shipment> {
  try {
    const reply = await send(
      store,
      { method: 'POST', path: `/v2/orders/${orderId}/shipments`, endpoint: '/v2/orders/{id}/shipments', body },
      call,
    );
    if (reply.status >= 300) throw refusalError(reply, `The shipment of order ${orderId} could not be created`);
    return reply.json as Shipment;
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    return findLost(store, orderId, body, known, error, call);
  }
}

async function findLost(
  store: Store,
  orderId: number,
  body: NewShipment,
  known: Set<number>,
  lost: LostReply,
  call: Call,
): Promise<Shipment> {
  let cause: unknown = lost;
  try {
    for (let look = 1; look <= looks; look += 1) {
      await pause(store.clock, lookDelayMs, call);
      const shipments = await listShipments(store, orderId, call);
      const mine = shipments.find((shipment) => !known.has(shipment.id) && isSame(body, shipment));
      if (mine) return mine;
    }
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    cause = error;
  }
  throw new RollcallError(
    'outcome_unknown',
    `The shipment of order ${orderId} with tracking number ${body.tracking_number} was sent, but ${lost.message}, and it was not found afterwards. Look at the order in the control panel; the same call again ships only what is unshipped then.`,
    { ...(lost.status !== undefined && { status: lost.status }), details: { order_id: orderId }, cause },
  );
}

function isSame(sent: NewShipment, found: Shipment): boolean {
  return (
    found.tracking_number === sent.tracking_number &&
    found.order_address_id === sent.order_address_id &&
    found.items.length === sent.items.length &&
    sent.items.every((item) =>
      found.items.some((other) => other.order_product_id === item.order_product_id && other.quantity === item.quantity),
    )
  );
}
