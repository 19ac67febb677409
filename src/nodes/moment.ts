import { RollcallError } from '../bigcommerce/index.ts';

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const rfc2822 = /^(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s*(?:[+-]\d{4}|gmt|ut|utc|z)$/i;

/**
 * A moment as V3 takes it: `2026-01-31`, or `2026-01-31T08:30:00` in UTC, which is what the API counts in.
 * @throws {RollcallError} invalid_params
 */
export function utcMoment(text: string | undefined, param: string): string | undefined {
  if (text === undefined) return undefined;
  const [whole, date, time, zone] = iso.exec(text) ?? [];
  const at =
    whole === undefined || !isDay(date!)
      ? Number.NaN
      : Date.parse(time === undefined ? date! : `${date}T${time}${zoneOf(zone)}`);
  if (Number.isNaN(at)) throw noMoment(text, param, 'an ISO 8601 date such as 2026-01-31 or 2026-01-31T09:30:00Z');
  return time === undefined ? date : new Date(at).toISOString().slice(0, 19);
}

/**
 * A moment as V2 takes it: ISO 8601 or RFC 2822, passed on as it is.
 * @throws {RollcallError} invalid_params
 */
export function orderMoment(text: string | undefined, param: string): string | undefined {
  if (text === undefined) return undefined;
  const [, date] = iso.exec(text) ?? [];
  if ((date === undefined ? rfc2822.test(text) : isDay(date)) && !Number.isNaN(Date.parse(text))) return text;
  throw noMoment(text, param, 'ISO 8601 (2026-01-31T09:30:00Z) or RFC 2822 (Sat, 31 Jan 2026 09:30:00 +0000)');
}

/** False for 2026-02-31, which Date.parse takes for a day in March. @param date `2026-01-31` */
export function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined) return 'Z';
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}

function noMoment(text: string, param: string, wanted: string): RollcallError {
  return new RollcallError('invalid_params', `${param} must be ${wanted}, but "${text}" came.`, { param });
}
