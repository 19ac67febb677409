export const FAULT_KINDS = [
  '5xx',
  'lost-before',
  'lost-after',
  'late-commit',
  'partial',
  'truncated',
  '429',
  'quota-thief',
] as const;

/**
 * - `5xx`: 500, 502, 503 or 504; nothing is committed.
 * - `lost-before`: the connection dies; nothing is committed.
 * - `lost-after`: committed, then the connection dies.
 * - `late-commit` (writes): the connection dies or a 504 comes at once; the write is executed `delay_ms` later, and if it is refused by then,
 *   say because the email is taken, nobody learns of it.
 * - `partial` (arrays of two items or more): some first items are committed, then a 422 without a culprit, a 422 naming one, or a 5xx.
 * - `truncated`: committed; the body is cut off under its full content-length.
 * - `429`: refused without any quota header; not executed.
 * - `quota-thief`: another app takes `rate` of each window's quota, whatever `match` says, and `count` units in all.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

export type FaultRule = {
  /**
   * Method and path prefix below `/stores/{hash}`, such as `POST /v3/customers`. `*` stands for any method or any part of a path, and a final
   * `$` ends the path there, so that `POST /v3/customers$` leaves its sub-resources alone. With a query it ends there too, and the request must
   * have each filter that is named: `GET /v3/customers?email:in`, or `?id:in=7*` for a value.
   * @default '*'
   */
  match?: string;
  kind: FaultKind;
  /** Probability for each matching request; of a quota-thief its part of the quota. @default 1 */
  rate?: number;
  /** At most so many times; of a quota-thief, units. @default no end */
  count?: number;
  /** Leaves the first matching requests alone. @default 0 */
  skip?: number;
  /** The same seed meets the same requests. @default 1 */
  seed?: number;
  /** `late-commit`: milliseconds until the write is executed. @default 3000 */
  delay_ms?: number;
  /** `5xx`: always this status. @default drawn from 500, 502, 503 and 504 */
  status?: number;
  /** `partial`: `no-culprit`, `culprit` or `5xx`; `late-commit`: `lost` or `5xx`. @default drawn */
  reply?: 'no-culprit' | 'culprit' | '5xx' | 'lost';
};
