/**
 * The HTTP API from a program: one customer, and many in one call. Start Rollcall first (`npm start`).
 *
 *   ROLLCALL_API_KEY=$(npx rollcall api-key show) npx node examples/http-fetch.ts
 */
import { randomUUID } from 'node:crypto';

const { ROLLCALL_URL = 'http://127.0.0.1:4321', ROLLCALL_API_KEY = '' } = process.env;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const reply = await fetch(`${ROLLCALL_URL}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ROLLCALL_API_KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  // A failure is an object, too: { success: false, error: { code, message, retryable }, message }.
  return { status: reply.status, ...((await reply.json()) as { message: string; results?: { message: string }[] }) };
}

// With the same key the same call is made once, however often it is sent, and answered the same.
const once = { 'idempotency-key': randomUUID() };
const ana = { credentials_id: 'sandbox', email: 'ana.fetch@example.com', first_name: 'Ana', last_name: 'Ruiz' };
for (const headers of [once, once, {}]) {
  const { status, message } = await post('/api/nodes/BigcommerceCreateCustomer/run', ana, headers);
  console.log(status, message);
}

const { results = [] } = await post('/api/nodes/BigcommerceCreateCustomer/run-many', {
  params: { credentials_id: 'sandbox', if_exists: 'skip', last_name: 'Example' },
  items: [
    { email: 'ana.fetch@example.com', first_name: 'Ana' },
    { email: 'luis.fetch@example.com', first_name: 'Luis' },
    { email: 'nobody', first_name: 'No' },
  ],
});
for (const { message } of results) console.log(message);
