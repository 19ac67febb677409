import type { ErrorCode, ErrorObject } from '../bigcommerce/index.ts';
import { type HttpResponse, RollcallError, type Transport, TransportFailure } from '../bigcommerce/index.ts';

export type ScopeState = 'ok' | 'missing' | 'unknown';

export type CredentialTest = {
  /** The same as `ok`, under the name that every other result has. */
  success: boolean;
  /** Whether both scopes are there. */
  ok: boolean;
  /** Why not. */
  code?: ErrorCode;
  /** Why not, as every other failure says it. */
  error?: ErrorObject;
  /** What was found and what to do next. */
  message: string;
  scopes: { customers: ScopeState; orders: ScopeState };
  store_hash: string;
  api_url: string;
  /** Set with `rate_limited`, where the store tells. */
  retry_after_ms?: number;
};

export type TestCredentialOptions = {
  /** For each of the two requests. @default 15_000 */
  timeoutMs?: number;
  signal?: AbortSignal;
};

type Tested = { storeHash: string; accessToken: string; apiUrl: string };
type Trouble = { code: ErrorCode; message: string; retry_after_ms?: number };

const probes = [
  { scope: 'customers', path: '/v3/customers?limit=1', name: 'Customers (store_v2_customers)' },
  { scope: 'orders', path: '/v2/orders?limit=1', name: 'Orders (store_v2_orders)' },
] as const;

/**
 * Asks the store for one customer and one order, which takes no scope that the nodes do not take anyway.
 * Does not throw on an answer or on a failure of the network, and never shows the token.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts
 */
export async function testCredential(
  credential: Tested,
  transport: Transport,
  options: TestCredentialOptions = {},
): Promise<CredentialTest> {
  const { storeHash, apiUrl } = credential;
  const store = { store_hash: storeHash, api_url: apiUrl };
  const scopes: CredentialTest['scopes'] = { customers: 'unknown', orders: 'unknown' };
  for (const { scope, path } of probes) {
    const found = await ask(credential, path, transport, options);
    if (typeof found === 'object') return failed(found, scopes, store);
    scopes[scope] = found;
  }
  const missing = probes.filter(({ scope }) => scopes[scope] === 'missing').map(({ name }) => name);
  if (missing.length === 0) {
    return {
      success: true,
      ok: true,
      message: `Store ${storeHash} answers; the token may use customers and orders.`,
      scopes,
      ...store,
    };
  }
  const both =
    missing.length === probes.length
      ? ` If it has them, it belongs to another store: check the store hash ${storeHash}.`
      : '';
  const message =
    `The access token lacks the OAuth scope ${missing.join(' and ')}. In the store's control panel, under Settings > API > ` +
    `Store-level API accounts, give the account that scope (modify), or create an account with both and add its token.${both}`;
  return failed({ code: 'forbidden', message }, scopes, store);
}

function failed(
  trouble: Trouble,
  scopes: CredentialTest['scopes'],
  store: Pick<CredentialTest, 'store_hash' | 'api_url'>,
): CredentialTest {
  const { code, message, retry_after_ms } = trouble;
  const details = retry_after_ms === undefined ? {} : { details: { retry_after_ms } };
  const error = new RollcallError(code, message, details).toJSON();
  return { success: false, ok: false, ...trouble, error, scopes, ...store };
}

async function ask(
  { storeHash, accessToken, apiUrl }: Tested,
  path: string,
  transport: Transport,
  { timeoutMs = 15_000, signal }: TestCredentialOptions,
): Promise<'ok' | 'missing' | Trouble> {
  const url = `${apiUrl}/stores/${storeHash}${path}`;
  const headers = { 'x-auth-token': accessToken, accept: 'application/json' };
  let response: HttpResponse;
  try {
    response = await transport({ method: 'GET', url, headers, timeoutMs, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    if (error.kind === 'timeout') {
      return { code: 'timeout', message: `${apiUrl} did not answer within ${timeoutMs / 1000} s. Try again later.` };
    }
    const why = error.message.replaceAll(accessToken, '[token]');
    return { code: 'network', message: `${apiUrl} cannot be reached (${why}). Check the network and the API URL.` };
  }
  return judge(response, storeHash, apiUrl);
}

function judge({ status, headers, body }: HttpResponse, storeHash: string, apiUrl: string): 'ok' | 'missing' | Trouble {
  if (status === 204 || (status === 200 && isJson(body))) return 'ok';
  if (status === 403) return 'missing';
  if (status === 401) {
    const message = `BigCommerce refuses the access token for store ${storeHash}. It was deleted, mistyped, or belongs to another store: create an API account there and add its token.`;
    return { code: 'unauthorized', message };
  }
  if (status === 404) {
    const message = `No store answers under the hash ${storeHash} at ${apiUrl}. The hash stands in the API path of the API account.`;
    return { code: 'store_not_found', message };
  }
  if (status === 429) {
    const wait = retryAfter(headers);
    const when = wait === undefined ? 'in a minute' : `in ${Math.ceil(wait / 1000)} s`;
    const message = `Store ${storeHash} answers, but its quota of API calls is used up. Test again ${when}.`;
    return { code: 'rate_limited', message, ...(wait !== undefined && { retry_after_ms: wait }) };
  }
  if (status >= 500) {
    return {
      code: 'store_unavailable',
      message: `BigCommerce answers with an error of its own (${status}). Test again later.`,
    };
  }
  return {
    code: 'network',
    message: `What answers at ${apiUrl} (${status}) is not BigCommerce's API. Check the API URL and any proxy.`,
  };
}

function isJson(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The longer of both headers: seconds in one, milliseconds in the other. */
function retryAfter(headers: Record<string, string>): number | undefined {
  const waits = [
    Number(headers['x-retry-after'] ?? Number.NaN) * 1000,
    Number(headers['x-rate-limit-time-reset-ms'] ?? Number.NaN),
  ];
  const known = waits.filter((wait) => Number.isFinite(wait) && wait >= 0);
  return known.length > 0 ? Math.max(...known) : undefined;
}
