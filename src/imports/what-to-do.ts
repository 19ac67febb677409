/** The remedy for each code, as a merchant does it. */
const remedies: Record<string, string> = {
  invalid_params: 'Correct the cell and import the row again.',
  email_not_searchable: 'Give one email without a comma.',
  group_not_found: 'Create the group in BigCommerce, or correct its name, and import the row again.',
  group_missing:
    'Nothing, if these are right; else correct the names, or import without --create-missing to have such rows rejected.',
  attribute_missing: 'Nothing, if these are right; else map the columns to attributes that there are.',
  attribute_not_found: 'Create the attribute in BigCommerce, or map the column to another one.',
  customer_exists: 'Nothing, if the customer is to stay as it is; else import the row with --if-exists update.',
  customer_ambiguous: 'Name the channel in a channel_ids column, or update one of these customers by its id.',
  customer_not_found:
    'Nothing, if only customers that exist are to be updated; else import the row with --if-missing create.',
  rejected: 'Correct the row as BigCommerce says and import it again.',
  partial: 'Import the row again with --if-exists update: only what is missing is sent.',
  store_unavailable: 'Run `rollcall imports retry` later: BigCommerce had trouble.',
  timeout: 'Run `rollcall imports retry` later.',
  network: 'Check the network, then run `rollcall imports retry`.',
  rate_limited: 'Run `rollcall imports retry` later.',
  address_incomplete: 'Fill in what the address lacks and import the row again with --if-exists update.',
  state_unknown: 'Check the spelling of the state; it was taken as it stands.',
  duplicate_row:
    'Nothing, if the rows are the same; else keep one of them, or import with --if-exists update --duplicates merge.',
  newsletter_not_carried: 'Add --newsletter to carry the consent, one call a person.',
  consent_kept: 'Nothing: who opted out stays out.',
  store_credit_kept: 'Change the balance in the control panel, or by update-customer.',
};

export function whatToDo(code: string): string {
  return remedies[code] ?? 'Correct the row and import it again.';
}
