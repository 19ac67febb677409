import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
let gate: Server;

/** In front of the sandbox, which knows one token: a store that knows two. */
async function openGate(): Promise<string> {
  const { url, accessToken } = opened.sandbox;
  gate = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-auth-token': accessToken };
    try {
      const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
      const answer = await fetch(`${url}${request.url}`, { method: request.method!, headers, ...body });
      const text = await answer.text();
      const kept = [...answer.headers].filter(
        ([name]) => !/^(connection|content-length|transfer-encoding)$/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(kept)).end(text);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  opened = await openApp();
  const apiUrl = await openGate();
  const { storeHash } = opened.sandbox;
  for (const id of ['one', 'two']) await opened.vault.add({ id, storeHash, accessToken: `token-${id}`, apiUrl });
});
afterAll(async () => {
  gate.closeAllConnections();
  gate.close();
  await opened.close();
});

test('an email that comes under two credentials of one store is created once, and nobody else is told so, even where replies are lost', async () => {
  opened.sandbox.sandbox.setFaults([{ match: 'POST /v3/customers', kind: 'lost-after', count: 2 }]);
  const item = { email: 'twice@example.com', first_name: 'Ana', last_name: 'Ruiz' };
  const { json } = await opened.send('POST', '/api/nodes/BigcommerceCreateCustomer/run-many', {
    items: [
      { ...item, credentials_id: 'one' },
      { ...item, credentials_id: 'two' },
    ],
  });
  const [first, second] = json.results;
  expect(first).toMatchObject({ success: true, outcome: 'created' });
  expect(second).toMatchObject({
    success: false,
    error: { code: 'customer_exists', details: { customer_id: first.customer_id } },
  });
});
