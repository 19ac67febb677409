import { isPlainObject } from './flatten.ts';
import { isBlankCell } from './read-cell.ts';
import { isSecretEntry } from './samples.ts';
import { isSecretName } from './secret-names.ts';

/**
 * Attributes or form fields: `{ name: value }`, `[{ "attribute_id", "attribute_value" }]` and `[{ "name", "value" }]`, or the JSON text
 * of these. Blank values and secrets are not given.
 */
export function readEntries(value: unknown): [string, unknown][] | undefined {
  let given = value;
  if (typeof value === 'string') {
    try {
      given = JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  }
  let entries: [unknown, unknown][];
  if (Array.isArray(given) && given.every(isPlainObject))
    entries = given
      .filter((item) => !isSecretEntry(item))
      .map((item) => [item.attribute_id ?? item.name ?? item.id, item.attribute_value ?? item.value]);
  else if (isPlainObject(given)) entries = Object.entries(given);
  else return undefined;
  return entries.flatMap(([name, item]): [string, unknown][] =>
    isBlankCell(item) || isBlankCell(name) || isSecretName(String(name)) ? [] : [[String(name), item]],
  );
}
