import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { type HttpResponse, type Transport, TransportFailure } from '../../../src/bigcommerce/index.ts';

/** What n8n hands to a node that runs, and to one whose lists are shown. */
export type Requester = Pick<IAllExecuteFunctions, 'helpers'>;

/** Name of the credential, which adds the token to each request. */
export const credentialName = 'bigCommerceApi';

/** Sends through n8n's own HTTP helper, so that its proxies, certificates and credentials count. Nothing is ever sent twice. */
export function createTransport(context: Requester): Transport {
  return (request) => {
    const { 'x-auth-token': _, ...headers } = request.headers;
    const options: IHttpRequestOptions = {
      method: request.method,
      url: request.url,
      headers,
      ...(request.body !== undefined && { body: request.body }),
      timeout: Math.ceil(request.timeoutMs),
      ...(request.signal && { abortSignal: request.signal as IHttpRequestOptions['abortSignal'] }),
      // The reply as it is: what it means is for the store client.
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      encoding: 'text',
      json: false,
    };
    const reply = context.helpers.httpRequestWithAuthentication.call(context as never, credentialName, options);
    return reply.then(readReply, (error: unknown) => {
      throw explainFailure(error, request.signal);
    });
  };
}

function readReply(reply: { statusCode: number; headers?: Record<string, unknown>; body?: unknown }): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply.headers ?? {}))
    headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  const { body = '' } = reply;
  return { status: reply.statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A connection was never there: the store cannot have read the request. An n8n that guards its network blocks before it connects. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_INVALID_URL)/;

type Failed = {
  name?: unknown;
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: unknown;
  errorResponse?: unknown;
};

/** The error that n8n's helper gives wraps that of the connection. What cannot be told apart counts as having reached the store. */
function explainFailure(error: unknown, signal: AbortSignal | undefined): TransportFailure {
  const chain = chainOf(error);
  const code = chain.map((link) => link.code).find((value) => typeof value === 'string') as string | undefined;
  const reason = String(code ?? chain.at(-1)?.message ?? error);
  if (signal?.aborted || code === 'ERR_CANCELED')
    return new TransportFailure('aborted', true, 'the call was cancelled');
  const isBlocked = chain.some(({ name }) => String(name).startsWith('SsrfBlocked'));
  const isConnecting = chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
  if (isBlocked || isConnecting || neverConnected.test(reason)) return new TransportFailure('connect', false, reason);
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT')
    return new TransportFailure('timeout', true, 'no complete reply in time');
  return new TransportFailure('reset', true, `the connection broke: ${reason}`);
}

/** From the outermost error inwards. */
function chainOf(error: unknown): Failed[] {
  const chain: Failed[] = [];
  let link = error as Failed | undefined;
  while (typeof link === 'object' && link !== null && chain.length < 8) {
    chain.push(link);
    link = (link.cause ?? link.errorResponse) as Failed | undefined;
  }
  return chain;
}
