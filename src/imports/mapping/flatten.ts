import { foldHeader } from './fold-header.ts';

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper objects are handed on whole. */
export const deepest = 4;

const whole = new Set(['attributes', 'formfields', 'addresses', 'storecreditamounts']);

/** Whether the objects under a path stay whole, since their target takes objects. */
export function staysWhole(path: string): boolean {
  return whole.has(foldHeader(path));
}

/** The columns that a key of JSON objects comes to, with their values: itself, and `key.inner` for objects in it. */
export function columnsOfObject(path: string, values: readonly unknown[], depth = 1): Map<string, unknown[]> {
  const columns = new Map<string, unknown[]>();
  const objects = staysWhole(path) || depth >= deepest ? [] : values.filter(isPlainObject);
  const rest = objects.length === 0 ? values : values.filter((value) => !isPlainObject(value));
  if (objects.length === 0 || rest.some((value) => value !== undefined && value !== null)) columns.set(path, [...rest]);
  const keys = new Set(objects.flatMap((object) => Object.keys(object)));
  for (const key of keys) {
    const inner = objects.map((object) => (Object.hasOwn(object, key) ? object[key] : undefined));
    for (const [column, found] of columnsOfObject(`${path}.${key}`, inner, depth + 1)) columns.set(column, found);
  }
  return columns;
}
