import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type ImportRecord, type Imports, isAtRest, pendingOf } from '../../../imports/index.ts';
import { readParams } from '../../../nodes/index.ts';
import { count, describeDuration, enumerate } from '../../cli/imports/amounts.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { McpTool, ToolResult } from '../tool.ts';
import { storeOf } from './describe-check.ts';
import type { Driver } from './drive-imports.ts';
import { findImport } from './find-import.ts';
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
});
const mostListed = 10;
const mostProblems = 10;
const pageSize = 100;
/** A worker writes down once a second that it lives, and is replaced after some 15 s of silence. */
const silentMs = 20_000;
const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'] as const;

export function importStatusTool({ imports, stores, driver, allowWrites, now }: ImportStatusToolOptions): McpTool {
  return {
    name: 'import_status',
    title: 'See how an import stands',
    description:
      'Tells how an import stands: rows by fate, what is pending, pace, time left, why it is paused, rejected rows with what to do, and where the report is. Without import_id it lists the newest ten.',
    inputSchema: { type: 'object', properties: schemaOf(params).properties ?? {}, additionalProperties: false },
    outputSchema: statusOutput,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    async call(args) {
      const { import_id: id } = readParams({ params, rules: [] }, args);
      return id === undefined ? list() : show(await findImport(id, { imports, stores }));
    },
  };

  async function list(): Promise<ToolResult> {
    const allowed = new Set((await stores.list()).map(({ id }) => id));
    const found: ImportRecord[] = [];
    let page: ImportRecord[] = [];
    do {
      const after = page.at(-1)?.id;
      page = await imports.list({ limit: pageSize, ...(after !== undefined && { after }) });
      found.push(...page.filter(({ credentialsId }) => allowed.has(credentialsId)));
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

  async function show(record: ImportRecord): Promise<ToolResult> {
    const { id, live, wanted, rowLimit, reason, runMs } = record;
    const { seconds, warnings, requests, report } = imports.summary(record);
    if (isAtRest(record.state)) await driver.settle(id);
    const pace = paceOf(record);
    const isQuiet = isUndriven(record);
    return {
      success: true,
      message: describe(record, isQuiet),
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
      ...(await problemsOf(record)),
      ...(await reportOf(report)),
      next: nextOf(record, isQuiet, id),
    };
  }

  /** Whether nobody seems to drive it. The clocks of two machines may differ, so it is only a hint. */
  function isUndriven({ id, state, live }: ImportRecord): boolean {
    if (driver.drives(id) || (state !== 'running' && state !== 'queued')) return false;
    return now() - (live?.at ?? 0) > silentMs;
  }

  async function problemsOf(record: ImportRecord) {
    const { counts, purgedAt, check, id } = record;
    const bad = counts.rejected + counts.failed;
    if (bad === 0 || purgedAt || !check) return {};
    const pages = await Promise.all(
      (['failed', 'rejected'] as const).map((fate) =>
        counts[fate] > 0 ? imports.rows(id, { fate, limit: mostProblems }) : { rows: [] },
      ),
    );
    const problems = pages
      .flatMap(({ rows }) => rows)
      .slice(0, mostProblems)
      .map(({ line, email, fate, error }) => ({ line, ...(email !== undefined && { email }), fate, ...error }));
    return { problems, ...(bad > problems.length && { more_problems: bad - problems.length }) };
  }

  function nextOf({ state, counts, reason, credentialsId }: ImportRecord, isQuiet: boolean, id: string) {
    const goOn = { tool: 'start_import', arguments: { import_id: id } };
    const resume = { command: `rollcall imports resume ${id}` };
    const follow = { tool: 'import_status', arguments: { import_id: id } };
    const check = { tool: 'check_import', arguments: { import_id: id } };
    if (state === 'ready' || state === 'checking')
      return reason || state === 'ready'
        ? { message: 'It was not started. Check it, and start it with the check_id.', ...check }
        : { message: 'It is being checked. check_import waits for that.', ...check };
    if (isQuiet)
      return allowWrites
        ? { message: 'Nobody seems to drive it: this call makes this server go on with it.', ...goOn }
        : { message: 'Nobody seems to drive it. A person can go on with this command.', ...resume };
    if (state === 'queued' || state === 'running') return { message: 'It runs. Look again in a while.', ...follow };
    if (state === 'paused') {
      const first =
        reason?.code === 'unauthorized' || reason?.code === 'forbidden'
          ? `A person must first give the credential "${credentialsId}" a token that works. Then go on; nothing was lost.`
          : 'Nothing was lost. When what stopped it is over and the user wants to, go on.';
      return allowWrites ? { message: first, ...goOn } : { message: first, ...resume };
    }
    if (counts.failed > 0)
      return {
        message: 'Failed rows may work later. A person can send them once more with this command.',
        command: `rollcall imports retry ${id}`,
      };
    if (counts.rejected > 0)
      return {
        message:
          'Correct the rejected rows and check them as a new import. The rejects file of the report holds them as they were, with what to do.',
        tool: 'check_import',
      };
    return { message: 'Nothing: every row has its fate.' };
  }
}

function lineOf(record: ImportRecord) {
  const { id, file, state, createdAt, rows, counts } = record;
  return {
    import_id: id,
    file,
    store: storeOf(record),
    state,
    created_at: createdAt.toISOString(),
    rows,
    ...counts,
    pending: pendingOf(record),
  };
}

function paceOf(record: ImportRecord): { perSecond: number; secondsLeft?: number } {
  const { rows, rowLimit, runMs } = record;
  const pending = pendingOf(record);
  const done = rows - pending;
  const left = Math.min(rows, rowLimit ?? rows) - done;
  const perSecond = runMs === 0 ? 0 : (done / runMs) * 1_000;
  return {
    perSecond: Math.round(perSecond * 10) / 10,
    ...(perSecond > 0 && { secondsLeft: Math.ceil(Math.max(0, left) / perSecond) }),
  };
}

function describe(record: ImportRecord, isQuiet: boolean): string {
  const { id, file, state, counts, reason } = record;
  const pending = pendingOf(record);
  const reached = fates
    .filter((fate) => counts[fate] > 0)
    .map((fate) => `${counts[fate].toLocaleString('en')} ${fate}`);
  const { secondsLeft } = paceOf(record);
  return [
    `Import ${id} (${file}) is ${state}.`,
    reached.length > 0 ? `${enumerate(reached)}.` : '',
    pending > 0 ? `${count(pending, 'row')} pending.` : '',
    state === 'running' && secondsLeft !== undefined ? `About ${describeDuration(secondsLeft)} left.` : '',
    isQuiet ? 'Nobody seems to drive it.' : '',
    reason ? reason.message : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The files that are there: it is written when an import comes to rest. */
async function reportOf(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => !name.startsWith('.')).map((name) => join(folder, name));
  return files.length === 0 ? {} : { report: { folder, files } };
}
