/** How many requests of one endpoint may be in flight at once, as far as its replies have told. */
export type EndpointCap = {
  cap: number;
  ceiling: number;
  inFlight: number;
  /** Successes since the cap last changed, while all places were taken. */
  fullSuccesses: number;
  /** How often the cap has changed: a reply speaks only of the cap under which its request left. */
  changes: number;
  refusedLevel?: { cap: number; until: number };
  latencyMs: number;
};

/** A reply, and how full the endpoint was when its request left. */
export type CapReply = {
  status: number;
  /** Units of the quota that the reply says are left. */
  left: number | undefined;
  sentAt: number;
  now: number;
  wasFull: boolean;
  /** Of the cap, by then. */
  changes: number;
};

/** Requests in flight at once that an endpoint starts with, and the most it may rise to. */
const knownCaps: Record<string, [start: number, ceiling: number]> = {
  'POST /v3/customers': [5, 10],
  'POST /v3/customers/addresses': [10, 10],
};
const otherCaps: [number, number] = [3, 3];

/** How long the level at which an endpoint refused is kept as its ceiling. */
const rememberLevelMs = 600_000;

export function openEndpointCap(name: string): EndpointCap {
  const [cap, ceiling] = knownCaps[name] ?? otherCaps;
  return { cap, ceiling, inFlight: 0, fullSuccesses: 0, changes: 0, latencyMs: 500 };
}

/** Halves the cap where the endpoint refused, and raises it by one where all its places brought successes and `mayRise`. */
export function observeCap(endpoint: EndpointCap, reply: CapReply, mayRise: () => boolean): void {
  const { status, left, sentAt, now, changes } = reply;
  const isSameCap = changes === endpoint.changes;
  if (status === 429) {
    // Left = 0 is the quota's refusal. Else it is the endpoint's, once for all that flew together.
    if ((left === undefined || left > 0) && isSameCap) {
      endpoint.refusedLevel = { cap: endpoint.cap, until: now + rememberLevelMs };
      setCap(endpoint, Math.max(1, Math.floor(endpoint.cap / 2)));
    }
    return;
  }
  endpoint.latencyMs = endpoint.latencyMs * 0.8 + (now - sentAt) * 0.2;
  if (!reply.wasFull || !isSameCap) return;
  endpoint.fullSuccesses += 1;
  const refused = endpoint.refusedLevel && endpoint.refusedLevel.until > now ? endpoint.refusedLevel.cap - 1 : Infinity;
  const ceiling = Math.min(endpoint.ceiling, refused);
  if (endpoint.fullSuccesses >= endpoint.cap && endpoint.cap < ceiling && mayRise()) setCap(endpoint, endpoint.cap + 1);
}

function setCap(endpoint: EndpointCap, cap: number): void {
  endpoint.cap = cap;
  endpoint.changes += 1;
  endpoint.fullSuccesses = 0;
}
