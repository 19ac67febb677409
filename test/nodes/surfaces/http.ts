import type { Place } from '../start-product.ts';
import type { OpenSurface } from '../surface.ts';
import { definitionOf } from './definition-of.ts';
import { postJson } from './post-json.ts';

export function openHttp({ serverUrl, credentialsId: credentials_id }: Place): OpenSurface {
  const post = (node: string, path: string, body: object) =>
    postJson(`${serverUrl}/api/nodes/${definitionOf(node).name}/${path}`, body);
  return {
    name: 'http',
    run: (node, params) => post(node, 'run', { credentials_id, ...params }),
    runMany: async (node, items) => (await post(node, 'run-many', { params: { credentials_id }, items })).results,
  };
}
