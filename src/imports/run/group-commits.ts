/** Collects what is to be written while a write is under way, and writes it together: one commit for many. */
export function groupCommits<Entry>(
  write: (entries: Entry[]) => Promise<void>,
  most: number,
): (entry: Entry) => Promise<void> {
  const waiting: { entry: Entry; resolve(): void; reject(error: unknown): void }[] = [];
  let writing = false;

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (!writing) void flush();
    });

  async function flush(): Promise<void> {
    writing = true;
    // What the same turn brings travels along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.splice(0, most);
      try {
        await write(group.map(({ entry }) => entry));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  }
}
