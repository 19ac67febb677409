import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, SetupError } from '../../database/index.ts';
import type { ImportRecord } from '../import.ts';
import type { Queryable } from '../import-rows.ts';
import { reportFolder } from '../summary.ts';
import { type ReportKind, reportContent, reportKinds } from './report-content.ts';

export type WriteReportOptions = {
  db: Queryable;
  record: ImportRecord;
  /** ROLLCALL_HOME. */
  home: string;
  /** @default reportFolder(home, id) */
  folder?: string;
};

/** `files` are absolute paths. */
export type ReportFiles = { folder: string; files: Record<ReportKind, string> };

/**
 * Writes results, rejects, warnings and summary into a folder, readable by its owner alone. All four are complete before the first takes the place
 * of what an earlier report left there.
 * @throws {RollcallError} not_found, where the rows were deleted
 * @throws {SetupError} when the folder cannot be written
 */
export async function writeReport({ db, record, home, folder: given }: WriteReportOptions): Promise<ReportFiles> {
  const folder = resolve(given ?? reportFolder(home, record.id));
  const written: { kind: ReportKind; temporary: string; path: string }[] = [];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const kind of reportKinds) {
      const { fileName, content } = reportContent({ db, record, kind, home, folder });
      const temporary = join(folder, `.${fileName}.${randomUUID()}`);
      written.push({ kind, temporary, path: join(folder, fileName) });
      await writeFile(temporary, content, { mode: 0o600, flush: true });
    }
    for (const { temporary, path } of written) await rename(temporary, path);
    await Promise.all(otherForms(written.map(({ path }) => path)).map((path) => rm(path, { force: true })));
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw explain(error, folder);
  }
  return { folder, files: Object.fromEntries(written.map(({ kind, path }) => [kind, path])) as ReportFiles['files'] };
}

/** What a former report of another format left. */
function otherForms(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const other = path.replace(
      /(rejects|warnings)\.(csv|ndjson)$/,
      (_, kind, form) => `${kind}.${form === 'csv' ? 'ndjson' : 'csv'}`,
    );
    return other === path ? [] : [other];
  });
}

const problems: Record<string, [what: string, hint: string]> = {
  ENOSPC: ['the disk is full', 'Free some space, or choose a folder on another disk.'],
  EDQUOT: ['the disk quota is used up', 'Free some space, or choose a folder on another disk.'],
  EACCES: ['this user may not write there', 'Choose a folder that this user owns.'],
  EPERM: ['this user may not write there', 'Choose a folder that this user owns.'],
  EROFS: ['the disk is read-only', 'Choose a folder on another disk.'],
  ENOTDIR: ['a part of its path is a file', 'Choose another folder.'],
  EEXIST: ['a file stands there', 'Choose another folder.'],
  EISDIR: ['a folder stands where a file of the report belongs', 'Choose another folder.'],
};

function explain(error: unknown, folder: string): unknown {
  const problem = problems[errorCode(error) ?? ''];
  if (!problem) return error;
  return new SetupError(`The report cannot be written into ${folder}: ${problem[0]}.`, {
    hint: problem[1],
    cause: error,
  });
}
