import { RollcallError } from '../../nodes/index.ts';
import { isDatabaseGone, isDiskFull } from '../database-trouble.ts';
import type { CliHost, Services } from './cli-host.ts';

/** Opens the services for one piece of work. @throws what the work throws, trouble of the database in words for readers */
export async function withServices<T>(
  host: Pick<CliHost, 'openServices'>,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const services = await host.openServices();
  try {
    return await work(services);
  } catch (error) {
    throw explainDatabase(error);
  } finally {
    await services.close();
  }
}

/** An error that the driver gave and nobody explained would look like a defect. */
function explainDatabase(error: unknown): unknown {
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
