const full = new Set<unknown>(['disk_full', '53100', 'ENOSPC', 'EDQUOT']);

/** Whether a disk has no room left: ours, or that of the database. */
export function isDiskFull(error: unknown): boolean {
  return full.has((error as { code?: unknown } | undefined)?.code);
}

const gone = new Set<unknown>(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);

/** Whether the connection to the database was lost, or none could be made. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  return gone.has(code) || /^Connection terminated|^Client has encountered a connection error/.test(message ?? '');
}
