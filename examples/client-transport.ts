/**
 * The client under the nodes, over a transport of one's own: here `fetch` in place of undici, with a line for each request. A proxy, a
 * recorder or a runtime without sockets is put in the same way.
 *
 *   npx node examples/client-transport.ts
 */
import { connect, createCustomers, startCall, type Transport, TransportFailure, walkCustomers } from 'rollcall/client';
import { startSandboxServer } from 'rollcall/sandbox';

const overFetch: Transport = async ({ method, url, headers, body, timeoutMs, signal }) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const reply = await fetch(url, {
      method,
      headers,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body !== undefined && { body }),
    });
    console.log(`${method} ${new URL(url).pathname}: ${reply.status}`);
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() };
  } catch (error) {
    // What matters is whether the request can have reached the store: a write that may have is looked up, never repeated blindly.
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') throw new TransportFailure('connect', false, code, error);
    if (timeout.aborted) throw new TransportFailure('timeout', true, `no reply within ${timeoutMs} ms`, error);
    throw new TransportFailure(signal?.aborted ? 'aborted' : 'reset', true, (error as Error).message, error);
  }
};

const sandbox = await startSandboxServer({ empty: true });
const store = connect({
  storeHash: sandbox.storeHash,
  accessToken: sandbox.accessToken,
  apiUrl: sandbox.url,
  transport: overFetch,
});

const inputs = ['ana', 'luis', 'ana'].map((name, index) => ({
  index,
  customer: { email: `${name}@example.com`, first_name: name, last_name: 'Example' },
  ifExists: 'skip' as const,
}));
// Outcomes come as they are known, not in the order of the input: `index` says whose it is.
for await (const { index, fate, customerId } of createCustomers(store, inputs))
  console.log(`${inputs[index]!.customer.email}: ${fate} (customer ${customerId})`);

for await (const page of walkCustomers(store, {}, startCall(store)))
  for (const { id, email } of page) console.log(id, email);

await store.close();
await sandbox.stop();
