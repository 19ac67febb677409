import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { isRollcallError } from '../../../nodes/index.ts';
import { UsageError } from '../explain-error.ts';

/** The import with this id, or the only one whose id begins so, with or without `imp_`. */
export async function findImport(imports: Imports, given: string): Promise<ImportRecord> {
  const found = await imports.find(given);
  const exact = found.find(({ id }) => id === given);
  if (found.length > 1 && !exact) {
    const names = found.slice(0, 5).map(({ id, file }) => `${id} (${file})`);
    throw new UsageError(`${found.length} imports begin with "${given}": ${names.join(', ')}.`, 'Give more of the id.');
  }
  // All of it; or none, which the error tells.
  return imports.get((exact ?? found[0])?.id ?? given).catch((error) => {
    if (!isRollcallError(error) || error.code !== 'not_found') throw error;
    throw Object.assign(error, { hint: 'rollcall imports list shows those that there are.' });
  });
}
