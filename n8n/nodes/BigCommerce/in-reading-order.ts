/** What tells a customer or an order apart, and what became of it. The rest stays in BigCommerce's order, which is that of the alphabet. */
const leading = ['id', 'email', 'first_name', 'last_name', 'outcome', 'warnings'];

/** A result for n8n's table of results, which is far wider than the screen: its columns are in the order of the fields. */
export function inReadingOrder(row: object): object {
  const fields = new Map(Object.entries(row));
  const first = leading.filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]);
  return { ...Object.fromEntries(first), ...row };
}
