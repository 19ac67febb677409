import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a request means this server. A page in a browser can resolve its own name to 127.0.0.1 (DNS rebinding) or post a form to it; the first
 * shows in Host, the second in Origin, and neither names a loopback address.
 */
export function isTrustedOrigin(host: string, headers: IncomingHttpHeaders): boolean {
  const own = host.includes(':') ? `[${host}]` : host;
  if (!isKnown(headers.host, own)) return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && isKnown(new URL(origin).host, own);
}

function isKnown(authority: string | undefined, own: string): boolean {
  const name = authority?.toLowerCase().replace(/:\d+$/, '');
  return name !== undefined && (LOOPBACK.has(name) || name === own.toLowerCase());
}
