import { createCustomer, isRollcallError, runNode, type Store } from '../nodes/index.ts';

/** What became of an example. */
export type Example = { email: string; outcome?: string; customer_id?: number; error?: string };

/** The examples of the create node, so that the store holds what its documentation shows. Run again they are skipped. */
export async function* createExamples(store: Store, signal?: AbortSignal): AsyncGenerator<Example> {
  for (const { params } of createCustomer.examples.slice(0, 3)) {
    const email = String(params.email);
    try {
      const given = { ...params, if_exists: 'skip', max_wait_ms: 30_000 };
      const result = await runNode(createCustomer, store, given, signal ? { signal } : {});
      yield { email, outcome: String(result.outcome), customer_id: Number(result.customer_id) };
    } catch (error) {
      if (!isRollcallError(error)) throw error;
      yield { email, error: error.message };
    }
  }
}
