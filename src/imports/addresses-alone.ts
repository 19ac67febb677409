import type { ImportOptions, ProblemGroup } from './import.ts';
import { type Proposal, templateById } from './mapping/index.ts';
import { whatToDo } from './what-to-do.ts';

type Choices = Pick<ImportOptions, 'if_exists' | 'if_missing' | 'duplicates'>;

/** What is to be known of a file of addresses, where the choices are not those that add each to a customer who exists. */
export function addressesAlone(
  proposal: Proposal,
  { if_exists, if_missing, duplicates }: Choices,
  rows: number,
): ProblemGroup | undefined {
  if (!templateById(proposal.template?.id)?.addressesOnly) return undefined;
  const ends = [
    if_exists !== 'update' && `rows of customers who exist are ${if_exists === 'skip' ? 'skipped' : 'rejected'}`,
    if_missing === 'create' && 'customers who do not exist are made, named as their address',
    duplicates === 'first' && 'of several addresses of a customer the first one counts',
  ].filter((end) => end !== false);
  if (ends.length === 0) return undefined;
  return {
    code: 'addresses_alone',
    count: rows,
    what_to_do: whatToDo('addresses_alone'),
    lines: [],
    message: `Each row is an address, and its customer is imported from another file. As chosen: ${ends.join('; ')}.`,
    rejects: false,
  };
}
