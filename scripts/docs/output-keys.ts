/** What the keys of outputs mean; a schema says only their types. */
const meanings: Record<string, string> = {
  success: 'Always `true`; a failure is another object, see below.',
  message: 'One sentence for people: what happened. It names everything that was left out.',
  customer: "The customer as the store has it, in the API's own fields.",
  customer_id: 'Id of the customer.',
  outcome: 'What became of the input.',
  warnings: 'What was left out or is worth a look, each with a `code` and a `message`.',
  parts:
    'Where one input took several calls: what became of each (`customer`, `addresses`, `attributes`, `newsletter`).',
  duplicate_of:
    'Of many items: this one repeats the email of an earlier one and was skipped; the position of that one, from 0.',
  customer_ids: 'Where several customers hold the email, one per channel: all of them.',
  store_credit_before: 'Store credit before it was set.',
  store_credit_after: 'Store credit now.',
  dry_run: '`true` where nothing was written.',
  would: 'Of a dry run: what would become of the input.',
  changes: 'Of a dry run: what would change, each field with `from` and `to`.',
  customers: "The customers, in the API's own fields. An empty list where nobody matches.",
  total: 'Customers that match, over all pages.',
  total_pages: 'Pages of that many results.',
  current_page: 'Page of this answer.',
  fields_updated: 'Names of the parameters whose values changed; empty where the values were there already.',
  orders: "The orders, in the API's own fields. An empty list where nothing matches.",
  count: 'Entries in this answer.',
  page: 'Page of this answer.',
  limit: 'Most entries that a page holds.',
  order: 'The order as the store has it now.',
  order_id: 'Id of the order.',
  status_id: 'Id of its status.',
  status: 'Name of its status.',
  shipment: 'The first shipment that was made; `null` where none was.',
  shipments: 'All shipments that were made, one per shipping address.',
  groups: "The groups, in the API's own fields.",
  deleted: 'How many were deleted; 0 in a dry run.',
  would_delete: 'Of a dry run: ids of those that exist.',
  deleted_ids: 'Ids of those that were deleted.',
  not_found: 'Ids and emails that nobody has. They are no failure.',
  with_orders: 'Of the customers found, those that have orders. The orders stay.',
};

/** @throws {Error} for a key that nobody has described */
export function outputKey(name: string): string {
  const meaning = meanings[name];
  if (meaning === undefined) throw new Error(`scripts/docs/output-keys.ts does not say what "${name}" means.`);
  return meaning;
}
