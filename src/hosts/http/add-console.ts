import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Access, loopbackHosts } from './access.ts';
import type { AppEnv } from './app-env.ts';
import type { ConsoleFiles } from './console-files.ts';
import { lockedPage, pagePolicy, unbuiltPage } from './page.ts';

export const sessionCookie = 'rollcall_session';

export type AddConsoleOptions = { access: Access; consoleFiles: ConsoleFiles };

/**
 * The console's page and files. The page is for browsers with a session, which the one-time link gives; its files hold no secret and are
 * for everybody. Every address that is nothing else and that a browser asks for as a page is a page of the console.
 */
export function addConsole(app: Hono<AppEnv>, { access, consoleFiles }: AddConsoleOptions): void {
  const page = async (c: Context<AppEnv>): Promise<Response> => {
    c.set('route', '/');
    c.header('content-security-policy', pagePolicy);
    const link = c.req.query('link');
    // Who only asks what stands behind a link, such as a chat that shows previews, does not use it up.
    if (link !== undefined && c.req.method === 'GET' && access.useLink(link)) {
      const { value, maxAgeSeconds } = access.openSession();
      const secure = access.isHttps(c.req.header('host') ?? '');
      setCookie(c, sessionCookie, value, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: maxAgeSeconds,
        secure,
      });
      // The link leaves the address bar and the history.
      return c.redirect('/', 303);
    }
    // While the database is away the page, which holds no secret, tells of it; the API lets nobody in on its word.
    const isSession = await access.isSession(getCookie(c, sessionCookie)).catch(() => true);
    if (!isSession) return c.html(lockedPage(comesWith(c), ownPort(c.req.url)), 401);
    if (link !== undefined) return c.redirect('/', 303);
    const built = consoleFiles.page();
    if (!built) return c.html(unbuiltPage(), 503);
    c.header('content-security-policy', built.policy);
    return c.html(built.html);
  };

  app.get('/', page);
  app.post('/sign-out', async (c) => {
    c.set('route', '/sign-out');
    await access.endSession(getCookie(c, sessionCookie));
    deleteCookie(c, sessionCookie, { path: '/', secure: access.isHttps(c.req.header('host') ?? '') });
    return c.body(null, 204);
  });
  app.use('/assets/*', compress());
  app.on('GET', ['/assets/:name', '/rollcall.svg', '/sample-customers.csv'], async (c, next) => {
    c.set('route', '/assets');
    const file = await consoleFiles.file(c.req.path);
    if (!file) return next();
    return c.body(file.content, 200, {
      'content-type': file.contentType,
      'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
  app.get('*', (c, next) => {
    const isPage = !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html');
    return isPage ? page(c) : next();
  });
}

function comesWith(c: Context): 'link' | 'sign-out' | undefined {
  if (c.req.query('link') !== undefined) return 'link';
  return c.req.query('signed_out') === undefined ? undefined : 'sign-out';
}

/** The port of a loopback address; behind a public name it is that of somebody else. */
function ownPort(url: string): string | undefined {
  const { hostname, port } = new URL(url);
  return loopbackHosts.includes(hostname) && port !== '' ? port : undefined;
}
