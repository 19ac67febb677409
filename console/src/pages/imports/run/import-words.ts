import type { ImportLine } from '../../../../../src/hosts/http/api-types.ts';
import type { Tone } from '../../../parts/pill.tsx';

/** Where an import stands, in a word or three. */
export function stateWords({ state, reason, wanted, failed, rejected }: ImportLine): {
  label: string;
  tone: Tone;
} {
  if (wanted === 'pause') return { label: 'Pausing', tone: 'warning' };
  if (wanted === 'cancel') return { label: 'Cancelling', tone: 'warning' };
  switch (state) {
    case 'checking':
      return reason ? { label: 'Check failed', tone: 'danger' } : { label: 'Being checked', tone: 'primary' };
    case 'ready':
      return { label: 'Ready to start', tone: 'primary' };
    case 'queued':
      return { label: 'Waiting its turn', tone: 'primary' };
    case 'running':
      return { label: 'Running', tone: 'primary' };
    case 'paused':
      return { label: 'Paused', tone: 'warning' };
    case 'cancelled':
      return { label: 'Cancelled', tone: 'secondary' };
    case 'completed':
      return failed + rejected > 0
        ? { label: 'Finished, with problems', tone: 'warning' }
        : { label: 'Finished', tone: 'success' };
  }
}
