import { useEffect, useRef } from 'react';
import type { SandboxView } from '../../../../src/hosts/http/api-types.ts';

/** Tells of each fault that was to happen so many times, did, and is off again. */
export function useSpentFaults(view: SandboxView, onSpent: (kind: string) => void): void {
  const latest = useRef(view);
  useEffect(() => {
    const before = latest.current;
    latest.current = view;
    const isOn = (one: string): boolean => view.faults.some(({ kind }) => kind === one);
    // One that was switched off has met fewer requests than it was to.
    for (const { kind, count } of before.faults)
      if (count !== undefined && !isOn(kind) && met(view, kind) - met(before, kind) >= count) onSpent(kind);
  }, [view, onSpent]);
}

const met = ({ stats }: SandboxView, kind: string): number => stats.faults[kind] ?? 0;
