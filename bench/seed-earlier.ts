import { request } from 'undici';
import { type CustomerRow, toBody } from './customer-rows.ts';
import type { RunningSandbox } from './start-sandbox.ts';

/**
 * Puts customers into the store that no run made: the same people under another company, as someone entered them earlier. (One who was
 * made a second ago with every field equal could not be told from one's own after a lost reply.)
 */
export async function seedEarlier({ address }: RunningSandbox, rows: CustomerRow[]): Promise<void> {
  const bodies = rows.map((row) => toBody({ ...row, company: 'Known for long' }));
  for (let start = 0; start < bodies.length; start += 10) {
    const reply = await request(`${address.url}/stores/${address.storeHash}/v3/customers`, {
      method: 'POST',
      headers: { 'x-auth-token': address.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify(bodies.slice(start, start + 10)),
    });
    const text = await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`Seeding was answered ${reply.statusCode}: ${text}`);
  }
}
