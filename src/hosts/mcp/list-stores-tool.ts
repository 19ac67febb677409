import { invalidParam } from '../invalid-param.ts';
import { type AllowedStores, noStore } from './allowed-stores.ts';
import type { McpTool } from './tool.ts';
import { outputOf } from './tool-schema.ts';

/** The stores that there are for agents. Never a token. */
export function createListStoresTool(stores: AllowedStores): McpTool {
  const text = { type: 'string' };
  return {
    name: 'list_stores',
    title: 'List stores',
    description:
      'The BigCommerce stores that you may use, with the id that every other tool takes as credentials_id. Where there is one, it may be left out there. Access tokens are never shown.',
    inputSchema: { type: 'object', properties: {} },
    outputSchema: outputOf({
      stores: {
        type: 'array',
        items: { type: 'object', properties: { id: text, label: text, store_hash: text, api_url: text } },
      },
    }),
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    async call(args) {
      const [unknown] = Object.keys(args);
      if (unknown !== undefined) throw invalidParam(unknown, `list_stores takes no parameters, and got "${unknown}".`);
      const entries = await stores.list();
      const message = entries.length > 0 ? `${entries.length} ${entries.length === 1 ? 'store' : 'stores'}` : noStore;
      return {
        success: true,
        stores: entries.map(({ id, label, store_hash, api_url }) => ({ id, label, store_hash, api_url })),
        message,
      };
    },
  };
}
