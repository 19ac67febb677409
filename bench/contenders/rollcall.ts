import { nodes } from '../../src/library.ts';
import { openStore } from '../through-node.ts';
import type { Contender } from './contender.ts';

export const rollcall: Contender = async (address, rows) => {
  const store = openStore(address);
  const results = await nodes.createCustomer.many(
    store,
    rows.map((row) => ({ ...row, if_exists: 'skip' as const })),
  );
  await store.close();
  return results.map(({ success }) => (success ? 'done' : 'failed'));
};
