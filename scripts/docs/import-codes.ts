import { problems } from '../../src/imports/mapping/problems.ts';
import { faults } from '../../src/imports/sources/faults.ts';
import { whatToDo } from '../../src/imports/what-to-do.ts';
import { namedCodes } from './named-codes.ts';
import { table } from './table.ts';

type Told = [meaning: string, remedy?: string];

const rejected: Record<string, Told> = {
  email_missing: ['The row has no email, or no column is mapped to it.'],
  name_missing: ['The row has neither a first nor a last name.'],
  first_name_missing: ['The first name is missing.'],
  last_name_missing: ['The last name is missing, or the full name is a single word.'],
  store_credit_unclear: ['The store credit is no amount that is read in one way only.'],
  command_not_supported: ['The row asks to delete or ignore a customer.'],
  wrong_field_count: [
    'The row has more or fewer cells than the header.',
    'Put the cell that holds the delimiter in quotes, or add the missing cells.',
  ],
  unclosed_quote: ['A quote opens in the row and is not closed.', 'Close it at the end of its cell.'],
  stray_quote: ['A quote stands where none may stand.'],
  nul_byte: ['The row holds a NUL byte, which is no text.'],
  bad_encoding: ['The row holds bytes or escapes that are no characters.'],
  record_too_large: ['The record is longer than a record may be.'],
  invalid_json: ['The record is not JSON.'],
  not_an_object: ['The record is JSON, and no object.'],
};

const skipped: Record<string, Told> = {
  duplicate_row: ['An earlier row of the file has the email.'],
  continuation_row: [
    'The row only adds an address to the customer of an earlier row; the address was sent.',
    'Nothing.',
  ],
};

const without: Record<string, Told> = {
  value_not_understood: ['A cell cannot be read and was left out.', 'Write what the message names.'],
  too_many_addresses: ['The customer has more addresses than BigCommerce takes at once; the last were left out.'],
  address_incomplete: ['An address lacks what BigCommerce demands and was left out.'],
  state_unknown: ['The state is not among those known of its country; it is sent as it is.'],
  postal_code_short: ['The postal code has one digit less than all of its country; it is sent as it is.'],
  consent_kept: ['The store has this person on record without consent to the newsletter.'],
  store_credit_kept: ['The customer exists, and an import sets the store credit of new customers only.'],
  email_left: [
    'Of update-customer: the customer was found by its id and has another email than the one that was given beside the id.',
    'Give new_email to change it.',
  ],
  nothing_to_ship: ['Of update-order: the order has no item left to ship, so no shipment was made.', 'Nothing.'],
};

const ofTheFile: Record<string, Told> = {
  newsletter_not_carried: ['The file says who wants the newsletter, and the import does not carry it.'],
  group_missing: ['The store lacks groups that the file names; they are made when the import starts.'],
  attribute_missing: ['The store lacks attributes that the file names; they are made when the import starts.'],
  addresses_alone: ['The file has addresses without their customers, and the choices do not add them to customers.'],
  encoding_guessed: ['The file is not UTF-8 and is read as Windows-1252.', 'Check the accents in names.'],
  duplicate_header: [
    'Columns have one heading. The first keeps it and the others are numbered: "Email (2)".',
    'Choose where each goes, by these names.',
  ],
  unnamed_column: [
    'A column has no heading. It is called by its position, "column 3", and is carried nowhere by itself.',
    'Choose where it goes, by this name, or leave it out.',
  ],
};

const reasons: Record<string, Told> = {
  paused: ['Somebody paused it.', 'Resume it.'],
  cancelled: ['Somebody cancelled it. What is through stays in the store.', 'Nothing.'],
  limit_reached: ['The rows of a pilot are through, as asked with `--limit`.', 'Look at them, then resume it.'],
  disk_full: ['The disk of the database is full.', 'Free some space there, then resume it.'],
  interrupted: ['The process that checked the file ended before the check did.', 'Check it again.'],
};

/** `details.problem` of a file that is refused as a whole. */
const files: Record<string, Told> = {
  no_such_file: ['There is no file of this name.'],
  not_readable: ['The file may not be read.'],
  folder: ['It is a folder.'],
  empty_file: ['There is nothing in it.'],
  workbook: ['It is a spreadsheet; save it as CSV.'],
  unknown_format: ['It is neither CSV nor JSON.'],
  no_header: ['The first line is no header.'],
  broken_header: ['The header cannot be read.'],
  broken_json: ['The JSON breaks off or goes on after its end.'],
  broken_gzip: ['The compressed file is damaged or cut off.'],
};

/** What a row, a check or a pause is told by, beside the codes of errors: tables by the names of their markers. */
export function importCodes(): Record<string, string> {
  const rows = { ...rejected, ...skipped, ...without, ...ofTheFile };
  const named = namedCodes();
  compare('codes', { ...rows, ...reasons }, named.codes);
  compare('problems of files', files, named.files);
  return {
    'row-codes': table(
      ['code', 'what becomes of it', 'meaning', 'what to do'],
      [
        ...lines(rejected, 'rejected'),
        ...lines(skipped, 'skipped'),
        ...lines(without, 'gets in, without that'),
        ...lines(ofTheFile, 'told of the whole file'),
      ],
    ),
    reasons: table(
      ['code', 'why the import rests', 'what to do'],
      Object.entries(reasons).map(([code, [meaning, remedy = '']]) => [`\`${code}\``, meaning, remedy]),
    ),
    files: table(
      ['`details.problem`', 'meaning'],
      Object.entries(files).map(([code, [meaning]]) => [`\`${code}\``, meaning]),
    ),
  };
}

function lines(told: Record<string, Told>, becomes: string): string[][] {
  return Object.entries(told).map(([code, [meaning, remedy = remedies.get(code) ?? whatToDo(code)]]) => [
    `\`${code}\``,
    becomes,
    meaning,
    remedy,
  ]);
}

/** Remedies that stand where a problem is made. What is given here for it appears in none of them. */
const remedies = new Map(
  [
    problems.emailMissing('Email'),
    problems.nameMissing(undefined),
    problems.firstNameMissing(undefined),
    problems.lastNameMissing(undefined),
    problems.storeCredit('', '', { fault: 'no_amount' }),
    problems.tooManyAddresses(12, 10),
    problems.command('', ''),
    faults.strayQuote({ line: 1 }),
    faults.nulByte({ line: 1 }),
    faults.badEncoding({ line: 1 }),
    faults.tooLarge(1, 1),
    faults.invalidJson(1, 'json'),
    faults.notAnObject(1, 'json'),
  ].map(({ code, what_to_do }) => [code, what_to_do]),
);

/** @throws {Error} where the code knows one that is not explained here, or the other way round */
function compare(what: string, told: Record<string, Told>, named: Set<string>): void {
  const untold = [...named].filter((code) => !(code in told));
  const unknown = Object.keys(told).filter((code) => !named.has(code));
  if (untold.length > 0) throw new Error(`scripts/docs/import-codes.ts does not tell these ${what}: ${untold}.`);
  if (unknown.length > 0) throw new Error(`scripts/docs/import-codes.ts tells ${what} that are gone: ${unknown}.`);
}
