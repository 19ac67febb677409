import type { Readable } from 'node:stream';
import type { Answer } from './failure.ts';
import type { Earlier } from './idempotency.ts';

/** One call of the API as data: the app serves it, openapi.json documents it. */
export type ApiRoute = JsonRoute | UploadRoute | StreamRoute;

export type RouteRequest = {
  /** Values of the path's `:names`. */
  path: Record<string, string>;
  /** What stands after the `?`; of a name that stands there twice, the last value. */
  query: Record<string, string>;
  /** The JSON object that was sent; empty where the route takes none. */
  body: Record<string, unknown>;
  /** Where the caller reached this server: `http://127.0.0.1:4321`. */
  origin: string;
  /** The same call before, by its Idempotency-Key, where it got no final answer. */
  earlier?: Earlier;
};

/** JSON in, JSON out. */
export type JsonRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With hono's `:name` for variable parts. */
  path: string;
  /** The most that the body may take, in bytes; absent where the route takes no body. */
  maxBytes?: number;
  /** Its answer is a secret that works once, so it is not kept for a repetition with the same Idempotency-Key. @default false */
  isSecret?: boolean;
  /** The body may be left out, which is an empty object. @default false */
  bodyOptional?: boolean;
  handle(request: RouteRequest): Promise<Answer>;
};

/** A file in, of any type and never in memory as a whole; JSON out. */
export type UploadRoute = {
  method: 'POST';
  path: string;
  maxUploadBytes: number;
  receive(request: Omit<RouteRequest, 'body' | 'origin' | 'earlier'> & { content: Readable }): Promise<Answer>;
};

/** A stream out. */
export type StreamRoute = {
  method: 'GET';
  path: string;
  open(request: Omit<RouteRequest, 'body' | 'origin' | 'earlier'>): Promise<StreamAnswer>;
};

export type StreamAnswer = {
  headers: Record<string, string>;
  /** Begins when the caller reads. The signal aborts when the caller has gone. */
  chunks(signal: AbortSignal): AsyncIterable<Uint8Array | string>;
  /** It has no end of its own, so it ends with the server instead of being waited for; then its signal aborts as well. @default false */
  endsWithServer?: boolean;
};
