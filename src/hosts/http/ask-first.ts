import { type Store, withPorts } from '../../nodes/index.ts';

/**
 * The store for a call that a killed server left unanswered so long ago. What is to be created may be there already, and made by that very call:
 * the store is asked first, and what is found is judged as after a lost reply.
 */
export function askFirst(store: Store, brokenOffMs: number): Store {
  const known = store.unsettled;
  type Attempt = NonNullable<ReturnType<typeof known.get>>;
  const sent: Attempt = { kind: 'create', at: store.clock.now() - brokenOffMs };
  const unsettled = new Map<string, Attempt>();
  unsettled.get = (key) => known.get(key) ?? sent;
  unsettled.set = (key, attempt) => {
    known.set(key, attempt);
    return unsettled;
  };
  unsettled.delete = (key) => known.delete(key);
  return withPorts(store, { unsettled });
}
