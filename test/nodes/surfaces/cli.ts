import { rollcall } from '../../../src/hosts/fixtures/rollcall-process.ts';
import type { Place } from '../start-product.ts';
import type { OpenSurface } from '../surface.ts';
import { definitionOf } from './definition-of.ts';

/** A process of its own for each call. */
export function openCli({ credentialsId, env, home }: Place): OpenSurface {
  return {
    name: 'cli',
    async run(node, params) {
      const { stdout, code } = await command([definitionOf(node).action, ...flagsOf(params)]);
      const answer = JSON.parse(stdout);
      if (code !== (answer.success ? 0 : 1)) throw new Error(`exit code ${code} for ${stdout}`);
      return answer;
    },
    async runMany(node, items) {
      const stdin = items.map((item) => JSON.stringify(item)).join('\n');
      const { stdout } = await command([definitionOf(node).action, '--items', '-'], stdin);
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  };

  async function command(args: string[], stdin = '') {
    const finished = await rollcall([...args, '--credentials', credentialsId], { home, env, stdin });
    if (finished.stdout === '') throw new Error(`rollcall ${args.join(' ')} printed nothing: ${finished.stderr}`);
    return finished;
  }
}

function flagsOf(params: Record<string, unknown>): string[] {
  return Object.entries(params).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `--${name.replaceAll('_', '-')}=${text}`;
  });
}
