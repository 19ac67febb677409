import { findBadEscape } from '../sources/index.ts';

/** What the JSON in a cell says; undefined where it is none, or spells what no text may hold. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return findBadEscape(text) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}
