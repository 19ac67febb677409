import type { RowMessage } from '../../../../../src/hosts/http/api-types.ts';

const retry = 'It may pass: retry the failed a little later.';

/** What to do here, where the API's own remedy speaks to the terminal. */
const remedies: Record<string, string> = {
  customer_exists:
    'Nothing, if the customer is to stay as it is. Else import the row again and choose to update customers who exist.',
  customer_not_found: 'Nothing, if only customers who exist were to be updated.',
  duplicate_row: 'Nothing, if the rows say the same: the earlier one was taken.',
  address_incomplete: 'Fill in what the address lacks, and add it to the customer.',
  partial: 'Import the row again and choose to update customers who exist: only what is missing is sent.',
  store_unavailable: retry,
  timeout: retry,
  network: retry,
  rate_limited: retry,
};

export const rowRemedy = ({ code, what_to_do }: Pick<RowMessage, 'code' | 'what_to_do'>): string =>
  remedies[code] ?? what_to_do;
