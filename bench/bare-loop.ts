import { Pool } from 'undici';
import type { StoreAddress } from './store-address.ts';

/** What a shop's own script does at its simplest: stringifies, posts and parses ten at a time, and looks at nothing. */
export async function bareLoop(address: StoreAddress, bodies: unknown[], concurrency: number): Promise<number> {
  const pool = new Pool(address.url, { connections: concurrency });
  const path = `/stores/${address.storeHash}/v3/customers`;
  const headers = { 'x-auth-token': address.accessToken, 'content-type': 'application/json' };
  let next = 0;
  let created = 0;
  const worker = async (): Promise<void> => {
    while (next < bodies.length) {
      const batch = bodies.slice(next, next + 10);
      next += 10;
      const reply = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(batch) });
      const { data } = JSON.parse(await reply.body.text()) as { data: unknown[] };
      created += data.length;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await pool.close();
  return created;
}
