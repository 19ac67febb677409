import { RollcallError } from '../../../src/bigcommerce/index.ts';
import type { NodeResult } from '../../../src/nodes/index.ts';
import type { Operation } from './operations.mts';

type Success = NodeResult & { success: true };
type Row = { id: number; [name: string]: unknown };

/** What n8n's next node gets of a result: the customer's or order's fields themselves. `failure`: what of it did not succeed. */
export function rowsOf(
  { kind, output }: Operation,
  params: Record<string, unknown>,
  result: Success,
): { rows: object[]; failure?: RollcallError } {
  if (kind === 'delete') return deletedRows(result);
  // An order that is not there is a failure of the call.
  if (kind === 'get' && output === 'orders') return { rows: result.orders as object[] };
  if (kind === 'get') return oneRow(result.customers as Row[], params);
  if (result.dry_run) {
    const { success: _, ...would } = result;
    return { rows: [would] };
  }
  const { outcome, warnings } = result;
  return { rows: [{ ...(result[output] as object), outcome, ...(warnings !== undefined && { warnings }) }] };
}

function deletedRows(result: Success): { rows: object[]; failure?: RollcallError } {
  const missing = result.not_found as (number | string)[];
  const withOrders = result.with_orders as number[];
  const rows = result.dry_run
    ? (result.would_delete as number[]).map((id) => ({
        deleted: false,
        id,
        dry_run: true,
        has_orders: withOrders.includes(id),
      }))
    : (result.deleted_ids as number[]).map((id) => ({ deleted: true, id }));
  if (missing.length === 0) return { rows };
  const message = `No customer has the ${idsOrEmails(missing)}: nothing to delete. Check the ID or the email, or leave the item out.`;
  return { rows, failure: new RollcallError('customer_not_found', message) };
}

function idsOrEmails(given: (number | string)[]): string {
  return `${given.some((one) => String(one).includes('@')) ? 'email' : 'ID'} ${given.join(' or ')}`;
}

function oneRow(found: Row[], params: Record<string, unknown>): { rows: object[]; failure?: RollcallError } {
  if (found.length === 1) return { rows: found };
  const who = String(params.customer_id ?? params.email);
  if (found.length === 0)
    return {
      rows: [],
      failure: new RollcallError(
        'customer_not_found',
        `No customer has the ${idsOrEmails([who])}. Check the ID or the email, or use Get Many, which may find none.`,
      ),
    };
  const ids = found.map(({ id }) => id);
  return {
    rows: [],
    failure: new RollcallError(
      'customer_ambiguous',
      `${who} belongs to customers ${ids.join(', ')}, one per channel. Choose one of them by ID, or use Get Many.`,
      { details: { customer_ids: ids } },
    ),
  };
}
