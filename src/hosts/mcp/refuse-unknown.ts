import { hintFor } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';

/** Parameters that take the same names: those of a call, or of each of its items. */
export type NamedPart = {
  /** The names of the tool's own input schema. */
  known: string[];
  /** `path` stands before a name: `items[3].` */
  each: { path: string; params: Record<string, unknown> }[];
};

/** Unknown names that a refusal shows; more of them are the same mistake. */
const mostNamed = 5;

/**
 * A model that guesses a name learns the right one. Only where none is near, it gets all that the tool takes: once, as a list in the details.
 * A name that only some of the items have is left to them: one bad item never spoils the others.
 * @throws {RollcallError} invalid_params
 */
export function refuseUnknown(tool: string, parts: NamedPart[]): void {
  const found = parts.flatMap((part) => unknownOf(part).filter(({ times }) => times === part.each.length));
  if (found.length === 0) return;
  const said = found.slice(0, mostNamed).map(({ at, hint, times }) => {
    const more = times > 1 ? ` (and in ${times - 1} other ${times === 2 ? 'item' : 'items'})` : '';
    return `unknown parameter "${at}"${more}${hint === undefined ? '.' : `: ${hint}`}`;
  });
  if (found.length > mostNamed) said.push(`And ${found.length - mostNamed} more unknown names.`);
  const lost = found.find(({ hint }) => hint === undefined);
  if (lost) said.push(`What ${tool} takes is in error.details.known.`);
  throw invalidParam(found[0]!.at, `${said.join(' ')} Nothing was done.`, lost && { known: lost.known });
}

type Unknown = { at: string; hint: string | undefined; known: string[]; times: number };

/** Each name once: an agent that makes a mistake makes it in every item. */
function unknownOf({ known, each }: NamedPart): Unknown[] {
  const names = new Set(known);
  const found = new Map<string, Unknown>();
  for (const { path, params } of each)
    for (const [name, value] of Object.entries(params)) {
      if (names.has(name)) continue;
      const before = found.get(name);
      if (before) before.times += 1;
      else found.set(name, { at: `${path}${name}`, hint: hintFor(name, known, value), known, times: 1 });
    }
  return [...found.values()];
}
