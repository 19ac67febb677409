import {
  type Call,
  type Customer,
  completeParts,
  foldEmail,
  isRollcallError,
  listCustomers,
  readAttributes,
  readGroups,
  type Store,
} from '../bigcommerce/index.ts';
import { type CustomerFilters, partsOf } from '../nodes/index.ts';
import { createNames } from './names.ts';
import { largestPage, type Position, type ReadPage } from './page.ts';

/** A customer with all its addresses, attributes, form fields and store credit, and with the names behind the ids. */
export type ExportedCustomer = Customer & {
  /** The group's name; null in no group. */
  customer_group: string | null;
};

const include = ['addresses', 'attributes', 'formfields', 'storecredit'];

/**
 * Customers by cursor: rows that come or go meanwhile shift nothing. More ids or emails than one URL holds are asked for in parts, one after the
 * other.
 */
export function readCustomers(
  store: Store,
  call: Call,
  { query, lists }: CustomerFilters = { query: {}, lists: {} },
): ReadPage<ExportedCustomer> {
  const parts = partsOf(oncePerEmail(lists));
  const groupName = createNames(() => readIfAllowed(() => readGroups(store, call)));
  const attributeName = createNames(() => readIfAllowed(() => readAttributes(store, call)));
  const nameless = new Set<number>();

  return async (position) => {
    const { index, after } = placeOf(position);
    const part = parts[index];
    if (!part) return { rows: [], total: 0 };
    const page = await listCustomers(store, { ...query, ...part, include, limit: largestPage, after }, call);
    const { customers, total } = page;
    await completeParts(store, customers, call, { formFields: true });
    const rows: ExportedCustomer[] = [];
    for (const customer of customers) rows.push(await withNames(customer));
    const next = positionOf(index, page.next);
    // What the store counts is one part.
    return { rows, ...(next !== undefined && { next }), ...(total !== undefined && parts.length === 1 && { total }) };
  };

  /** The cursor itself where there is one part, as most exports have; else `2 CURSOR`, or `2 ` at the beginning of a part. */
  function positionOf(index: number, cursor: string | undefined): Position | undefined {
    if (parts.length === 1) return cursor;
    if (cursor !== undefined) return `${index} ${cursor}`;
    return index + 1 < parts.length ? `${index + 1} ` : undefined;
  }

  function placeOf(position: Position | undefined): { index: number; after?: string } {
    if (position === undefined) return { index: 0 };
    const text = String(position);
    if (parts.length === 1) return { index: 0, after: text };
    const space = text.indexOf(' ');
    const after = text.slice(space + 1);
    return { index: Number(text.slice(0, space)), ...(after !== '' && { after }) };
  }

  async function withNames(customer: Customer): Promise<ExportedCustomer> {
    const groupId = customer.customer_group_id ?? 0;
    const group = groupId === 0 ? undefined : await groupName(groupId);
    if (groupId !== 0 && group === undefined && !nameless.has(groupId)) {
      nameless.add(groupId);
      call.onNotice?.({
        code: 'group_not_found',
        message: `Customers are in group ${groupId}, whose name the store does not tell: it stays empty.`,
      });
    }
    const attributes: NonNullable<Customer['attributes']> = [];
    for (const value of customer.attributes ?? []) {
      const name = await attributeName(value.attribute_id);
      attributes.push({ ...value, ...(name !== undefined && { attribute_name: name }) });
    }
    return { ...customer, customer_group: group ?? null, ...(customer.attributes && { attributes }) };
  }
}

/** Two spellings of one email in two parts would bring its customer twice. */
function oncePerEmail({ 'email:in': emails, ...lists }: CustomerFilters['lists']): CustomerFilters['lists'] {
  if (!emails) return lists;
  return { ...lists, 'email:in': [...new Map(emails.map((email) => [foldEmail(email), email])).values()] };
}

/** A store's plan may be without groups: then nothing has a name, and the export goes on. */
async function readIfAllowed<Row>(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read();
  } catch (error) {
    if (isRollcallError(error) && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
