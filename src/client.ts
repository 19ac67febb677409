import manifest from '../package.json' with { type: 'json' };
import { type ConnectOptions, connect as connectCore, RollcallError, type Store } from './bigcommerce/index.ts';
// Not through the index of its room, which would load the database.
import { readStoreAddress } from './credentials/read-store-address.ts';
import { refuseUnknownOptions } from './nodes/refuse-unknown-options.ts';
import { createTransport, systemClock } from './transport/index.ts';

export * from './bigcommerce/index.ts';

export type ConnectedStore = Store & {
  /** Lets the requests in flight finish and closes the connections. Calls after that fail, and send nothing. */
  close(): Promise<void>;
};

/** What a store needs of its surroundings has a default here. `storeHash` may be the whole API path, and then names the API URL as well. */
export type ClientOptions = Pick<ConnectOptions, 'storeHash' | 'accessToken'> &
  Partial<Omit<ConnectOptions, 'storeHash' | 'accessToken'>>;

const known: Record<keyof ClientOptions, true> = {
  storeHash: true,
  accessToken: true,
  apiUrl: true,
  quotaShare: true,
  signal: true,
  onRequest: true,
  journal: true,
  transport: true,
  clock: true,
  random: true,
};

/**
 * Connects to a store over HTTP. Sends nothing yet. Use one object per store and process: quota, caches and unsettled writes belong to it.
 * @throws {RollcallError} invalid_params, also for a misspelt option
 */
export function connect(options: ClientOptions): ConnectedStore {
  refuseUnknownOptions(options, known, 'connect');
  const address = addressOf(options);
  const own = options.transport ? undefined : createTransport({ userAgent: `rollcall/${manifest.version}` });
  const send = options.transport ?? own!.transport;
  let isClosed = false;
  const store = connectCore({
    clock: systemClock,
    random: Math.random,
    ...options,
    ...address,
    transport: async (request) => {
      if (isClosed) throw closed(address.storeHash);
      return send(request);
    },
  });
  return Object.assign(store, {
    async close() {
      isClosed = true;
      await own?.close();
    },
  });
}

/** What is no text is left for the core to refuse. Where a transport of one's own leads is for it to know. */
function addressOf({ storeHash, apiUrl, transport }: ClientOptions): Pick<ClientOptions, 'storeHash' | 'apiUrl'> {
  if (typeof storeHash !== 'string' || transport) return { storeHash, ...(apiUrl !== undefined && { apiUrl }) };
  return readStoreAddress(storeHash, apiUrl, 'storeHash', 'apiUrl');
}

/** As long as it is closed, the same call fails again. */
function closed(storeHash: string): RollcallError {
  return new RollcallError(
    'network',
    `The store was closed: close() has ended the connection to ${storeHash}, and this was not sent. Connect to the store again for further calls.`,
    { retryable: false },
  );
}
