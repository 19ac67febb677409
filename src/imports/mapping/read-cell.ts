/** Reads one kind of value; undefined is not given. Values of CSV are text, of JSON anything. */
export type ReadCell = (value: unknown) => string | number | undefined;

const apostrophe = 39;

/**
 * A cell without blanks at its ends. A leading apostrophe, by which spreadsheets and our own reports keep text from being a formula, goes
 * where = + - or @ follows it.
 */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.trim();
  if (text.charCodeAt(0) !== apostrophe) return text === '' ? undefined : text;
  return '=+-@'.includes(text.charAt(1)) && text.length > 1 ? text.slice(1).trim() : text;
}

/** Of ids, postal codes, phones and amounts: no such value begins with an apostrophe, so any goes. */
export function readNumeral(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.trim();
  if (text.charCodeAt(0) !== apostrophe) return text === '' ? undefined : text;
  const rest = text.slice(1).trim();
  return rest === '' ? undefined : rest;
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
