import { createHash, randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { RollcallError } from '../../nodes/index.ts';
import type { Access } from './access.ts';
import { type CredentialRoutesOptions, credentialRoutes } from './credential-routes.ts';
import { type Answer, defectAnswer, failureAnswer } from './failure.ts';
import type { Idempotency } from './idempotency.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type NodeRoutesOptions, nodeRoutes } from './node-routes.ts';
import { openApi } from './openapi.ts';
import { homePage, lockedPage, pagePolicy } from './page.ts';
import { isJsonType, parseObject, readBody } from './read-json.ts';
import { originRefusal } from './refusals.ts';
import type { ApiRoute } from './route.ts';

export type HttpAppOptions = CredentialRoutesOptions &
  NodeRoutesOptions & {
    access: Access;
    idempotency: Idempotency;
    metrics: Metrics;
    log: Logger;
    version: string;
    /** Whether the database answers. */
    isReady(): Promise<boolean>;
  };

export type HttpApp = {
  fetch(request: Request): Response | Promise<Response>;
  /** Resolves when no call is under way any more, those included whose caller has gone. */
  settled(): Promise<void>;
};

type Env = { Variables: { requestId: string; route: string } };

const sessionCookie = 'rollcall_session';

/** The HTTP surface: a function from Request to Response, without a port. */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const { access, metrics, log } = options;
  const app = new Hono<Env>();
  const underWay = new Set<Promise<unknown>>();

  app.use('*', observe(metrics, log));
  app.use('*', async (c, next) => {
    const refused = originRefusal(c.req.raw, access);
    return refused ? reply(c, refused) : next();
  });
  app.use('/api/*', async (c, next) => {
    if (access.isApiKey(c.req.header('authorization')) || access.isSession(getCookie(c, sessionCookie))) return next();
    c.header('www-authenticate', 'Bearer');
    return reply(c, wrongKey);
  });
  for (const route of [...nodeRoutes(options), ...credentialRoutes(options)]) {
    app.on(route.method, route.path, async (c) => {
      c.set('route', route.path);
      const work = handle(c, route, options);
      // Outlives its caller: a write in flight is never cut off because a client hung up.
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    });
  }
  addPages(app, options);
  app.notFound((c) => {
    const error = new RollcallError('not_found', `There is no route ${c.req.method} ${c.req.path}. See /openapi.json.`);
    return reply(c, failureAnswer(error)!);
  });
  app.onError((error, c) => {
    const known = failureAnswer(error);
    if (!known) log.error({ request_id: c.get('requestId'), route: c.get('route'), err: error }, 'defect');
    return reply(c, known ?? defectAnswer(c.get('requestId')));
  });

  return {
    fetch: (request) => app.fetch(request),
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

function observe(metrics: Metrics, log: Logger) {
  return async (c: Context<Env>, next: () => Promise<void>): Promise<void> => {
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

async function handle(c: Context<Env>, route: ApiRoute, { idempotency, access }: HttpAppOptions): Promise<Response> {
  const isWrite = route.method !== 'GET';
  // A page can make a browser send its cookie along; only a page of ours may write with it.
  if (isWrite && !access.isApiKey(c.req.header('authorization')) && c.req.header('origin') === undefined)
    return reply(c, foreignPage);
  if (route.maxBytes !== undefined && !isJsonType(c.req.header('content-type') ?? null)) return reply(c, notJson);
  const raw = route.maxBytes === undefined ? Buffer.alloc(0) : await readBody(c.req.raw, route.maxBytes);
  const work = async (): Promise<Answer> => {
    try {
      return await route.handle({ path: c.req.param(), body: route.maxBytes === undefined ? {} : parseObject(raw) });
    } catch (error) {
      const answer = failureAnswer(error);
      if (!answer) throw error;
      return answer;
    }
  };
  const key = c.req.header('idempotency-key');
  if (!isWrite || key === undefined) return reply(c, await work());
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) return reply(c, badKey);
  const bodyHash = createHash('sha256').update(raw).digest('hex');
  const request = { route: `${route.method} ${c.req.path}`, key, bodyHash };
  return reply(c, await idempotency.run(request, work, isFinal));
}

/** A failure that goes away without a change of the body is not kept: the same request with the same key may then succeed. */
function isFinal({ body }: Answer): boolean {
  const { error } = body as { error?: { code: string; retryable: boolean } };
  return error === undefined || (!error.retryable && !passing.has(error.code));
}
const passing = new Set(['unauthorized', 'forbidden', 'credentials_not_found', 'store_not_found', 'internal']);

function addPages(app: Hono<Env>, { access, metrics, version, isReady }: HttpAppOptions): void {
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
  app.get('/', (c) => {
    c.set('route', '/');
    c.header('content-security-policy', pagePolicy);
    const link = c.req.query('link');
    if (link !== undefined && access.useLink(link)) {
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
    if (!access.isSession(getCookie(c, sessionCookie))) return c.html(lockedPage(link !== undefined), 401);
    return c.html(homePage(new URL(c.req.url).origin));
  });
}

function reply(c: Context<Env>, { status, body, headers = {} }: Answer): Response {
  return c.json(body as object, status as 200, headers);
}

const refuse = (status: number, code: 'api_key_invalid' | 'invalid_params', message: string): Answer => ({
  ...failureAnswer(new RollcallError(code, message))!,
  status,
});

const wrongKey = refuse(
  401,
  'api_key_invalid',
  'The API key is missing or wrong. Send "Authorization: Bearer KEY"; `rollcall api-key show` prints it.',
);
const foreignPage = refuse(
  403,
  'api_key_invalid',
  'A request with the console cookie must come from the console itself.',
);
const notJson = refuse(
  415,
  'invalid_params',
  'Send the body as JSON, with the header "Content-Type: application/json".',
);
const badKey = refuse(422, 'invalid_params', 'Idempotency-Key must be 1 to 255 printable characters without blanks.');
