import type { Call } from './call.ts';
import { refusalError } from './error-body.ts';
import type { BillingAddress, Order, OrderFields } from './order.ts';
import type { FieldChange } from './outcome.ts';
import { sameValue } from './ownership.ts';
import { send } from './send.ts';
import type { Store } from './store.ts';

/** What of an order differs from what is wanted. */
export type OrderPlan = {
  /** Body of the PUT; undefined where nothing differs. */
  fields?: OrderFields;
  /** `status_id`, `staff_notes`, `billing_address.city` -> value before and after. */
  changes: Record<string, FieldChange>;
};

/** What the API takes back of a billing address; the rest of it is output. */
const billingFields = [
  'first_name',
  'last_name',
  'company',
  'street_1',
  'street_2',
  'city',
  'state',
  'zip',
  'country',
  'country_iso2',
  'phone',
  'email',
] as const satisfies (keyof BillingAddress)[];

/** Compares an order with what is wanted of it. Pure. */
export function planOrder(order: Order, wanted: OrderFields): OrderPlan {
  const fields: OrderFields = {};
  const changes: Record<string, FieldChange> = {};
  const { billing_address: billing, ...plain } = wanted;
  for (const [name, to] of Object.entries(plain)) {
    if (to === undefined || sameValue(to, order[name])) continue;
    Object.assign(fields, { [name]: to });
    changes[name] = { from: order[name] ?? undefined, to };
  }
  const current = order.billing_address ?? {};
  for (const [name, to] of Object.entries(billing ?? {})) {
    if (to === undefined || sameValue(to, current[name])) continue;
    changes[`billing_address.${name}`] = { from: current[name], to };
    // The whole address is sent: whether the API keeps what is left out of it is not documented.
    fields.billing_address ??= known(current);
    fields.billing_address[name] = to;
  }
  return { ...(Object.keys(fields).length > 0 && { fields }), changes };
}

/**
 * Changes an order. The same values twice leave it as once does, so a lost reply is answered by sending again.
 * https://developer.bigcommerce.com/docs/rest-management/orders#update-an-order
 * @throws {RollcallError} rejected, and whatever `send` throws
 */
export async function putOrder(store: Store, id: number, fields: OrderFields, call: Call): Promise<Order> {
  const reply = await send(
    store,
    { method: 'PUT', path: `/v2/orders/${id}`, endpoint: '/v2/orders/{id}', body: fields, repeatable: true },
    call,
  );
  if (reply.status !== 200) throw refusalError(reply, `Order ${id} could not be changed`);
  return reply.json as Order;
}

function known(address: BillingAddress): BillingAddress {
  const kept: BillingAddress = {};
  for (const name of billingFields)
    if (address[name] !== undefined && address[name] !== null) kept[name] = address[name];
  return kept;
}
