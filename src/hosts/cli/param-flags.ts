import { type Command, Option } from 'commander';
import type { JsonSchema } from '../describe-node.ts';
import { type FlagKind, flagKind, typesOf } from '../flag-kind.ts';

export type ParamFlagOptions = { name: string; schema: JsonSchema; isRequired: boolean; group: string };

/**
 * Adds a parameter as a flag: `--first-name`, and hidden `--first_name`. Booleans are `--dry-run`, `--dry-run false` or `--no-dry-run`;
 * lists are commas or the flag again. Returns what reads its value once the command line is parsed.
 */
export function addParamFlag(command: Command, { name, schema, isRequired, group }: ParamFlagOptions): () => unknown {
  const kind = flagKind(schema);
  const dashed = name.replaceAll('_', '-');
  const values: (string | boolean)[] = [];
  const add = (flags: string, isShown: boolean, read: (text: string | null | undefined) => string | boolean): void => {
    const option = new Option(flags, describe(schema, isRequired)).hideHelp(!isShown).helpGroup(group);
    command.addOption(option);
    command.on(`option:${option.name()}`, (text) => values.push(read(text)));
  };
  for (const spelling of new Set([dashed, name])) {
    add(`--${spelling} ${placeholder(schema, kind)}`, spelling === dashed, (text) => text ?? true);
    if (kind === 'boolean') add(`--no-${spelling}`, false, () => false);
  }
  return () => {
    if (values.length <= 1 || (kind !== 'list' && kind !== 'objects')) return values.at(-1);
    return kind === 'objects' ? values : values.flatMap((text) => String(text).split(','));
  };
}

function placeholder(schema: JsonSchema, kind: FlagKind): string {
  if (kind === 'boolean') return '[true|false]';
  if (kind === 'list') return '<a,b,...>';
  if (kind === 'object' || kind === 'objects') return '<json>';
  const types = typesOf(schema);
  return (types.has('number') || types.has('integer')) && !types.has('string') ? '<number>' : '<text>';
}

function describe(schema: JsonSchema, isRequired: boolean): string {
  const parts = [schema.description ?? ''];
  const choices = schema.enum ?? schema.anyOf?.find((option) => option.enum)?.enum;
  if (choices && choices.length <= 8) parts.push(`(${choices.join(' | ')})`);
  if (schema.default !== undefined) parts.push(`[default: ${String(schema.default)}]`);
  if (isRequired) parts.push('[required]');
  return parts.filter(Boolean).join(' ');
}
