import { errorCode, SetupError } from '../database/index.ts';

const problems: Record<string, [what: string, hint: string]> = {
  ENOSPC: ['the disk is full', 'Free some space and run the same command again to go on, or write to another disk.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run the same command again to go on.'],
  EACCES: ['this user may not write there', 'Choose a folder that this user owns.'],
  EPERM: ['this user may not write there', 'Choose a folder that this user owns.'],
  ENOENT: ['its folder does not exist', 'Make the folder first, or choose another one.'],
  ENOTDIR: ['a part of its path is a file', 'Choose another path.'],
  EROFS: ['the disk is read-only', 'Choose another disk.'],
  ENAMETOOLONG: ['the path is too long', 'Choose a shorter one.'],
  EIO: ['the disk fails', 'Choose another disk.'],
};

/** Turns a file system error into one that names the file of the export; any other error is returned as it is. */
export function explainExportFile(error: unknown, file: string): unknown {
  const problem = problems[errorCode(error) ?? ''];
  if (!problem) return error;
  return new SetupError(`${file} cannot be written: ${problem[0]}.`, { hint: problem[1], cause: error });
}
