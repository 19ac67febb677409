import type { ErrorCode, ErrorObject } from '../bigcommerce/index.ts';
import { type HttpResponse, RollcallError, type Transport, TransportFailure } from '../bigcommerce/index.ts';

export type ScopeState = 'ok' | 'missing' | 'unknown';

export type CredentialTest = {
  /** The same as `ok`, under the name that every other result has. */
  success: boolean;
  /** Whether all the scopes are there that are needed. */
  ok: boolean;
  /** Why not. */
  code?: ErrorCode;
  /** Why not, as every other failure says it. */
  error?: ErrorObject;
  /** What was found and what to do next. */
  message: string;
  scopes: { customers: ScopeState; orders: ScopeState };
  /** The same for people, with the scopes that are welcome and not needed. */
  scope_details: ScopeDetail[];
  /** What the store calls itself; absent where the token may not ask, or the store did not say. */
  store_name?: string;
  store_hash: string;
  api_url: string;
  /** Set with `rate_limited`, where the store tells. */
  retry_after_ms?: number;
};

export type ScopeDetail = {
  scope: 'customers' | 'orders' | 'information';
  /** `ok` means that the store lets the token read. Whether it may write too shows at the first write. */
  state: ScopeState;
  /** As the control panel calls it: `Customers`. */
  name: string;
  /** As the API calls it: `store_v2_customers`. */
  api_name: string;
  /** What to choose for it in the control panel. */
  choose: 'modify' | 'read-only';
  /** Continues "needed to": `create, read, ...`. */
  needed_for: string;
  /** Whether the credential fails its test without it. */
  required: boolean;
};

export type TestCredentialOptions = {
  /** For each request; the store's name gets 5 s at most. @default 15_000 */
  timeoutMs?: number;
  signal?: AbortSignal;
};

type Tested = { storeHash: string; accessToken: string; apiUrl: string };
type States = Record<ScopeDetail['scope'], ScopeState>;
/** What the store said of one scope, with what it answered. */
type Answered = { state: 'ok' | 'missing'; json?: unknown };
type Trouble = { code: ErrorCode; message: string; retry_after_ms?: number };

const defaultTimeoutMs = 15_000;

type Probe = Omit<ScopeDetail, 'state'> & { path: string };
const probes = [
  {
    scope: 'customers',
    name: 'Customers',
    api_name: 'store_v2_customers',
    choose: 'modify',
    needed_for: 'create, read, update and delete customers, with their addresses, attributes and groups',
    required: true,
    path: '/v3/customers?limit=1',
  },
  {
    scope: 'orders',
    name: 'Orders',
    api_name: 'store_v2_orders',
    choose: 'modify',
    needed_for: 'read orders, change their status, notes and billing address, and ship them',
    required: true,
    path: '/v2/orders?limit=1',
  },
] as const satisfies Probe[];
const information: Probe = {
  scope: 'information',
  name: 'Information & settings',
  api_name: 'store_v2_information',
  choose: 'read-only',
  needed_for: 'call the store by its name',
  required: false,
  path: '/v2/store',
};

/**
 * Asks the store for one customer, one order and its name. The name takes a scope that nothing else needs, so it may be missing.
 * Does not throw on an answer or on a failure of the network, and never shows the token.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts
 */
export async function testCredential(
  credential: Tested,
  transport: Transport,
  options: TestCredentialOptions = {},
): Promise<CredentialTest> {
  const { storeHash, apiUrl } = credential;
  const states: States = { customers: 'unknown', orders: 'unknown', information: 'unknown' };
  const found = (name?: string) => ({
    scopes: { customers: states.customers, orders: states.orders },
    scope_details: [...probes, information].map(({ path: _, ...probe }) => ({ ...probe, state: states[probe.scope] })),
    ...(name !== undefined && { store_name: name }),
    store_hash: storeHash,
    api_url: apiUrl,
  });
  for (const { scope, path } of probes) {
    const answer = await ask(credential, path, transport, options);
    if ('code' in answer) return failed(answer, found());
    states[scope] = answer.state;
  }
  const missing = probes.filter(({ scope }) => states[scope] === 'missing').map((probe) => scopeName(probe));
  if (missing.length === probes.length) {
    const other = `If it has them, it belongs to another store: check the store hash ${storeHash}.`;
    return failed({ code: 'forbidden', message: `${lacking(missing)} ${other}` }, found());
  }
  const { timeoutMs = defaultTimeoutMs } = options;
  const told = await ask(credential, information.path, transport, {
    ...options,
    timeoutMs: Math.min(timeoutMs, 5_000),
  });
  if ('state' in told) states.information = told.state;
  const name = 'state' in told ? nameOf(told.json) : undefined;
  if (missing.length > 0) return failed({ code: 'forbidden', message: lacking(missing) }, found(name));
  const who = name === undefined ? `Store ${storeHash}` : `${name} (${storeHash})`;
  const message = `${who} answers; the token may use customers and orders.`;
  return { success: true, ok: true, message, ...found(name) };
}

function scopeName({ name, api_name }: Pick<ScopeDetail, 'name' | 'api_name'>): string {
  return `${name} (${api_name})`;
}

function lacking(missing: string[]): string {
  return (
    `The access token lacks the OAuth scope ${missing.join(' and ')}. In the store's control panel, under Settings > API > ` +
    'Store-level API accounts, give the account that scope (modify), or create an account with both and add its token.'
  );
}

function nameOf(json: unknown): string | undefined {
  const { name } = (json ?? {}) as { name?: unknown };
  return (typeof name === 'string' && name.trim()) || undefined;
}

function failed(
  trouble: Trouble,
  found: Pick<CredentialTest, 'scopes' | 'scope_details' | 'store_name' | 'store_hash' | 'api_url'>,
): CredentialTest {
  const { code, message, retry_after_ms } = trouble;
  const details = retry_after_ms === undefined ? {} : { details: { retry_after_ms } };
  const error = new RollcallError(code, message, details).toJSON();
  return { success: false, ok: false, ...trouble, error, ...found };
}

async function ask(
  { storeHash, accessToken, apiUrl }: Tested,
  path: string,
  transport: Transport,
  { timeoutMs = defaultTimeoutMs, signal }: TestCredentialOptions,
): Promise<Answered | Trouble> {
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
    return {
      code: 'network',
      message: `The address ${apiUrl} does not exist or cannot be reached from this machine (${why}). Check the store's address and the network.`,
    };
  }
  return judge(response, storeHash, apiUrl);
}

function judge({ status, headers, body }: HttpResponse, storeHash: string, apiUrl: string): Answered | Trouble {
  const json = status === 200 ? parse(body) : undefined;
  if (status === 204 || json !== undefined) return { state: 'ok', json };
  if (status === 403) return { state: 'missing' };
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

/** An object or an array; undefined for anything else. */
function parse(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
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
