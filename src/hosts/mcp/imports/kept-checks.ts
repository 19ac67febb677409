import { randomInt } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import type { RollcallError } from '../../../nodes/index.ts';
import { invalidParam } from '../../invalid-param.ts';
import { digest } from '../digest.ts';

/** What an agent was shown, as it is compared before a start. */
export type KeptCheck = {
  import_id: string;
  /** Milliseconds since 1970. */
  at: number;
  /** A pilot: only so many rows. */
  limit?: number;
  /** Of a file that stays where it is: its path within the folder of files, and the SHA-256 of its bytes. */
  file?: { name: string; sha256: string };
  /** What a start depends on -> a digest of it. */
  parts: Record<string, string>;
};

/** So long what was checked is near enough to what a start finds. */
export const checkLifeMs = 3_600_000;
const found = 'what the check found';
/** The claim of a start among the checks; with a dot it is the name of none. */
const started = '.started';
const letters = '23456789abcdefghjkmnpqrstvwxyz';

/**
 * Checks are kept as files beside the report, so that a `check_id` outlives the process that gave it, as clients start theirs anew, and goes when
 * the import's data go.
 */
export function keepChecks(imports: Pick<Imports, 'get' | 'fixes' | 'summary'>) {
  const pathOf = (record: ImportRecord, name: string): string =>
    join(dirname(imports.summary(record).report), 'checks', `${name}.json`);

  return {
    async keep(record: ImportRecord, kept: Omit<KeptCheck, 'import_id' | 'parts'>): Promise<string> {
      const name = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
      const path = pathOf(record, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const parts = await digestParts(imports, record);
      await writeFile(path, JSON.stringify({ import_id: record.id, ...kept, parts } satisfies KeptCheck), {
        mode: 0o600,
      });
      return `${record.id.replace(/^imp_/, 'chk_')}_${name}`;
    },

    /** @throws {RollcallError} invalid_params for an id that no check gave */
    async read(checkId: string): Promise<KeptCheck> {
      const [, suffix, name] = /^chk_([a-z0-9]+)_([a-z0-9]+)$/.exec(checkId) ?? [];
      try {
        if (suffix === undefined || name === undefined) throw unknownCheck(checkId);
        const record = await imports.get(`imp_${suffix}`);
        return JSON.parse(await readFile(pathOf(record, name), 'utf8'));
      } catch (error) {
        const { name: kind, code } = error as { name: string; code?: string };
        if (kind === 'RollcallError' || code === 'ENOENT') throw unknownCheck(checkId);
        throw error;
      }
    },

    /** Whether a start is the first one of its import: of two servers that start it at the same moment, one is. */
    async claimStart(record: ImportRecord): Promise<boolean> {
      const path = pathOf(record, started);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return writeFile(path, '{}', { mode: 0o600, flag: 'wx' }).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
    },

    /** Nothing was started after all. */
    async unclaimStart(record: ImportRecord): Promise<void> {
      await rm(pathOf(record, started), { force: true });
    },

    /** What is no longer as it was checked, in words. */
    async changes(kept: KeptCheck, record: ImportRecord): Promise<string[]> {
      const now = await digestParts(imports, record);
      const changed = Object.keys(now).filter((part) => now[part] !== kept.parts[part]);
      // What was found follows from the rest.
      return changed.length > 1 ? changed.filter((part) => part !== found) : changed;
    },
  };
}

/** Only what decides about the store: a file of a million rows has as much to compare as one of ten. */
async function digestParts(imports: Pick<Imports, 'fixes'>, record: ImportRecord): Promise<KeptCheck['parts']> {
  const { map, mapping, mapping_from: _name, keep_days: _days, ...options } = record.options;
  // How long it takes is an estimate that another check makes anew.
  const { hours: _hours, parts: _parts, quota: _quota, ...check } = record.check ?? {};
  const { fixes, replacements } = await imports.fixes(record.id, { limit: 100_000 });
  return {
    'the options': digest(options),
    'the mapping': digest([map, mapping, record.proposal?.mapping]),
    'the corrections of cells': digest([
      record.needsCheck ?? false,
      fixes,
      replacements.map(({ column, from, to }) => [column, from, to]),
    ]),
    [found]: digest([record.rows, record.source, check]),
    'the store': digest([record.storeKey, record.credentialsId]),
  };
}

function unknownCheck(checkId: string): RollcallError {
  return invalidParam(
    'check_id',
    `"${checkId}" is no check that was made here. Call check_import, and give start_import the check_id that it answers.`,
  );
}
