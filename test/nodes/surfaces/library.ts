import { connect, isRollcallError, nodes } from '../../../src/library.ts';
import type { Place } from '../start-product.ts';
import type { Answer, OpenSurface } from '../surface.ts';

type Method = {
  (store: unknown, params: unknown): Promise<Answer>;
  many(store: unknown, items: unknown): Promise<Answer[]>;
};

/** Functions in this process; a failure is thrown. */
export function openLibrary({ sandbox }: Place): OpenSurface {
  const { storeHash, accessToken, url: apiUrl } = sandbox;
  const store = connect({ storeHash, accessToken, apiUrl });
  return {
    name: 'library',
    run: (node, params) =>
      method(node)(store, params).catch((error: unknown) => {
        if (!isRollcallError(error)) throw error;
        return { success: false, error: asJson(error.toJSON()), message: error.message };
      }),
    runMany: async (node, items) => asJson(await method(node).many(store, items)),
    close: () => store.close(),
  };
}

function method(node: string): Method {
  const found = nodes[node as keyof typeof nodes];
  if (!found) throw new Error(`no node ${node}`);
  return found as unknown as Method;
}

function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
