import { blankText } from './blank-secrets.ts';
import { isOfSecret } from './problems.ts';
import { isSecretName } from './secret-names.ts';
import type { Proposal } from './types.ts';

/** What must not be kept as plain text: a column of passwords, hashes or tokens by its name or its place, a text of JSON that names one. */
export const mayBeSecret = {
  column: (column: string, { columns }: Pick<Proposal, 'columns'>): boolean =>
    isSecretName(column) ||
    columns.some((found) => found.column === column && (found.why === 'secret' || found.target === 'new_password')),
  text: (text: string): boolean => blankText(text, isSecretName) !== text,
  /** A problem of a cell that was left out for it. */
  problem: isOfSecret,
};
