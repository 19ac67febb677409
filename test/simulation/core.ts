import type * as bigcommerce from '../../src/bigcommerce/index.ts';

/** The code under simulation: ours, or a copy of it with a bug. */
export type Core = Pick<typeof bigcommerce, 'connect' | 'createCustomers' | 'TransportFailure'>;
