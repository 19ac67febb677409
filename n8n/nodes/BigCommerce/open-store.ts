import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
  connect,
  RollcallError,
  type Store,
  type Transport,
  TransportFailure,
  withPorts,
} from '../../../src/bigcommerce/index.ts';
import { clock } from './clock.ts';
import { createTransport, credentialName, type Requester } from './create-transport.ts';
import { readApiUrl } from './read-api-url.ts';

type Caller = Requester & {
  getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
};

/** Quota, caches and writes without a reply belong to a store, so all executions of the process share one object for each. */
const stores = new Map<string, Store>();

/** Of the shared object, which outlives every execution and must hold none of them. */
const noTransport: Transport = () =>
  Promise.reject(new TransportFailure('connect', false, 'no execution sends through it'));

/**
 * The store of the node's credential, with the HTTP helper of this execution.
 * @throws {RollcallError} invalid_params where the credential is incomplete
 */
export async function openStore(caller: Caller, signal?: AbortSignal): Promise<Store> {
  const credential = await caller.getCredentials(credentialName);
  const read = (name: string): string => String(credential[name] ?? '').trim();
  const accessToken = read('accessToken');
  // As the test of the credential reads it: BigCommerce shows the whole path.
  const storeHash = read('storeHash')
    .replace(/^.*stores\//, '')
    .replace(/\/.*$/, '');
  const ports = { transport: noTransport, clock, random: Math.random };
  const opened = refusedAsInForm(() =>
    connect({ storeHash, accessToken, apiUrl: readApiUrl(read('apiUrl')), ...ports }),
  );
  const store = stores.get(opened.key) ?? opened;
  stores.set(store.key, store);
  return withPorts(store, { accessToken, transport: createTransport(caller), ...(signal && { signal }) });
}

/** @throws {RollcallError} invalid_params */
function refusedAsInForm(open: () => Store): Store {
  try {
    return open();
  } catch (error) {
    throw inWordsOfCredential(error as Error);
  }
}

function inWordsOfCredential({ message }: Error): RollcallError {
  const worded = message
    .replace(/^storeHash/, 'The Store Hash of the credential')
    .replace(/^accessToken/, 'The Access Token of the credential');
  return new RollcallError('invalid_params', worded);
}
