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
  const fault = faultOfEscapes(raw, line);
  if (fault) return { fault };
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { object: value as Record<string, unknown> };
  return { fault: faults.notAnObject(line, format) };
}

const suspect = /\\u(?:0000|d[89a-f])/i;
/** Escapes as they follow each other: a whole pair of surrogates, half of one, NUL, any other. */
const escapes = /\\u(?:d[89ab]..\\ud[c-f]..|(d[89a-f]..|0000))|\\./gi;

/** JSON can spell what no text may hold, in a name or a value. Nothing that takes texts further would take these. */
function faultOfEscapes(raw: string, line: number): SourceFault | undefined {
  if (!raw.includes('\\u') || !suspect.test(raw)) return undefined;
  for (const [written, half] of raw.matchAll(escapes)) {
    if (half === '0000') return faults.nulEscape(line);
    if (half !== undefined) return faults.loneSurrogate(line, written);
  }
  return undefined;
}
