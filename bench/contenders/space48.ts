import { createRequire } from 'node:module';
import { toBody } from '../customer-rows.ts';
import { type Contender, inTens } from './contender.ts';
import { routeToLoopback } from './route-to-loopback.ts';

type Management = {
  Client: new (config: object) => { v3: { post(path: string, params: { body: unknown }): Promise<unknown> } };
};

/** @space48/bigcommerce-api: `v3.post('/customers', { body })` with an array of customers is what its README shows. */
export const space48: Contender = async ({ url, storeHash, accessToken }, rows) => {
  routeToLoopback(url);
  const { Management } = createRequire(import.meta.url)('@space48/bigcommerce-api') as { Management: Management };
  const client = new Management.Client({ storeHash, accessToken });
  return inTens(rows.map(toBody), (body) => client.v3.post('/customers', { body }));
};
