import { refuse, refuseLegacy } from './answer.ts';
import type { Query } from './query.ts';

let isoSecond = -1;
let isoText = '';

/** `2023-01-30T00:49:10Z`. The last one is remembered: the ten customers of a batch share their second. */
export function isoDate(second: number): string {
  if (second !== isoSecond) {
    isoText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    isoSecond = second;
  }
  return isoText;
}

/** `Thu, 27 Aug 2020 01:58:28 +0000`, as V2 writes dates. */
export function rfcDate(second: number): string {
  return new Date(second * 1000).toUTCString().replace('GMT', '+0000');
}

let httpSecond = -1;
let httpText = '';

/** The `Date` header: whole seconds. */
export function httpDate(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== httpSecond) {
    httpText = new Date(second * 1000).toUTCString();
    httpSecond = second;
  }
  return httpText;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?/;
const RFC = /^([A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} \d{4}( \d\d:\d\d(:\d\d)?)?/;
const ZONE = /(Z|UTC|GMT|[+-]\d\d:?\d\d)$/i;

/**
 * Seconds since 1970 of `2024-05-14`, `2024-05-14T09:34:00` (UTC unless it says otherwise), an RFC 2822 date or a UNIX timestamp; undefined
 * when it is none of them.
 */
export function parseDate(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  // A plus sign that was not encoded arrives as a blank.
  const repaired = text.trim().replace(/(:\d\d(?:\.\d+)?) {1,2}(\d\d:?\d\d)$/, '$1+$2');
  const form = [DAY, ISO, RFC].find((one) => one.test(repaired));
  if (!form) return undefined;
  const zone = repaired.replace(form, '').trim();
  if (zone !== '' && !ZONE.test(zone)) return undefined;
  const zoned = form === DAY || zone !== '';
  const ms = Date.parse(zoned ? repaired : form === ISO ? `${repaired}Z` : `${repaired} UTC`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/**
 * Test for the filters `field`, `field:min` and `field:max`; undefined when none is given. Our choice: the bounds themselves count, and a bare
 * date without bounds means that whole day.
 */
export function dateFilter(query: Query, field: string): DateTest | undefined {
  return readBounds(query, field, (name) =>
    refuse(422, `The filter ${name} is not valid.`, { [name]: 'must be a date' }),
  );
}

/** The same for V2, whose errors are arrays. */
export function legacyDateFilter(query: Query, field: string): DateTest | undefined {
  return readBounds(query, field, (name) => refuseLegacy(400, `The field '${name}' is invalid.`));
}

type DateTest = (second: number) => boolean;

function readBounds(query: Query, field: string, invalid: (name: string) => never): DateTest | undefined {
  const read = (name: string): number | undefined => {
    const text = query.get(name);
    return text === undefined ? undefined : (parseDate(text) ?? invalid(name));
  };
  const at = read(field);
  const min = read(`${field}:min`) ?? at;
  let max = read(`${field}:max`);
  if (max === undefined && at !== undefined) max = DAY.test(query.get(field)!) ? at + 86_399 : at;
  if (min === undefined && max === undefined) return undefined;
  return (second) => second >= (min ?? Number.NEGATIVE_INFINITY) && second <= (max ?? Number.POSITIVE_INFINITY);
}
