import type { CustomerAttribute, CustomerGroup } from './customer.ts';
import { RollcallError } from './errors.ts';
import type { Clock, Journal, Random, Transport } from './ports.ts';
import { createQuotaGate, type QuotaGate } from './quota-gate.ts';

export type ConnectOptions = {
  /** The code in the store's API path: `abc123` of `https://api.bigcommerce.com/stores/abc123`. */
  storeHash: string;
  /** Token of a store-level API account. Never shown in an error or a log. */
  accessToken: string;
  /** @default 'https://api.bigcommerce.com' */
  apiUrl?: string;
  transport: Transport;
  clock: Clock;
  random: Random;
  /** Where intents and outcomes are kept. @default in memory only */
  journal?: Journal;
  /** The part of the quota that may be used; the rest is left to the shop's other apps. @default 1 */
  quotaShare?: number;
  /** Ends every call of the store that brings no signal of its own. */
  signal?: AbortSignal;
  /** Told of each request that leaves. */
  onRequest?: (endpoint: string) => void;
};

/** What is known of a create whose reply was lost. */
export type Attempt = {
  kind: 'create' | 'update';
  /** H: the highest customer id seen before it was sent. */
  highestId?: number;
  /** H was the highest of the whole store a moment before: whoever is above it came afterwards. */
  isHighest?: boolean;
  /** No reply was lost: every request with it was refused as a whole, and only a part may have been written all the same. */
  isRefused?: boolean;
  /** When it was sent, on this process's clock. */
  at: number;
  /** The store's clock minus this process's, as the last reply before it told. */
  clockOffset?: number;
};

/** A connected store. Quota, caches and unsettled writes belong to it, so use one object per store and process. */
export type Store = {
  /** api_url + store_hash: what identifies a store. */
  readonly key: string;
  readonly storeHash: string;
  readonly apiUrl: string;
  /** Not enumerable, so that no log shows it. */
  readonly accessToken: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly gate: QuotaGate;
  readonly signal?: AbortSignal | undefined;
  readonly onRequest?: ((endpoint: string) => void) | undefined;
  /** The highest customer id in any reply so far. */
  highestId?: number;
  /** When it was certain that the store held nobody above `highestId`; others may have come since. */
  highestIdAt?: number;
  /** The store's clock minus this process's, in milliseconds, by the last reply. */
  clockOffset?: number;
  /** Creates whose fate is not known, by key. A later call with the same key settles them. */
  readonly unsettled: Map<string, Attempt>;
  /** Lists that were read whole. Others may change them: see `known`. */
  readonly cache: {
    groups?: CustomerGroup[];
    attributes?: CustomerAttribute[];
    groupsAt?: number;
    attributesAt?: number;
  };
};

/** What a process that dies forgets; `unsettled` remembers for as long as it lives. */
const memoryJournal: Journal = { intend: () => undefined, settle: () => undefined };

/**
 * Connects to a store. Sends nothing yet.
 * @throws {RollcallError} invalid_params
 */
export function connect(options: ConnectOptions): Store {
  const { storeHash, accessToken, apiUrl = 'https://api.bigcommerce.com', quotaShare = 1 } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(storeHash ?? ''))
    throw new RollcallError(
      'invalid_params',
      'storeHash must be the code in the API path: "abc123" of "https://api.bigcommerce.com/stores/abc123/v3/".',
      { param: 'storeHash' },
    );
  if (typeof accessToken !== 'string' || accessToken.trim() === '')
    throw new RollcallError('invalid_params', 'accessToken is missing.', { param: 'accessToken' });
  if (!(quotaShare > 0 && quotaShare <= 1))
    throw new RollcallError('invalid_params', 'quotaShare must be above 0 and at most 1.', { param: 'quotaShare' });
  const base = apiUrl.replace(/\/+$/, '');
  const store = {
    key: `${base}/stores/${storeHash}`,
    storeHash,
    apiUrl: base,
    transport: options.transport,
    clock: options.clock,
    random: options.random,
    journal: options.journal ?? memoryJournal,
    gate: createQuotaGate(options.clock, quotaShare),
    onRequest: options.onRequest,
    signal: options.signal,
    unsettled: new Map<string, Attempt>(),
    cache: {},
  };
  Object.defineProperty(store, 'accessToken', { value: accessToken.trim(), enumerable: false });
  return store as unknown as Store;
}

/** Ports of its own for one piece of work on a store. */
export type StorePorts = Partial<
  Pick<Store, 'journal' | 'transport' | 'onRequest' | 'signal' | 'unsettled' | 'accessToken'>
>;

/** The same store under other ports: quota, caches and the highest id seen are shared, since they belong to the store. */
export function withPorts(store: Store, ports: StorePorts): Store {
  const { accessToken = store.accessToken, ...rest } = ports;
  const other = { ...store, ...rest };
  Object.defineProperties(other, {
    accessToken: { value: accessToken, enumerable: false },
    highestId: shared('highestId'),
    highestIdAt: shared('highestIdAt'),
    clockOffset: shared('clockOffset'),
  });
  return other;

  function shared(name: 'highestId' | 'highestIdAt' | 'clockOffset'): PropertyDescriptor {
    return {
      enumerable: true,
      get: () => store[name],
      set: (value: number) => {
        store[name] = value;
      },
    };
  }
}

/** Remembers the highest customer id seen: H of the next intent. */
export function seeCustomers(store: Store, customers: { id?: unknown }[]): void {
  for (const { id } of customers)
    if (typeof id === 'number' && (store.highestId === undefined || id > store.highestId)) store.highestId = id;
}

/** A customer that was made a moment ago has the highest id of the store. */
export function seeCreated(store: Store, customers: { id?: unknown }[]): void {
  seeCustomers(store, customers);
  if (customers.length > 0) store.highestIdAt = store.clock.now();
}

/** What the store told of its groups or attributes, unless that is too long ago. Whoever makes one anew under its name gives it another id. */
export function known<Name extends 'groups' | 'attributes'>(
  { cache, clock }: Pick<Store, 'cache' | 'clock'>,
  name: Name,
  goodMs: number,
): Store['cache'][Name] {
  return clock.now() - (cache[`${name}At`] ?? Number.NEGATIVE_INFINITY) < goodMs ? cache[name] : undefined;
}

/** Below this age a list is not asked for again, however many rows are refused. */
const youngMs = 60_000;

/** The store refused an id: what it told of its groups and attributes is asked for again when it is needed next. */
export function doubtNames({ cache, clock }: Pick<Store, 'cache' | 'clock'>): void {
  for (const name of ['groupsAt', 'attributesAt'] as const)
    if (clock.now() - (cache[name] ?? 0) > youngMs) delete cache[name];
}

/** Within this time hardly anybody else makes customers, and stops, and the same ones are sent from here. */
const momentMs = 1_000;

/** Whether `highestId` was the highest of the whole store a moment ago. */
export function knowsHighest({ highestIdAt, clock }: Pick<Store, 'highestIdAt' | 'clock'>): boolean {
  return highestIdAt !== undefined && clock.now() - highestIdAt <= momentMs;
}
