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
    const { action, content } = await server.elicitInput(
      {
        message: question,
        requestedSchema: {
          type: 'object',
          // Not the mere "accept": a client that accepts by itself fills nothing in.
          properties: { confirm: { type: 'boolean', title: 'Yes, do it' } },
          required: ['confirm'],
        },
      },
      { signal, timeout: patienceMs },
    );
    if (action === 'accept') return content?.confirm === true ? 'yes' : 'no';
    return action === 'decline' ? 'no' : 'unanswered';
  } catch {
    // Cancelled, out of time, or a client that cannot show it: there is no yes.
    return 'unanswered';
  }
}
