/** Reads one kind of value; undefined is not given. Values of CSV are text, of JSON anything. */
export type ReadCell = (value: unknown) => string | number | undefined;

const apostrophe = 39;
const guard = /^'(?='*[=+\-@\t\r])/;

/**
 * A cell without blanks at its ends. A leading apostrophe, by which spreadsheets, our exports and our reports keep text from being a formula,
 * goes: one, where = + - @, a tab or a carriage return follows it, further apostrophes between them or not.
 */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  // Before the blanks go, since a tab at the end of the cell may be what was guarded.
  const text = (value.charCodeAt(0) === apostrophe ? value.replace(guard, '') : value).trim();
  return text === '' ? undefined : text;
}

/** Of ids, postal codes, phones and amounts: no such value begins with an apostrophe, so any goes. */
export function readNumeral(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.trim();
  if (text.charCodeAt(0) !== apostrophe) return text === '' ? undefined : text;
  const rest = text.slice(1).trim();
  return rest === '' ? undefined : rest;
}

/** Whether a spreadsheet wrote a long number as 3.46E+10: its other digits are lost. */
export function isShortened(value: unknown): boolean {
  return typeof value === 'string' && /^\d(?:[.,]\d+)?E\+\d{2}$/i.test(value);
}

/** Of JSON: text and numbers as they are, yes or no and lists of such as text. Objects are no text. */
export function readJsonText(value: unknown): string | number | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const texts = value.map(readJsonText).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join(', ');
}

/** Whether a cell holds nothing. */
export function isBlankCell(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
