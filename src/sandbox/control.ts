import { type Answer, problem } from './http/answer.ts';
import type { Query } from './http/query.ts';
import type { Sandbox } from './options.ts';

type ControlRequest = { path: string; query: Query; body: string | undefined; method: string };

/**
 * The sandbox's own endpoints, which BigCommerce does not have:
 * - `GET /_sandbox/stats`: see `SandboxStats`.
 * - `GET /_sandbox/log?after=N`: `{ entries: [...] }`, the log of committed writes.
 * - `GET /_sandbox/faults`: `{ faults: [...] }`; `POST` replaces that list, given as an array or in the same envelope.
 * - `POST /_sandbox/quota`: `{ quota: 20 }` requests per window from now on, 0 for no limit.
 * - `POST /_sandbox/reset`: begins as it was started; `{ "empty": true }` leaves the demo data out, `false` puts it in.
 */
export function control(sandbox: Sandbox, { method, path, query, body }: ControlRequest): Answer {
  try {
    switch (`${method} ${path}`) {
      case 'GET /_sandbox/stats':
        return { status: 200, json: sandbox.stats() };
      case 'GET /_sandbox/log':
        return { status: 200, json: { entries: sandbox.creationLog({ after: readAfter(query) }) } };
      case 'GET /_sandbox/faults':
        return { status: 200, json: { faults: sandbox.faults() } };
      case 'POST /_sandbox/faults':
        sandbox.setFaults(readRules(readJson(body)));
        return { status: 200, json: { faults: sandbox.faults() } };
      case 'POST /_sandbox/quota': {
        const { quota } = readObject(readJson(body), 'quota');
        sandbox.setQuota(quota as number);
        return { status: 200, json: { quota } };
      }
      case 'POST /_sandbox/reset':
        sandbox.reset(readReset(readJson(body)));
        return { status: 200, json: sandbox.stats() };
      default:
        return {
          status: 404,
          text: 'The sandbox has GET stats, GET log, GET and POST faults, POST quota and POST reset below /_sandbox',
        };
    }
  } catch (error) {
    if (error instanceof SyntaxError) return problem(400, 'Input is invalid');
    if (error instanceof TypeError) return problem(422, error.message);
    return { status: 500, text: (error as Error).message };
  }
}

function readJson(text: string | undefined): unknown {
  return text ? JSON.parse(text) : undefined;
}

function readRules(body: unknown): Parameters<Sandbox['setFaults']>[0] {
  const list = Array.isArray(body) ? body : (body as { faults?: unknown } | null | undefined)?.faults;
  if (Array.isArray(list)) return list;
  throw new TypeError(
    'A list of fault rules is expected, such as [{ "match": "POST /v3/customers", "kind": "5xx", "count": 1 }]',
  );
}

function readReset(body: unknown): { empty?: boolean } {
  const { empty } = readObject(body ?? {}, 'empty');
  if (empty === undefined) return {};
  if (typeof empty !== 'boolean') throw new TypeError('"empty" is true or false');
  return { empty };
}

/** @throws {TypeError} for what is no object, or has anything but `name` */
function readObject(body: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new TypeError(`An object with "${name}" is expected`);
  for (const key of Object.keys(body))
    if (key !== name) throw new TypeError(`There is no "${key}" here, only "${name}"`);
  return body as Readonly<Record<string, unknown>>;
}

function readAfter(query: Query): number {
  const after = query.get('after') ?? '0';
  if (!/^\d{1,15}$/.test(after)) throw new TypeError('"after" is the number of a log entry');
  return Number(after);
}
