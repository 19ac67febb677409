import { useCallback, useState } from 'react';
import { keptByTab } from '../../../parts/kept.ts';

/** Something that is being changed and not yet told to Rollcall; this tab of the browser keeps it over a reload. */
export function useDraft<Value extends object>(name: string, empty: Value) {
  const [value, setValue] = useState<Value>(() => read(name) ?? empty);
  const set = useCallback(
    (change: Value | ((old: Value) => Value)) =>
      setValue((old) => {
        const next = typeof change === 'function' ? change(old) : change;
        keepDraft(name, next);
        return next;
      }),
    [name],
  );
  return [value, set] as const;
}

/** For the page that is about to open. */
export function keepDraft(name: string, value: object): void {
  keptByTab.keep(name, Object.keys(value).length === 0 ? undefined : JSON.stringify(value));
}

function read<Value>(name: string): Value | undefined {
  try {
    return JSON.parse(keptByTab.read(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
