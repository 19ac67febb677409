import type { FaultRule } from './faults/fault-rule.ts';
import { type Answer, problem } from './http/answer.ts';
import type { Query } from './http/query.ts';
import type { Sandbox } from './options.ts';

/**
 * The sandbox's own endpoints, which BigCommerce does not have:
 * - `GET /_sandbox/stats`: see `SandboxStats`.
 * - `GET /_sandbox/log?after=N`: `{ entries: [...] }`, the log of committed writes.
 * - `GET /_sandbox/faults`: `{ faults: [...] }`; `POST` replaces that list, given as an array or in the same envelope.
 * - `POST /_sandbox/quota`: `{ quota: 20 }` requests per window from now on, 0 for no limit.
 * - `POST /_sandbox/reset`: begins as it was started; `{ "empty": true }` leaves the demo data out, `false` puts it in.
 */
export function control(
  sandbox: Sandbox,
  rules: readonly FaultRule[],
  request: { method: string; path: string; query: Query; body: string | undefined },
): Answer {
  switch (`${request.method} ${request.path}`) {
    case 'GET /_sandbox/stats':
      return { status: 200, json: sandbox.stats() };
    case 'GET /_sandbox/log':
      return {
        status: 200,
        json: { entries: sandbox.creationLog({ after: Number(request.query.get('after') ?? 0) || 0 }) },
      };
    case 'GET /_sandbox/faults':
      return { status: 200, json: { faults: rules } };
    case 'POST /_sandbox/faults':
      return withBody(request.body, (body) => {
        const list = Array.isArray(body) ? body : (body as { faults?: unknown } | null)?.faults;
        if (!Array.isArray(list)) return problem(422, 'A list of fault rules is expected.');
        try {
          sandbox.setFaults(list);
        } catch (error) {
          return problem(422, (error as Error).message);
        }
        return { status: 200, json: { faults: list } };
      });
    case 'POST /_sandbox/quota':
      return withBody(request.body, (body) => {
        const units = (body as { quota?: unknown } | null | undefined)?.quota;
        try {
          sandbox.setQuota(units as number);
        } catch (error) {
          return problem(422, (error as Error).message);
        }
        return { status: 200, json: { quota: units } };
      });
    case 'POST /_sandbox/reset':
      return withBody(request.body, (body) => {
        const empty = (body as { empty?: unknown } | null | undefined)?.empty;
        sandbox.reset(typeof empty === 'boolean' ? { empty } : {});
        return { status: 200, json: sandbox.stats() };
      });
    default:
      return {
        status: 404,
        text: 'The sandbox has GET stats, GET log, GET and POST faults, POST quota and POST reset below /_sandbox',
      };
  }
}

function withBody(text: string | undefined, answer: (body: unknown) => Answer): Answer {
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch {
    return problem(400, 'Input is invalid');
  }
  return answer(body);
}
