import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCodes } from '../../src/nodes/index.ts';

const sources = resolve(import.meta.dirname, '../../src');

/** A code stands where an object gets it, where a problem is made, where a row is asked for it, or in front of its remedy. */
const places = [/\bcode: '([a-z_]+)'/g, /\bproblem\(\s*'([a-z_]+)'/g, /\berror_code === '([a-z_]+)'/g];
const remedy = /^ {2}([a-z_]+):/gm;
/** Told to whoever listens to a call, and of no row. */
const notices = new Set(['store_walked']);

/** The codes that the sources name beside those of errors, and the troubles of whole files. */
export function namedCodes(): { codes: Set<string>; files: Set<string> } {
  const codes = new Set<string>();
  const files = new Set<string>();
  for (const room of ['imports', 'nodes', 'bigcommerce'])
    for (const name of readdirSync(join(sources, room), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || /\.test\.ts$|fixtures/.test(name)) continue;
      const text = readFileSync(join(sources, room, name), 'utf8');
      const patterns = name === 'what-to-do.ts' ? [remedy] : places;
      for (const pattern of patterns) for (const [, code] of text.matchAll(pattern)) codes.add(code!);
      const [, union = ''] = /type SourceProblem =([^;]*);/.exec(text) ?? [];
      for (const [, problem] of union.matchAll(/'([a-z_]+)'/g)) files.add(problem!);
    }
  return { codes: new Set([...codes].filter((code) => !(code in errorCodes) && !notices.has(code))), files };
}
