import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { UsageError } from '../explain-error.ts';

/** The import with this id, or the only one whose id begins so, with or without `imp_`. */
export async function findImport(imports: Imports, given: string): Promise<ImportRecord> {
  const all = await imports.list();
  const found = all.filter(({ id }) => id.startsWith(given) || id.startsWith(`imp_${given}`));
  const exact = found.find(({ id }) => id === given);
  if (found.length > 1 && !exact) {
    const names = found.slice(0, 5).map(({ id, file }) => `${id} (${file})`);
    throw new UsageError(`${found.length} imports begin with "${given}": ${names.join(', ')}.`, 'Give more of the id.');
  }
  // One that is not listed, or none at all, which the error tells.
  return exact ?? found[0] ?? imports.get(given);
}
