import type { Server } from '@modelcontextprotocol/sdk/server/index.js';

/** People may be away for a while; a client that gives up earlier cancels the call. */
const patienceMs = 600_000;

/** Asks the human who uses the client, past the model. */
export async function askHuman(
  server: Pick<Server, 'elicitInput'>,
  question: string,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'unanswered'> {
  try {
    // Accepting is the yes: a form with nothing to fill in.
    const requestedSchema = { type: 'object' as const, properties: {} };
    const { action } = await server.elicitInput(
      { message: question, requestedSchema },
      { signal, timeout: patienceMs },
    );
    if (action === 'accept') return 'yes';
    return action === 'decline' ? 'no' : 'unanswered';
  } catch {
    // Cancelled, out of time, or a client that cannot show it: there is no yes.
    return 'unanswered';
  }
}
