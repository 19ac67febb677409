import type { SourceRecord } from '../sources/index.ts';
import { blankJson, blankText } from './blank-secrets.ts';
import { columnsOfObject, isPlainObject } from './flatten.ts';
import { isSecretName } from './secret-names.ts';
import { shorten } from './shorten.ts';

const most = 5;
const longest = 60;

export type Sampled = { header: string[]; values: unknown[][] };

/** The columns of the sample records, each with its first values that are not blank. Of JSON, nested objects are columns of their own. */
export function sampleColumns(header: readonly string[], samples: readonly SourceRecord[], json: boolean): Sampled {
  if (!json) {
    const values = header.map((_, column) => firstValues(samples.map(({ cells }) => cells?.[column])));
    return { header: [...header], values };
  }
  const objects = samples.map(({ object }) => object).filter(isPlainObject);
  const columns = new Map<string, unknown[]>();
  for (const key of header) {
    const values = objects.map((object) => (Object.hasOwn(object, key) ? object[key] : undefined));
    for (const [path, found] of columnsOfObject(key, values)) columns.set(path, found);
  }
  return { header: [...columns.keys()], values: [...columns.values()].map(firstValues) };
}

function firstValues(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  const found: unknown[] = [];
  for (const value of values) {
    const text = showValue(value);
    if (text === '' || seen.has(text)) continue;
    seen.add(text);
    found.push(value);
    if (found.length === most * 4) break;
  }
  return found;
}

/** Short texts of values, to be shown. */
export function showSamples(values: readonly unknown[]): string[] {
  return values.slice(0, most).map((value) => shorten(showValue(value), longest));
}

/** A value as text, without the secrets that JSON in it may hold. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return blankText(value.trim(), isSecretName);
  if (typeof value !== 'object') return String(value);
  try {
    return blankJson(JSON.stringify(value), isSecretName);
  } catch {
    // Objects within objects by the thousand cannot be written again.
    return '';
  }
}
