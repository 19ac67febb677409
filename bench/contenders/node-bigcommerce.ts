import { createRequire } from 'node:module';
import { toBody } from '../customer-rows.ts';
import { type Contender, oneByOne } from './contender.ts';
import { routeToLoopback } from './route-to-loopback.ts';

type Client = new (config: object) => { post(path: string, data: unknown): Promise<unknown> };

/** node-bigcommerce: `post(path, data)` with one object is what its README shows. */
export const nodeBigcommerce: Contender = async ({ url, storeHash, accessToken }, rows) => {
  routeToLoopback(url);
  const BigCommerce = createRequire(import.meta.url)('node-bigcommerce') as Client;
  const client = new BigCommerce({ clientId: 'bench', accessToken, storeHash, responseType: 'json', apiVersion: 'v3' });
  return oneByOne(rows.map(toBody), (bodies) => client.post('/customers', bodies));
};
