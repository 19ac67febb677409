import { useEffect, useState } from 'react';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { duration } from '../../../parts/amounts.ts';

/** A worker gives a sign every second; after this long it is missed. */
const silentMs = 10_000;

/** What an import waits for, as a sentence; empty where it waits for nothing. */
export function useWaitWords({ state, live, wanted }: ImportView): string {
  const isSilent = useIsSilent(state, live?.at);
  if (wanted === 'pause') return 'Pausing: calls that are under way end first.';
  if (wanted === 'cancel') return 'Cancelling: calls that are under way end first.';
  if (state === 'queued')
    return 'It begins in a moment; where another import of this store is under way, after that one.';
  if (state !== 'running') return '';
  if (isSilent) return 'Nobody drives it right now. It goes on by itself within half a minute.';
  if (!live) return '';
  const { waiting, reset_ms, available } = live;
  // A reply that comes in after the wait began ends the sentence, not the wait.
  const isSpent = available === 0 && reset_ms !== undefined && reset_ms > 0;
  if (isSpent || waiting?.includes('quota')) {
    const next = reset_ms === undefined ? 'soon' : `in ${duration(Math.max(1, reset_ms / 1000))}`;
    return `Waiting for the store’s quota: its calls of this window are used, and the next window opens ${next}. That is normal.`;
  }
  if (waiting === undefined) return '';
  if (waiting.includes('busy')) return 'The store asked for a pause, as it is busy. It goes on by itself.';
  return 'A call to the store failed. It is tried again in a moment, and nothing is sent twice.';
}

/** Whether there has been no new sign of life for long, by this machine's own clock. */
function useIsSilent(state: ImportView['state'], at: number | undefined): boolean {
  const [isSilent, setSilent] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the start and each new sign begin the wait anew
  useEffect(() => {
    setSilent(false);
    const timer = setTimeout(() => setSilent(true), silentMs);
    return () => clearTimeout(timer);
  }, [state, at]);
  return isSilent;
}
