import type { SandboxServer } from '../../../src/sandbox/index.ts';
import type { Place } from '../start-product.ts';
import type { OpenSurface, Surface } from '../surface.ts';

/** A package of its own, which its own settings type-check. */
const program = '../../../n8n/test/run-node.ts';
type Program = { openN8nNode(credential: SandboxServer): Pick<Surface, 'run' | 'runMany'> };

/** `execute` of the built node, with the option Full Response. */
export async function openN8n({ sandbox }: Place): Promise<OpenSurface> {
  const { openN8nNode } = (await import(program)) as Program;
  return { name: 'n8n', ...openN8nNode(sandbox) };
}
