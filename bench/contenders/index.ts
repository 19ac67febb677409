import type { Contender } from './contender.ts';

/** Loaded one by one, so that a process holds only the client that it runs. */
export const contenders: Record<string, () => Promise<Contender>> = {
  Rollcall: async () => (await import('./rollcall.ts')).rollcall,
  'node-bigcommerce': async () => (await import('./node-bigcommerce.ts')).nodeBigcommerce,
  '@space48/bigcommerce-api': async () => (await import('./space48.ts')).space48,
  'bigcommerce-api-client': async () => (await import('./bigcommerce-api-client.ts')).bigcommerceApiClient,
  'one-by-one loop': async () => (await import('./loops.ts')).oneByOneLoop,
  'find-or-create loop': async () => (await import('./loops.ts')).findOrCreateLoop,
};
