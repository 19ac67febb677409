const suspect = /\\u(?:0000|d[89a-f])/i;
/** Escapes as they follow each other: a whole pair of surrogates, half of one or NUL, any other. */
const escapes = /\\u(?:d[89ab]..\\ud[c-f]..|(d[89a-f]..|0000))|\\./gi;

/**
 * The first escape in a JSON text that spells what no text may hold: `\u0000`, or half of a character. It may stand in a name or a value,
 * and nothing that takes the text further would take it.
 */
export function findBadEscape(json: string): string | undefined {
  if (!json.includes('\\u') || !suspect.test(json)) return undefined;
  for (const [written, bad] of json.matchAll(escapes)) if (bad !== undefined) return written;
  return undefined;
}
