import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../../nodes/index.ts';
import type { Queryable } from '../queryable.ts';
import { countImports } from './import-metrics.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * What Prometheus may read: counts and durations, no name, email or token. With a pool also what stands in the database, the same for
 * all processes.
 */
export function createMetrics(openedStores: () => Iterable<Store>, pool?: Queryable) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'rollcall_http_requests_total',
    help: 'HTTP requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'rollcall_http_request_duration_seconds',
    help: 'Time to answer an HTTP request, waits for quota included.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 15, 30, 60],
    registers,
  });
  const items = new Counter({
    name: 'rollcall_node_items_total',
    help: 'Items by node and outcome: succeeded, or the code of the failure.',
    labelNames: ['node', 'outcome'],
    registers,
  });
  const storeRequests = new Counter({
    name: 'rollcall_store_requests_total',
    help: 'Requests sent to BigCommerce.',
    labelNames: ['store', 'endpoint'],
    registers,
  });
  new Gauge({
    name: 'rollcall_store_quota_left',
    help: "Requests left in the store's current window, where it tells.",
    labelNames: ['store'],
    registers,
    collect() {
      this.reset();
      for (const store of openedStores()) {
        const { quota, available } = store.gate.state();
        if (quota !== undefined) this.set({ store: store.storeHash }, Math.max(0, available));
      }
    },
  });
  if (pool) countImports(registers, pool);

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    countRequest(method: string, route: string, status: number, seconds: number): void {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    countItem(node: string, result: { success: boolean; error?: unknown }): void {
      const outcome = result.success
        ? 'succeeded'
        : ((result.error as { code?: string } | undefined)?.code ?? 'internal');
      items.inc({ node, outcome });
    },
    countStoreRequest(store: string, endpoint: string): void {
      storeRequests.inc({ store, endpoint });
    },
  };
}
