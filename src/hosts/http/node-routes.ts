import type { Vault } from '../../credentials/index.ts';
import {
  isBlank,
  isRollcallError,
  type NodeDefinition,
  type NodeResult,
  nearestName,
  nodeDefinitions,
  type ParamProblem,
  RollcallError,
  runNode,
  runNodeMany,
  type Store,
} from '../../nodes/index.ts';
import { describeNode } from '../describe-node.ts';
import { isObject } from '../is-object.ts';
import { mergeParams } from '../merge-params.ts';
import { checkNode } from '../node-check.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { Stores } from '../stores.ts';
import { answerTo, failureAnswer } from './failure.ts';
import type { Metrics } from './metrics.ts';
import { optionRoutes } from './option-routes.ts';
import type { ApiRoute } from './route.ts';

export type NodeRoutesOptions = {
  stores: Stores;
  vault: Pick<Vault, 'get' | 'list'>;
  metrics: Metrics;
  /** Ends waits when the server stops: nothing more is sent. */
  signal?: AbortSignal;
};

/** Items that one run-many may hold. */
export const manyLimit = 1_000;
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
      async handle({ path, body }) {
        const definition = findNode(path.name ?? '');
        const { credentials_id: credentialsId, ...params } = body;
        try {
          const store = await stores.open(readCredentialsId(credentialsId));
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
      async handle({ path, body }) {
        const definition = findNode(path.name ?? '');
        const items = readItems(body);
        const results: NodeResult[] = new Array(items.length);
        const { groups, refused } = await byStore(items, stores);
        for (const [index, failure] of refused) {
          metrics.countItem(definition.name, failure);
          results[index] = failure;
        }
        await Promise.all(
          [...groups].map(async ({ store, indices }) => {
            const some = indices.map((index) => items[index]!.params);
            let position = 0;
            for await (const result of runNodeMany(definition, store, some, { ...call, ...waitOf(some) })) {
              metrics.countItem(definition.name, result);
              results[indices[position]!] = amongAll(result, indices);
              position += 1;
            }
          }),
        );
        const succeeded = results.filter(({ success }) => success).length;
        return { status: 200, body: { results, counts: { succeeded, failed: results.length - succeeded } } };
      },
    },
    ...optionRoutes({ stores, ...call }),
  ];
}

type Item = {
  /** As it was given, unread. */
  credentialsId: unknown;
  namedBy: 'item' | 'params' | 'nobody';
  params: unknown;
};

/** `params` are defaults for every item. What is wrong with one item is its own result; what is wrong with all is thrown. */
function readItems(body: Record<string, unknown>): Item[] {
  const { params = {}, items, ...rest } = body;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw refusal(unknown, `There is no field "${unknown}". The body is { "params": { ... }, "items": [ ... ] }.`);
  if (!isObject(params)) throw refusal('params', 'params must be an object: the parameters that all items share.');
  if (!Array.isArray(items)) throw refusal('items', 'items must be an array of parameter objects.');
  if (items.length > manyLimit)
    throw new RollcallError(
      'too_large',
      `items holds ${items.length} objects; a request takes ${manyLimit}. Send several.`,
      {
        param: 'items',
      },
    );
  const otherwise = isBlank(params.credentials_id) ? 'nobody' : 'params';
  return items.map((item: unknown) => {
    if (!isObject(item)) return { credentialsId: params.credentials_id, namedBy: otherwise, params: item };
    const { credentials_id: credentialsId, ...own } = mergeParams(params, item);
    return { credentialsId, namedBy: isBlank(item.credentials_id) ? otherwise : 'item', params: own };
  });
}

/** The items' own bound counts where there is one. */
function waitOf(items: unknown[]): { maxWaitMs?: number } {
  const isBound = items.some((item) => isObject(item) && item.max_wait_ms !== undefined);
  return isBound ? {} : { maxWaitMs: defaultMaxWaitMs };
}

type ByStore = {
  groups: Iterable<{ store: Store; indices: number[] }>;
  /** The items whose credential cannot be used, by their places. */
  refused: Map<number, NodeResult>;
};

/**
 * The items of each store in their order, whether they name its credential, its label or nothing: an email that comes twice in a store is
 * created once. All stores are there before anything is written to one of them.
 * @throws {RollcallError} where the credential that all items share cannot be used
 */
async function byStore(items: Item[], stores: Stores): Promise<ByStore> {
  const opened = new Map<unknown, Promise<Store>>();
  const open = async (given: unknown): Promise<Store> => stores.open(readCredentialsId(given));
  const groups = new Map<string, { store: Store; indices: number[] }>();
  const refused = new Map<number, NodeResult>();
  const isNamed = items.some(({ namedBy }) => namedBy === 'item');
  for (const [index, { credentialsId, namedBy }] of items.entries()) {
    const opening = opened.get(credentialsId) ?? open(credentialsId);
    opened.set(credentialsId, opening);
    try {
      const store = await opening;
      const group = groups.get(credentialOf(store)) ?? { store, indices: [] };
      group.indices.push(index);
      groups.set(credentialOf(store), group);
    } catch (error) {
      const isShared = namedBy === 'params' || !isNamed;
      if (isShared || !isRollcallError(error)) throw error;
      refused.set(index, { success: false, error: error.toJSON(), message: error.message });
    }
  }
  return { groups: groups.values(), refused };
}

/** Each opening gives an object of its own. */
function credentialOf({ key, accessToken }: Store): string {
  return `${key} ${accessToken}`;
}

/** A result whose earlier item is told by its place among all items, not among those of its store. */
function amongAll(result: NodeResult, indices: number[]): NodeResult {
  if (!result.success || typeof result.duplicate_of !== 'number') return result;
  const place = result.duplicate_of;
  const whole = indices[place]!;
  const message = String(result.message).replace(`duplicate of line ${place + 1}`, `duplicate of line ${whole + 1}`);
  return { ...result, duplicate_of: whole, message };
}

type FoundCredential = {
  credentialsId?: string;
  store?: { storeHash: string; apiUrl: string };
  problem?: ParamProblem;
};

/** The credential that a call would use, without its token. */
async function findCredential(vault: NodeRoutesOptions['vault'], given: unknown): Promise<FoundCredential> {
  let credentialsId: string | undefined;
  try {
    credentialsId = readCredentialsId(given);
    const entries = await vault.list();
    const entry =
      credentialsId === undefined && entries.length === 1 ? entries[0] : entries.find(({ id }) => id === credentialsId);
    // By its label, or not at all, and then with the reason.
    const { storeHash, apiUrl } = entry
      ? { storeHash: entry.store_hash, apiUrl: entry.api_url }
      : await vault.get(credentialsId);
    return { ...(credentialsId !== undefined && { credentialsId }), store: { storeHash, apiUrl } };
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    const isMissing = credentialsId === undefined && error.code === 'credentials_not_found';
    const problem = { param: 'credentials_id', message: error.message, ...(isMissing && { missing: true as const }) };
    return { ...(credentialsId !== undefined && { credentialsId }), problem };
  }
}

function findNode(name: string): NodeDefinition {
  const definition = nodeDefinitions.find((node) => node.name === name);
  if (definition) return definition;
  const names = nodeDefinitions.map((node) => node.name);
  const hint = nearestName(name, names);
  throw new RollcallError(
    'not_found',
    `There is no node "${name}"${hint ? `; did you mean ${hint}?` : '.'} Nodes: ${names.join(', ')}.`,
  );
}

function refusal(param: string, message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param });
}
