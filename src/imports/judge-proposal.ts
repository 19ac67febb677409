import { RollcallError } from '../nodes/index.ts';
import type { Overlay } from './fixes/index.ts';
import type { ImportOptions } from './import.ts';
import { mayBeSecret, type Proposal } from './mapping/index.ts';
import type { SourceRecord } from './sources/index.ts';

/** Of JSON: no column is known where no record is. */
export function checkReadable(file: string, samples: readonly SourceRecord[]): void {
  if (samples.some(({ object }) => object)) return;
  const fault = samples[0]?.fault;
  throw new RollcallError(
    'invalid_params',
    fault === undefined
      ? `${file} is empty: it holds no records.`
      : `${file} cannot be read: no record among the first ${samples.length} is one. ${fault.message} ${fault.what_to_do}`,
  );
}

export function checkEmailColumn(proposal: Proposal, header: string[]): void {
  if (proposal.columns.some(({ target }) => target === 'email')) return;
  const title = header.length === 1 ? ' Where the header row stands further down, remove the lines above it.' : '';
  throw new RollcallError(
    'invalid_params',
    `No column of the file was recognised as the email, and nothing can be imported without it. Choose the column that holds the emails. The file has: ${header.slice(0, 30).join(', ')}.${title}`,
    { param: 'map', details: { columns: header.slice(0, 30) } },
  );
}

/** A mapping that was made for another kind of file is a mistake, not a wish. One without columns, such as group rules alone, fits any. */
export function checkMappingFits(
  { mapping, mapping_from: from }: ImportOptions,
  { columns }: Proposal,
  header: string[],
): void {
  const wanted = Object.keys(mapping?.columns ?? {});
  if (wanted.length === 0 || columns.some(({ why }) => why === 'mapping')) return;
  throw new RollcallError(
    'invalid_params',
    `The mapping${from === undefined ? '' : ` "${from}"`} fits no column of the file: it is for ${wanted.slice(0, 10).join(', ')}, and the file has ${header.slice(0, 10).join(', ')}. Leave it out, or choose another one.`,
    { param: 'mapping' },
  );
}

/** A correction is kept as plain text, which a password never is. */
export function checkFixedColumns({ fixes, replacements }: Overlay, proposal: Proposal): void {
  const corrected = [...fixes.map(({ column_name: column }) => column), ...replacements.map(({ column }) => column)];
  const found = corrected.find((column) => mayBeSecret.column(column, proposal));
  if (found === undefined) return;
  throw new RollcallError(
    'invalid_params',
    `Cells of "${found}" were corrected, and the column would now be carried as a password, which is never kept as a correction. Take these corrections back, or map the column elsewhere.`,
    { param: 'map' },
  );
}

/** Whether the file has companies of addresses beside those of customers: then a blank one is none. */
export function tellsCompanies({ columns }: Proposal): boolean {
  return columns.some(
    ({ target }) => target === 'addresses' || (target !== 'company' && /company$/.test(target ?? '')),
  );
}

/** What BigCommerce or Rollcall exported names the groups of a store; in any other file a name may be misspelt. */
export function mayMake({ create_missing: asked }: ImportOptions, { template, columns }: Proposal): boolean {
  if (asked !== undefined) return asked;
  if (template?.id === 'bigcommerce_bulk_edit' || template?.id === 'bigcommerce_default') return true;
  // The API's names alone may be somebody's own table; an id and a date beside them come from a store.
  const names = columns.map(({ column }) => column.toLowerCase());
  return template?.id === 'bigcommerce_api' && names.includes('id') && names.includes('date_created');
}
