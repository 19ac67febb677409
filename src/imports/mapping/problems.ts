import type { AmountFault } from './read-amount.ts';
import { showValue } from './samples.ts';
import { shorten } from './shorten.ts';
import type { RowProblem } from './types.ts';

const longest = 100;

function show(value: unknown): string {
  return shorten(showValue(value), longest);
}

type At = { column?: string | undefined; value?: unknown };

function problem(code: string, rejects: boolean, message: string, what_to_do: string, at: At = {}): RowProblem {
  return {
    code,
    ...(at.column !== undefined && { column: at.column }),
    ...(at.value !== undefined && { value: show(at.value) }),
    message,
    what_to_do,
    rejects,
  };
}

type CreditFault = {
  fault: AmountFault;
  /** Of the amount, where it is a currency that stands against it. */
  currency?: string | undefined;
  /** Of the store, where it is known. */
  own?: string | undefined;
};

const writeAmount = "Write the amount in the store's default currency with digits and a point alone: 1250.00.";

const creditFaults: Record<AmountFault, (fault: CreditFault) => [message: string, remedy?: string]> = {
  no_amount: () => ['is no amount'],
  several: () => ['has more than one amount'],
  negative: () => ['is negative', 'Leave the cell blank, or write 0: a customer cannot owe in BigCommerce.'],
  two_ways: () => [
    'can be read in two ways, since nothing in the column tells whether its point or comma separates thousands or decimals',
    'Write a thousand as 1000.00, and one as 1.00: amounts with digits, a point and two decimals are read in one way.',
  ],
  other_decimal: () => [
    'has its decimals behind another sign than amounts above it, and the two together leave others in doubt',
    'Write all amounts of the column in one way, best with digits and a point alone: 1250.00.',
  ],
  currency: ({ currency, own }) => [
    own === undefined
      ? `is in ${currency}, and others of the column are in another currency`
      : `is in ${currency}, and the store counts in ${own}`,
    "Write the amount in the store's default currency with digits and a point alone, 1250.00; or leave the column out.",
  ],
};

/** What can be wrong with the values of a row, each with its remedy. */
export const problems = {
  emailMissing: (column: string | undefined) =>
    problem(
      'email_missing',
      true,
      column === undefined ? 'No column is mapped to email.' : 'The row has no email.',
      column === undefined
        ? 'Choose the column that holds the emails.'
        : 'Fill in the email, or leave the row out: BigCommerce has no customer without one.',
      { column },
    ),
  noCustomerAbove: () =>
    problem(
      'email_missing',
      true,
      'The row has an address and no email, and no customer stands above it.',
      'Fill in the email, or put the row below its customer.',
    ),
  nameMissing: (column: string | undefined) =>
    problem(
      'name_missing',
      true,
      'The row has neither a first nor a last name.',
      'Fill in both, which BigCommerce demands of a new customer; or choose to update only customers who exist, which needs no names.',
      { column },
    ),
  firstNameMissing: (column: string | undefined, value?: unknown, rejects = true) =>
    problem('first_name_missing', rejects, 'The first name is missing.', oneName('first'), { column, value }),
  lastNameMissing: (column: string | undefined, value?: unknown, rejects = true) =>
    problem(
      'last_name_missing',
      rejects,
      value === undefined ? 'The last name is missing.' : 'The full name is a single word, so there is no last name.',
      oneName('last'),
      { column, value },
    ),
  storeCredit: (column: string, value: unknown, fault: CreditFault) => {
    const [message, what_to_do = writeAmount] = creditFaults[fault.fault](fault);
    return problem('store_credit_unclear', true, `The store credit ${message}.`, what_to_do, { column, value });
  },
  notUnderstood: (column: string, value: unknown, wanted: string) =>
    problem('value_not_understood', false, `The value is no ${wanted}; it was left out.`, `Write ${wanted}.`, {
      column,
      value,
    }),
  noPhone: (column: string, value: unknown) =>
    problem(
      'value_not_understood',
      false,
      'The phone has no digit; it was left out.',
      'Write the number, or leave the cell blank.',
      { column, value },
    ),
  shortened: (column: string, value: unknown) =>
    problem(
      'value_not_understood',
      false,
      `A spreadsheet shortened the number to ${show(value)}, so its digits are lost; it was left out.`,
      'Write the number in full: take it from the original file, and let the spreadsheet keep the column as text.',
      { column, value },
    ),
  /** Without the value: where a secret would stand in it, nobody can tell. */
  unreadable: (column: string, wanted: string) =>
    problem(
      'value_not_understood',
      false,
      `The cell cannot be read as ${wanted}; it was left out.`,
      'Write it as JSON.',
      { column },
    ),
  secretInside: (column: string) =>
    problem(
      'value_not_understood',
      false,
      'The cell names a password, hash or token and cannot be read as JSON; it was left out.',
      'Write it as JSON, or without secrets.',
      { column },
    ),
  entryNotText: (column: string, name: string) =>
    problem(
      'value_not_understood',
      false,
      `The value of "${show(name)}" is neither text nor a list of texts; it was left out.`,
      'Write it as text.',
      { column, value: name },
    ),
  tooManyAddresses: (count: number, most: number) =>
    problem(
      'too_many_addresses',
      false,
      `The customer has ${count} addresses; BigCommerce takes ${most} with a customer, so the last ${count - most} were left out.`,
      'Put them into a file of their own with the email of the customer, import it, and choose to update customers who exist.',
    ),
  command: (column: string, value: unknown) =>
    problem(
      'command_not_supported',
      true,
      `The row's command is ${show(value)}, and an import deletes and ignores nothing.`,
      'Remove the row, or change its command to MERGE.',
      { column, value },
    ),
};

/** Whether a cell was left out since it names a secret: nothing of it is kept. */
export function isOfSecret({ what_to_do }: RowProblem): boolean {
  return what_to_do === problems.secretInside('').what_to_do;
}

function oneName(which: 'first' | 'last'): string {
  return `Fill in the ${which} name: BigCommerce demands both of a new customer.`;
}
