import type { Credential, NewCredential } from '../../credentials/index.ts';
import { errorOf, failure, isBlank, type NodeDefinition, type NodeResult, type Store } from '../../nodes/index.ts';
import { createStoreMap } from '../stores.ts';
import { askCredentials } from './ask-credentials.ts';
import { gatherCalls } from './gather-calls.ts';
import type { Module, ModuleAnswer, ModuleContext } from './module.ts';
import { readConfig } from './read-config.ts';
import { type ModuleCall, runTogether } from './run-together.ts';

/** A workflow waits for its step. */
const defaultWaitMs = 30_000;

type OpenStore = Store & { close(): Promise<void> };

export type ModulesOptions = {
  /** Makes the store object of a credential; sends nothing. */
  connect(credential: Credential): OpenStore;
  /** Checks what the platform gives. @throws {RollcallError} invalid_params */
  readCredential(input: NewCredential): Credential;
};

export type Modules = {
  /** A node as a module. */
  of<Params, Output>(definition: NodeDefinition): Module<Params, Output>;
  /** Lets the calls under way finish, then closes the connections and forgets the stores. */
  close(): Promise<void>;
};

/**
 * The nodes as modules of a workflow platform. All share one store object for each store: its quota belongs to the store, not to a call
 * and not to a credential. Calls that come in the same moment travel together.
 */
export function createModules({ connect, readCredential }: ModulesOptions): Modules {
  const stores = createStoreMap(connect);
  const underWay = new Set<Promise<unknown>>();
  const gathering = gatherCalls<ModuleCall>((calls) => void runTogether(calls));

  return {
    of<Params, Output>(definition: NodeDefinition) {
      const module = async (data: unknown, config: unknown, context: ModuleContext): Promise<ModuleAnswer<object>> => {
        const { nextModule, on_error: onError } = (config ?? {}) as { nextModule?: unknown; on_error?: unknown };
        const meta = (data as { _meta_?: unknown } | null | undefined)?._meta_;
        const rest = { nextModule, ...(meta !== undefined && { _meta_: meta }) };
        const running = run(definition, config, context);
        underWay.add(running);
        try {
          return { data: await running, ...rest };
        } catch (error) {
          if (onError === 'throw') throw error;
          return { data: failure(error), ...rest };
        } finally {
          underWay.delete(running);
        }
      };
      return module as Module<Params, Output>;
    },
    async close() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await Promise.all(stores.clear().map((store) => store.close()));
    },
  };

  async function run(definition: NodeDefinition, config: unknown, context: ModuleContext): Promise<NodeResult> {
    const { credentialsId, params } = readConfig(config, Object.keys(definition.params.entries));
    const credential = await gathering.expect(askCredentials(context, credentialsId, readCredential));
    const { promise, resolve, reject } = Promise.withResolvers<NodeResult>();
    const store = stores.of(credential);
    const maxWaitMs = waitOf(params);
    const call: ModuleCall = { definition, store, params, maxWaitMs, resolve, reject };
    // Nodes that only read share nothing: each goes by itself.
    if (definition.executeMany || definition.oneAtATime) {
      const { name } = definition;
      gathering.add(JSON.stringify([name, store.key, store.accessToken, maxWaitMs, dryness(params)]), call);
    } else void runTogether([call]);
    const result = await promise;
    if (result.success) return result;
    throw errorOf(result);
  }
}

/** What is no number of milliseconds is left for the node to refuse. */
function waitOf({ max_wait_ms: given }: Record<string, unknown>): number {
  const wait = isBlank(given) ? Number.NaN : Number(given);
  return wait >= 0 ? wait : defaultWaitMs;
}

/** A run is dry or it is not. What is written in the same way is read in the same way. */
function dryness({ dry_run: given }: Record<string, unknown>): string {
  return String(given ?? '')
    .trim()
    .toLowerCase();
}
