import { startRollcall } from '../../src/hosts/fixtures/rollcall-process.ts';
import { temporaryHome } from '../../src/hosts/fixtures/temporary-home.ts';

export type ChaosStore = Awaited<ReturnType<typeof openChaosStore>>;

/** A sandbox in a process of its own, with faults on demand. */
export async function openChaosStore(latency: [number, number]) {
  const { home, remove } = temporaryHome();
  const sandbox = startRollcall(
    ['sandbox', '--port', '0', '--empty', '--quota', '0', '--latency', latency.join('..'), '--json'],
    { home },
  );
  const [line] = await sandbox.says(/^\{.*\}$/m);
  const { url, store_hash: storeHash, access_token: accessToken } = JSON.parse(line) as Record<string, string>;
  const api = `${url}/stores/${storeHash}`;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of the API, read where it is used
  const ask = async (method: string, path: string, body?: unknown): Promise<any> => {
    const response = await fetch(path.startsWith('/_') ? `${url}${path}` : `${api}${path}`, {
      method,
      headers: { 'x-auth-token': accessToken!, 'content-type': 'application/json', 'x-sandbox-caller': 'seed' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    url: url!,
    storeHash: storeHash!,
    accessToken: accessToken!,

    /** Makes customers before anything breaks. Returns their ids by email. */
    async seed(customers: { email: string }[]): Promise<Map<string, number>> {
      const ids = new Map<string, number>();
      for (let start = 0; start < customers.length; start += 10) {
        const { data } = await ask('POST', '/v3/customers', customers.slice(start, start + 10));
        for (const { id, email } of data) ids.set(email, id);
      }
      return ids;
    },

    breakThings: () =>
      ask('POST', '/_sandbox/faults', [
        { kind: '5xx', rate: 0.02, status: 502, seed: 11 },
        { kind: 'lost-after', match: 'POST /v3/customers$', rate: 0.02, seed: 12 },
        { kind: 'late-commit', match: 'POST /v3/customers$', rate: 0.01, seed: 13 },
        { kind: 'partial', match: 'POST /v3/customers$', rate: 0.01, seed: 14 },
        { kind: '429', rate: 0.01, seed: 15 },
        // Each kind at least once, however small the file.
        { kind: '5xx', match: 'POST /v3/customers$', status: 502, count: 1, skip: 10 },
        { kind: 'lost-after', match: 'POST /v3/customers$', count: 1, skip: 20 },
        { kind: 'late-commit', match: 'POST /v3/customers$', count: 1, skip: 30 },
        { kind: 'partial', match: 'POST /v3/customers$', count: 1, skip: 40 },
        { kind: '429', match: 'POST /v3/customers$', count: 1, skip: 50 },
      ]),

    mend: () => ask('POST', '/_sandbox/faults', []),

    async faults(): Promise<Record<string, number>> {
      return (await ask('GET', '/_sandbox/stats')).faults;
    },

    async customers(): Promise<{ id: number; email: string }[]> {
      const all: { id: number; email: string }[] = [];
      for (let page = 1; ; page += 1) {
        const { data } = await ask('GET', `/v3/customers?limit=250&page=${page}`);
        all.push(...data);
        if (data.length < 250) return all;
      }
    },

    async close(): Promise<void> {
      sandbox.child.kill('SIGTERM');
      await sandbox.finished;
      remove();
    },
  };
}
