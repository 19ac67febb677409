import { findBadEscape } from './bad-escape.ts';
import { faults } from './faults.ts';
import type { SourceFault } from './source.ts';

/** The object that a record's text says. */
export function readObject(
  { raw, line }: { raw: string; line: number },
  format: 'ndjson' | 'json',
): { object: Record<string, unknown> } | { fault: SourceFault } {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return { fault: faults.invalidJson(line, format) };
  }
  const bad = findBadEscape(raw);
  if (bad !== undefined) return { fault: faults.badEscape(line, bad) };
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { object: value as Record<string, unknown> };
  return { fault: faults.notAnObject(line, format) };
}
