/** What the token of a merchant who connects this product is given. */
export const DEFAULT_SCOPES: readonly string[] = ['store_v2_customers', 'store_v2_orders', 'store_v2_information'];

/** Whether the scopes allow the endpoint; `_read_only` ones allow GET. The time needs no scope. */
export function isAllowed(scopes: readonly string[], endpoint: string): boolean {
  const scope = scopeOf(endpoint);
  if (scope === undefined || scopes.includes(scope)) return true;
  return endpoint.startsWith('GET ') && scopes.includes(`${scope}_read_only`);
}

function scopeOf(endpoint: string): string | undefined {
  if (endpoint.includes(' /v3/customers') || endpoint.includes(' /v2/customer_groups')) return 'store_v2_customers';
  if (endpoint.includes(' /v2/order')) return 'store_v2_orders';
  if (endpoint.includes(' /v2/time')) return undefined;
  return 'store_v2_information';
}
