import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { RollcallError } from '../../../nodes/index.ts';
import { count } from '../../amounts.ts';
import { within } from '../../within.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { McpTool, ToolResult } from '../tool.ts';
import { mostItems } from '../tool-schema.ts';
import { useImport } from '../when-to-use.ts';
import { type CheckParams, checkInputSchema, readCheckParams } from './check-params.ts';
import { describeCheck, sentenceCase, summariseCheck } from './describe-check.ts';
import { unaskedOf } from './describe-unasked.ts';
import type { keepChecks } from './kept-checks.ts';
import { checkOutput } from './output-schemas.ts';
import { type CheckedFile, lacksMap, type RunningCheck, runCheck } from './run-check.ts';

export type CheckImportToolOptions = {
  imports: Imports;
  stores: AllowedStores;
  checks: ReturnType<typeof keepChecks>;
  files?: string;
  allowWrites: boolean;
  now(): number;
  /** How long a caller waits for a check, which then goes on alone. */
  maxCheckWaitMs: number;
  /** Aborts when the server stops. */
  signal: AbortSignal;
};

const tellEveryMs = 500;

export function checkImportTool(options: CheckImportToolOptions): McpTool {
  const { imports, stores, checks, files, allowWrites, now, maxCheckWaitMs } = options;
  const takesFiles = files !== undefined;
  /** Where the files of imports stay, by import: a check may outlive its call, and be asked for again. */
  const checkedFiles = new Map<string, CheckedFile>();
  /** Imports that were made here. */
  const made = new Set<string>();
  /** The import of a path that was checked here before: checking it once more makes no second one. */
  const paths = new Map<string, string>();

  return {
    name: 'check_import',
    title: 'Check an import of customers',
    description: `Reads customers from ${takesFiles ? 'rows, an uploaded file or a path' : 'rows or an uploaded file'}, maps their columns, and says what an import would do and what is wrong with which rows. Writes nothing to the store. ${useImport} ${allowWrites ? `For up to ${mostItems.toLocaleString('en')} customers that you have in hand create_customer takes items. ` : ''}Every start_import needs the check_id of the answer. To check again with other options or another map, give the import_id of the answer: options that are not given then stay as they were.`,
    inputSchema: checkInputSchema(takesFiles),
    outputSchema: checkOutput,
    // The environment that a hint is about is the shop, and there it only reads. What it keeps with Rollcall is a draft that nobody sends
    // until a start, which shows it first.
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    async call(args, { signal, progress }) {
      const params = await readCheckParams(args, { mappings: imports.mappings, takesFiles });
      const running = await runCheck(params, {
        imports,
        stores,
        now,
        mayChange: (id) => allowWrites || made.has(id),
        paths,
        fileOf: (id) => checkedFiles.get(id),
        // A check goes on when its caller has stopped waiting, but not without the server.
        signal: AbortSignal.any([signal, options.signal]),
        ...(takesFiles && { files }),
        onRows: tell((rows) => progress(rows, undefined, `${count(rows, 'row')} read`)),
      });
      if (!('importId' in params.source)) made.add(running.id);
      return answer(running, params);
    },
  };

  async function answer(running: RunningCheck, { source, limit }: CheckParams): Promise<ToolResult> {
    const { id, done } = running;
    if (running.file) checkedFiles.set(id, running.file);
    let record: ImportRecord | undefined;
    try {
      record = await within(done, { ms: maxCheckWaitMs });
    } catch (error) {
      throw await explain(error, id, source);
    }
    if (!record) return stillChecking(id);
    if (record.state !== 'ready') throw notReady(record);
    const file = checkedFiles.get(id);
    const checkId = await checks.keep(record, {
      at: now(),
      ...(limit !== undefined && { limit }),
      ...(file && { file }),
    });
    return {
      success: true,
      message: summariseCheck(record, limit),
      import_id: id,
      check_id: checkId,
      state: record.state,
      ...(await describeCheck(record, { imports, ...(limit !== undefined && { limit }) })),
      next: nextOf(record, checkId, limit),
    };
  }

  /** What cannot be mapped is checked again with a map, and not sent again. */
  async function explain(error: unknown, id: string, source: CheckParams['source']): Promise<unknown> {
    if ((error as Error).name === 'AbortError')
      return new RollcallError(
        'internal',
        `The check of import ${id} was broken off: by another check of it, a cancellation, or the end of the server. Check it again.`,
        { retryable: true, details: { import_id: id }, cause: error },
      );
    if (lacksMap(error))
      return new RollcallError(
        error.code,
        `${error.message} Call check_import with import_id ${id} and ${error.param === 'map' ? 'a map' : 'another mapping'}.`,
        { param: error.param, details: { ...error.details, import_id: id }, cause: error },
      );
    // Rows are sent again as easily.
    if ('rows' in source) await imports.cancel(id).catch(() => undefined);
    return error;
  }

  async function stillChecking(id: string): Promise<ToolResult> {
    const rows = imports.checking(id)?.progress?.rows ?? 0;
    return {
      success: true,
      message: `The check of import ${id} is not through yet: ${count(rows, 'row')} so far. Call check_import with this import_id to wait on.`,
      import_id: id,
      state: 'checking',
      next: { message: 'Wait on, without other options.', tool: 'check_import', arguments: { import_id: id } },
    };
  }

  function nextOf(record: ImportRecord, checkId: string, limit?: number) {
    const { would } = record.check!;
    const unasked = unaskedOf(record, limit);
    const hint = [
      would.rejected > 0
        ? `${count(would.rejected, 'row')} would be rejected: correct ${would.rejected === 1 ? 'it' : 'them'} and check again, or go on without. `
        : '',
      unasked === undefined ? '' : `${sentenceCase(unasked)}; check_existing true asks the store now. `,
    ].join('');
    if (!allowWrites)
      return {
        message: `${hint}This server may not write to the store. A person can start the import in the console, or with this command.`,
        command: `rollcall imports resume ${record.id}`,
      };
    return {
      message: `${hint}Show the user what would happen; when they agree, call start_import within an hour.`,
      tool: 'start_import',
      arguments: { check_id: checkId },
    };
  }
}

/** A file of a million rows is read in thousands of steps. */
function tell(progress: (rows: number) => void): (rows: number) => void {
  let told = 0;
  return (rows) => {
    if (performance.now() - told < tellEveryMs) return;
    told = performance.now();
    progress(rows);
  };
}

function notReady({ id, state, reason }: ImportRecord): RollcallError {
  return new RollcallError('invalid_params', `Import ${id} is ${state}. ${reason?.message ?? 'Check it again.'}`, {
    details: { import_id: id, state },
  });
}
