import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { GivenOptions, ImportRecord } from '../../../imports/index.ts';
import { isRollcallError, RollcallError } from '../../../nodes/index.ts';
import { invalidParam } from '../../invalid-param.ts';
import type { CheckParams } from './check-params.ts';
import { findImport } from './find-import.ts';
import { hashFile } from './hash-file.ts';
import { checkLifeMs } from './kept-checks.ts';
import { resolveFile } from './resolve-file.ts';
import type { CheckedFile, RunCheckOptions, RunningCheck } from './run-check.ts';

const pollMs = 250;

/** Checks an import that there is once more: options that are not given stay as they were. */
export async function checkAgain(id: string, params: CheckParams, options: RunCheckOptions): Promise<RunningCheck> {
  const { imports, stores, mayChange, now, signal, onRows } = options;
  const { options: given } = params;
  const record = await findImport(id, options);
  if (params.credentialsId !== undefined) {
    const { credential } = await stores.open(params.credentialsId);
    if (credential.id !== record.credentialsId)
      throw invalidParam(
        'credentials_id',
        `Import ${id} is for the store "${record.credentialsId}", not for "${credential.id}". Leave credentials_id out, or send the file again for that store.`,
      );
  }
  const file = await sameFile(options.fileOf(id), options);
  return { id, ...(file && { file: { name: file.name, sha256: file.sha256 } }), done: check() };

  async function check(): Promise<ImportRecord> {
    const before = await settled(record);
    if (before.state !== 'ready' && before.state !== 'checking')
      throw invalidParam(
        'import_id',
        `Import ${id} is ${before.state}: it can be checked until it is started. ${before.reason?.message ?? 'import_status tells how it stands.'}`,
        { state: before.state },
      );
    const isChanged = changes(given, before);
    if (isChanged && !mayChange(id))
      throw invalidParam(
        'import_id',
        `Import ${id} was prepared elsewhere, and this server may not write: its options stay as they are. Check it without options, or send the customers as rows. The user allows more by starting the server with --allow-writes.`,
      );
    if (before.state === 'ready') {
      // One that was read a moment ago is not read again; its age is at most that of the import.
      if (!isChanged && !before.needsCheck && !file?.isOther && now() - before.createdAt.getTime() < checkLifeMs)
        return before;
      if (!file) await refuseUnkept(before);
    }
    return imports.check(id, {
      ...(file && { input: file.path }),
      options: given,
      signal,
      onProgress: ({ rows }) => onRows(rows),
    });
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

/** A file that stays in its folder, as it is now. */
async function sameFile(file: CheckedFile | undefined, { files = '', signal }: RunCheckOptions) {
  if (!file) return undefined;
  const { name, path } = await resolveFile(files, file.name);
  const sha256 = await hashFile(path, signal);
  return { name, path, sha256, isOther: sha256 !== file.sha256 };
}

function changes(given: GivenOptions, { options }: ImportRecord): boolean {
  return Object.entries(given).some(
    ([name, value]) => !isDeepStrictEqual(value ?? undefined, options[name as keyof typeof options]),
  );
}
