import { stringify } from 'csv-stringify/sync';

/** A leading sign that a phone number, a number or an email has; nothing here can name a function, a cell range or a program. */
const harmless = /^[+-](?:[\d\s().,/-]*(?:(?:x|ext\.?)\s*\d+)?|[\w.+-]+@[\w.-]+)$/i;

/**
 * A cell that a spreadsheet would calculate gets an apostrophe before it: a shopper chooses a name, and a shop's staff opens the file. Reading
 * the file again, one apostrophe before `'*[=+\-@\t\r]` is taken off; so a text that begins like a guarded one is guarded too.
 *
 * BigCommerce's own importer takes nothing off. So `+34 600 123 456`, `-12.5` and `+ana@example.com` stay as they are: they calculate to
 * nothing worse than a number, and a phone or an email with an apostrophe would come back as another one.
 */
export function guardFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) && !harmless.test(text) ? `'${text}` : text;
}

/**
 * Cells as one record of RFC 4180, without its line break. The lines of an export end with LF alone: every reader takes it, and tools that go
 * by lines find no CR in the last cell.
 */
export function csvRecord(cells: string[]): string {
  return stringify([cells.map(guardFormula)], { eof: false });
}
