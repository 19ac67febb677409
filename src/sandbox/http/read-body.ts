import type { SandboxRequest } from '../options.ts';

/** A body that is no JSON. */
export const UNREADABLE = Symbol('unreadable');

/** The JSON value of a request that writes; undefined where there is none. */
export function readBody({ method, body }: SandboxRequest): unknown {
  if (method === 'GET' || method === 'DELETE' || !body) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return UNREADABLE;
  }
}
