import type { Clock, Customer } from '../../src/bigcommerce/index.ts';
import { poison, type Scenario, type Twin, type TwinAct } from './scenario.ts';
import type { SimulatedStore } from './simulated-store.ts';

/** To be awaited before an input is given: begins the twin's work when it is due, and waits for its end where the scenario says so. */
export function createTwin(
  { twin }: Scenario,
  store: SimulatedStore,
  clock: Clock,
): (index: number) => Promise<void> | undefined {
  let through: Promise<void> | undefined;
  return (index) => {
    if (!twin || index < twin.after) return undefined;
    through ??= work(twin);
    return twin.restMs === undefined ? undefined : through;
  };

  async function work({ acts, restMs = 0 }: Twin): Promise<void> {
    for (const { kind, afterMs, customers } of acts) {
      await clock.wait(afterMs).done;
      if (kind === 'create') await create(customers.filter(({ first_name }) => first_name !== poison));
      else for (const { email } of customers) await change(kind, email);
    }
    await clock.wait(restMs).done;
  }

  /** Who is there already, or wrong, is left out. */
  async function create(customers: TwinAct['customers']): Promise<void> {
    const { status } = await store.asOther('POST', '/v3/customers', customers);
    if (status < 300 || customers.length === 1) return;
    for (const customer of customers) await create([customer]);
  }

  async function change(kind: 'update' | 'delete', email: string): Promise<void> {
    const { status, json } = await store.asOther('GET', `/v3/customers?email:in=${encodeURIComponent(email)}`);
    // The quota is spent: this one gives up.
    if (status >= 300) return;
    for (const { id } of json.data as Customer[]) {
      store.touched.add(id);
      if (kind === 'delete') await store.asOther('DELETE', `/v3/customers?id:in=${id}`);
      else await store.asOther('PUT', '/v3/customers', [{ id, company: 'Twin & Co' }]);
    }
  }
}
