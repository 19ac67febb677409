import { LONGEST_TIMER_MS } from './longest-timer.ts';
import type { SandboxOptions } from './options.ts';

/** @throws {TypeError} for an option with which no store could work, and says which */
export function checkOptions(options: SandboxOptions, endpoints: readonly string[]): void {
  const { storeHash, accessToken, quota, windowMs, latency, concurrency = {} } = options;
  if (storeHash !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(storeHash))
    throw new TypeError(`The store hash is 1 to 64 letters, digits, "-" or "_", and "${storeHash}" is not`);
  if (accessToken !== undefined && !/^[\x21-\x7e]+$/.test(accessToken))
    throw new TypeError('The access token is letters, digits and signs without blanks, at least one');
  if (quota !== undefined) checkQuota(quota);
  if (windowMs !== undefined && !isWhole(windowMs, 1))
    throw new TypeError('The window of the quota is a whole number of milliseconds, 1 or more');
  if (latency && !(latency[0] >= 0 && latency[0] <= latency[1] && latency[1] <= LONGEST_TIMER_MS))
    throw new TypeError(`The latency is two numbers of milliseconds, the lower one first, up to ${LONGEST_TIMER_MS}`);
  for (const [endpoint, cap] of Object.entries(concurrency)) {
    if (!endpoints.includes(endpoint)) throw new TypeError(`There is no endpoint "${endpoint}" to cap`);
    if (!isWhole(cap, 0)) throw new TypeError(`The cap of ${endpoint} is a whole number of requests, or 0 for none`);
  }
}

/** @throws {TypeError} */
export function checkQuota(units: number): void {
  if (!isWhole(units, 0)) throw new TypeError('The quota is a whole number of requests, or 0 for no limit');
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
