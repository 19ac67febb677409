import { openApi } from '../../src/hosts/http/openapi.ts';
import { table } from './table.ts';

type Operation = { summary: string; tags: string[] };

/** Every route of the API by its group, from the document that the server shows. Those of nodes stand once, for all. */
export function routeTable(): string {
  const paths = openApi('0', 'http://127.0.0.1:4321').paths as Record<string, Record<string, Operation>>;
  const groups = new Map<string, Map<string, string>>();
  for (const [path, operations] of Object.entries(paths)) {
    const general = path.replace(/^\/api\/nodes\/Bigcommerce\w+\//, '/api/nodes/{Name}/');
    for (const [method, { summary, tags }] of Object.entries(operations)) {
      const rows = groups.get(tags[0]!) ?? new Map<string, string>();
      rows.set(`\`${method.toUpperCase()} ${general}\``, general === path ? summary : ofAnyNode(summary));
      groups.set(tags[0]!, rows);
    }
  }
  return [...groups]
    .map(([group, rows]) => `### ${group}\n\n${table(['route', 'what it does'], [...rows])}`)
    .join('\n\n');
}

/** `Create customer: up to 1000 items` without the node. */
function ofAnyNode(summary: string): string {
  const [, rest = 'run the node once'] = summary.split(': ');
  return rest[0]!.toUpperCase() + rest.slice(1);
}
