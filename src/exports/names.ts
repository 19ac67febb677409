type Named = { id: number; name: string };

/**
 * Names by id, from a list that is read when the first one is asked for, and once more for each id that it lacks: a group may be made while
 * an export runs.
 */
export function createNames(read: () => Promise<Named[]>): (id: number) => Promise<string | undefined> {
  let names: Map<number, string> | undefined;
  const unknown = new Set<number>();
  return async (id) => {
    if (names?.has(id) || unknown.has(id)) return names?.get(id);
    names = new Map((await read()).map(({ id, name }) => [id, name]));
    if (!names.has(id)) unknown.add(id);
    return names.get(id);
  };
}
