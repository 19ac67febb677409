import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EndedSessions, Session } from './ended-sessions.ts';

export type AccessOptions = {
  /** The present API key; asked each time, so that a rotated one counts at once. */
  apiKey(): string;
  /** The port that the server listens on. */
  port(): number;
  /** Public origins (ROLLCALL_ORIGIN) beside the loopback names. */
  origins: string[];
  endedSessions: EndedSessions;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
};

/** Who may talk to the server, and from where. */
export type Access = ReturnType<typeof createAccess>;

const sessionMs = 30 * 24 * 3600 * 1000;
/** As they stand in an address. */
export const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

export function createAccess({ apiKey, port, origins, endedSessions, now = Date.now }: AccessOptions) {
  /** Token -> when it ends. */
  const links = new Map<string, number>();
  const publicUrls = origins.map((origin) => new URL(origin));
  const publicHosts = publicUrls.flatMap(({ host, hostname, port: own, protocol }) =>
    own ? [host] : [host, `${hostname}:${protocol === 'https:' ? 443 : 80}`],
  );
  const sign = (text: string) => createHmac('sha256', apiKey()).update(`rollcall session ${text}`).digest('hex');
  /** The session of a cookie that was signed here and has not expired, ended or not. */
  const readSession = (cookie: string | undefined): Session | undefined => {
    const [, signed, expires, id, signature] = /^((\d{1,15})\.([\w-]{22}))\.([0-9a-f]{64})$/.exec(cookie ?? '') ?? [];
    const expiresAt = Number(expires);
    if (signed === undefined || expiresAt <= now() || !isEqual(signature!, sign(signed))) return undefined;
    return { id: id!, openedAt: expiresAt - sessionMs, expiresAt };
  };

  return {
    /** A page of another site can make a browser send requests here under its own name (DNS rebinding), so names are fixed. */
    isKnownHost(host: string): boolean {
      const name = host.toLowerCase();
      return publicHosts.includes(name) || loopbackHosts.some((own) => name === `${own}:${port()}`);
    },

    /** Whether browsers come to this name over https, so that a cookie may ask for it. */
    isHttps: (host: string): boolean =>
      publicUrls.some((url) => url.protocol === 'https:' && url.host === host.toLowerCase()),

    isOwnOrigin(origin: string): boolean {
      const own = [...loopbackHosts.map((host) => `http://${host}:${port()}`), ...publicUrls.map((url) => url.origin)];
      return own.includes(origin.toLowerCase());
    },

    isApiKey(authorization: string | undefined): boolean {
      const [, given] = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
      return given !== undefined && isEqual(given, apiKey());
    },

    /** The token of a link that opens the console once. @param forMs How long it may lie about. @default as long as the server runs */
    makeLink({ forMs = Number.POSITIVE_INFINITY }: { forMs?: number } = {}): string {
      const token = randomBytes(24).toString('base64url');
      for (const [old, endsAt] of links) if (endsAt <= now()) links.delete(old);
      links.set(token, now() + forMs);
      return token;
    },

    /** True for a token of `makeLink` the first time, as long as it has not ended. */
    useLink(token: string): boolean {
      const endsAt = links.get(token);
      links.delete(token);
      return endsAt !== undefined && endsAt > now();
    },

    /** The value of a session cookie. It is signed with the API key, so a new key ends all sessions. */
    openSession(): { value: string; maxAgeSeconds: number } {
      const signed = `${now() + sessionMs}.${randomBytes(16).toString('base64url')}`;
      return { value: `${signed}.${sign(signed)}`, maxAgeSeconds: sessionMs / 1000 };
    },

    /** @throws what the database throws */
    async isSession(cookie: string | undefined): Promise<boolean> {
      const session = readSession(cookie);
      return session !== undefined && !(await endedSessions.has(session));
    },

    /** Ends the session of a cookie, for every copy of it. Nothing happens where it is none. */
    async endSession(cookie: string | undefined): Promise<void> {
      const session = readSession(cookie);
      if (session) await endedSessions.add(session, now());
    },

    /** Ends all sessions that were opened until now, of every server that shares the database. */
    endAllSessions: (): Promise<void> => endedSessions.addAll(now(), now() + sessionMs),
  };
}

/** Compares hashes, so that neither length nor content shows in the time it takes. */
function isEqual(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
