import { useEffect, useRef, useState } from 'react';
import type { FixedRow } from '../../../../../../src/hosts/http/api-types.ts';

export type FixedRows = ReturnType<typeof useFixedRows>;

/** How long what was answered about a row stands after a check, until its list is read anew. */
const graceMs = 800;

/**
 * Rows as they are with the corrections that no check has taken up yet, by the number of the row.
 * @param isOutdated The last check that ended well does not know all of them
 */
export function useFixedRows(isOutdated: boolean) {
  const [rows, setRows] = useState<ReadonlyMap<number, FixedRow>>(new Map());
  const known = useRef(rows);
  known.current = rows;
  useEffect(() => {
    if (isOutdated) return;
    const checked = known.current;
    if (checked.size === 0) return;
    // Corrections that come meanwhile are of the time after the check.
    const timer = setTimeout(
      () => setRows((now) => new Map([...now].filter(([row, result]) => checked.get(row) !== result))),
      graceMs,
    );
    return () => clearTimeout(timer);
  }, [isOutdated]);
  return {
    of: (row: number): FixedRow | undefined => rows.get(row),
    add: (results: FixedRow[]): void =>
      setRows((old) => new Map([...old, ...results.map((result): [number, FixedRow] => [result.row, result])])),
  };
}
