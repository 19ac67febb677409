import * as v from 'valibot';
import type { ImportRecord, Imports, ReportKind } from '../../imports/index.ts';
import { readParams } from '../../nodes/index.ts';
import { readImportOptions, refuseOptions } from '../read-import-options.ts';
import { within } from '../within.ts';
import type { Answer } from './failure.ts';
import type { ImportList, ImportStateView } from './import-answers.ts';
import { createImportChecks } from './import-checks.ts';
import { attachmentOf } from './import-downloads.ts';
import { createImportEvents } from './import-events.ts';
import { importRowRoutes } from './import-row-routes.ts';
import { checkView, importLine, importView } from './import-view.ts';
import { mappingRoutes } from './mapping-routes.ts';
import { notAmong } from './not-among.ts';
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
export const listQuery = v.object({
  limit: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(1_000),
      v.description('Imports of a page. All by default.'),
    ),
  ),
  after: v.optional(v.pipe(v.string(), v.description('`next` of the page before: the id of its last import.'))),
});

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
    if (record) return { status: 200, body: await show(record) };
    return { status: 202, body: { import_id: id, state: (await imports.get(id)).state } satisfies ImportStateView };
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
        return {
          status: 201,
          body: { import_id: id, state } satisfies ImportStateView,
          headers: { location: `/api/imports/${id}` },
        };
      },
    },
    {
      method: 'GET',
      path: '/api/imports',
      async handle({ query }) {
        const { limit, after } = readParams({ params: listQuery, rules: [] }, query);
        // One more than is shown tells whether there are more.
        const found = await imports.list({
          ...(limit !== undefined && { limit: limit + 1 }),
          ...(after !== undefined && { after }),
        });
        const shown = found.slice(0, limit);
        const next = found.length > shown.length ? shown.at(-1)!.id : undefined;
        return {
          status: 200,
          body: { imports: shown.map(line), ...(next !== undefined && { next }) } satisfies ImportList,
        };
      },
    },
    {
      method: 'GET',
      path: '/api/imports/:id',
      handle: async ({ path: { id = '' } }) => ({
        status: 200,
        body: await importView(imports, await imports.get(id)),
      }),
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
    ...importRowRoutes(imports),
    {
      method: 'GET',
      path: '/api/imports/:id/report/:kind',
      async open({ path: { id = '', kind = '' } }) {
        const { file } = await imports.get(id);
        const { fileName: name, contentType, content } = await imports.readReport(id, readKind(kind));
        return {
          headers: { 'content-type': contentType, 'content-disposition': attachmentOf(file, name) },
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
  throw notAmong(reportKinds, kind, { said: 'There is no report', title: 'Reports' });
}
