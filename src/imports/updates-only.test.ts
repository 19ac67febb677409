import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';
import type { ImportWorker } from './worker.ts';

let opened: ServedImports;
let worker: ImportWorker;

beforeAll(async () => {
  opened = await serveImports();
  worker = await opened.imports.work();
  await opened.run('email,first_name,last_name\nana@example.com,Ana,Ruiz\neva@example.com,Eva,Sanz\n');
});

afterAll(async () => {
  await worker.stop();
  await opened.close();
});

test('a file of emails and addresses, without names, adds the addresses to the customers who are there', async () => {
  const { id } = await opened.run(
    'email,last_name,address1,city,country_code\nana@example.com,,Main 1,Lima,PE\neva@example.com,Gil,Main 2,Lima,PE\n',
    { if_exists: 'update', if_missing: 'skip' },
  );
  expect(await opened.fates(id)).toEqual(['updated', 'updated']);
  expect(await addressesAtStore()).toEqual([
    { address1: 'Main 1', first_name: 'Ana', last_name: 'Ruiz' },
    { address1: 'Main 2', first_name: 'Eva', last_name: 'Gil' },
  ]);
});

test('a row that the store blames for the trouble of another one is updated all the same', async () => {
  const fault = (match: string) => ({ match, kind: 'partial' as const, reply: 'culprit' as const, count: 1 });
  opened.sandbox.sandbox.setFaults([fault('PUT /v3/customers'), fault('POST /v3/customers/addresses')]);
  const rows = ['ana@example.com', 'eva@example.com'].map((email) => `${email},Acme,Main 9,Quito,EC\n`);
  const { id } = await opened.run(`email,company,address1,city,country_code\n${rows.join('')}`, {
    if_exists: 'update',
    if_missing: 'skip',
  });
  expect(await opened.fates(id)).toEqual(['updated', 'updated']);
  expect((await addressesAtStore()).filter(({ address1 }) => address1 === 'Main 9')).toHaveLength(2);
});

async function addressesAtStore() {
  const { url, storeHash, accessToken } = opened.sandbox;
  const headers = { 'X-Auth-Token': accessToken, Accept: 'application/json' };
  const reply = await fetch(`${url}/stores/${storeHash}/v3/customers/addresses`, { headers });
  const { data } = (await reply.json()) as { data: Record<'address1' | 'first_name' | 'last_name', string>[] };
  return data.map(({ address1, first_name, last_name }) => ({ address1, first_name, last_name }));
}
