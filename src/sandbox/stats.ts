import type { FaultKind } from './faults/fault-rule.ts';
import type { QuotaWindow } from './http/quota.ts';
import type { TableName } from './store/rows.ts';
import type { Store } from './store/store.ts';

/** What `GET /_sandbox/stats` answers. Everything counts since the start of the process or the last reset, except `created_by`, which is kept. */
export type SandboxStats = {
  store_hash: string;
  /** Milliseconds since 1970, on the sandbox's clock. */
  started_at: number;
  now: number;
  /** Requests that reached the sandbox, unknown ones included; calls of `/_sandbox` are not counted. */
  total_requests: number;
  /** By endpoint, then by the status that was sent, `lost` where the connection died and `truncated` where the body was cut. */
  requests: Record<string, Record<string, number>>;
  /** By endpoint, then by number of items in the array sent: how many requests that were let in held so many. */
  items_per_post: Record<string, Record<string, number>>;
  /** Most requests open at once, by endpoint, those refused included. */
  max_in_flight: Record<string, number>;
  /** Requests open now, those from before a reset included. */
  in_flight: number;
  /** Quota windows, the current one last. Empty when the quota is unlimited. */
  windows: QuotaWindow[];
  /** 429s by reason. */
  refused: { quota: number; concurrency: number; fault: number };
  /** Rows made, by caller (`x-sandbox-caller`) and kind: who created what. `GET /_sandbox/log?after=N` has each write. */
  created_by: Record<string, Partial<Record<TableName, number>>>;
  /** Length of that log. */
  log_entries: number;
  /** Faults that requests met, by kind; a late commit that was refused in the end is under `late-commit-refused`. */
  faults: Partial<Record<FaultKind | 'late-commit-refused', number>>;
  /** Requests that the sandbox does not know: how many, and the latest of them as `METHOD path`. */
  unknown_requests: { total: number; latest: string[] };
  /** Rows that exist now, by kind. */
  rows: Record<TableName, number>;
};

export type Counters = {
  total: number;
  endpoints: Map<string, EndpointCounter>;
  refused: SandboxStats['refused'];
  faults: SandboxStats['faults'];
  unknown: SandboxStats['unknown_requests'];
};

export type EndpointCounter = {
  replies: Record<string, number>;
  items: Record<string, number>;
  /** Open now, refused ones included. */
  open: number;
  mostOpen: number;
  /** Being executed now: what the concurrency cap counts. */
  running: number;
};

export function createCounters(): Counters {
  return {
    total: 0,
    endpoints: new Map(),
    refused: { quota: 0, concurrency: 0, fault: 0 },
    faults: {},
    unknown: { total: 0, latest: [] },
  };
}

export function endpointCounter(counters: Counters, endpoint: string): EndpointCounter {
  let counter = counters.endpoints.get(endpoint);
  if (!counter) {
    counter = { replies: {}, items: {}, open: 0, mostOpen: 0, running: 0 };
    counters.endpoints.set(endpoint, counter);
  }
  return counter;
}

export function countUnknown(counters: Counters, request: string): void {
  counters.unknown.total += 1;
  counters.unknown.latest.push(request);
  if (counters.unknown.latest.length > 20) counters.unknown.latest.shift();
}

export function readStats(
  counters: Counters,
  store: Store,
  facts: Pick<SandboxStats, 'store_hash' | 'started_at' | 'now' | 'in_flight' | 'windows'>,
): SandboxStats {
  const requests: SandboxStats['requests'] = {};
  const items: SandboxStats['items_per_post'] = {};
  const mostOpen: Record<string, number> = {};
  for (const [endpoint, counter] of counters.endpoints) {
    requests[endpoint] = { ...counter.replies };
    if (Object.keys(counter.items).length > 0) items[endpoint] = { ...counter.items };
    mostOpen[endpoint] = counter.mostOpen;
  }
  return {
    store_hash: facts.store_hash,
    started_at: facts.started_at,
    now: facts.now,
    total_requests: counters.total,
    requests,
    items_per_post: items,
    max_in_flight: mostOpen,
    in_flight: facts.in_flight,
    windows: facts.windows,
    refused: { ...counters.refused },
    created_by: structuredClone(store.createdBy),
    log_entries: store.log.length,
    faults: { ...counters.faults },
    unknown_requests: { total: counters.unknown.total, latest: [...counters.unknown.latest] },
    rows: {
      customers: store.customers.size,
      addresses: store.addresses.size,
      attributes: store.attributes.size,
      attribute_values: store.attribute_values.size,
      subscribers: store.subscribers.size,
      customer_groups: store.customer_groups.size,
      orders: store.orders.size,
      shipments: store.shipments.size,
    },
  };
}
