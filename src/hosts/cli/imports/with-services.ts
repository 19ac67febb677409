import { RollcallError } from '../../../nodes/index.ts';
import type { CliHost, Services } from '../cli-host.ts';

/** Opens the services for one piece of work. @throws what the work throws, trouble of the database in words for readers */
export async function withServices<T>(host: CliHost, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await host.openServices();
  try {
    return await work(services);
  } catch (error) {
    throw explainDatabase(error);
  } finally {
    await services.close();
  }
}

const full = new Set<unknown>(['disk_full', '53100', 'ENOSPC', 'EDQUOT']);

/** Whether a disk has no room left: ours, or that of the database. */
export function isDiskFull(error: unknown): boolean {
  return full.has((error as { code?: unknown } | undefined)?.code);
}

const gone = new Set<unknown>(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);

/** Whether the connection to the database was lost, or none could be made. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  return gone.has(code) || (message?.startsWith('Connection terminated') ?? false);
}

/** An error that the driver gave and nobody explained would look like a defect. */
export function explainDatabase(error: unknown): unknown {
  const { name, message } = error as Error;
  if (name === 'RollcallError' || name === 'SetupError') return error;
  const options = { cause: error, retryable: true };
  if (isDiskFull(error))
    return new RollcallError(
      'internal',
      `The disk is full: ${message}. Free some space, then run the command again.`,
      options,
    );
  if (isDatabaseGone(error))
    return new RollcallError(
      'internal',
      `The database went away: ${message}. Nothing that was recorded is lost; run the command again.`,
      options,
    );
  return error;
}
