export type GroupCommitsOptions = {
  /** Entries of a group at most. */
  most: number;
  /** How long a group that is not full waits for company, in milliseconds. */
  lingerMs: number;
};

/**
 * Collects what is to be written, and writes it together: one commit for many. A group also takes what came while the one before it was
 * under way.
 */
export function groupCommits<Entry>(
  write: (entries: Entry[]) => Promise<void>,
  { most, lingerMs }: GroupCommitsOptions,
): (entry: Entry) => Promise<void> {
  let waiting: { entry: Entry; resolve(): void; reject(error: unknown): void }[] = [];
  let writing = false;
  let wake: (() => void) | undefined;

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (waiting.length >= most) wake?.();
      if (!writing) void flush();
    });

  async function flush(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      if (waiting.length < most) await company();
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        await write(group.map(({ entry }) => entry));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  }

  function company(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lingerMs);
      wake = () => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
    });
  }
}
