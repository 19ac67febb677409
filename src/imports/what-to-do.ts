/** The remedy for each code, as a merchant does it on any surface: none names a flag or a command. */
const remedies: Record<string, string> = {
  invalid_params: 'Correct the cell and import the row again.',
  email_not_searchable: 'Give one email without a comma.',
  group_not_found:
    'Create the group in BigCommerce, or correct its name, and import the row again; or choose that groups which are missing are made.',
  group_missing:
    'Nothing, if these are right; else correct the names, or choose that nothing is made: then such rows are rejected.',
  attribute_missing: 'Nothing, if these are right; else map the columns to attributes that there are.',
  attribute_not_found:
    'Create the attribute in BigCommerce, map the column to another one, or choose that attributes which are missing are made.',
  customer_exists:
    'Nothing, if the customer is to stay as it is; else import the row again and choose to update customers who exist.',
  customer_ambiguous: 'Name the channel in a channel_ids column, or update one of these customers by its id.',
  customer_not_found:
    'Nothing, if only customers who exist are to be updated; else import the row again and choose to create those who do not.',
  rejected: 'Correct the row as BigCommerce says and import it again.',
  partial: 'Import the row again and choose to update customers who exist: only what is missing is sent.',
  store_unavailable: 'Retry the failed rows later: BigCommerce had trouble.',
  timeout: 'Retry the failed rows later.',
  network: 'Check the network, then retry the failed rows.',
  rate_limited: 'Retry the failed rows later.',
  address_incomplete:
    'Fill in what the address lacks. Where the customer is in the store by then, import the row again and choose to update customers who exist.',
  state_unknown: 'Check the spelling of the state; it is taken as it stands.',
  postal_code_short: 'Write the code with its zero, 01067, and let the spreadsheet keep the column as text.',
  duplicate_row:
    'Nothing, if the rows say the same; else keep one of them, or choose to update customers who exist and to apply such rows one after the other.',
  addresses_alone:
    'Import the customers first. Then choose to update customers who exist, to skip those who do not, and to apply rows of one email one after the other.',
  newsletter_not_carried:
    'Choose to carry the consent, if these people asked for your newsletter: it takes one call a person.',
  consent_kept: 'Nothing: who opted out stays out.',
  store_credit_kept:
    'Change the balance in the control panel, or by create-customer with if_exists update and store_credit_mode set.',
};

export function whatToDo(code: string): string {
  return remedies[code] ?? 'Correct the row and import it again.';
}
