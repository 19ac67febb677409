import { EventEmitter } from 'node:events';
import { type Dispatcher, Pool } from 'undici';
import type { HttpRequest, HttpResponse, Transport } from '../bigcommerce/index.ts';
import { explainFailure, type Progress } from './explain-failure.ts';
import { longestTimerMs } from './system-clock.ts';

export type TransportOptions = {
  /** Sent as User-Agent; entries give `rollcall/VERSION`. @default 'rollcall' */
  userAgent?: string;
  /** Connections to one host at once; the quota gate keeps far fewer requests in flight. @default 64 */
  connections?: number;
  /** Milliseconds for TCP and TLS to be set up. @default 10_000 */
  connectTimeoutMs?: number;
  /** Beyond so many bytes a reply counts as broken off: no reply of a store comes near. @default 67_108_864 */
  maxReplyBytes?: number;
};

export type UndiciTransport = {
  transport: Transport;
  /** Lets the requests in flight finish, then closes the connections. May be called twice. */
  close(): Promise<void>;
};

type Options = Dispatcher.RequestOptions & { onStart?: () => void };

/**
 * HTTP/1.1 with kept-alive connections. Nothing is ever sent twice: whether to repeat is for the caller, who knows what the request
 * does. HTTP/2 stays off, because there a connection's end says less about which requests were read.
 */
export function createTransport(options: TransportOptions = {}): UndiciTransport {
  const { userAgent = 'rollcall', connections = 64, connectTimeoutMs = 10_000, maxReplyBytes = 2 ** 26 } = options;
  const pools = new Map<string, { pool: Pool; dispatcher: Dispatcher }>();
  let closing: Promise<void> | undefined;

  const dispatcherOf = (origin: string): Dispatcher => {
    let entry = pools.get(origin);
    if (!entry) {
      // Requests have one deadline of their own, over connecting, headers and body; undici's would add a second one. Idle connections
      // keep its short default of 4 s: a write that meets one which the store has just closed costs a lookup.
      const pool = new Pool(origin, {
        connections,
        connectTimeout: connectTimeoutMs,
        headersTimeout: 0,
        bodyTimeout: 0,
        maxResponseSize: maxReplyBytes,
        allowH2: false,
      });
      entry = { pool, dispatcher: pool.compose(tellStart) };
      pools.set(origin, entry);
    }
    return entry.dispatcher;
  };

  return {
    transport: (request) => send(dispatcherOf(new URL(request.url).origin), request, userAgent),
    close() {
      closing ??= Promise.all([...pools.values()].map(({ pool }) => pool.close())).then(() => undefined);
      return closing;
    },
  };
}

async function send(dispatcher: Dispatcher, request: HttpRequest, userAgent: string): Promise<HttpResponse> {
  const { url, method, headers, body, timeoutMs, signal } = request;
  const progress: Progress = { started: false, answered: false };
  // undici would not hear of it any more, and send.
  if (signal?.aborted) throw explainFailure(signal.reason, { ...progress, gaveUp: 'aborted' }, timeoutMs);
  // undici takes an emitter as well, which costs 3 microseconds less a request than an AbortController.
  const control = new EventEmitter();
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = (why: 'timeout' | 'aborted'): void => {
    progress.gaveUp ??= why;
    control.emit('abort');
    reject(new Error(why));
  };
  const onAbort = (): void => giveUp('aborted');
  signal?.addEventListener('abort', onAbort);
  const timer = setTimeout(giveUp, Math.min(timeoutMs, longestTimerMs), 'timeout');
  try {
    const target = new URL(url);
    const sent: Options = {
      method,
      path: `${target.pathname}${target.search}`,
      headers: { 'user-agent': userAgent, ...headers },
      ...(body !== undefined && { body }),
      signal: control,
      onStart: () => {
        // undici drops at its start what was given up while it waited for a connection.
        if (!progress.gaveUp) progress.started = true;
      },
    };
    const receive = async (): Promise<HttpResponse> => {
      const reply = await dispatcher.request(sent);
      progress.answered = true;
      return { status: reply.statusCode, headers: flatten(reply.headers), body: await reply.body.text() };
    };
    // The signal alone ends nothing that still waits for a connection.
    return await Promise.race([givenUp, receive()]);
  } catch (error) {
    if ((error as { code?: string }).code === 'UND_ERR_INVALID_ARG') throw error;
    throw explainFailure(error, progress, timeoutMs);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** undici calls onRequestStart right before it writes a request to its socket, and not for one that never got a connection. */
function tellStart(dispatch: Dispatcher.Dispatch): Dispatcher.Dispatch {
  return (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        (options as Options).onStart?.();
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (...reply) => handler.onResponseStart?.(...reply),
      onResponseData: (...chunk) => handler.onResponseData?.(...chunk),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...failure) => handler.onResponseError?.(...failure),
    });
}

/** undici gives names in lower case already; repeated headers are joined as RFC 9110 says. */
function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
