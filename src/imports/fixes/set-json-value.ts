import { type JsonMember, membersOf } from './json-members.ts';

/** The text of a record with another value under a path. @param json undefined takes the key away */
export function setJsonValue(raw: string, path: string, json: string | undefined): string {
  const objects = membersOf(raw);
  const found = objects.flatMap(({ members }) => members.filter((member) => member.path === path));
  if (found.length > 0) return json === undefined ? without(raw, objects, path) : replaced(raw, found, json);
  if (json === undefined) return raw;
  // Where the path begins with that of an object the key belongs into it; else it stands as a whole in the record.
  const owner = objects
    .filter((object) => object.path === '' || path.startsWith(`${object.path}.`))
    .reduce((longest, object) => (object.path.length > longest.path.length ? object : longest));
  const key = owner.path === '' ? path : path.slice(owner.path.length + 1);
  const last = owner.members.at(-1);
  const at = last ? last.valueEnd : owner.start + 1;
  return `${raw.slice(0, at)}${last ? ',' : ''}${JSON.stringify(key)}:${json}${raw.slice(at)}`;
}

/** The text of the value under a path; undefined where there is none. */
export function jsonValueAt(raw: string, path: string): string | undefined {
  const found = membersOf(raw).flatMap(({ members }) => members.filter((member) => member.path === path));
  const last = found.at(-1);
  return last && raw.slice(last.valueStart, last.valueEnd);
}

function replaced(raw: string, found: JsonMember[], json: string): string {
  let text = '';
  let from = 0;
  for (const { valueStart, valueEnd } of found.toSorted((a, b) => a.valueStart - b.valueStart)) {
    text += raw.slice(from, valueStart) + json;
    from = valueEnd;
  }
  return text + raw.slice(from);
}

function without(raw: string, objects: ReturnType<typeof membersOf>, path: string): string {
  for (const { members } of objects) {
    const at = members.findIndex((member) => member.path === path);
    if (at < 0) continue;
    const [start, end] =
      at > 0
        ? [members[at - 1]!.valueEnd, members[at]!.valueEnd]
        : [members[0]!.keyStart, members[1]?.keyStart ?? members[0]!.valueEnd];
    return raw.slice(0, start) + raw.slice(end);
  }
  return raw;
}
