import type { ImportRecord, Imports } from '../../imports/index.ts';
import { isRollcallError } from '../../nodes/index.ts';

export type WatchOptions = {
  /** How often the database is asked for an import, however many watch it. @default 500 */
  pollMs?: number;
};

export type Watched = {
  /** The import as it was read after the last call; undefined when the time is up, or the signal aborts. */
  next(timeoutMs: number, signal: AbortSignal): Promise<ImportRecord | 'gone' | undefined>;
  leave(): void;
};

type Watch = { latest?: ImportRecord | 'gone'; version: number; listeners: Set<() => void>; watchers: number };

/** Reads imports again and again as long as somebody watches them. A slow watcher misses what was between, never the latest. */
export function watchImports(imports: Pick<Imports, 'get'>, { pollMs = 500 }: WatchOptions) {
  const watches = new Map<string, Watch>();

  return (id: string): Watched => {
    const watch = watches.get(id) ?? begin(id);
    watch.watchers += 1;
    let seen = watch.version;
    let hasLeft = false;
    return {
      async next(timeoutMs, signal) {
        if (watch.version === seen) await changeOf(watch, timeoutMs, signal);
        if (watch.version === seen) return undefined;
        seen = watch.version;
        return watch.latest;
      },
      leave() {
        if (hasLeft) return;
        hasLeft = true;
        watch.watchers -= 1;
        if (watch.watchers === 0 && watches.get(id) === watch) watches.delete(id);
      },
    };
  };

  function begin(id: string): Watch {
    const watch: Watch = { version: 0, listeners: new Set(), watchers: 0 };
    watches.set(id, watch);
    const poll = async (): Promise<void> => {
      if (watches.get(id) !== watch) return;
      try {
        watch.latest = await imports.get(id);
        watch.version += 1;
      } catch (error) {
        // While the database is away nothing changes.
        if (isRollcallError(error)) {
          watch.latest = 'gone';
          watch.version += 1;
        }
      }
      for (const wake of watch.listeners) wake();
      if (watch.latest !== 'gone') setTimeout(poll, pollMs);
    };
    setTimeout(poll, pollMs);
    return watch;
  }
}

function changeOf({ listeners }: Watch, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listeners.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    listeners.add(done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
