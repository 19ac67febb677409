/**
 * How many POSTs of ten customers a second the sandbox answers: as a function over serialised bytes, with its journal, and over HTTP.
 *
 *     node bench/sandbox.ts [--posts 5000] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { createSandbox, openJournal, type Sandbox, startSandboxServer } from '../src/sandbox.ts';

const { values } = parseArgs({
  options: { posts: { type: 'string', default: '5000' }, json: { type: 'boolean', default: false } },
});
const posts = Number(values.posts);
const WARM_UP = 500;
const CONNECTIONS = 10;

/** Eleven fields a customer, as a customer list from a file has them. */
function bodyOf(batch: number): string {
  const items = Array.from({ length: 10 }, (_, position) => {
    const number = batch * 10 + position;
    return {
      email: `customer.${number}@example.com`,
      first_name: 'Carlos',
      last_name: `Lopez ${number}`,
      company: `Empresa ${number % 997}`,
      phone: '+34 600 123 456',
      notes: '',
      tax_exempt_category: '',
      accepts_product_review_abandoned_cart_emails: false,
      trigger_account_created_notification: false,
      store_credit_amounts: [{ amount: 0 }],
      channel_ids: null,
    };
  });
  return JSON.stringify(items);
}

async function perSecond(send: (body: string) => Promise<number>, lanes: number): Promise<number> {
  const bodies = Array.from({ length: posts + WARM_UP }, (_, batch) => bodyOf(batch));
  let next = 0;
  const run = async (end: number): Promise<void> => {
    while (next < end) {
      const status = await send(bodies[next++]!);
      if (status !== 200) throw new Error(`The sandbox answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, () => run(WARM_UP)));
  const start = performance.now();
  await Promise.all(Array.from({ length: lanes }, () => run(posts + WARM_UP)));
  return Math.round((posts / (performance.now() - start)) * 1000);
}

function throughFunction(sandbox: Sandbox): (body: string) => Promise<number> {
  const headers = { 'x-auth-token': sandbox.accessToken };
  const url = `/stores/${sandbox.storeHash}/v3/customers`;
  return async (body) => {
    const reply = await sandbox.handle({ method: 'POST', url, headers, body });
    return reply.lost ? 0 : reply.status;
  };
}

const directory = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const journal = openJournal(directory);
const server = await startSandboxServer({ empty: true, quota: 0 });
const pool = new Pool(server.url, { connections: CONNECTIONS });
const headers = { 'x-auth-token': server.accessToken, 'content-type': 'application/json' };
const path = `/stores/${server.storeHash}/v3/customers`;
try {
  const result = {
    posts,
    function: await perSecond(throughFunction(createSandbox({ empty: true, quota: 0 })), 1),
    function_with_journal: await perSecond(
      throughFunction(createSandbox({ empty: true, quota: 0, journal })),
      CONNECTIONS,
    ),
    http: await perSecond(async (body) => {
      const reply = await pool.request({ path, method: 'POST', headers, body });
      await reply.body.text();
      return reply.statusCode;
    }, CONNECTIONS),
  };
  if (values.json) console.log(JSON.stringify(result));
  else {
    console.log(`POSTs of ten customers a second, ${posts} of them (client and server share a process over HTTP):`);
    console.log(`  function                ${result.function}`);
    console.log(`  function with journal   ${result.function_with_journal}`);
    console.log(`  HTTP on 127.0.0.1       ${result.http}`);
  }
} finally {
  await pool.close();
  await server.stop();
  journal.close();
  rmSync(directory, { recursive: true, force: true });
}
