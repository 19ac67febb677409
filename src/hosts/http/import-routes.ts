import * as v from 'valibot';
import type { ImportRecord, Imports, ReportKind } from '../../imports/index.ts';
import { RollcallError, readParams } from '../../nodes/index.ts';
import { nearestOf } from '../nearest.ts';
import type { Answer } from './failure.ts';
import { createImportChecks } from './import-checks.ts';
import { createImportEvents } from './import-events.ts';
import { checkView, importLine, importView } from './import-view.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { readImportOptions, refuseOptions } from './read-import-options.ts';
import type { ApiRoute, JsonRoute } from './route.ts';

export type ImportRoutesOptions = {
  imports: Imports;
  /** The largest file that is taken. @default 5 GiB */
  maxUploadBytes?: number;
  /** How long a check or a start may keep its caller waiting; then it goes on alone. @default 20_000 */
  maxCheckWaitMs?: number;
  /** Ends waits when the server stops. */
  signal?: AbortSignal;
};

/** Options with a mapping of many columns. */
const maxBytes = 4 * 2 ** 20;
const reportKinds = ['results', 'rejects', 'warnings', 'summary'] as const satisfies readonly ReportKind[];

const uploadQuery = v.object({
  credentials_id: v.optional(v.pipe(v.string(), v.maxLength(200))),
  filename: v.optional(v.pipe(v.string(), v.maxLength(255))),
});
export const problemsQuery = v.object({
  after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1), v.description('`next` of the page before.'))),
  limit: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000), v.description('Rows of a page. 100 by default.')),
  ),
  code: v.optional(v.pipe(v.string(), v.description('Only problems of this code.'))),
});
const lineOfPath = v.object({ line: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Imports: a file in, a check, a run that outlives every caller, and a report out. */
export function importRoutes(options: ImportRoutesOptions): ApiRoute[] {
  const { imports, maxUploadBytes = 5 * 2 ** 30, maxCheckWaitMs = 20_000, signal } = options;
  const checks = createImportChecks(imports, signal);
  const events = createImportEvents({ imports, isStarting: checks.isStarting });
  const waits = { ms: maxCheckWaitMs, ...(signal && { signal }) };

  /** The answer once the work is through, or 202 with the state that the import is in until then. */
  const answerInTime = async (
    id: string,
    work: Promise<ImportRecord>,
    show: (record: ImportRecord) => unknown,
  ): Promise<Answer> => {
    const record = await within(work, waits);
    if (record) return { status: 200, body: show(record) };
    return { status: 202, body: { import_id: id, state: (await imports.get(id)).state } };
  };
  const action = (name: string, act: (id: string, body: Record<string, unknown>) => Promise<Answer>): JsonRoute => ({
    method: 'POST',
    path: `/api/imports/:id/${name}`,
    maxBytes,
    bodyOptional: true,
    handle: ({ path: { id = '' }, body }) => act(id, body),
  });
  const plainAction = (name: 'pause' | 'cancel' | 'retry'): JsonRoute =>
    action(name, async (id, body) => {
      refuseOptions(name, body);
      checks.forget(id);
      return { status: 200, body: importLine(imports, await imports[name](id)) };
    });
  const line = (record: ImportRecord) => importLine(imports, record);

  return [
    {
      method: 'POST',
      path: '/api/imports',
      maxUploadBytes,
      async receive({ query, content }) {
        const { credentials_id: credentialsId, filename } = readParams({ params: uploadQuery, rules: [] }, query);
        const { id, state } = await imports.upload({
          file: fileName(filename),
          ...(credentialsId !== undefined && { credentialsId }),
          content,
          maxBytes: maxUploadBytes,
        });
        return { status: 201, body: { import_id: id, state }, headers: { location: `/api/imports/${id}` } };
      },
    },
    {
      method: 'GET',
      path: '/api/imports',
      handle: async () => ({ status: 200, body: { imports: (await imports.list()).map(line) } }),
    },
    {
      method: 'GET',
      path: '/api/imports/:id',
      handle: async ({ path: { id = '' } }) => ({ status: 200, body: importView(imports, await imports.get(id)) }),
    },
    action('check', async (id, body) => {
      const { options: given } = await readImportOptions('check', body, imports.mappings);
      return answerInTime(id, checks.check(id, given), (record) => checkView(imports, record));
    }),
    action('start', async (id, body) => {
      const given = await readImportOptions('start', body, imports.mappings);
      return answerInTime(id, checks.start(id, given), line);
    }),
    action('resume', async (id, body) => {
      const given = await readImportOptions('resume', body, imports.mappings);
      return answerInTime(id, checks.start(id, given), line);
    }),
    plainAction('pause'),
    plainAction('cancel'),
    plainAction('retry'),
    {
      method: 'GET',
      path: '/api/imports/:id/problems',
      async handle({ path: { id = '' }, query }) {
        const { after, limit, code } = readParams({ params: problemsQuery, rules: [] }, query);
        const page = await imports.problems(id, {
          ...(after !== undefined && { after }),
          ...(limit !== undefined && { limit }),
          ...(code !== undefined && { code }),
        });
        return { status: 200, body: page };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/rows/:line',
      async handle({ path: { id = '', line: given } }) {
        const { line: number } = readParams({ params: lineOfPath, rules: [] }, { line: given });
        return { status: 200, body: await imports.row(id, number) };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id/report/:kind',
      async open({ path: { id = '', kind = '' } }) {
        const { fileName: name, contentType, content } = await imports.readReport(id, readKind(kind));
        return {
          headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` },
          chunks: () => content,
        };
      },
    },
    { method: 'GET', path: '/api/imports/:id/events', open: ({ path: { id = '' } }) => events.open(id) },
    ...mappingRoutes(imports.mappings),
  ];
}

/** What a browser or a script calls a file may be a whole path. */
function fileName(given: string | undefined): string {
  const name = given
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .trim();
  return name ? name : 'upload';
}

function readKind(kind: string): ReportKind {
  const known = reportKinds.find((one) => one === kind);
  if (known) return known;
  const hint = nearestOf(kind, reportKinds);
  throw new RollcallError(
    'not_found',
    `There is no report "${kind}"${hint ? `; did you mean ${hint}?` : '.'} Reports: ${reportKinds.join(', ')}.`,
  );
}

/** The result, or undefined where it takes longer or the server stops. */
async function within<T>(
  work: Promise<T>,
  { ms, signal }: { ms: number; signal?: AbortSignal },
): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const giveUp = (): void => late.resolve(undefined);
  const timer = setTimeout(giveUp, ms);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    // Whoever waited has gone; what went wrong is the import's reason.
    work.catch(() => undefined);
  }
}
