import type { ImportRecord } from '../../../imports/index.ts';
import { invalidParam } from '../../invalid-param.ts';
import type { AllowedStores } from '../allowed-stores.ts';
import { refuseOtherStore } from './find-import.ts';
import { hashFile } from './hash-file.ts';
import { checkLifeMs, type KeptCheck, type keepChecks } from './kept-checks.ts';
import { resolveFile } from './resolve-file.ts';

export type RefuseChangedOptions = {
  stores: AllowedStores;
  checks: Pick<ReturnType<typeof keepChecks>, 'changes'>;
  /** Folder of files that may be imported. */
  files?: string;
  now(): number;
  signal: AbortSignal;
};

/** @throws {RollcallError} invalid_params that says what is no longer as it was checked */
export async function refuseChanged(
  kept: KeptCheck,
  record: ImportRecord,
  { stores, checks, files, now, signal }: RefuseChangedOptions,
): Promise<void> {
  const { id, state, reason } = record;
  if (state === 'cancelled')
    throw invalidParam(
      'check_id',
      `Import ${id} was cancelled. ${reason?.message ?? ''} Check the customers again as a new import.`,
    );
  if (state === 'checking')
    throw invalidParam(
      'check_id',
      `Import ${id} is being checked again, so this check holds no longer. Call check_import with its import_id.`,
    );
  if (now() - kept.at >= checkLifeMs)
    throw invalidParam(
      'check_id',
      `The check is older than an hour, and the store may have changed since. ${howToCheck(kept, record)}`,
      { changed: [] },
    );
  await refuseOtherStore(record, stores);
  const changed = await checks.changes(kept, record);
  if (kept.file && (await isOtherFile(kept.file, files, signal))) changed.unshift(`the file ${kept.file.name}`);
  if (changed.length > 0)
    throw invalidParam(
      'check_id',
      `Changed since the check: ${changed.join(', ')}. Nothing was started. ${howToCheck(kept, record)}`,
      { changed },
    );
}

async function isOtherFile(
  { name, sha256 }: NonNullable<KeptCheck['file']>,
  files: string | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  // Where the server was started anew without its folder, the file is out of reach, and so is what became of it.
  if (files === undefined) return true;
  try {
    return (await hashFile((await resolveFile(files, name)).path, signal)) !== sha256;
  } catch (error) {
    if ((error as Error).name === 'RollcallError') return true;
    throw error;
  }
}

function howToCheck({ file }: KeptCheck, { id }: ImportRecord): string {
  return `Call check_import again with ${file ? `path ${file.name}` : `import_id ${id}`}, show the user what it says, and start with the new check_id.`;
}
