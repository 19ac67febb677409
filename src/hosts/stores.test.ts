import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Transport } from '../bigcommerce/index.ts';
import type { Credential } from '../credentials/index.ts';
import { getCustomers, runNode } from '../nodes/index.ts';
import { type SandboxServer, startSandboxServer } from '../sandbox/index.ts';
import { createTransport, systemClock } from '../transport/index.ts';
import { createStores } from './stores.ts';

let sandbox: SandboxServer;
const { transport, close } = createTransport();
beforeAll(async () => {
  sandbox = await startSandboxServer({ latency: [40, 40] });
});
afterAll(async () => {
  await close();
  await sandbox.stop();
});

/** Stores of credentials that are named like their tokens; the sandbox, which knows one token, takes all of them. */
function openStores(storeHash: (id: string) => string = () => sandbox.storeHash) {
  const sent: string[] = [];
  const anyToken: Transport = (request) => {
    sent.push(request.headers['x-auth-token']!);
    return transport({ ...request, headers: { ...request.headers, 'x-auth-token': sandbox.accessToken } });
  };
  const stores = createStores({
    vault: {
      get: async (id = '') =>
        ({ id, storeHash: storeHash(id), accessToken: `token-${id}`, apiUrl: sandbox.url }) as Credential,
    },
    connect: (credential) => connect({ ...credential, transport: anyToken, clock: systemClock, random: Math.random }),
  });
  return { stores, sent };
}

test('three credentials of one store share its quota gate: together they keep its limit, each under its own token', async () => {
  const { stores, sent } = openStores();
  const calls = Array.from({ length: 18 }, async (_, n) =>
    runNode(getCustomers, await stores.open(['a', 'b', 'c'][n % 3]), { limit: 1 }),
  );
  for (const result of await Promise.all(calls)) expect(result.success).toBe(true);
  expect(sandbox.sandbox.stats().max_in_flight['GET /v3/customers']).toBeLessThanOrEqual(3);
  expect(Map.groupBy(sent, (token) => token).size).toBe(3);
  expect([...stores.opened()]).toHaveLength(1);
});

test('what one credential learns of a store, the others know; another store knows nothing of it', async () => {
  const { stores } = openStores((id) => (id === 'other' ? 'other' : sandbox.storeHash));
  const [a, b, other] = [await stores.open('a'), await stores.open('b'), await stores.open('other')];
  b.highestId = 7;
  expect([a.highestId, b.highestId, other.highestId]).toEqual([7, 7, undefined]);
  a.highestId = 9;
  expect(b.highestId).toBe(9);
  expect([b.gate === a.gate, b.unsettled === a.unsettled, b.cache === a.cache]).toEqual([true, true, true]);
  expect([other.gate === a.gate, other.unsettled === a.unsettled, other.cache === a.cache]).toEqual([
    false,
    false,
    false,
  ]);
  expect([await stores.open('b'), b.accessToken]).toEqual([b, 'token-b']);
  expect(JSON.stringify(b)).not.toContain('token-b');
});
