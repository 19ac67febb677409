import type { CliHost, Services } from '../cli-host.ts';

/** Opens the services for one piece of work. */
export async function withServices<T>(host: CliHost, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await host.openServices();
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}
