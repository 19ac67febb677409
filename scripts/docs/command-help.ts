import { nodeDefinitions } from '../../src/nodes/index.ts';
import { readHelp } from './read-help.ts';

/** What `--help` of every command says, the nodes apart: they have pages of their own. */
export async function commandHelp(): Promise<string> {
  const nodes = new Set(nodeDefinitions.map(({ action }) => action));
  const parts: string[] = [];
  for (const command of await subcommands([])) if (!nodes.has(command)) await add([command]);
  return parts.join('\n\n');

  async function add(path: string[]): Promise<void> {
    parts.push(`${'#'.repeat(path.length + 2)} rollcall ${path.join(' ')}\n\n\`\`\`text\n${await help(path)}\n\`\`\``);
    for (const name of await subcommands(path)) await add([...path, name]);
  }
}

async function subcommands(path: string[]): Promise<string[]> {
  const text = await help(path);
  const lists = text.split(/\n(?=\S[^\n]*:\n)/).filter((part) => /^(Commands|Rollcall|Nodes|Servers):/.test(part));
  const names = lists.flatMap((list) => [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name!));
  // A group has a command "help" of commander's own, which lists the group again.
  return names.filter((name) => name !== 'help');
}

async function help(path: string[]): Promise<string> {
  const text = await readHelp(path);
  if (text === undefined) throw new Error(`rollcall ${path.join(' ')} --help says nothing.`);
  return text;
}
