import manifest from '../package.json' with { type: 'json' };
import { type ConnectOptions, connect as connectCore, type Store } from './bigcommerce/index.ts';
import { createTransport, systemClock } from './transport/index.ts';

export * from './bigcommerce/index.ts';

export type ConnectedStore = Store & {
  /** Lets the requests in flight finish and closes the connections. Calls after that fail. */
  close(): Promise<void>;
};

/** What a store needs of its surroundings has a default here. */
export type ClientOptions = Pick<ConnectOptions, 'storeHash' | 'accessToken'> &
  Partial<Omit<ConnectOptions, 'storeHash' | 'accessToken'>>;

/**
 * Connects to a store over HTTP. Sends nothing yet. Use one object per store and process: quota, caches and unsettled writes belong to it.
 * @throws {RollcallError} invalid_params
 */
export function connect(options: ClientOptions): ConnectedStore {
  const own = options.transport ? undefined : createTransport({ userAgent: `rollcall/${manifest.version}` });
  const store = connectCore({
    clock: systemClock,
    random: Math.random,
    ...options,
    transport: options.transport ?? own!.transport,
  });
  return Object.assign(store, { close: async () => own?.close() });
}
