import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { startSandboxServer } from '../../src/sandbox/index.ts';
import { nodeType, openContext } from './n8n-context.ts';

const file = resolve(import.meta.dirname, '../../docs/hosts/n8n-workflow.json');
const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };
const typed = (type: string) => nodes.find((node) => node.type === type)!;

/** The expressions of the workflow name fields of the item, and nothing else. */
function resolved(value: unknown, item: IDataObject): unknown {
  if (typeof value === 'string') {
    const field = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value)?.[1];
    if (value.startsWith('=') && field === undefined) throw new Error(`This test does not know ${value}`);
    return field === undefined ? value : item[field];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(part, item)]));
}

test('the workflow of the documentation gets two customers in, tells what to correct in the third, and may run again', async () => {
  const server = await startSandboxServer({ quota: 0, empty: true });
  try {
    const set = typed('n8n-nodes-base.set').parameters as { jsonOutput: string };
    const { customers } = JSON.parse(set.jsonOutput) as { customers: IDataObject[] };
    const { parameters, onError } = typed('n8n-nodes-bigcommerce.bigCommerce');
    expect(onError).toBe('continueErrorOutput');
    const run = async () => {
      const context = openContext({
        credential: server,
        items: customers.map((json) => ({ json })),
        parameters: (index) => resolved(parameters, customers[index]!) as IDataObject,
        continueOnFail: true,
      });
      const [results = []] = (await nodeType.execute!.call(context)) as { json: IDataObject }[][];
      return results.map(({ json }) => json);
    };
    const [ana, luis, nobody] = await run();
    expect([ana, luis]).toMatchObject([
      { email: 'ana@example.com', company: 'Ruiz Bikes', outcome: 'created' },
      { email: 'luis@example.com', outcome: 'created' },
    ]);
    expect(JSON.stringify(nobody)).toContain('no address');
    expect(await run()).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }, {}]);
    expect(server.sandbox.customers()).toHaveLength(2);
  } finally {
    await server.stop();
  }
});
