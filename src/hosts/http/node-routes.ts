import type { Vault } from '../../credentials/index.ts';
import { type NodeDefinition, type NodeResult, nodeDefinitions, runNode, runNodeMany } from '../../nodes/index.ts';
import { describeNode } from '../describe-node.ts';
import { isObject } from '../is-object.ts';
import { checkNode } from '../node-check.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { Stores } from '../stores.ts';
import { askFirst } from './ask-first.ts';
import { answerTo, failureAnswer, isPassing } from './failure.ts';
import { findCredential } from './find-credential.ts';
import type { Earlier } from './idempotency.ts';
import { itemsByStore, type StoreItems } from './items-by-store.ts';
import type { Metrics } from './metrics.ts';
import { notAmong } from './not-among.ts';
import { optionRoutes } from './option-routes.ts';
import { readMany } from './read-many.ts';
import type { ApiRoute } from './route.ts';

export type NodeRoutesOptions = {
  stores: Stores;
  vault: Pick<Vault, 'get' | 'list'>;
  metrics: Metrics;
  /** Ends waits when the server stops: nothing more is sent. */
  signal?: AbortSignal;
};

/** A caller over HTTP has a timeout of its own. */
const defaultMaxWaitMs = 30_000;

export function nodeRoutes({ stores, vault, metrics, signal }: NodeRoutesOptions): ApiRoute[] {
  const call = { ...(signal && { signal }) };
  return [
    {
      method: 'GET',
      path: '/api/nodes',
      handle: async () => ({ status: 200, body: { nodes: nodeDefinitions.map(describeNode) } }),
    },
    {
      method: 'POST',
      path: '/api/nodes/:name/run',
      maxBytes: 2 ** 20,
      async handle({ path, body, earlier }) {
        const definition = findNode(path.name ?? '');
        const { credentials_id: credentialsId, ...params } = body;
        try {
          const opened = await stores.open(readCredentialsId(credentialsId));
          const store = earlier ? askFirst(opened, earlier.beganMs) : opened;
          const result = await runNode(definition, store, params, { ...call, maxWaitMs: defaultMaxWaitMs });
          metrics.countItem(definition.name, { success: true });
          return answerTo({ ...result, success: true });
        } catch (error) {
          const answer = failureAnswer(error);
          if (!answer) throw error;
          metrics.countItem(definition.name, answer.body as NodeResult);
          return answer;
        }
      },
    },
    {
      method: 'POST',
      path: '/api/nodes/:name/check',
      maxBytes: 2 ** 20,
      async handle({ path, body, origin }) {
        const definition = findNode(path.name ?? '');
        const { credentials_id: given, ...params } = body;
        const { store, credentialsId, problem } = await findCredential(vault, given);
        const check = checkNode(definition, params, {
          origin,
          ...(credentialsId !== undefined && { credentialsId }),
          ...(store && { store }),
        });
        if (!problem) return { status: 200, body: check };
        return { status: 200, body: { ...check, valid: false, problems: [problem, ...check.problems] } };
      },
    },
    {
      method: 'POST',
      path: '/api/nodes/:name/run-many',
      maxBytes: 16 * 2 ** 20,
      async handle({ path, body, earlier }) {
        const definition = findNode(path.name ?? '');
        const items = readMany(body);
        const results = finalResults(earlier, items.length);
        const { groups, refused } = await itemsByStore(items, stores);
        for (const [index, failure] of refused) {
          if (results[index]) continue;
          metrics.countItem(definition.name, failure);
          results[index] = failure;
        }
        const runGroup = async ({ store: opened, indices: all }: StoreItems): Promise<void> => {
          const indices = all.filter((index) => results[index] === undefined);
          const store = earlier ? askFirst(opened, earlier.beganMs) : opened;
          const some = indices.map((index) => items[index]!.params);
          let position = 0;
          for await (const result of runNodeMany(definition, store, some, { ...call, ...waitOf(some) })) {
            metrics.countItem(definition.name, result);
            results[indices[position]!] = amongAll(result, indices);
            position += 1;
          }
        };
        // Of one store one token after the other: who was created under the first is there for the next, and nobody races for an email.
        const byStore = Map.groupBy(groups, ({ store }) => store.key);
        await Promise.all(
          [...byStore.values()].map(async (sameStore) => {
            for (const group of sameStore) await runGroup(group);
          }),
        );
        const succeeded = results.filter(({ success }) => success).length;
        return { status: 200, body: { results, counts: { succeeded, failed: results.length - succeeded } } };
      },
    },
    ...optionRoutes({ stores, ...call }),
  ];
}

/** Of a run-many that comes again with its Idempotency-Key, what needs no second try: who was deleted then is not there to be deleted now. */
function finalResults(earlier: Earlier | undefined, count: number): NodeResult[] {
  const { results = [] } = (earlier?.body ?? {}) as { results?: NodeResult[] };
  const kept: NodeResult[] = new Array(count);
  for (const [index, result] of results.entries()) if (result.success || !isPassing(result.error)) kept[index] = result;
  return kept;
}

/** The items' own bound counts where there is one. */
function waitOf(items: unknown[]): { maxWaitMs?: number } {
  const isBound = items.some((item) => isObject(item) && item.max_wait_ms !== undefined);
  return isBound ? {} : { maxWaitMs: defaultMaxWaitMs };
}

/** A result whose earlier item is told by its place among all items, not among those of its store. */
function amongAll(result: NodeResult, indices: number[]): NodeResult {
  if (!result.success || typeof result.duplicate_of !== 'number') return result;
  const place = result.duplicate_of;
  const whole = indices[place]!;
  const message = String(result.message).replace(`duplicate of line ${place + 1}`, `duplicate of line ${whole + 1}`);
  return { ...result, duplicate_of: whole, message };
}

function findNode(name: string): NodeDefinition {
  const definition = nodeDefinitions.find((node) => node.name === name);
  if (definition) return definition;
  const names = nodeDefinitions.map((node) => node.name);
  throw notAmong(names, name, { said: 'There is no node', title: 'Nodes' });
}
