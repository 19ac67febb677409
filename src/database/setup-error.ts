export type SetupErrorOptions = {
  /** What to do about it, as one or two sentences. */
  hint?: string;
  /** For callers that do more about it than tell. */
  code?: 'disk_full' | 'database_away';
  cause?: unknown;
};

/**
 * Something around Rollcall is not as it must be: a folder, a disk, a server, a secret. No defect, so a host prints the message and the
 * hint without a stack trace, and exits 1.
 */
export class SetupError extends Error {
  readonly hint?: string;
  readonly code?: 'disk_full' | 'database_away';

  constructor(message: string, options: SetupErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'SetupError';
    if (options.hint !== undefined) this.hint = options.hint;
    if (options.code !== undefined) this.code = options.code;
  }
}

/** The code of a system error such as ENOSPC, or of a Postgres error such as 28P01. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

const fullCodes = new Set(['disk_full', 'ENOSPC', 'EDQUOT', '53100']);

/** Whether a disk has no room left: ours, or that of the database. */
export function isDiskFull(error: unknown): boolean {
  return fullCodes.has(errorCode(error) ?? '');
}

const fileProblems: Record<string, { what: string; hint: string }> = {
  ENOSPC: {
    what: 'the disk is full',
    hint: 'Free some space there, or set ROLLCALL_HOME to a folder on another disk.',
  },
  EDQUOT: {
    what: 'the disk quota is used up',
    hint: 'Free some space, or set ROLLCALL_HOME to a folder on another disk.',
  },
  EACCES: { what: 'this user may not write there', hint: 'Set ROLLCALL_HOME to a folder that this user owns.' },
  EPERM: { what: 'this user may not change it', hint: 'Set ROLLCALL_HOME to a folder that this user owns.' },
  ENOENT: { what: 'no folder can be made there', hint: 'Set ROLLCALL_HOME to a folder on an ordinary disk.' },
  EROFS: { what: 'the disk is read-only', hint: 'Set ROLLCALL_HOME to a folder on a writable disk.' },
  ENOTDIR: { what: 'a part of this path is a file', hint: 'Set ROLLCALL_HOME to a folder.' },
  EEXIST: { what: 'a file stands where a folder belongs', hint: 'Set ROLLCALL_HOME to a folder.' },
  ENAMETOOLONG: { what: 'the path is too long', hint: 'Set ROLLCALL_HOME to a shorter path.' },
};

/** Turns a file system error into a SetupError that names the home; any other error is returned as it is. */
export function explainFileError(error: unknown, home: string): unknown {
  const problem = fileProblems[errorCode(error) ?? ''];
  if (!problem || error instanceof SetupError) return error;
  const path = (error as { path?: string }).path;
  const where = path && path !== home ? ` (${path})` : '';
  return new SetupError(`Rollcall cannot use its home ${home}: ${problem.what}${where}.`, {
    hint: problem.hint,
    ...(isDiskFull(error) && { code: 'disk_full' as const }),
    cause: error,
  });
}
