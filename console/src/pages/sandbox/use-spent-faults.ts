import { useEffect, useState } from 'react';
import type { SandboxView } from '../../../../src/hosts/http/api-types.ts';
import { useChangeFaults } from '../../api/sandbox.ts';
import { turnedOff } from './fault-choice.ts';

/**
 * Turns a fault off that was to happen so many times and did. The sandbox does not tell how often one may still happen, so it is counted from
 * when it was turned on here.
 * @returns what to call with each answer that turned faults on or off: from then on they are counted
 */
export function useSpentFaults(view: SandboxView, onSpent: (kind: string) => void): (view: SandboxView) => void {
  const [before, setBefore] = useState<Record<string, number>>();
  const { mutate, isPending } = useChangeFaults();
  const spent =
    before &&
    view.faults.find(({ kind, count }) => count !== undefined && met(view, kind) >= (before[kind] ?? 0) + count);
  const kind = spent?.kind;
  useEffect(() => {
    if (kind === undefined || isPending) return;
    mutate((faults) => turnedOff(faults, kind), {
      onSuccess(now) {
        setBefore(now.stats.faults);
        onSpent(kind);
      },
    });
  }, [kind, isPending, mutate, onSpent]);
  return ({ stats }) => setBefore(stats.faults);
}

const met = ({ stats }: SandboxView, kind: string): number => stats.faults[kind] ?? 0;
