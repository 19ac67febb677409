import { createHash } from 'node:crypto';

/** The SHA-256 of a JSON value, whatever order an object's keys stand in: models write them in any. */
export function digest(value: unknown): string {
  const text = JSON.stringify(value ?? null, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return createHash('sha256').update(text).digest('hex');
}
