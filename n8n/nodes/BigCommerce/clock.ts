import { sleep } from 'n8n-workflow';
import type { Clock } from '../../../src/bigcommerce/index.ts';

/** n8n's sleep as the clock of the store client, which has no timer of its own. */
export const clock: Clock = {
  now: () => Date.now(),
  wait(ms) {
    const control = new AbortController();
    const cancelled = new Promise<void>((resolve) => {
      control.signal.addEventListener('abort', () => resolve());
    });
    // Older versions of n8n sleep on in spite of the signal.
    const slept = sleep(ms, control.signal).catch(() => undefined);
    return { done: Promise.race([slept, cancelled]), cancel: () => control.abort() };
  },
};
