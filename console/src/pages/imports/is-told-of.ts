import type { ImportView } from '../../../../src/hosts/http/api-types.ts';

/**
 * Whether what is known of a line is of the row that a list has on it. In a JSON array many rows may begin on one line, which then tells of the
 * last of them; there a row is known by its email alone.
 */
export function isToldOf(
  { source }: Pick<ImportView, 'source'>,
  told: { email?: string },
  listed: { email?: string },
): boolean {
  return source?.format !== 'json' || (told.email !== undefined && told.email === listed.email);
}
