import { createRequire } from 'node:module';
import { toBody } from '../customer-rows.ts';
import { type Contender, inTens } from './contender.ts';
import { routeToLoopback } from './route-to-loopback.ts';

type Client = new (config: object) => { customersV3: { createCustomers(customers: unknown[]): Promise<unknown> } };

/**
 * bigcommerce-api-client: `createCustomers` takes any number, sends tens one after the other, and throws away the results of those before
 * one that fails; so it is given ten at a time.
 */
export const bigcommerceApiClient: Contender = async ({ url, storeHash, accessToken }, rows) => {
  routeToLoopback(url);
  const { BigCommerceApiClient } = createRequire(import.meta.url)('bigcommerce-api-client') as {
    BigCommerceApiClient: Client;
  };
  const client = new BigCommerceApiClient({ storeHash, accessToken });
  return inTens(rows.map(toBody), (bodies) => client.customersV3.createCustomers(bodies));
};
