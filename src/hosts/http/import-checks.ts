import { isDeepStrictEqual } from 'node:util';
import type { GivenOptions, ImportRecord, Imports } from '../../imports/index.ts';
import { RollcallError } from '../../nodes/index.ts';
import { checkNames, needsCheck, type ReadImportOptions, runOptionsOf } from '../read-import-options.ts';

/** Work that may take longer than a caller waits. A caller that comes back with the same wish joins it. */
export type ImportChecks = {
  check(id: string, options: GivenOptions): Promise<ImportRecord>;
  /** Checks first where that is needed; then starts, unless somebody said `forget` meanwhile. */
  start(id: string, given: ReadImportOptions): Promise<ImportRecord>;
  isStarting(id: string): boolean;
  /** A start that waits for a check is not to be, after a pause or a cancellation. */
  forget(id: string): void;
};

type Work = { wish: unknown; done: Promise<ImportRecord> };

export function createImportChecks(imports: Imports, signal?: AbortSignal): ImportChecks {
  const checks = new Map<string, Work>();
  const starts = new Map<string, Work>();

  return { check, start, isStarting: (id) => starts.has(id), forget: (id) => void starts.delete(id) };

  async function check(id: string, options: GivenOptions): Promise<ImportRecord> {
    const mine = checks.get(id);
    if (mine && isDeepStrictEqual(mine.wish, options)) return mine.done;
    const running = imports.checking(id);
    if (running && Object.keys(options).length === 0) return running.done;
    return keep(checks, id, options, () => imports.check(id, { options }));
  }

  async function start(id: string, given: ReadImportOptions): Promise<ImportRecord> {
    const mine = starts.get(id);
    if (mine && isDeepStrictEqual(mine.wish, given)) return mine.done;
    if (mine)
      throw new RollcallError(
        'invalid_params',
        `Import ${id} is about to be started with other options, as soon as it is checked. Pause it to take that back.`,
      );
    return keep(starts, id, given, (isCurrent) => checkAndStart(id, given, isCurrent));
  }

  async function checkAndStart(id: string, given: ReadImportOptions, isCurrent: () => boolean): Promise<ImportRecord> {
    const { limit, options } = given;
    let record = await imports.get(id);
    const asked = checks.get(id);
    if (asked && isDeepStrictEqual(asked.wish, options)) record = await asked.done;
    else if (record.state === 'checking' && !needsCheck(options, record.options)) record = await check(id, {});
    if (needsCheck(options, record.options)) {
      if (record.state !== 'checking' && record.state !== 'ready') throw tooLate(record, options);
      await check(id, options);
    }
    if (!isCurrent() || signal?.aborted) return imports.get(id);
    return imports.start(id, { ...(limit !== undefined && { limit }), options: runOptionsOf(options) });
  }
}

async function keep(
  works: Map<string, Work>,
  id: string,
  wish: unknown,
  begin: (isCurrent: () => boolean) => Promise<ImportRecord>,
): Promise<ImportRecord> {
  const work: Work = { wish, done: Promise.resolve().then(() => begin(() => works.get(id) === work)) };
  works.set(id, work);
  try {
    return await work.done;
  } finally {
    if (works.get(id) === work) works.delete(id);
  }
}

function tooLate({ id, state }: ImportRecord, options: GivenOptions): RollcallError {
  const [name] = checkNames(options);
  return new RollcallError(
    'invalid_params',
    `Import ${id} is ${state}: ${name} can be chosen until it is started. Cancel it and import the file again with other options.`,
    { param: name!, details: { state } },
  );
}
