import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { RollcallError } from '../../nodes/index.ts';
import type { Access } from './access.ts';
import { type Answer, failureAnswer, isPassing, refuse } from './failure.ts';
import type { Earlier, Idempotency } from './idempotency.ts';
import { readBody, receiveFile } from './read-body.ts';
import { isJsonType, parseObject } from './read-json.ts';
import { foreignPage } from './refusals.ts';
import type { ApiRoute, JsonRoute, StreamAnswer, UploadRoute } from './route.ts';

export type HandleRouteOptions = { access: Access; idempotency: Idempotency };

/** Bounds, access of browsers and idempotency, the same for every route. @throws {RollcallError} */
export async function handleRoute(
  c: Context,
  route: ApiRoute,
  { access, idempotency }: HandleRouteOptions,
): Promise<Answer | StreamAnswer> {
  // A page can make a browser send its cookie along; only a page of ours may write with it.
  const isWrite = route.method !== 'GET';
  if (isWrite && !access.isApiKey(c.req.header('authorization')) && c.req.header('origin') === undefined)
    return foreignPage;
  if ([...Object.values(c.req.param()), ...Object.values(c.req.query())].some((text) => text.includes('\0')))
    return nulInAddress;
  if ('open' in route) return route.open({ path: c.req.param(), query: c.req.query() });
  const key = isWrite ? c.req.header('idempotency-key') : undefined;
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) return badKey;
  return 'receive' in route
    ? handleUpload(c, route, idempotency, key)
    : handleJson(c, route, { access, idempotency }, key);
}

async function handleJson(
  c: Context,
  route: JsonRoute,
  { access, idempotency }: HandleRouteOptions,
  key: string | undefined,
): Promise<Answer> {
  const { maxBytes, bodyOptional = false } = route;
  // A body that is left out has no type.
  const isJson = isJsonType(c.req.header('content-type') ?? null);
  if (maxBytes !== undefined && !isJson && !bodyOptional) return notJson;
  const raw = maxBytes === undefined ? Buffer.alloc(0) : await readBody(c.req.raw, maxBytes);
  const isLeftOut = maxBytes === undefined || (bodyOptional && raw.length === 0);
  if (!isLeftOut && !isJson) return notJson;
  const work = (earlier?: Earlier) =>
    answered(() =>
      route.handle({
        path: c.req.param(),
        query: c.req.query(),
        body: isLeftOut ? {} : parseObject(raw),
        origin: originOf(c, access),
        ...(earlier && { earlier }),
      }),
    );
  if (key === undefined || route.isSecret) return work();
  return idempotency.run({ route: routeOf(c, route), key, bodyHash: sha256(raw) }, work, isFinal);
}

const hashHeader = 'x-content-sha256';

/** The content is known only once it was read, so that a repetition is read as well and then compared with what came first. */
async function handleUpload(
  c: Context,
  route: UploadRoute,
  idempotency: Idempotency,
  key: string | undefined,
): Promise<Answer> {
  if (/^multipart\//i.test(c.req.header('content-type') ?? '')) return notTheFile;
  const query = c.req.query();
  const file = receiveFile(c.req.raw, { maxBytes: route.maxUploadBytes, hashed: key !== undefined });
  const work = () =>
    answered(async () => {
      const answer = await route.receive({ path: c.req.param(), query, content: file.content });
      if (key === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, [hashHeader]: await file.hash() } };
    });
  try {
    if (key === undefined) return await work();
    let isFirst = false;
    const answer = await idempotency.run(
      { route: routeOf(c, route), key, bodyHash: sha256(JSON.stringify(Object.entries(query).sort())) },
      () => {
        isFirst = true;
        return work();
      },
      ({ status }) => status < 400,
    );
    if (!isFirst && answer.status < 400 && (await file.hash()) !== answer.headers?.[hashHeader]) return otherFile;
    return answer;
  } finally {
    file.content.destroy();
  }
}

async function answered(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const answer = failureAnswer(error);
    if (!answer) throw error;
    return answer;
  }
}

/** What goes on without a change of the body is not kept: the same request with the same key may then get further. */
function isFinal({ status, body }: Answer): boolean {
  if (status === 202) return false;
  type Failed = { error?: Parameters<typeof isPassing>[0] };
  const { error, results = [] } = body as Failed & { results?: Failed[] };
  return ![error, ...results.map((result) => result.error)].some((failure) => failure && isPassing(failure));
}

/** A proxy in front speaks https where this server does not. */
function originOf(c: Context, access: Access): string {
  const { origin, host } = new URL(c.req.url);
  return access.isHttps(host) ? `https://${host}` : origin;
}

function routeOf(c: Context, { method }: ApiRoute): string {
  return `${method} ${c.req.path}`;
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

const notJson = refuse(
  415,
  'invalid_params',
  'Send the body as JSON, with the header "Content-Type: application/json".',
);
const notTheFile = refuse(
  415,
  'invalid_params',
  'Send the file itself as the body and not as a form: curl --data-binary @customers.csv, or curl -T customers.csv -X POST.',
);
const nulInAddress = refuse(
  422,
  'invalid_params',
  'The address holds the character NUL (%00), which is in no id and no name.',
);
const badKey = refuse(422, 'invalid_params', 'Idempotency-Key must be 1 to 255 printable characters without blanks.');
const otherFile = failureAnswer(
  new RollcallError(
    'idempotency_conflict',
    'The Idempotency-Key was used with another file in the last 24 hours. Use a new key for a new file.',
  ),
)!;
