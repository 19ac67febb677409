import { useMemo, useState } from 'react';

/** Which rows of a list are opened, by the number of the row. */
export function useOpenRows() {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  return useMemo(
    () => ({
      has: (row: number): boolean => open.has(row),
      toggle: (row: number): void =>
        setOpen((old) => new Set(old.has(row) ? [...old].filter((one) => one !== row) : [...old, row])),
    }),
    [open],
  );
}
