import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { type ImportRecord, type Imports, pendingOf } from '../../../imports/index.ts';
import { readParams } from '../../../nodes/index.ts';
import { count } from '../../amounts.ts';
import { invalidParam } from '../../invalid-param.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { McpTool, ToolContext, ToolResult } from '../tool.ts';
import { storeOf } from './describe-check.ts';
import { describeGoingOn, describeStart } from './describe-question.ts';
import type { Driver } from './drive-imports.ts';
import { findImport, refuseOtherStore } from './find-import.ts';
import type { keepChecks } from './kept-checks.ts';
import { isMeant, nextOf } from './next-of-status.ts';
import { startOutput } from './output-schemas.ts';
import { refuseChanged } from './refuse-changed.ts';
import { schemaOf } from './schema-of.ts';

export type StartImportToolOptions = {
  imports: Imports;
  stores: AllowedStores;
  checks: ReturnType<typeof keepChecks>;
  driver: Driver;
  files?: string;
  now(): number;
};

/** So long a start takes at most, from its claim to its record. */
const claimMs = 10_000;
const pollMs = 100;

const params = v.object({
  check_id: v.optional(v.pipe(v.string(), v.description('Of the answer of check_import, an hour old at most.'))),
  import_id: v.optional(
    v.pipe(
      v.string(),
      v.description('Instead of check_id: an import that was started before and is paused, or that nobody drives.'),
    ),
  ),
  limit: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('Only with import_id: so many further rows get a fate, then the import pauses again.'),
    ),
  ),
});

export function startImportTool(options: StartImportToolOptions): McpTool {
  const { imports, stores, checks, driver } = options;
  /** The same start twice at once is one question and one start. */
  const starting = new Map<string, Promise<ToolResult>>();

  return {
    name: 'start_import',
    title: 'Start or resume an import of customers',
    description:
      'Sends the rows of a checked import to the store, or goes on with one that is paused. Returns at once; import_status follows it. Needs the check_id of a check of the same file, mapping, options and store; after any change check again. The same check_id twice starts one import. A customer who exists is never made twice.',
    inputSchema: {
      type: 'object',
      properties: schemaOf(params).properties ?? {},
      additionalProperties: false,
    },
    outputSchema: startOutput,
    needs: 'allow-writes',
    // With if_exists update it overwrites what customers had.
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    async call(args, context) {
      const { check_id: checkId, import_id: importId, limit } = readParams({ params, rules: [] }, args);
      if ((checkId === undefined) === (importId === undefined))
        throw invalidParam(
          'check_id',
          'Give the check_id that check_import answered, or the import_id of an import that is paused: exactly one of the two.',
        );
      if (checkId !== undefined && limit !== undefined)
        throw invalidParam(
          'limit',
          'The limit of a first start is that of its check: call check_import with it. Leave it out here.',
        );
      const key = checkId ?? importId!;
      const running = starting.get(key);
      if (running) return running;
      // By another check of the same import: once it is started, there is nothing to ask any more.
      const others = [...starting].filter(([other]) => importPart(other) === importPart(key)).map(([, work]) => work);
      const work = Promise.allSettled(others)
        .then(() => (checkId !== undefined ? start(checkId, context) : goOn(importId!, limit, context)))
        .finally(() => starting.delete(key));
      starting.set(key, work);
      return work;
    },
  };

  async function start(checkId: string, { ask, signal }: ToolContext): Promise<ToolResult> {
    const kept = await checks.read(checkId);
    const record = await findImport(kept.import_id, options);
    if (wasStarted(record)) return startedBefore(record, ask !== undefined);
    await refuseChanged(kept, record, { ...options, signal });
    const question = describeStart(record, kept.limit);
    // Where nothing would be written there is nothing to ask.
    if (ask && question !== undefined) {
      const answer = await ask(question);
      if (answer !== 'yes') return notStarted(record, answer);
      // People take their time.
      const current = await imports.get(record.id);
      if (wasStarted(current)) return startedBefore(current, true);
      await refuseChanged(kept, current, { ...options, signal });
    }
    return startOnce(record, kept.limit, ask !== undefined);
  }

  /** Another server may start it at this very moment: then it is theirs, with their limit. */
  async function startOnce(record: ImportRecord, limit: number | undefined, canAsk: boolean): Promise<ToolResult> {
    if (!(await checks.claimStart(record))) {
      const current = await startedElsewhere(record.id);
      if (current) return startedBefore(current, canAsk);
    }
    let started: ImportRecord;
    try {
      started = await imports.start(record.id, limit === undefined ? {} : { limit });
    } catch (error) {
      await checks.unclaimStart(record);
      throw error;
    }
    return drive(started, `Import ${record.id} is started`, limit);
  }

  /** Undefined where whoever was about to start it has not done so for a while, and so never will. */
  async function startedElsewhere(id: string): Promise<ImportRecord | undefined> {
    for (let waited = 0; waited < claimMs; waited += pollMs) {
      const record = await imports.get(id);
      if (wasStarted(record)) return record;
      await sleep(pollMs);
    }
    return undefined;
  }

  async function goOn(importId: string, limit: number | undefined, { ask }: ToolContext): Promise<ToolResult> {
    const record = await findImport(importId, options);
    const { state } = record;
    if (state === 'ready' || state === 'checking')
      throw invalidParam(
        'import_id',
        `Import ${importId} was not started yet. Call check_import with this import_id, show the user what would happen, and give start_import the check_id.`,
      );
    if (state === 'completed' || state === 'cancelled')
      throw invalidParam(
        'import_id',
        `Import ${importId} is ${state}: there is nothing to go on with. import_status tells what became of its rows.`,
      );
    await refuseOtherStore(record, stores);
    // One that is queued or runs was agreed to: it only gets somebody who drives it. A pause that was just asked for holds.
    if (state === 'queued' || state === 'running') {
      if (limit !== undefined)
        throw invalidParam('limit', `Import ${importId} is ${state}, and its limit is set. Leave limit out.`);
      return drive(record, `Import ${importId} goes on`, leftOfPilot(record));
    }
    if (ask) {
      const answer = await ask(describeGoingOn(record, limit));
      if (answer !== 'yes') return notStarted(record, answer);
    } else if (isMeant(record.reason?.code)) {
      throw invalidParam(
        'import_id',
        `Import ${importId} stands still on purpose: ${record.reason?.message ?? 'paused, as asked.'} Only a person goes on with it, and this client cannot ask one: the user runs rollcall imports resume ${importId}, or resumes it in the console.`,
      );
    }
    const started = await imports.start(importId, limit === undefined ? {} : { limit });
    return drive(started, `Import ${importId} goes on`, limit);
  }

  /** The process that started it may be gone: then it goes on here. */
  async function startedBefore(record: ImportRecord, canAsk: boolean): Promise<ToolResult> {
    const { id, state, reason } = record;
    if (state === 'queued' || state === 'running') {
      await refuseOtherStore(record, stores);
      await driver.drive(record);
    }
    return {
      success: true,
      message:
        state === 'paused'
          ? `Import ${id} was started before and is paused: ${reason?.message ?? 'as asked.'} What to do now is in next.`
          : `Import ${id} was started before and is ${state}. Nothing was started again.`,
      started: false,
      ...standing(record),
      next: nextOf(record, {}, { allowWrites: true, canAsk }),
    };
  }

  async function drive(record: ImportRecord, what: string, limit?: number): Promise<ToolResult> {
    await driver.drive(record);
    const pending = pendingOf(record);
    const rows =
      limit !== undefined && limit < pending ? `the next ${limit} of ${count(pending, 'row')}` : count(pending, 'row');
    return {
      success: true,
      message: `${what}: ${rows} to go. Should this server end before it is through, nothing is lost: another Rollcall goes on, or start_import with this import_id.`,
      started: true,
      ...standing(record),
    };
  }
}

/** Rows that a pilot still sends; undefined where the import is none. */
function leftOfPilot({ rows, counts, rowLimit }: ImportRecord): number | undefined {
  return rowLimit === undefined ? undefined : Math.max(0, rowLimit - (rows - pendingOf({ rows, counts })));
}

/** `7k2m9q4x3d` of `imp_7k2m9q4x3d`, and of its check `chk_7k2m9q4x3d_abc`. */
function importPart(id: string): string | undefined {
  return id.split('_')[1];
}

function wasStarted({ state }: ImportRecord): boolean {
  return state !== 'ready' && state !== 'checking' && state !== 'cancelled';
}

function notStarted(record: ImportRecord, answer: 'no' | 'unanswered'): ToolResult {
  return {
    success: true,
    message: `${answer === 'no' ? 'The user said no' : 'The user did not answer'}: nothing was sent. The import stays ${record.state}.`,
    started: false,
    ...standing(record),
    next: {
      message:
        answer === 'no'
          ? 'Ask the user what to change. Do not call again unless they tell you to: the same call asks them once more.'
          : 'Once the user is there, the same call asks them again.',
    },
  };
}

function standing(record: ImportRecord) {
  const { id, state, file, rows } = record;
  return {
    import_id: id,
    state,
    file,
    store: storeOf(record),
    rows,
    pending: pendingOf(record),
    next: { message: 'Follow it now and then.', tool: 'import_status', arguments: { import_id: id } },
  };
}
