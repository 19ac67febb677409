import type {
  ColumnProposal,
  ImportView,
  MappingTarget,
  ProblemGroup,
} from '../../../../../src/hosts/http/api-types.ts';
import { bytes } from '../../../parts/amounts.ts';
import { plainMessage } from '../plain-message.ts';
import { targetWords } from './columns/targets.ts';

const titles: Record<string, string> = {
  invalid_params: 'Values that BigCommerce does not take',
  email_missing: 'No email',
  email_not_searchable: 'A comma in an email',
  name_missing: 'No name',
  first_name_missing: 'No first name',
  last_name_missing: 'No last name',
  address_incomplete: 'Address left out: something is missing',
  state_unknown: 'State not known',
  postal_code_short: 'Postal code a digit short',
  duplicate_row: 'Email comes twice in the file',
  group_not_found: 'Customer group not in the store',
  group_missing: 'Customer groups will be made',
  attribute_missing: 'Customer attributes will be made',
  attribute_not_found: 'Customer attribute not in the store',
  addresses_alone: 'Addresses without their customers',
  newsletter_not_carried: 'Newsletter consent is not imported',
  store_credit_unclear: 'Store credit is no clear amount',
  value_not_understood: 'Values left out: not understood',
  too_many_addresses: 'More addresses than BigCommerce takes',
  command_not_supported: 'Rows that ask for something else than an import',
  wrong_field_count: 'Cells too many or too few',
  unclosed_quote: 'A quote that is never closed',
  stray_quote: 'A quote in the wrong place',
  nul_byte: 'Unreadable characters',
  bad_encoding: 'Unreadable characters',
  record_too_large: 'Row too large',
  invalid_json: 'Row is no valid JSON',
  not_an_object: 'Row is no customer',
};

/** Where on this page a remedy is found. */
const remedies: Record<string, string> = {
  invalid_params: 'Show the rows to correct their cells in place.',
  name_missing:
    'Fill in both names, which BigCommerce demands of a new customer. Or choose under “More choices” to import only people who are in the store already.',
  address_incomplete: 'Fill in what the address lacks. The customers get in all the same, without this address.',
  duplicate_row:
    'Nothing, if the rows say the same: the first one is imported. To apply all of them one after the other, see “More choices”.',
  group_not_found:
    'Correct the names, or create the groups in BigCommerce. Or choose in step 3 under “More choices” that the import makes them.',
  attribute_not_found:
    'Choose another target for the column, or create the attribute in BigCommerce. Or choose in step 3 under “More choices” that the import makes it.',
  group_missing: 'Nothing, if these are right. Else correct the names, or switch it off under “More choices”.',
  addresses_alone:
    'Import the customers first. Then choose in step 3 to update them from the file, and under “More choices” only to update people who are there, and to apply rows of one email one after the other.',
  newsletter_not_carried: 'Switch it on in step 3, if these people asked for your newsletter.',
};

/** May be about any column, and every row says something else. */
const general = new Set(['invalid_params', 'value_not_understood', 'nul_byte', 'bad_encoding']);

/** "E-mail: values that BigCommerce does not take". A title that says what it is about has its column only beside others of its kind. */
export function problemTitle({ code, message, column }: ProblemGroup, isOnly: boolean): string {
  const title = titles[code] ?? message;
  if (column === undefined) return title;
  if (general.has(code)) return `${column}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return isOnly ? title : `${title} (${column})`;
}

/** What is wrong. Where the rows do not all have the same the message says itself that it is an example. */
export function problemExample(group: ProblemGroup): string {
  // The title has said that it is not imported.
  const message = group.message.replace(/^Newsletter consent is not carried: i/, 'I');
  return plainMessage({ ...group, message });
}

export const problemRemedy = ({ code, what_to_do }: ProblemGroup): string => remedies[code] ?? what_to_do;

/** Why a column goes where it goes, or nowhere. */
export function whyWords({ why, target, kind }: ColumnProposal, template: string | undefined): string {
  if (why === 'secret' || kind === 'secret') return 'Dropped for safety';
  if (why === 'template') return template === undefined ? 'Known column' : `Known from “${template}”`;
  if (why === 'exact') return 'Same name';
  if (why === 'similar') return 'Similar name';
  if (why === 'chosen') return 'Your choice';
  if (why === 'mapping') return 'From the saved mapping';
  return target === null && why === 'unknown' ? 'Not recognised' : 'Has no place in BigCommerce';
}

/** The note of a column for somebody who has drop-downs. */
export function noteWords({ note, why, kind }: ColumnProposal, targets: MappingTarget[]): string | undefined {
  // That it was a choice stands before it.
  if (note === undefined || note === 'Left out by your choice.') return undefined;
  if (why === 'secret' || kind === 'secret') return 'It holds passwords or keys. Nothing of it is stored or sent.';
  const titled = note.replace(
    /(looks like|goes to) (\S+?)(?= by| already| in its place)/,
    (_, verb: string, name: string) => `${verb} “${targetWords(name, targets)}”`,
  );
  return titled
    .replace(/map it to attributes\.NAME or form_fields\.NAME/i, 'choose “Attribute” or “Form field”')
    .replace('Nothing is like it. ', '')
    .replace('The values are listed; assign groups by rules.', 'You can choose groups for its values below.')
    .replace('Its values are listed; assign groups by rules.', 'You can choose groups for its values below.');
}

const delimiters = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' };
const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** What the file is: "CSV with semicolons", "UTF-8". */
export function fileFacts({ source }: ImportView): string[] {
  if (!source) return [];
  const { format, delimiter, encoding, gzip } = source;
  const kind = format === 'csv' ? `CSV with ${delimiters[delimiter ?? ',']}` : format === 'json' ? 'JSON' : 'NDJSON';
  return [kind, encodings[encoding], ...(gzip ? ['gzip'] : [])];
}

/** How much of the file was read, in words. */
export function readSoFar({ bytes_read: read, bytes: all }: { bytes_read: number; bytes?: number }): string {
  return all === undefined ? bytes(read) : `${bytes(read)} of ${bytes(all)}`;
}
