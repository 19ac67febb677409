import * as v from 'valibot';
import { type ImportRecord, type Imports, isAtRest } from '../../../imports/index.ts';
import { readParams } from '../../../nodes/index.ts';
import { count } from '../../amounts.ts';
import { invalidParam } from '../../invalid-param.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { McpTool, ToolResult } from '../tool.ts';
import { type Driven, describeStatus, lineOf, paceOf, reportOf } from './describe-status.ts';
import type { Driver } from './drive-imports.ts';
import { findImport, isOf } from './find-import.ts';
import { isOwnProcess, isProcessGone } from './is-process-gone.ts';
import { nextOf } from './next-of-status.ts';
import { statusOutput } from './output-schemas.ts';
import { schemaOf } from './schema-of.ts';

export type ImportStatusToolOptions = {
  imports: Imports;
  stores: AllowedStores;
  driver: Driver;
  allowWrites: boolean;
  now(): number;
};

const params = v.object({
  import_id: v.optional(v.pipe(v.string(), v.description('Left out: the newest ten imports.'))),
  after: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.description('The problems_after of the answer before: shows the problems that follow.'),
    ),
  ),
  limit: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(100),
      v.description('Rejected and failed rows to show, 100 at most. Left out: 10.'),
    ),
  ),
});
const mostListed = 10;
const shownProblems = 10;
const pageSize = 100;
/** A worker writes down once a second that it lives, and is replaced after some 15 s of silence. */
const silentMs = 20_000;

export function importStatusTool({ imports, stores, driver, allowWrites, now }: ImportStatusToolOptions): McpTool {
  return {
    name: 'import_status',
    title: 'See how an import stands',
    description:
      'Tells how an import stands: rows by fate, what is pending, pace, time left, why it is paused, rejected and failed rows with what to do, page by page, and where the report is. Without import_id it lists the newest ten.',
    inputSchema: { type: 'object', properties: schemaOf(params).properties ?? {}, additionalProperties: false },
    outputSchema: statusOutput,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    async call(args, { ask }) {
      if ('id' in args && args.import_id === undefined)
        throw invalidParam('id', 'unknown parameter "id": did you mean "import_id"? Nothing was done.');
      const { import_id: id, ...page } = readParams({ params, rules: [] }, args);
      if (id !== undefined) return show(await findImport(id, { imports, stores }), page, ask !== undefined);
      const [stray] = Object.keys(page);
      if (stray === undefined) return list();
      throw invalidParam('import_id', `${stray} is about the problems of one import: give its import_id, too.`);
    },
  };

  async function list(): Promise<ToolResult> {
    const allowed = await stores.list();
    const found: ImportRecord[] = [];
    let page: ImportRecord[] = [];
    do {
      const after = page.at(-1)?.id;
      page = await imports.list({ limit: pageSize, ...(after !== undefined && { after }) });
      found.push(...page.filter((record) => isOf(record, allowed)));
    } while (found.length < mostListed && page.length === pageSize);
    const shown = found.slice(0, mostListed);
    return {
      success: true,
      message:
        shown.length === 0
          ? 'There is no import yet.'
          : `${count(shown.length, 'import')}${found.length > shown.length ? ', the newest ones' : ''}.`,
      imports: shown.map(lineOf),
    };
  }

  async function show(record: ImportRecord, page: ProblemsPage, canAsk: boolean): Promise<ToolResult> {
    const { id, live, wanted, rowLimit, reason, runMs } = record;
    const { seconds, warnings, requests, report } = imports.summary(record);
    if (isAtRest(record.state)) await driver.settle(id);
    const pace = paceOf(record);
    const driven = await whoDrives(record);
    const found = await problemsOf(record, page);
    return {
      success: true,
      message: describeStatus(record, driven),
      ...lineOf(record),
      warnings,
      requests,
      seconds,
      ...(runMs > 0 && { rows_per_second: pace.perSecond }),
      ...(record.state === 'running' && pace.secondsLeft !== undefined && { seconds_left: pace.secondsLeft }),
      ...(rowLimit !== undefined && { limit: rowLimit }),
      ...(wanted && { wanted }),
      ...(live && { live }),
      ...(reason && { reason: { code: reason.code, message: reason.message } }),
      ...found,
      ...(await reportOf(report)),
      next: nextOf(record, driven, { allowWrites, canAsk, after: found.problems_after }),
    };
  }

  /**
   * Who seems to drive it: nobody, or the import that runs before it. A sign of life is compared with the clock of this machine, and those
   * of two machines may differ, so it is only a hint.
   */
  async function whoDrives(record: ImportRecord): Promise<Driven> {
    const { state } = record;
    if (state !== 'running' && state !== 'queued') return {};
    const isAlive = ({ id, live, startedAt, storeKey }: ImportRecord): boolean => {
      if (driver.drives(id)) return true;
      // One that ended in order gives its sign no longer, and what it leaves waits for nobody's silence.
      if (live && (isProcessGone(live.worker) || (isOwnProcess(live.worker) && !driver.worksOn(storeKey))))
        return false;
      return now() - Math.max(live?.at ?? 0, startedAt?.getTime() ?? 0) < silentMs;
    };
    const ahead = state === 'queued' ? await imports.ahead(record) : undefined;
    if (ahead && isAlive(ahead)) return { behind: ahead.id };
    return isAlive(record) ? {} : { isQuiet: true };
  }

  /** Rejected and failed rows in the order of the file. */
  async function problemsOf(record: ImportRecord, { after, limit = shownProblems }: ProblemsPage): Promise<Problems> {
    const { counts, purgedAt, check, id } = record;
    const bad = counts.rejected + counts.failed;
    if (bad === 0 || purgedAt || !check) return {};
    const pages = await Promise.all(
      (['failed', 'rejected'] as const).map((fate) =>
        // One more than is shown tells whether any follow.
        counts[fate] > 0
          ? imports.rows(id, { fate, limit: limit + 1, ...(after !== undefined && { after }) })
          : { rows: [] },
      ),
    );
    const found = pages.flatMap(({ rows }) => rows).sort((a, b) => a.row - b.row);
    const shown = found.slice(0, limit);
    const last = found.length > shown.length ? shown.at(-1) : undefined;
    return {
      problems: shown.map(({ line, email, fate, error }) => ({
        line,
        ...(email !== undefined && { email }),
        fate,
        ...error,
      })),
      ...(after === undefined && bad > shown.length && { more_problems: bad - shown.length }),
      ...(last && { problems_after: last.row }),
    };
  }
}

type ProblemsPage = { after?: number | undefined; limit?: number | undefined };
type Problems = { problems?: Record<string, unknown>[]; more_problems?: number; problems_after?: number };
