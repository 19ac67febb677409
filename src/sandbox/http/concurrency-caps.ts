/**
 * Most requests in flight, by endpoint. Writes of customers, addresses, attributes and their values, form fields and groups as BigCommerce
 * documents or once documented them (POST customers: 10, removed from its pages in 2023). Those not listed: reads 40 and other writes 10,
 * which is our choice.
 */
const DOCUMENTED: Readonly<Record<string, number>> = {
  'POST /v3/customers': 10,
  'PUT /v3/customers': 3,
  'POST /v3/customers/addresses': 10,
  'PUT /v3/customers/addresses': 3,
  'POST /v3/customers/attributes': 3,
  'PUT /v3/customers/attributes': 3,
  'PUT /v3/customers/attribute-values': 3,
  'PUT /v3/customers/form-field-values': 10,
  'GET /v2/customer_groups': 40,
  'POST /v2/customer_groups': 40,
  'DELETE /v2/customer_groups/{id}': 40,
};

/** The cap of one endpoint; Infinity when it has none. */
export function concurrencyCap(endpoint: string, given: Readonly<Record<string, number>> | undefined): number {
  const cap = given?.[endpoint] ?? DOCUMENTED[endpoint] ?? (endpoint.startsWith('GET ') ? 40 : 10);
  return cap === 0 ? Number.POSITIVE_INFINITY : cap;
}
