import type { HttpResponse, Transport } from '../src/bigcommerce/index.ts';

export type QuotaWitness = {
  transport: Transport;
  /** 429s met by a request that left though nothing it could know of was left: of our own making. */
  readonly own: number;
  /** 429s met by a request for which a unit was known to be there: another app took it meanwhile. */
  readonly taken: number;
  /** 429s while units were left: the endpoint takes no more requests at once. */
  readonly capped: number;
};

/**
 * Stands between the client and the wire and judges each 429 by what the replies had told until its request left. It shares no code with
 * the client that it judges.
 */
export function witnessQuota(transport: Transport): QuotaWitness {
  let own = 0;
  let taken = 0;
  let capped = 0;
  let inFlight = 0;
  let window: { end: number; left: number; length: number } | undefined;

  return {
    async transport(request) {
      const now = performance.now();
      // In a window that no reply has shown yet, one request may ask.
      const known = window && now < window.end;
      const entitled = known ? window!.left - inFlight > 0 : inFlight === 0;
      inFlight += 1;
      try {
        const reply = await transport(request);
        if (reply.status === 429) {
          if (Number(reply.headers['x-rate-limit-requests-left']) > 0) capped += 1;
          else if (entitled) taken += 1;
          else own += 1;
        }
        note(reply);
        return reply;
      } finally {
        inFlight -= 1;
      }
    },
    get own() {
      return own;
    },
    get taken() {
      return taken;
    },
    get capped() {
      return capped;
    },
  };

  function note({ headers }: HttpResponse): void {
    const left = Number(headers['x-rate-limit-requests-left'] ?? Number.NaN);
    const reset = Number(headers['x-rate-limit-time-reset-ms'] ?? Number.NaN);
    if (Number.isNaN(left) || Number.isNaN(reset)) return;
    const length = Number(headers['x-rate-limit-time-window-ms']);
    const end = performance.now() + reset;
    if (!window || end > window.end + length / 2) window = { end, left, length };
    else if (end > window.end - length / 2) {
      window.end = Math.min(window.end, end);
      window.left = Math.min(window.left, left);
    }
  }
}
