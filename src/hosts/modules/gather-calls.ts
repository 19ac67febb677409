export type GatherOptions = {
  /** The longest that a call waits for others that are expected, in milliseconds. @default 10 */
  lingerMs?: number;
};

export type Gathering<Call> = {
  /** Waits for what a call needs before it can be added; calls that are there already linger for it. */
  expect<T>(needed: Promise<T>): Promise<T>;
  /** Calls with the same key, added in one moment, start together. */
  add(key: string, call: Call): void;
};

/**
 * Gathers calls that come in the same moment: in one turn of the event loop, with all promises that resolve in it. A call alone waits for no
 * longer than that turn, and for none that comes later.
 */
export function gatherCalls<Call>(
  start: (calls: Call[]) => void,
  { lingerMs = 10 }: GatherOptions = {},
): Gathering<Call> {
  const groups = new Map<string, Call[]>();
  let expected = 0;
  let planned = false;
  let late: NodeJS.Timeout | undefined;

  return {
    async expect(needed) {
      expected += 1;
      try {
        return await needed;
      } finally {
        expected -= 1;
        if (groups.size > 0) plan();
      }
    },
    add(key, call) {
      const group = groups.get(key);
      if (group) group.push(call);
      else groups.set(key, [call]);
      plan();
    },
  };

  function plan(): void {
    if (planned) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      if (expected === 0) startAll();
      else late ??= setTimeout(startAll, lingerMs);
    });
  }

  function startAll(): void {
    clearTimeout(late);
    late = undefined;
    const due = [...groups.values()];
    groups.clear();
    for (const calls of due) start(calls);
  }
}
