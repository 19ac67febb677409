import { Pool } from 'undici';
import { toBody } from '../customer-rows.ts';
import type { StoreAddress } from '../store-address.ts';
import { type Body, type Contender, concurrency, eachOf, oneByOne, type Saying } from './contender.ts';

/** A loop that posts one customer a request and takes any status but 200 as a failure. */
export const oneByOneLoop: Contender = async (address, rows) => {
  const { call, close } = openPool(address);
  const said = await oneByOne(rows.map(toBody), (bodies) => call('POST', '', bodies));
  await close();
  return said;
};

/** A loop that asks for each email first, and for that reason may do both once more after an error. */
export const findOrCreateLoop: Contender = async (address, rows) => {
  const { call, close } = openPool(address);
  const bodies = rows.map(toBody);
  const said: Saying[] = [];
  const findOrCreate = async (body: Body): Promise<void> => {
    const found = await call('GET', `?email:in=${encodeURIComponent(body.email)}`);
    if (found.length === 0) await call('POST', '', [body]);
  };
  await eachOf(bodies.length, async (position) => {
    const body = bodies[position]!;
    said[position] = await findOrCreate(body)
      .catch(() => findOrCreate(body))
      .then(
        () => 'done',
        () => 'failed',
      );
  });
  await close();
  return said;
};

function openPool({ url, storeHash, accessToken }: StoreAddress) {
  const pool = new Pool(url, { connections: concurrency });
  const headers = { 'x-auth-token': accessToken, accept: 'application/json', 'content-type': 'application/json' };
  return {
    close: () => pool.close(),
    async call(method: 'GET' | 'POST', query: string, body?: unknown): Promise<unknown[]> {
      const reply = await pool.request({
        method,
        path: `/stores/${storeHash}/v3/customers${query}`,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await reply.body.text();
      if (reply.statusCode !== 200) throw new Error(`${reply.statusCode}: ${text}`);
      return (JSON.parse(text) as { data: unknown[] }).data;
    },
  };
}
