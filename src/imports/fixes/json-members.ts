import { deepest, staysWhole } from '../mapping/index.ts';

/** A key and its value, as positions in the text of a record. */
export type JsonMember = { path: string; keyStart: number; valueStart: number; valueEnd: number };
export type JsonObject = { path: string; start: number; members: JsonMember[] };

/**
 * Where the values of a JSON record stand in its text: of the record itself, and of each object in it whose values are columns of their own.
 * The text must be JSON.
 */
export function membersOf(raw: string): JsonObject[] {
  const objects: JsonObject[] = [];
  let at = 0;
  skip();
  walk('', 1);
  return objects;

  function walk(path: string, depth: number): void {
    const object: JsonObject = { path, start: at, members: [] };
    objects.push(object);
    at += 1;
    for (skip(); raw[at] !== '}'; skip()) {
      if (raw[at] === ',') at += 1;
      skip();
      const keyStart = at;
      string();
      const key = JSON.parse(raw.slice(keyStart, at)) as string;
      const inner = path === '' ? key : `${path}.${key}`;
      skip();
      at += 1;
      skip();
      const valueStart = at;
      // What is walked into is no value of a column.
      const isWalked = raw[at] === '{' && depth < deepest && !staysWhole(inner);
      if (isWalked) walk(inner, depth + 1);
      else pass();
      object.members.push({ path: isWalked ? `${inner}\0` : inner, keyStart, valueStart, valueEnd: at });
    }
    at += 1;
  }

  /** Goes on to the end of a value. */
  function pass(): void {
    let open = 0;
    do {
      const character = raw[at];
      if (character === '"') string();
      else if (character === '{' || character === '[') {
        open += 1;
        at += 1;
      } else if (character === '}' || character === ']') {
        open -= 1;
        at += 1;
      } else if (open > 0) at += 1;
      else while (at < raw.length && !' \t\r\n,]}'.includes(raw[at]!)) at += 1;
    } while (open > 0);
  }

  function string(): void {
    at += 1;
    while (raw[at] !== '"') at += raw[at] === '\\' ? 2 : 1;
    at += 1;
  }

  function skip(): void {
    while (' \t\r\n\uFEFF'.includes(raw[at] ?? 'x')) at += 1;
  }
}
