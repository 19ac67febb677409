import type { JsonSchema } from './describe-node.ts';

/** How often a flag may come and what its value looks like. Values stay text: nodes read numbers, lists and JSON themselves. */
export type FlagKind = 'text' | 'boolean' | 'list' | 'object' | 'objects';

export function flagKind(schema: JsonSchema): FlagKind {
  const types = typesOf(schema);
  if (types.has('array')) return itemsAreObjects(schema) ? 'objects' : 'list';
  if (types.has('object')) return 'object';
  return types.has('boolean') ? 'boolean' : 'text';
}

/** The types that a value may have. */
export function typesOf(schema: JsonSchema): Set<string> {
  const types = new Set([schema.type ?? []].flat());
  for (const option of schema.anyOf ?? []) for (const type of typesOf(option)) types.add(type);
  return types;
}

function itemsAreObjects(schema: JsonSchema): boolean {
  return [schema, ...(schema.anyOf ?? [])].some(({ items }) => items !== undefined && typesOf(items).has('object'));
}
