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

/**
 * The refusal of what a page of another server made the browser send with the console's cookie; else undefined. To a browser a page on another port of
 * this machine is the same site, so it sends the cookie along; and it names no origin for a picture, a frame or a link.
 */
export function siteRefusal(request: Request): Answer | undefined {
  const site = request.headers.get('sec-fetch-site');
  const isForeign = site === 'cross-site' || site === 'same-site';
  return isForeign && request.headers.get('origin') === null ? foreignPage : undefined;
}

/** Of a write, too, that does not say from which page it comes. */
export const foreignPage = refuse(
  403,
  'api_key_invalid',
  'A request with the console cookie must come from the console itself.',
);
