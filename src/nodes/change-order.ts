import {
  type Call,
  createShipments,
  isRollcallError,
  listOrderProducts,
  listShipments,
  type NewShipment,
  type Order,
  type OrderFields,
  type OrderPlan,
  planOrder,
  planShipments,
  putOrder,
  RollcallError,
  type Shipment,
  type ShipmentLabel,
  type Store,
  type Warning,
} from '../bigcommerce/index.ts';
import { paramOf } from './billing-params.ts';
import { stateNameOf } from './state.ts';
import { theOrder } from './the-order.ts';

export type OrderChange = {
  orderId: number;
  fields: OrderFields;
  /** Given: what is unshipped is shipped with it. */
  label?: ShipmentLabel;
  dryRun: boolean;
};

type Shipping = { planned: NewShipment[]; before: Shipment[]; label: ShipmentLabel };

/**
 * Changes an order and ships what is unshipped. The order first: should the shipment fail, a second call finds the order changed and
 * ships only what is unshipped then. A shipment may change the status by itself, so the asked one is set again where it differs.
 * @throws {RollcallError} order_not_found, partial, outcome_unknown, rejected, and whatever stops the store
 */
export async function changeOrder(store: Store, { orderId, fields, label, dryRun }: OrderChange, call: Call) {
  const order = await theOrder(store, orderId, call);
  const plan = planOrder(order, withStateName(fields, order));
  const shipping = label && (await planShipping(store, orderId, label, call));
  if (dryRun) return dryAnswer(orderId, plan, shipping);

  const changed = plan.fields ? await putOrder(store, orderId, plan.fields, call) : order;
  const made = shipping ? await ship(store, orderId, plan, shipping, call) : [];
  const now = made.length > 0 ? await settleStatus(store, orderId, changed, fields.status_id, call) : changed;
  return answer({ ...order, ...now }, plan, made, shipping);
}

/** A state code becomes the name that it has in the country of the address, be that a new one or the order's own. */
function withStateName(fields: OrderFields, order: Order): OrderFields {
  const { billing_address: billing } = fields;
  if (billing?.state === undefined) return fields;
  const country = billing.country_iso2 ?? order.billing_address?.country_iso2;
  return { ...fields, billing_address: { ...billing, state: stateNameOf(billing.state, country).name } };
}

async function planShipping(store: Store, orderId: number, label: ShipmentLabel, call: Call): Promise<Shipping> {
  const products = await listOrderProducts(store, orderId, call);
  const before = await listShipments(store, orderId, call);
  return { planned: planShipments(products, before, label), before, label };
}

async function ship(
  store: Store,
  orderId: number,
  plan: OrderPlan,
  shipping: Shipping,
  call: Call,
): Promise<Shipment[]> {
  const { created, error } = await createShipments(store, orderId, shipping.planned, shipping.before, call);
  if (error) throw halfDone(orderId, plan, shipping.planned.length, created, error);
  return created;
}

/** The order as it is after its shipments, in the status that was asked for. */
async function settleStatus(
  store: Store,
  orderId: number,
  changed: Order,
  asked: number | undefined,
  call: Call,
): Promise<Order> {
  try {
    const now = await theOrder(store, orderId, call);
    if (asked === undefined || now.status_id === asked) return now;
    return await putOrder(store, orderId, { status_id: asked }, call);
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    if (asked === undefined) return changed;
    throw new RollcallError(
      'partial',
      `Order ${orderId} was shipped, but whether it has the status ${asked} could not be seen to: ${error.message} Run it again: nothing is shipped twice.`,
      {
        retryable: error.retryable,
        details: { ...error.details, order_id: orderId, parts: { order: 'failed', shipment: 'done' } },
        cause: error,
      },
    );
  }
}

/** Says exactly which half happened. */
function halfDone(
  orderId: number,
  plan: OrderPlan,
  planned: number,
  created: Shipment[],
  error: RollcallError,
): RollcallError {
  const parts = {
    order: plan.fields ? 'done' : 'unchanged',
    shipment: error.code === 'rate_limited' ? 'not_sent' : 'failed',
  };
  const details = { ...error.details, order_id: orderId, parts, shipments: created };
  const options = {
    retryable: error.retryable,
    ...(error.status !== undefined && { status: error.status }),
    details,
    cause: error,
  };
  const nothingDone = !plan.fields && created.length === 0;
  // Unknown outranks partial: whoever repeats it blindly would mail the shopper twice.
  if (nothingDone || error.code === 'outcome_unknown') return new RollcallError(error.code, error.message, options);
  const half = plan.fields ? 'was changed' : 'was left as it is';
  const shipped = created.length > 0 ? `, ${created.length} of ${planned} shipments were created` : '';
  return new RollcallError(
    'partial',
    `Order ${orderId} ${half}${shipped}, but a shipment was not created: ${error.message} Run it again: only what is missing is sent.`,
    options,
  );
}

function answer(order: Order, plan: OrderPlan, made: Shipment[], shipping: Shipping | undefined) {
  const { warnings, earlier } = lookBack(order.id, made, shipping);
  const updated = [
    ...new Set(Object.keys(plan.changes).map(paramOf)),
    ...(made.length > 0 ? ['shipment_created'] : []),
  ];
  const shipments = [...earlier, ...made];
  const { products: _products, shipping_addresses: _addresses, ...shown } = order;
  const said = warnings.map(({ message }) => `. ${message}`).join('');
  return {
    success: true as const,
    order: shown,
    order_id: order.id,
    status_id: order.status_id,
    status: order.status,
    fields_updated: updated,
    outcome: updated.length > 0 ? ('updated' as const) : ('unchanged' as const),
    shipment: shipments[0] ?? null,
    shipments,
    ...(warnings.length > 0 && { warnings }),
    message:
      updated.length > 0
        ? `Order ${order.id} updated successfully${said}`
        : `Order ${order.id} has these values already: nothing to change${said}`,
  };
}

/** Where nothing is left to ship, a shipment with this tracking number is the one that was asked for. */
function lookBack(
  orderId: number,
  made: Shipment[],
  shipping: Shipping | undefined,
): { warnings: Warning[]; earlier: Shipment[] } {
  if (!shipping || made.length > 0) return { warnings: [], earlier: [] };
  const { label, before, planned } = shipping;
  const earlier = before.filter(({ tracking_number }) => tracking_number === label.tracking_number);
  if (earlier.length > 0 || planned.length > 0) return { warnings: [], earlier };
  const message = `Order ${orderId} has no unshipped items: no shipment was created`;
  return { warnings: [{ code: 'nothing_to_ship', message, order_id: orderId }], earlier };
}

function dryAnswer(orderId: number, plan: OrderPlan, shipping: Shipping | undefined) {
  const { warnings } = lookBack(orderId, [], shipping);
  const changes: OrderPlan['changes'] = {};
  for (const [field, change] of Object.entries(plan.changes)) changes[paramOf(field)] ??= change;
  const count = shipping?.planned.length ?? 0;
  if (count > 0) changes.shipment_created = { from: 0, to: count };
  const would = Object.keys(changes).length > 0 ? ('updated' as const) : ('unchanged' as const);
  const message = `Nothing written: dry run. Order ${orderId} would be ${would}${count > 0 ? `, with ${count} ${count === 1 ? 'shipment' : 'shipments'}` : ''}`;
  return { success: true as const, dry_run: true, would, order_id: orderId, changes, warnings, message };
}
