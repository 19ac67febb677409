import { sourceError } from './source-error.ts';

/** First bytes of files that hold no text. */
const signatures: [bytes: string, what: string][] = [
  ['504b0304', 'an Excel workbook or a zip archive'],
  ['d0cf11e0', 'an old Excel workbook'],
  ['25504446', 'a PDF'],
  ['28b52ffd', 'packed with zstd'],
  ['fd377a58', 'packed with xz'],
  ['425a6839', 'packed with bzip2'],
  ['377abcaf', 'a 7-Zip archive'],
];

/**
 * Refuses what is known to be no text, and says what to do with it.
 * @throws {RollcallError} invalid_params
 */
export function refuseForeign(head: Buffer, name: string): void {
  const [, what] = signatures.find(([bytes]) => head.subarray(0, 4).toString('hex') === bytes) ?? [];
  if (what?.includes('Excel'))
    throw sourceError('workbook', `${name} is ${what}. Open it and save the sheet as CSV (UTF-8), or unpack it.`);
  if (what) throw notText(name, what);
}

/** Refuses a first row that can be no header. @throws {RollcallError} invalid_params */
export function refuseForeignText(row: string, name: string): void {
  if (row.startsWith('<')) throw notText(name, 'HTML or XML');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\0-\x08\x0e-\x1f]/.test(row) || !row.isWellFormed()) throw notText(name);
}

/** @throws {RollcallError} invalid_params */
function notText(name: string, what?: string) {
  return sourceError(
    'unknown_format',
    `${name} is neither NDJSON, nor a JSON array, nor CSV with a header row${what ? `: it is ${what}` : ''}. Save the list as CSV (UTF-8).`,
  );
}
