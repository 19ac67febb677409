import type { Clock, HttpRequest, HttpResponse } from '../../src/bigcommerce/index.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import type { Core } from './core.ts';
import type { SeededRandom } from './random.ts';
import { type FaultKind, faultKinds, poison, type Scenario } from './scenario.ts';
import type { Tally } from './tally.ts';

export const storeHash = 'simulated';
export const accessToken = 'simulated-token';
const caller = 'rollcall';

export type SimulatedStore = {
  sandbox: Sandbox;
  /** The store's time when the simulation began. */
  epochMs: number;
  /** One request over a wire that takes time, loses replies and dies. */
  deliver(request: HttpRequest, process: object): Promise<HttpResponse>;
  /** A request of somebody else, without faults. */
  asOther(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; json: { data: never[] } }>;
  faultsOff(): void;
  /** Endpoint -> most requests of ours in flight. */
  maxInFlight: Map<string, number>;
  /** 429s that spoke of a spent quota. */
  quotaRefusals: number;
  /** 429s for too many requests at once. */
  crowdRefusals: number;
  /** Emails, or ids in updates, that the store blamed in a reply that hid a partial commit. */
  blamed: Set<string | number>;
  /** Ids of customers that the twin changed or deleted. */
  touched: Set<number>;
  /** Our creates that may have been executed although no reply says so. */
  openSends: OpenSend[];
  requests: number;
};

/** `highestId`: of what its process had been shown when it left. `isRefused`: the store answered, and may have written a part. */
export type OpenSend = { email: string; at: number; highestId: number; isRefused?: boolean };

/** The sandbox's own function behind a wire; requests and replies cross it as text. */
export function createSimulatedStore(
  scenario: Scenario,
  core: Core,
  clock: Clock,
  random: SeededRandom,
  tally: Tally,
): SimulatedStore {
  const epochMs = Date.UTC(2026, 0, 1) + random.between(0, 999);
  const sandbox = createSandbox({
    storeHash,
    accessToken,
    quota: scenario.quota,
    windowMs: 30_000,
    empty: true,
    latency: scenario.latencyMs,
    concurrency: { 'POST /v3/customers': scenario.postCap },
    clock: { now: () => epochMs + clock.now(), sleep: (ms) => clock.wait(ms).done },
    random,
  });
  const thief = scenario.thief > 0 ? [{ kind: 'quota-thief' as const, rate: scenario.thief, seed: scenario.seed }] : [];
  if (thief.length > 0) sandbox.setFaults(thief);
  const flying = new Map<string, number>();
  let faulty = true;

  const store: SimulatedStore = {
    sandbox,
    epochMs,
    deliver,
    asOther,
    faultsOff() {
      faulty = false;
      sandbox.setFaults(thief);
    },
    maxInFlight: new Map(),
    quotaRefusals: 0,
    crowdRefusals: 0,
    blamed: new Set(),
    touched: new Set(),
    openSends: [],
    requests: 0,
  };
  const shown = new WeakMap<object, number>();
  return store;

  /** Keeps what the process could know, then lets the request travel. */
  async function deliver(request: HttpRequest, process: object): Promise<HttpResponse> {
    const isCreate = request.method === 'POST' && request.url.endsWith('/v3/customers');
    const at = epochMs + clock.now();
    const highestId = shown.get(process) ?? 0;
    const open = (): OpenSend[] =>
      isCreate
        ? JSON.parse(request.body!).map(({ email }: { email: string }) => ({
            email: email.toLowerCase(),
            at,
            highestId,
          }))
        : [];
    try {
      const reply = await travel(request);
      if (reply.status >= 500 || reply.status === 422)
        store.openSends.push(...open().map((send) => ({ ...send, isRefused: reply.status === 422 })));
      if (reply.status < 300 && /\/v3\/customers(\?|$)/.test(request.url)) {
        const ids = JSON.parse(reply.body || '{}').data?.map(({ id }: { id: number }) => id) ?? [];
        shown.set(process, Math.max(shown.get(process) ?? 0, ...ids));
      }
      return reply;
    } catch (error) {
      if (!(error instanceof core.TransportFailure) || error.reached) store.openSends.push(...open());
      throw error;
    }
  }

  async function travel(request: HttpRequest): Promise<HttpResponse> {
    const path = request.url.slice(request.url.indexOf(storeHash) + storeHash.length);
    const step = `${request.method} ${path.split('?')[0]!.replace(/\/\d+/g, '/{id}')}`;
    store.requests += 1;
    // In the order of sending: a log that runs against it tells of a request that was overtaken.
    const id = `r${store.requests}`;
    if (scenario.thief > 0) tally.add('quota-thief', step);
    const fault = drawFault(request.method, request.body);
    if (fault === 'not-reached') {
      tally.add(fault, step);
      await clock.wait(random.between(1, 50)).done;
      throw new core.TransportFailure('connect', false, 'ECONNREFUSED');
    }
    await clock.wait(random.between(1, 3)).done;
    const flies = (flying.get(step) ?? 0) + 1;
    flying.set(step, flies);
    store.maxInFlight.set(step, Math.max(flies, store.maxInFlight.get(step) ?? 0));
    if (fault && fault !== 'reordered')
      sandbox.setFaults([
        ...thief,
        { kind: fault, count: 1, seed: random.between(1, 1e9), delay_ms: random.between(100, 9_000) },
      ]);
    const poisoned = step === 'POST /v3/customers' && request.body!.includes(`"first_name":"${poison}"`);
    const answering = poisoned
      ? refuseUnnamed()
      : sandbox.handle({
          method: request.method,
          url: request.url,
          headers: { ...request.headers, 'x-sandbox-caller': caller, 'x-request-id': id },
          ...(request.body !== undefined && { body: request.body }),
        });
    // Whether a request meets its fault is decided before anything waits.
    if (fault) sandbox.setFaults(thief);
    const answered = await answering;
    if (fault && !poisoned) tally.add(fault, step);
    const timedOut = 'lost' in answered && answered.lost && random.chance(0.2);
    await clock.wait(timedOut ? request.timeoutMs : random.between(1, 3)).done;
    flying.set(step, flying.get(step)! - 1);
    if (answered.lost)
      throw new core.TransportFailure(timedOut ? 'timeout' : 'reset', true, timedOut ? 'no reply' : 'socket hang up');
    if (answered.truncated) throw new core.TransportFailure('truncated', true, 'the body ended early');
    if (answered.status === 429 && answered.headers['x-rate-limit-requests-left'] === '0') store.quotaRefusals += 1;
    else if (answered.status === 429 && !fault) store.crowdRefusals += 1;
    if (fault === 'partial' && answered.status === 422) noteBlamed(request.body!, answered.body);
    const body = fault === 'reordered' ? reorder(answered.body) : answered.body;
    return { status: answered.status, headers: answered.headers, body };
  }

  /** A partial commit may blame an item of which nothing is wrong: being refused is then its honest fate. */
  function noteBlamed(sent: string, reply: string): void {
    const index = /"(\d+)\./.exec(reply)?.[1];
    if (index === undefined) return;
    const row = JSON.parse(sent)[Number(index)];
    store.blamed.add(row.email?.toLowerCase() ?? row.id ?? row.customer_id);
  }

  function reorder(body: string): string {
    const json = body === '' ? undefined : JSON.parse(body);
    return Array.isArray(json?.data) ? JSON.stringify({ ...json, data: json.data.toReversed() }) : body;
  }

  /** The documented 422 that names nobody; nothing is committed. */
  async function refuseUnnamed(): Promise<Exclude<Awaited<ReturnType<Sandbox['handle']>>, { lost: string }>> {
    await clock.wait(1).done;
    const errors = { '.customer_create': 'Error creating customers' };
    return {
      status: 422,
      headers: {},
      body: JSON.stringify({ status: 422, title: 'Create customers failed.', errors }),
    };
  }

  function drawFault(method: string, body: string | undefined): FaultKind | undefined {
    if (!faulty) return undefined;
    for (const kind of faultKinds) {
      if (!random.chance(scenario.faults[kind] ?? 0)) continue;
      if (canMeet(kind, method, body)) return kind;
    }
    return undefined;
  }

  async function asOther(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
    const reply = await sandbox.handle({
      method,
      url: `/stores/${storeHash}${path}`,
      headers: { 'x-auth-token': accessToken, 'content-type': 'application/json', 'x-sandbox-caller': 'other' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (reply.lost) throw new Error('The simulation lost a request of its own.');
    return { status: reply.status, json: reply.body === '' ? { data: [] } : JSON.parse(reply.body) };
  }
}

/** Which faults can meet which requests: a read commits nothing, and one item cannot be half committed. */
export function canMeet(kind: FaultKind, method: string, body?: string): boolean {
  if (kind === 'late-commit') return method !== 'GET';
  if (kind === 'partial')
    return method !== 'GET' && method !== 'DELETE' && (body === undefined || JSON.parse(body).length > 1);
  return true;
}
