import { Readable } from 'node:stream';
import { defaultOptions, type ImportRecord, type Imports } from '../../../imports/index.ts';
import { isRollcallError, RollcallError } from '../../../nodes/index.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import { checkAgain } from './check-again.ts';
import type { CheckParams } from './check-params.ts';
import { findImport } from './find-import.ts';
import { hashFile } from './hash-file.ts';
import type { KeptCheck } from './kept-checks.ts';
import { resolveFile } from './resolve-file.ts';

export type CheckedFile = NonNullable<KeptCheck['file']>;

/** A check under way: which import it is of, and where its file stays. */
export type RunningCheck = { id: string; file?: CheckedFile; done: Promise<ImportRecord> };

export type RunCheckOptions = {
  imports: Imports;
  stores: AllowedStores;
  /** Folder of files that may be imported. */
  files?: string;
  /** Whether the options of an import may be replaced: what a person has prepared is theirs. */
  mayChange(id: string): boolean;
  /** Path and store -> the import that was made for them here last. */
  paths: Map<string, string>;
  /** Where the file of an import stays that was checked here by its path. */
  fileOf(id: string): CheckedFile | undefined;
  now(): number;
  signal: AbortSignal;
  onRows(rows: number): void;
};

/** 500 rows with notes and addresses are far below that. */
const mostBytes = 8 * 2 ** 20;

/** Begins the check that is wanted: of a new import for rows and for a path that is new here, anew for an import that there is. */
export function runCheck(params: CheckParams, options: RunCheckOptions): Promise<RunningCheck> {
  const { source } = params;
  if ('importId' in source) return checkAgain(source.importId, params, options);
  if ('path' in source) return checkPath(source.path, params, options);
  return checkRows(source.rows, params, options);
}

/** Rows are kept like an upload, so that they can be checked with other options and corrected in the console. */
async function checkRows(
  rows: string,
  params: CheckParams,
  { imports, stores }: RunCheckOptions,
): Promise<RunningCheck> {
  const { credential } = await stores.open(params.credentialsId);
  const { id } = await imports.upload({
    file: 'rows.ndjson',
    credentialsId: credential.id,
    options: params.options,
    content: Readable.from([Buffer.from(rows)], { objectMode: false }),
    maxBytes: mostBytes,
  });
  return { id, done: imports.checking(id)?.done ?? imports.get(id) };
}

async function checkPath(path: string, params: CheckParams, options: RunCheckOptions): Promise<RunningCheck> {
  const { imports, stores, files = '', signal, onRows } = options;
  const { credential } = await stores.open(params.credentialsId);
  const found = await resolveFile(files, path);
  const sha256 = await hashFile(found.path, signal);
  const key = JSON.stringify([credential.id, found.path]);
  const before = await unstarted(options.paths.get(key), params, options);
  const id =
    before ?? (await imports.create({ file: found.name, credentialsId: credential.id, options: params.options })).id;
  options.paths.set(key, id);
  const done = imports
    .check(id, {
      input: found.path,
      // As a path it is checked from the beginning: what an earlier call chose is gone.
      ...(before !== undefined && { options: { ...defaultOptions, map: {}, mapping: null, ...params.options } }),
      signal,
      onProgress: ({ rows }) => onRows(rows),
    })
    .catch(async (error: unknown) => {
      // What cannot be mapped waits for its map; of a file that cannot be read at all, nothing is left that could be started.
      if (!lacksMap(error)) await imports.cancel(id).catch(() => undefined);
      throw inFolder(error, found);
    });
  return { id, file: { name: found.name, sha256 }, done };
}

/** An agent knows a file by its path within the folder of files, and nothing of what lies above. */
function inFolder(error: unknown, { name, path }: { name: string; path: string }): unknown {
  if (!isRollcallError(error) || !error.message.includes(path)) return error;
  const { code, details } = error;
  const param = error.param ?? 'path';
  return new RollcallError(code, error.message.replaceAll(path, name), {
    ...(details && { details }),
    param,
    cause: error,
  });
}

/** The import, where it may be checked once more in place of a new one. */
async function unstarted(
  id: string | undefined,
  { options: given }: CheckParams,
  { imports, stores }: RunCheckOptions,
): Promise<string | undefined> {
  if (id === undefined || imports.checking(id)) return undefined;
  const record = await findImport(id, { imports, stores }).catch((error: unknown) => {
    if (isRollcallError(error)) return undefined;
    throw error;
  });
  if (!record || (record.state !== 'ready' && record.state !== 'checking')) return undefined;
  // The one option that cannot be taken back.
  return record.options.create_missing !== undefined && given.create_missing === undefined ? undefined : id;
}

/** Whether a check failed for what a map or another mapping mends. */
export function lacksMap(error: unknown): error is RollcallError {
  return isRollcallError(error) && (error.param === 'map' || error.param === 'mapping');
}
