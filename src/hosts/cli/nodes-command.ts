import type { Command } from 'commander';
import { nodeDefinitions } from '../../nodes/index.ts';
import { describeNode } from '../describe-node.ts';
import type { CommandOptions } from './command-options.ts';
import { table } from './table.ts';

/** What nodes there are, for people and programs. */
export function addNodesCommand(program: Command, { host, output }: CommandOptions): void {
  program
    .command('nodes')
    .summary('List the nodes with their parameters')
    .description('List the nodes: a table on a terminal, else JSON with the schemas of parameters and results.')
    .option('--json', 'JSON on a terminal too')
    .helpGroup('Rollcall:')
    .action(async ({ json }: { json?: boolean }) => {
      if (json || !host.stdout.isTTY) return output.json({ nodes: nodeDefinitions.map(describeNode) });
      const rows = nodeDefinitions.map(({ action, name, title }) => [action, name, title]);
      return output.write(`${table(['COMMAND', 'NODE', 'WHAT IT DOES'], rows)}\nrollcall COMMAND --help tells more.\n`);
    });
}
