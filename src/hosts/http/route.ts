import type { Answer } from './failure.ts';

export type RouteRequest = {
  /** Values of the path's `:names`. */
  path: Record<string, string>;
  /** The JSON object that was sent; empty where the route takes none. */
  body: Record<string, unknown>;
};

/** One call of the API as data: the app serves it, openapi.json documents it. */
export type ApiRoute = {
  method: 'GET' | 'POST' | 'DELETE';
  /** With hono's `:name` for variable parts. */
  path: string;
  /** The most that the body may take, in bytes; absent where the route takes no body. */
  maxBytes?: number;
  handle(request: RouteRequest): Promise<Answer>;
};
