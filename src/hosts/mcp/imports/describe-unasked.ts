import type { ImportRecord } from '../../../imports/index.ts';

type Checked = Pick<ImportRecord, 'check' | 'options'>;

/** `at most 4,000 created`, where who exists was not asked; undefined where it is known, or where it makes no difference. */
export function atMostOf({ check, options }: Checked, limit = Number.POSITIVE_INFINITY): string | undefined {
  if (!check || check.existing) return undefined;
  const { created, updated } = check.would;
  const isSame = options.if_exists === 'update';
  const open = isSame ? created + updated : created;
  if (open === 0) return undefined;
  const fate = !isSame ? 'created' : created === 0 ? 'updated' : 'created or updated';
  return `at most ${Math.min(open, limit).toLocaleString('en')} ${fate}`;
}

/** The same as a sentence without its end: `at most 4,000 created: who exists was not asked`. */
export function unaskedOf(record: Checked, limit?: number): string | undefined {
  const atMost = atMostOf(record, limit);
  return atMost && `${atMost}: who exists was not asked`;
}
