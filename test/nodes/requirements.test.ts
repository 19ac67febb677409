import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nodeDefinitions } from '../../src/nodes/index.ts';
import { requirements } from './requirements.ts';
import type { Stage, Surface } from './surface.ts';
import { type Product, startProduct } from './surfaces.ts';

const surfaceNames = ['library', 'cli', 'http'];
/** Parameters that every node takes and that are no requirement of one. */
const common = ['credentials_id', 'max_wait_ms'];

const proved = new Map<string, Set<string>>();
const used = new Map<string, Set<string>>();
let product: Product;
/** What a scenario leaves in the sandbox is taken out after it. */
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  product = await startProduct();
}, 120_000);

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

afterAll(async () => {
  await product?.stop();
  const width = Math.max(...requirements.map(({ node, says }) => node.length + says.length)) + 2;
  const rows = requirements.map(({ node, says }) => {
    const cells = surfaceNames.map((name) => (proved.get(says)?.has(name) ? 'yes' : 'NO').padStart(8));
    return `${`${node}: ${says}`.padEnd(width)}${cells.join('')}`;
  });
  console.log([`${''.padEnd(width)}${surfaceNames.map((name) => name.padStart(8)).join('')}`, ...rows].join('\n'));
});

for (const surfaceName of surfaceNames) {
  describe(`over the ${surfaceName}`, () => {
    for (const [number, requirement] of requirements.entries()) {
      test(`${requirement.node}: ${requirement.says}`, async () => {
        const surface = product.surfaces.find(({ name }) => name === surfaceName)!;
        await requirement.prove(stageFor(surface, `${surfaceName}${number}`));
        proved.set(requirement.says, (proved.get(requirement.says) ?? new Set()).add(surfaceName));
      });
    }
  });
}

describe('the list of requirements', () => {
  test('names every node', () => {
    const named = new Set(requirements.map(({ node }) => `bigcommerce${node}`.toLowerCase()));
    expect(nodeDefinitions.map(({ name }) => name.toLowerCase()).filter((name) => !named.has(name))).toEqual([]);
  });

  test('uses every parameter of every node', () => {
    for (const { name, params } of nodeDefinitions) {
      const names = used.get(name.toLowerCase()) ?? new Set();
      const unused = Object.keys(params.entries).filter((param) => !names.has(param) && !common.includes(param));
      expect(unused, name).toEqual([]);
    }
  });
});

function stageFor(surface: Surface, tag: string): Stage {
  const note = (node: string, params: object) => {
    const key = `bigcommerce${node}`.toLowerCase();
    const names = used.get(key) ?? new Set();
    for (const name of Object.keys(params)) names.add(name);
    used.set(key, names);
  };
  return {
    name: surface.name,
    run(node, params) {
      note(node, params);
      return surface.run(node, params);
    },
    runMany(node, items) {
      for (const item of items) note(node, item);
      return surface.runMany(node, items);
    },
    email: (name) => `${name}.${tag}@example.net`,
    async requests(endpoint) {
      const stats = (await (await fetch(`${product.sandboxUrl}/_sandbox/stats`)).json()) as {
        requests: Record<string, Record<string, number>>;
      };
      return Object.values(stats.requests[endpoint] ?? {}).reduce((sum, count) => sum + count, 0);
    },
    async faults(rules) {
      const send = (list: object[]) =>
        fetch(`${product.sandboxUrl}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(list) });
      await send(rules);
      cleanups.push(() => send([]));
    },
  };
}
