import { noteSession } from './session.ts';

/** A failure of the API in its own words. */
export class ApiError extends Error {
  readonly status: number;
  /** Stable, for instance `credentials_not_found`; `unreachable` where Rollcall did not answer at all. */
  readonly code: string;
  /** The parameter that the failure is about. */
  readonly param: string | undefined;
  readonly details: Record<string, unknown>;
  /** The body of the answer. */
  readonly body: unknown;

  constructor(
    message: string,
    options: { status: number; code: string; param?: string; details?: object; body?: unknown },
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = options.status;
    this.code = options.code;
    this.param = options.param;
    this.details = { ...options.details };
    this.body = options.body;
  }
}

export type RequestOptions = {
  /** Sent as JSON. */
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined>;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

/** What is said wherever the session is over. */
export const signedOut =
  'This browser is signed in no longer. Run `npx rollcall console` in the folder of Rollcall, and open the link that it prints.';

type Failure = { error?: { code?: string; message?: string; param?: string; details?: object }; message?: string };

/** Calls the HTTP API with the session of this browser. @throws {ApiError} */
export async function request<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, query, signal, headers }: RequestOptions = {},
): Promise<Answer> {
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
  const response = await fetchAnswer(withQuery(path, query), init);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    noteSession(false);
    return answer as Answer;
  }
  throw failureOf(response.status, answer);
}

/** What the API answers, whatever that is. @throws {ApiError} `unreachable` where nobody answers */
export async function fetchAnswer(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError('Rollcall does not answer. Is it still running? Look at the terminal where it was started.', {
      status: 0,
      code: 'unreachable',
    });
  }
}

/** The failure that an answer of the API tells of. */
export function failureOf(status: number, answer: unknown): ApiError {
  const { error, message } = (answer ?? {}) as Failure;
  // The API speaks to programs here.
  if (error?.code === 'api_key_invalid') {
    noteSession(true);
    return new ApiError(signedOut, { status, code: error.code });
  }
  return new ApiError(error?.message ?? message ?? `Rollcall answered with the status ${status} and no reason.`, {
    status,
    code: error?.code ?? 'internal',
    ...(error?.param !== undefined && { param: error.param }),
    ...(error?.details && { details: error.details }),
    body: answer,
  });
}

export function withQuery(path: string, query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
