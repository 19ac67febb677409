import { type Call, inSeconds, pause } from './call.ts';
import { readRefusal } from './error-body.ts';
import { type ErrorCode, isRollcallError, RollcallError } from './errors.ts';
import { type HttpResponse, TransportFailure } from './ports.ts';
import { numberHeader } from './quota-gate.ts';
import type { Reply } from './reply.ts';
import { decideRetry, type RequestFailure } from './retry.ts';
import type { Store } from './store.ts';

export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the API version on: `/v3/customers`. */
  path: string;
  /** The path under which quota and concurrency are counted. @default path */
  endpoint?: string;
  /** Values are encoded here; arrays are joined with commas. Undefined ones are left out. */
  query?: Query;
  body?: unknown;
  /** A write that may be repeated after a lost reply. Reads always may. @default method is GET */
  repeatable?: boolean;
  /** Called when the request leaves, after all waiting. */
  onSend?: () => void;
  /** Told of a success before its place goes to a request that waits: what that one must know of the store is known when it leaves. */
  onSuccess?: (reply: Reply) => void;
};

export type Query = Record<string, string | number | boolean | (string | number)[] | undefined>;

/** A write left and no usable reply came: only the store knows what happened. */
export class LostReply extends Error {
  readonly code: ErrorCode;
  readonly status?: number;

  constructor(code: ErrorCode, message: string, status?: number) {
    super(message);
    this.name = 'LostReply';
    this.code = code;
    if (status !== undefined) this.status = status;
  }
}

/** BigCommerce answers within 90 s or not at all. */
const replyTimeoutMs = 90_000;

/**
 * Sends one request through the quota gate, and again where that is safe. Resolves with any reply below 500 but 401, 403
 * and 429.
 * @throws {LostReply} when a write that must not be repeated got no usable reply
 * @throws {RollcallError} unauthorized, forbidden, rate_limited, network, timeout, store_unavailable
 */
export async function send(store: Store, request: Request, call: Call): Promise<Reply> {
  const repeatable = request.repeatable ?? request.method === 'GET';
  const endpoint = `${request.method} ${request.endpoint ?? request.path}`;
  const url = `${store.apiUrl}/stores/${store.storeHash}${request.path}${queryString(request.query)}`;
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  /** Why it is not known what became of a write that was sent before and is sent again. */
  let lost: string | undefined;
  const stopped = (stop: unknown): never => {
    throw lost === undefined ? stop : sentBefore(lost, stop);
  };
  for (let attempt = 1; ; attempt += 1) {
    const permit = await store.gate.acquire(endpoint, call).catch(stopped);
    request.onSend?.();
    store.onRequest?.(endpoint);
    let response: HttpResponse | undefined;
    let thrown: unknown;
    try {
      response = await store.transport({
        method: request.method,
        url,
        headers: headersFor(store, body !== undefined),
        ...(body !== undefined && { body }),
        timeoutMs: Math.max(1, Math.min(replyTimeoutMs, call.deadline - store.clock.now())),
        // A read may be cut off at once; a write in flight is awaited, because its fate matters.
        ...(call.signal && request.method === 'GET' && { signal: call.signal }),
      });
    } catch (error) {
      thrown = error;
    }
    const reply = response && readReply(store, response);
    if (reply?.storeTime !== undefined) store.clockOffset = reply.storeTime - reply.receivedAt;
    if (reply && reply.status < 300) request.onSuccess?.(reply);
    permit.release(response, !(thrown instanceof TransportFailure) || thrown.reached);
    const failure = failureOf(response, reply, thrown);
    if (!failure) return accept(store, endpoint, reply!);

    const decision = decideRetry({ repeatable, attempt, failure }, store.random);
    if (decision.action === 'ask') throw new LostReply(...lostBecause(failure, thrown));
    if (decision.action === 'give_up') throw givenUp(store, request, failure, thrown, decision.because);
    if (decision.ms >= 1_000)
      call.onWait?.({ reason: failure.kind === 'refused' ? 'refused' : 'retry', ms: decision.ms, endpoint });
    if (request.method !== 'GET' && (failure.kind === 'lost' || failure.kind === 'server_error'))
      lost = lostBecause(failure, thrown)[1];
    await pauseOrGiveUp(store, request, decision.ms, call, failure, thrown).catch(stopped);
  }
}

/** A write that was sent, and was to be sent again to make sure, which something stopped. */
export function sentBefore(lost: string, stop: unknown): unknown {
  if (!isRollcallError(stop) || stop.code === 'outcome_unknown') return stop;
  const why = stop.code === 'timeout' ? 'the call was cancelled' : stop.message.replace(/\.$/, '');
  return new RollcallError(
    'outcome_unknown',
    `Sent, but ${lost}, and it was not sent again to make sure: ${why}. Run the same call again: repeating this one is harmless.`,
    { cause: stop },
  );
}

/** When the deadline forbids the wait, the failure that caused it is the better answer than the wait. */
async function pauseOrGiveUp(
  store: Store,
  request: Request,
  ms: number,
  call: Call,
  failure: RequestFailure,
  thrown: unknown,
) {
  if (failure.kind !== 'refused' && store.clock.now() + ms > call.deadline && !call.signal?.aborted)
    throw givenUp(
      store,
      request,
      failure,
      thrown,
      `the ${inSeconds(call.maxWaitMs!)} that it may take are over (max_wait_ms)`,
    );
  await pause(store.clock, ms, call);
}

function headersFor(store: Store, hasBody: boolean): Record<string, string> {
  const headers: Record<string, string> = { 'x-auth-token': store.accessToken, accept: 'application/json' };
  if (hasBody) headers['content-type'] = 'application/json';
  return headers;
}

function readReply(store: Store, response: HttpResponse): Reply {
  const text = withoutToken(store, response.body);
  const time = response.headers.date === undefined ? Number.NaN : Date.parse(response.headers.date);
  let json: unknown;
  if (text !== '') {
    try {
      json = JSON.parse(text);
    } catch {
      // Left undefined: plain text, or a reply that broke off.
    }
  }
  return {
    status: response.status,
    text,
    json,
    receivedAt: store.clock.now(),
    ...(!Number.isNaN(time) && { storeTime: time }),
  };
}

function failureOf(response?: HttpResponse, reply?: Reply, thrown?: unknown): RequestFailure | undefined {
  if (!response || !reply) {
    if (thrown instanceof TransportFailure) return thrown.reached ? { kind: 'lost' } : { kind: 'not_sent' };
    throw thrown;
  }
  if (response.status === 429) {
    const seconds = numberHeader(response, 'x-retry-after');
    const resetMs = numberHeader(response, 'x-rate-limit-time-reset-ms');
    return {
      kind: 'refused',
      ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
      ...(resetMs !== undefined && { resetMs }),
    };
  }
  if (response.status >= 500) return { kind: 'server_error', status: response.status };
  // A success whose body is cut short, or missing where there must be one.
  if (response.status < 300 && response.status !== 204 && reply.json === undefined) return { kind: 'lost' };
  return undefined;
}

function accept(store: Store, endpoint: string, reply: Reply): Reply {
  if (reply.status === 401) {
    throw new RollcallError(
      'unauthorized',
      `BigCommerce refused the access token for store ${store.storeHash} (401): it is wrong, was revoked, or belongs to another store. Create a token under Settings > API > Store-level API accounts and store it again.`,
      { status: 401, details: { body: readRefusal(reply).text } },
    );
  }
  if (reply.status === 403) {
    const scope = scopeOf(endpoint);
    throw new RollcallError(
      'forbidden',
      `The access token for store ${store.storeHash} lacks the OAuth scope ${scope} (403 on ${endpoint}). Give the API account "${scopeLabel(scope)}" under Settings > API, or use another token.`,
      { status: 403, details: { body: readRefusal(reply).text, scope } },
    );
  }
  return reply;
}

/** The OAuth scope that an endpoint needs. https://developer.bigcommerce.com/docs/start/authentication/api-accounts */
export function scopeOf(endpoint: string): string {
  const [method = '', path = ''] = endpoint.split(' ');
  const scope = /^\/v\d\/order/.test(path)
    ? 'store_v2_orders'
    : /^\/v2\/(store|countries)/.test(path)
      ? 'store_v2_information'
      : 'store_v2_customers';
  return method === 'GET' ? `${scope}_read_only` : scope;
}

/** A scope as BigCommerce's control panel calls it: `Orders: read-only`. */
function scopeLabel(scope: string): string {
  const isReadOnly = scope.endsWith('_read_only');
  const name = scope.includes('orders')
    ? 'Orders'
    : scope.includes('information')
      ? 'Information & settings'
      : 'Customers';
  return `${name}: ${isReadOnly ? 'read-only' : 'modify'}`;
}

function lostBecause(failure: RequestFailure, thrown: unknown): [ErrorCode, string, number?] {
  if (failure.kind === 'server_error')
    return ['store_unavailable', `BigCommerce answered ${failure.status}`, failure.status];
  const timedOut = thrown instanceof TransportFailure && thrown.kind === 'timeout';
  return timedOut ? ['timeout', 'no reply came in time'] : ['network', 'the reply was lost'];
}

/** Why nothing more is tried. A write that may have been executed says so, with the reason as its cause. */
function givenUp(
  store: Store,
  request: Request,
  failure: RequestFailure,
  thrown: unknown,
  because: string,
): RollcallError {
  const reason = unreachable(store, failure, thrown, because);
  if (request.method === 'GET' || failure.kind === 'not_sent' || failure.kind === 'refused') return reason;
  return new RollcallError(
    'outcome_unknown',
    `Sent, but what became of it is not known: ${reason.message} Run the same call again: repeating this one is harmless.`,
    { cause: reason, ...(reason.status !== undefined && { status: reason.status }) },
  );
}

function unreachable(store: Store, failure: RequestFailure, thrown: unknown, because: string): RollcallError {
  const message = thrown instanceof Error ? withoutToken(store, thrown.message) : '';
  const cause = message === '' ? undefined : new Error(message);
  const where = `${store.storeHash} at ${store.apiUrl}`;
  if (failure.kind === 'server_error')
    return new RollcallError('store_unavailable', `Store ${where} is unavailable: ${because}. Try again later.`, {
      status: failure.status,
      cause,
    });
  if (failure.kind === 'lost' && thrown === undefined)
    return new RollcallError(
      'network',
      `What store ${where} answered was cut short, or is not the API of BigCommerce. Check the API URL, or try again later.`,
    );
  if (failure.kind === 'lost') {
    const timedOut = (thrown as TransportFailure | undefined)?.kind === 'timeout';
    return timedOut
      ? new RollcallError('timeout', `Store ${where} did not answer in time: ${because}. Try again later.`, { cause })
      : new RollcallError('network', `The connection to store ${where} broke off: ${because}. Try again later.`, {
          cause,
        });
  }
  return new RollcallError(
    'network',
    `The address ${store.apiUrl} of store ${store.storeHash} does not exist or cannot be reached from this machine${message && ` (${message})`}. Check the network and the API URL, then try again.`,
    { cause },
  );
}

/** A proxy or an echo on the way may quote the request: the token never gets into a message. */
function withoutToken({ accessToken }: Store, text: string): string {
  return text.includes(accessToken) ? text.replaceAll(accessToken, '[token]') : text;
}

function queryString(query: Query = {}): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    parts.push(`${name}=${Array.isArray(value) ? value.map(encodeURIComponent).join(',') : encodeURIComponent(value)}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
