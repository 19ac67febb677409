import type { SourceFault } from './source.ts';

type Place = { line: number; column?: string | undefined };

const quoting = 'Put the cell in quotes and double those within it: "5"" Bob".';

const codes: Record<SourceFault['code'], true> = {
  wrong_field_count: true,
  unclosed_quote: true,
  stray_quote: true,
  nul_byte: true,
  record_too_large: true,
  invalid_json: true,
  not_an_object: true,
  bad_encoding: true,
};

/** Whether a problem of this code means that the record has neither cells nor object. */
export function isFault(code: string): boolean {
  return code in codes;
}

/** Each fault of a record, with its remedy. */
export const faults = {
  wrongFieldCount: (line: number, cells: number, header: number): SourceFault => ({
    code: 'wrong_field_count',
    message: `Line ${line} has ${cells} ${cells === 1 ? 'cell' : 'cells'}, the header ${header}.`,
    what_to_do:
      cells > header
        ? 'Put the cell that holds the delimiter in quotes, or remove the surplus cell.'
        : 'Add the missing cells; leave them empty where there is no value.',
  }),
  unclosedQuote: ({ line, column }: Place): SourceFault => ({
    code: 'unclosed_quote',
    message: `Line ${line} cannot be read: a quote opens there that is not closed.`,
    what_to_do: `Close the quote at the end of its cell. A quote that belongs to the text: ${quoting}`,
    ...(column && { column }),
  }),
  strayQuote: ({ line, column }: Place): SourceFault => ({
    code: 'stray_quote',
    message: `Line ${line} cannot be read: a quote stands where none may stand.`,
    what_to_do: quoting,
    ...(column && { column }),
  }),
  nulByte: ({ line, column }: Place): SourceFault => ({
    code: 'nul_byte',
    message: `Line ${line} holds a NUL byte, which is no text.`,
    what_to_do: 'The file was damaged or cut off while it was written: export it once more, or remove the byte.',
    ...(column && { column }),
  }),
  badEscape: (line: number, written: string): SourceFault =>
    written === '\\u0000'
      ? {
          code: 'nul_byte',
          message: `Line ${line} holds ${written}, which is no text.`,
          what_to_do: `The data was damaged before it was written: export it once more, or remove the ${written}.`,
        }
      : {
          code: 'bad_encoding',
          message: `Line ${line} holds ${written}, which is half of a character.`,
          what_to_do:
            'A text was cut in the middle of an emoji or a rare character: remove the half, or write all of it.',
        },
  badEncoding: ({ line, column }: Place): SourceFault => ({
    code: 'bad_encoding',
    message: `Line ${line} holds bytes that do not belong to the encoding of the file.`,
    what_to_do: 'Check the accents in it, and save the file as UTF-8.',
    ...(column && { column }),
  }),
  tooLarge: (line: number, maxRecordBytes: number): SourceFault => ({
    code: 'record_too_large',
    message: `The record on line ${line} is longer than ${maxRecordBytes.toLocaleString('en')} bytes.`,
    what_to_do: 'Shorten it; if it should be several rows, a line break or a closing quote is missing.',
  }),
  invalidJson: (line: number, format: 'ndjson' | 'json'): SourceFault => ({
    code: 'invalid_json',
    message:
      format === 'ndjson'
        ? `Line ${line} is not JSON. Write one JSON object a line, or a JSON array.`
        : `The element on line ${line} is not JSON.`,
    what_to_do: 'Look for a missing comma, quote or bracket.',
  }),
  notAnObject: (line: number, format: 'ndjson' | 'json'): SourceFault => ({
    code: 'not_an_object',
    message:
      format === 'ndjson' ? `Line ${line} is not a JSON object.` : `The element on line ${line} is not a JSON object.`,
    what_to_do: 'Write each record as an object: {"email": "ana@example.com"}.',
  }),
};
