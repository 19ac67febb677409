import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeDefinitions } from '../../src/nodes/index.ts';
import { printMatrix } from './print-matrix.ts';
import { type Requirement, requirements } from './requirements.ts';
import { type Product, startProduct } from './start-product.ts';
import { type Stage, type SurfaceName, surfaceNames } from './surface.ts';
import { definitionOf } from './surfaces/definition-of.ts';

/** Parameters that every node takes and that are no requirement of one. */
const common = ['credentials_id', 'max_wait_ms'];

let product: Product;
const met = new Map<Requirement, Set<SurfaceName>>(requirements.map((requirement) => [requirement, new Set()]));
/** Parameters of each node that the proof of a requirement has used: `BigcommerceGetOrders all`. */
const used = new Map<Requirement, Set<string>>(requirements.map((requirement) => [requirement, new Set()]));

beforeAll(async () => {
  product = await startProduct();
});

afterAll(async () => {
  await product?.stop();
  console.log(printMatrix(requirements, { has: (requirement, surface) => met.get(requirement)!.has(surface) }));
});

// Each surface has a store of its own: they run side by side, and each of them one requirement after the other.
describe.each(surfaceNames)('over the surface %s', { concurrent: true }, (surface) => {
  for (const [number, requirement] of requirements.entries()) {
    if (requirement.notOn?.[surface] !== undefined) continue;
    test(`${requirement.node}: ${requirement.says}`, { concurrent: false }, async () => {
      const { stage, end } = openStage(surface, requirement, `${surface}${number}`);
      await requirement.prove(stage).finally(end);
      met.get(requirement)!.add(surface);
    });
  }
});

describe('the list of requirements', () => {
  test('names every node', () => {
    const named = new Set(requirements.map(({ node }) => definitionOf(node).name));
    expect(nodeDefinitions.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  test('is met by every surface, or tells why one does not offer what it asks for', () => {
    const missing = requirements.flatMap((requirement) =>
      surfaceNames
        .filter((surface) => !met.get(requirement)!.has(surface) && !requirement.notOn?.[surface])
        .map((surface) => `${surface}: ${requirement.node}, ${requirement.says}`),
    );
    expect(missing).toEqual([]);
  });

  test.each(surfaceNames)('uses every parameter of every node that is offered over %s', (surface) => {
    const covered = new Set(
      requirements
        .filter((requirement) => met.get(requirement)!.has(surface) || requirement.notOn?.[surface])
        .flatMap((requirement) => [...used.get(requirement)!]),
    );
    const unused = nodeDefinitions.flatMap(({ name, params }) =>
      Object.keys(params.entries)
        .filter((param) => !common.includes(param))
        .map((param) => `${name} ${param}`)
        .filter((param) => !covered.has(param)),
    );
    expect(unused).toEqual([]);
  });
});

function openStage(name: SurfaceName, requirement: Requirement, tag: string): { stage: Stage; end(): void } {
  const { surface, sandbox } = product.surfaces.find((one) => one.surface.name === name)!;
  const note = (node: string, params: object) => {
    for (const param of Object.keys(params)) used.get(requirement)!.add(`${definitionOf(node).name} ${param}`);
  };
  const stage: Stage = {
    name,
    run(node, params) {
      note(node, params);
      return surface.run(node, params);
    },
    runMany(node, items) {
      for (const item of items) note(node, item);
      return surface.runMany(node, items);
    },
    email: (text) => `${text}.${tag}@example.net`,
    async requests(endpoint) {
      const counts = sandbox.sandbox.stats().requests[endpoint] ?? {};
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    async faults(rules) {
      sandbox.sandbox.setFaults(rules as never);
    },
  };
  return { stage, end: () => sandbox.sandbox.setFaults([]) };
}
