import { isPlainObject } from './flatten.ts';
import { parseJson } from './parse-json.ts';
import { isBlankCell } from './read-cell.ts';
import { isSecretEntry, isSecretName } from './secret-names.ts';

export type Entries = {
  found: [name: string, value: unknown][];
  /** Names of those whose value is neither text nor a list of texts. */
  refused: string[];
};

/**
 * Attributes or form fields: `{ name: value }`, `[{ "attribute_name" or "attribute_id", "attribute_value" }]` and `[{ "name", "value" }]`, or the JSON text
 * of these; undefined for anything else. Blank values and secrets are not given.
 */
export function readEntries(value: unknown): Entries | undefined {
  const given = typeof value === 'string' ? parseJson(value) : value;
  let all: [unknown, unknown][];
  if (Array.isArray(given) && given.every(isPlainObject))
    all = given
      .filter((item) => !isSecretEntry(item))
      // An attribute's id is another one in another store; its name, where it is told, is the same.
      .map((item) => [
        item.attribute_name ?? item.attribute_id ?? item.name ?? item.id,
        item.attribute_value ?? item.value,
      ]);
  else if (isPlainObject(given)) all = Object.entries(given);
  else return undefined;
  const entries: Entries = { found: [], refused: [] };
  for (const [name, item] of all) {
    if (isBlankCell(item) || isBlankCell(name) || typeof name === 'object' || isSecretName(String(name))) continue;
    if (isSimple(item)) entries.found.push([String(name), item]);
    else entries.refused.push(String(name));
  }
  return entries;
}

/** Text, a number, yes or no, or a list of such. */
export function isSimple(value: unknown): boolean {
  return Array.isArray(value) ? value.every((item) => typeof item !== 'object') : typeof value !== 'object';
}
