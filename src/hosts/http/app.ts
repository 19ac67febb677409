import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { addConsole, sessionCookie } from './add-console.ts';
import { type ApiRoutesOptions, apiRoutes } from './api-routes.ts';
import type { AppEnv } from './app-env.ts';
import type { ConsoleFiles } from './console-files.ts';
import { type Answer, defectAnswer, failureAnswer, refuse } from './failure.ts';
import { handleRoute } from './handle-route.ts';
import type { Idempotency } from './idempotency.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { noRoute } from './no-route.ts';
import { openApi } from './openapi.ts';
import { originRefusal, siteRefusal } from './refusals.ts';
import { streamBody } from './stream-body.ts';

export type HttpAppOptions = ApiRoutesOptions & {
  consoleFiles: ConsoleFiles;
  idempotency: Idempotency;
  metrics: Metrics;
  log: Logger;
  version: string;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
};

export type HttpApp = {
  fetch(request: Request): Response | Promise<Response>;
  /** Ends the streams that have no end of their own. To be called before the server that has their connections is closed. */
  endStreams(): void;
  /** Resolves when no call is under way any more, those included whose caller has gone. Ends the streams as well. */
  settled(): Promise<void>;
};

/** The HTTP surface: a function from Request to Response, without a port. */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const { access, metrics, log } = options;
  const app = new Hono<AppEnv>();
  const underWay = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  options.signal?.addEventListener('abort', () => stopping.abort(), { once: true });
  // Outlives its caller: a write in flight is never cut off because a client hung up.
  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };

  app.use('*', observe(metrics, log));
  app.use('*', async (c, next) => {
    const refused = originRefusal(c.req.raw, access);
    return refused ? reply(c, refused) : next();
  });
  app.use('/api/*', async (c, next) => {
    if (access.isApiKey(c.req.header('authorization'))) return next();
    if (await access.isSession(getCookie(c, sessionCookie))) {
      const refused = siteRefusal(c.req.raw);
      return refused ? reply(c, refused) : next();
    }
    c.header('www-authenticate', 'Bearer');
    return reply(c, wrongKey);
  });
  const routes = apiRoutes(options);
  for (const route of routes) {
    app.on(route.method, route.path, async (c) => {
      c.set('route', route.path);
      const answer = await track(handleRoute(c, route, options));
      if (!('chunks' in answer)) return reply(c, answer);
      const body = streamBody(answer, {
        stopping: stopping.signal,
        track: (work) => void track(work),
        onError: (err) => log.error({ request_id: c.get('requestId'), route: route.path, err }, 'a stream broke off'),
      });
      return c.body(body, 200, answer.headers);
    });
  }
  addPages(app, options);
  addConsole(app, options);
  app.notFound((c) => reply(c, noRoute([...routes, ...openRoutes], c.req.method, c.req.path)));
  app.onError((error, c) => {
    const known = failureAnswer(error);
    if (!known) log.error({ request_id: c.get('requestId'), route: c.get('route'), err: error }, 'defect');
    return reply(c, known ?? defectAnswer(c.get('requestId')));
  });

  return {
    fetch: (request) => app.fetch(request),
    endStreams: () => stopping.abort(),
    async settled() {
      stopping.abort();
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

function observe(metrics: Metrics, log: Logger) {
  return async (c: Context<AppEnv>, next: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('route', 'none');
    await next();
    c.header('x-request-id', requestId);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('content-security-policy', c.res.headers.get('content-security-policy') ?? "default-src 'none'");
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    const ms = performance.now() - started;
    metrics.countRequest(c.req.method, c.get('route'), c.res.status, ms / 1000);
    log.info(
      { request_id: requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(ms) },
      'request',
    );
  };
}

function addPages(app: Hono<AppEnv>, { metrics, version, isReady }: HttpAppOptions): void {
  app.get('/healthz', (c) => {
    c.set('route', '/healthz');
    return c.json({ status: 'ok', version });
  });
  app.get('/readyz', async (c) => {
    c.set('route', '/readyz');
    return (await isReady())
      ? c.json({ status: 'ready' })
      : c.json({ status: 'not ready', message: 'The database does not answer.' }, 503);
  });
  app.get('/metrics', async (c) => {
    c.set('route', '/metrics');
    return c.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });
  app.get('/openapi.json', (c) => {
    c.set('route', '/openapi.json');
    return c.json(openApi(version, new URL(c.req.url).origin));
  });
}

function reply(c: Context<AppEnv>, { status, body, headers = {} }: Answer): Response {
  return c.json(body as object, status as 200, headers);
}

/** Those that need no key. */
const openRoutes = [
  ...['/healthz', '/readyz', '/metrics', '/openapi.json'].map((path) => ({ method: 'GET', path })),
  { method: 'POST', path: '/sign-out' },
];

const wrongKey = refuse(
  401,
  'api_key_invalid',
  'The API key is missing or wrong. Send "Authorization: Bearer KEY"; `rollcall api-key show` prints it.',
);
