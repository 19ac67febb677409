import { useCallback, useState } from 'react';

/** Something that is being changed and not yet told to Rollcall; this tab of the browser keeps it over a reload. */
export function useDraft<Value extends object>(key: string, empty: Value) {
  const [value, setValue] = useState<Value>(() => read(key) ?? empty);
  const set = useCallback(
    (change: Value | ((old: Value) => Value)) =>
      setValue((old) => {
        const next = typeof change === 'function' ? change(old) : change;
        if (Object.keys(next).length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return [value, set] as const;
}

function read<Value>(key: string): Value | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
