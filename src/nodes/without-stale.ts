import type { Customer, Parts } from '../bigcommerce/index.ts';

/** What was read before it was written through an endpoint of its own shows the past: it is left out, no call is spent on it. */
export function withoutStale(customer: Customer, parts: Parts = {}): Customer {
  const { addresses, attributes, ...rest } = customer;
  return {
    ...(rest as Customer),
    ...(addresses && parts.addresses !== 'done' && { addresses }),
    ...(attributes && parts.attributes !== 'done' && { attributes }),
  };
}
