import { TransportFailure } from '../bigcommerce/index.ts';

/** How far a request got before it failed. */
export type Progress = {
  /** undici handed it to a connected socket: from here on the store may have read it. */
  started: boolean;
  /** Status and headers of the reply arrived. */
  answered: boolean;
  /** Why we gave it up ourselves. */
  gaveUp?: 'timeout' | 'aborted';
};

/**
 * Says what became of a request without a complete reply. `reached` is false only where undici never gave the request to a socket: an
 * idle connection that the store closed fails like one that was cut in mid-request, so everything later counts as reached.
 */
export function explainFailure(error: unknown, progress: Progress, timeoutMs: number): TransportFailure {
  const { started, answered, gaveUp } = progress;
  if (gaveUp === 'aborted') return new TransportFailure('aborted', started, 'the call was cancelled', error);
  if (gaveUp === 'timeout') {
    const what = started ? 'no complete reply' : 'no connection';
    return new TransportFailure('timeout', started, `${what} within ${Math.round(timeoutMs)} ms`, error);
  }
  if (!started) return new TransportFailure('connect', false, reasonOf(error), error);
  if (answered) return new TransportFailure('truncated', true, `the reply broke off: ${reasonOf(error)}`, error);
  return new TransportFailure('reset', true, `the connection broke before a reply: ${reasonOf(error)}`, error);
}

function reasonOf(error: unknown): string {
  // A host with several addresses fails with one error for each, and an empty message of its own.
  const first = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  const { message, code } = first as { message?: string; code?: string };
  return message || code || String(first);
}
