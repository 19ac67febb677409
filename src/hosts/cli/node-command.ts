import type { Command } from 'commander';
import type { NodeDefinition } from '../../nodes/index.ts';
import { describeNode, type NodeDescription } from '../describe-node.ts';
import { flagKind } from '../flag-kind.ts';
import { isObject } from '../is-object.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { CliHost } from './cli-host.ts';
import type { CommandOptions } from './command-options.ts';
import { endSignal } from './end-signal.ts';
import { UsageError } from './explain-error.ts';
import { addParamFlag } from './param-flags.ts';
import { readStdin, sayWhatIsAwaited } from './read-stdin.ts';
import { shellWord } from './shell-word.ts';

export type NodeCommandOptions = CommandOptions & { definition: NodeDefinition };

/** One command per node, made from its definition. */
export function addNodeCommand(program: Command, { host, output, definition, exit }: NodeCommandOptions): void {
  const node = describeNode(definition);
  const properties = node.params.properties ?? {};
  const required = new Set(node.params.required);
  const command = program
    .command(definition.action)
    .summary(node.title)
    .description(node.description)
    .helpGroup('Nodes:');

  const readers = new Map<string, () => unknown>();
  const names = Object.keys(properties).filter((name) => name !== 'credentials_id');
  for (const name of names.sort((a, b) => Number(required.has(b)) - Number(required.has(a))))
    readers.set(
      name,
      addParamFlag(command, { name, schema: properties[name]!, isRequired: required.has(name), group: 'Parameters:' }),
    );
  const readCredentials = ['credentials', 'credentials-id'].map((spelling) =>
    addOption(
      command,
      `--${spelling} <id>`,
      'stored credential; may be left out where exactly one is stored',
      spelling === 'credentials',
    ),
  );
  const readJson = addOption(
    command,
    '--json <object>',
    'all parameters as one JSON object, or - to read it from stdin; flags win over it',
  );
  const readItems = addOption(
    command,
    '--items <file>',
    'NDJSON, CSV or a JSON array of items, - for stdin; flags are defaults for every item',
  );
  command.addHelpText('after', () => helpAfter(node));

  command.action(async () => {
    const flags: Record<string, unknown> = {};
    for (const [name, read] of readers) {
      const value = read();
      if (value !== undefined) flags[name] = value;
    }
    const json = readJson();
    const itemsPath = readItems();
    if (json === '-' && itemsPath === '-') throw new UsageError('Only one of --json and --items can read stdin.');
    const { credentials_id: jsonId, ...given } = json === undefined ? {} : await readObject(json, host);
    const credentialsId = readCredentials.map((read) => read()).find(Boolean) ?? readCredentialsId(jsonId);
    const params = { ...given, ...flags };
    const common = { host, output, definition, ...(credentialsId !== undefined && { credentialsId }) };
    if (itemsPath === undefined) {
      const { runOnce } = await import('./run-once.ts');
      exit(await runOnce({ ...common, params }));
      return;
    }
    const { openItems } = await import('./open-items.ts');
    const { runItems } = await import('./run-items.ts');
    const columns = ['credentials_id', ...names];
    const signal = endSignal({ host, output });
    if (itemsPath === '-') sayWhatIsAwaited(host, 'the items, each a JSON object on a line of its own');
    const opened = await openItems(itemsPath, { columns, stdin: host.stdin, signal });
    exit(await runItems({ ...common, opened, shared: params, signal }));
  });
}

function addOption(command: Command, flags: string, description: string, shown = true): () => string | undefined {
  const option = command.createOption(flags, description).hideHelp(!shown).helpGroup('How to run it:');
  command.addOption(option);
  return () => command.getOptionValue(option.attributeName()) as string | undefined;
}

async function readObject(json: string, host: CliHost): Promise<Record<string, unknown>> {
  const text = json === '-' ? await readStdin(host, 'the parameters as one JSON object') : json;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(
      '--json takes a JSON object, and this is not JSON.',
      'Put it in single quotes: --json \'{"email": "ana@example.com"}\'',
    );
  }
  if (isObject(value)) return value;
  throw new UsageError('--json takes one JSON object; use --items for several.');
}

function helpAfter({ action, rules, examples, effects, params }: NodeDescription): string {
  const lines: string[] = [];
  if (rules.length > 0) lines.push('', 'Rules:', ...rules.map((rule) => `  ${rule}`));
  if (effects.mails) lines.push('', 'This may send e-mail to shoppers, by the settings of the store.');
  lines.push('', 'Examples:');
  for (const { title, params: values } of examples)
    lines.push(`  # ${title}`, `  rollcall ${action} ${exampleFlags(values, params)}`.trimEnd());
  lines.push('  # One result line per item, in the order of the file', `  rollcall ${action} --items items.ndjson`);
  return `${lines.join('\n')}\n`;
}

function exampleFlags(values: Record<string, unknown>, { properties = {} }: NodeDescription['params']): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const flag = `--${name.replaceAll('_', '-')}`;
      if (value === true) return flag;
      const isList = Array.isArray(value) && properties[name] && flagKind(properties[name]) === 'list';
      const text = isList ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value);
      return `${flag} ${shellWord(text)}`;
    })
    .join(' ');
}
