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
  const apiUrl = readApiUrl(read('apiUrl') || 'https://api.bigcommerce.com');
  const storeHash = read('storeHash');
  const opened = connect({ storeHash, accessToken, apiUrl, transport: noTransport, clock, random: Math.random });
  const store = stores.get(opened.key) ?? opened;
  stores.set(store.key, store);
  return withPorts(store, { accessToken, transport: createTransport(caller), ...(signal && { signal }) });
}

/** @throws {RollcallError} invalid_params for one that would show the token to others */
function readApiUrl(given: string): string {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw refusal("is no URL. BigCommerce's own is https://api.bigcommerce.com");
  }
  // What stands before an @ looks like the host, and is not.
  if (url.username || url.password) throw refusal(`must not hold a user or a password; it leads to ${url.host}.`);
  const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw refusal(
      `must begin with https://, but is "${given}". Plain http is for this machine only, since it shows the token to everybody on the way.`,
    );
  return `${url.origin}${url.pathname}`;
}

function refusal(what: string): RollcallError {
  return new RollcallError('invalid_params', `The API URL of the credential ${what}`);
}
