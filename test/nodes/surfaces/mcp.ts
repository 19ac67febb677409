import { openMcp } from '../../../src/hosts/mcp/fixtures/open-mcp.ts';
import type { Place } from '../start-product.ts';
import type { OpenSurface } from '../surface.ts';
import { definitionOf } from './definition-of.ts';

/** The SDK's client over stdio; where a call needs a plan, its dry run is made first. */
export async function openMcpSurface({ home, env, credentialsId }: Place): Promise<OpenSurface> {
  const flags = ['--allow-writes', '--allow-deletes', '--credentials', credentialsId];
  const mcp = await openMcp({ home, env, flags });
  const tool = (node: string) => definitionOf(node).action.replaceAll('-', '_');
  return {
    name: 'mcp',
    run: (node, params) => mcp.callWithPlan(tool(node), params),
    async runMany(node, items) {
      const answer = await mcp.callWithPlan(tool(node), { items });
      if (!answer.results) throw new Error(`${tool(node)} gave no results: ${JSON.stringify(answer)}`);
      return answer.results;
    },
    close: () => mcp.close(),
  };
}
