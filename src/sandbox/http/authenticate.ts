import type { SandboxRequest } from '../options.ts';
import { type Answer, problem } from './answer.ts';
import { isAllowed } from './scopes.ts';

/**
 * Why a request for a known endpoint is turned away, if it is: no token, then an empty one, a wrong one, a wrong store, a missing scope. What
 * a good token gets for another store's hash is unknown; the 401 of a wrong token is our choice.
 */
export function authenticate(
  token: string | undefined,
  request: { storeHash: string; endpoint: string },
  store: { storeHash: string; accessToken: string; scopes: readonly string[] },
): Answer | undefined {
  if (token === undefined) return { status: 401, text: 'X-Auth-Token header is required' };
  if (token.trim() === '') return { status: 401, text: 'X-Auth-Token header should have correct format' };
  if (token !== store.accessToken || request.storeHash !== store.storeHash) return problem(401, 'Unauthorized');
  if (!isAllowed(store.scopes, request.endpoint))
    return problem(403, "You don't have a required scope to access the endpoint");
  return undefined;
}

/** One header, whatever the case of its name; a header sent twice is its first value. */
export function readHeader(headers: SandboxRequest['headers'], name: string): string | undefined {
  if (!headers) return undefined;
  let value = headers[name];
  if (value === undefined) {
    for (const key in headers) {
      if (key.length === name.length && key.toLowerCase() === name) {
        value = headers[key];
        break;
      }
    }
  }
  return typeof value === 'string' || value === undefined ? value : value[0];
}
