import type { Access } from './access.ts';
import { type Answer, refuse } from './failure.ts';

/** Probes of an orchestrator come by address, and show nothing worth stealing. */
const openToAnyHost = new Set(['/healthz', '/readyz']);

/** The refusal of a request that was sent to a name which is not ours, or by a page which is not ours; else undefined. */
export function originRefusal(request: Request, access: Access): Answer | undefined {
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  if (!openToAnyHost.has(url.pathname) && !access.isKnownHost(host)) {
    const message =
      'This server does not answer under that host name. Use 127.0.0.1 or localhost with its port, or name the public URL in ROLLCALL_ORIGIN.';
    return refuse(421, 'not_found', message);
  }
  const origin = request.headers.get('origin');
  if (origin !== null && !access.isOwnOrigin(origin)) {
    const message =
      'Pages of other sites may not call Rollcall. Name your own site in ROLLCALL_ORIGIN, or call from a server.';
    return refuse(403, 'api_key_invalid', message);
  }
  return undefined;
}
