import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { GivenOptions, ImportRecord, Imports } from '../../../imports/index.ts';
import { isRollcallError, RollcallError } from '../../../nodes/index.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import type { CheckParams } from './check-params.ts';
import { findImport } from './find-import.ts';
import { hashFile } from './hash-file.ts';
import { checkLifeMs, type KeptCheck } from './kept-checks.ts';
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
  now(): number;
  signal: AbortSignal;
  onRows(rows: number): void;
};

const pollMs = 250;
/** 500 rows with notes and addresses are far below that. */
const mostBytes = 8 * 2 ** 20;

/** Begins the check that is wanted: of a new import for rows and paths, anew for an import that there is. */
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
  const { id } = await imports.create({ file: found.name, credentialsId: credential.id, options: params.options });
  const done = imports
    .check(id, { input: found.path, signal, onProgress: ({ rows }) => onRows(rows) })
    .catch(async (error: unknown) => {
      // The next try is a new import, as in the terminal.
      await imports.cancel(id).catch(() => undefined);
      throw error;
    });
  return { id, file: { name: found.name, sha256 }, done };
}

async function checkAgain(id: string, params: CheckParams, options: RunCheckOptions): Promise<RunningCheck> {
  const { imports, stores, mayChange, now, signal, onRows } = options;
  const { options: given } = params;
  const record = await findImport(id, options);
  if (params.credentialsId !== undefined) {
    const { credential } = await stores.open(params.credentialsId);
    if (credential.id !== record.credentialsId)
      throw new RollcallError(
        'invalid_params',
        `Import ${id} is for the store "${record.credentialsId}", not for "${credential.id}". Leave credentials_id out, or send the file again for that store.`,
        { param: 'credentials_id' },
      );
  }
  return { id, done: check() };

  async function check(): Promise<ImportRecord> {
    const before = await settled(record);
    if (before.state !== 'ready' && before.state !== 'checking')
      throw new RollcallError(
        'invalid_params',
        `Import ${id} is ${before.state}: it can be checked until it is started. ${before.reason?.message ?? 'import_status tells how it stands.'}`,
        { param: 'import_id', details: { state: before.state } },
      );
    const isChanged = changes(given, before);
    if (isChanged && !mayChange(id))
      throw new RollcallError(
        'invalid_params',
        `Import ${id} was prepared elsewhere, and this server may not write: its options stay as they are. Check it without options, or send the customers as rows. The user allows more by starting the server with --allow-writes.`,
        { param: 'import_id' },
      );
    if (before.state === 'ready') {
      // One that was read a moment ago is not read again; its age is at most that of the import.
      if (!isChanged && !before.needsCheck && now() - before.createdAt.getTime() < checkLifeMs) return before;
      await refuseUnkept(before);
    }
    return imports.check(id, { options: given, signal, onProgress: ({ rows }) => onRows(rows) });
  }

  /** An upload is checked by itself, perhaps in another process: two at once would disturb each other. */
  async function settled(record: ImportRecord): Promise<ImportRecord> {
    let current = record;
    while (current.state === 'checking' && !current.reason) {
      signal.throwIfAborted();
      const running = imports.checking(id);
      await (running ? running.done.catch(() => undefined) : sleep(pollMs, undefined, { signal }));
      current = await imports.get(id);
    }
    return current;
  }

  /** A check that finds no file would leave an import that is ready as one that is not. */
  async function refuseUnkept({ file }: ImportRecord): Promise<void> {
    try {
      // Corrections, even none, are taken only where the file is kept.
      await imports.fix(id, []);
    } catch (error) {
      if ((error as { code?: string }).code === 'not_found')
        throw new RollcallError(
          'invalid_params',
          `${file} of import ${id} is not kept here, so it cannot be read again. Send it again: as rows, as an upload, or as a path.`,
          { param: 'import_id', cause: error },
        );
      if (!isRollcallError(error)) throw error;
    }
  }
}

function changes(given: GivenOptions, { options }: ImportRecord): boolean {
  return Object.entries(given).some(
    ([name, value]) => !isDeepStrictEqual(value ?? undefined, options[name as keyof typeof options]),
  );
}
