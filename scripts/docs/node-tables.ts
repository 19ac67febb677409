import { describeNode, type JsonSchema, type NodeDescription } from '../../src/hosts/describe-node.ts';
import { statusOf } from '../../src/hosts/http/failure.ts';
import { type ErrorCode, errorCodes, type NodeDefinition, paramFields } from '../../src/nodes/index.ts';
import { nodeErrors } from './node-errors.ts';
import { outputKey } from './output-keys.ts';
import { table } from './table.ts';

/** The generated parts of a node's page, by the names of their markers. */
export function nodeTables(definition: NodeDefinition): Record<string, string> {
  const node = describeNode(definition);
  return {
    'at-a-glance': atAGlance(node),
    parameters: parameters(node),
    rules: node.rules.length === 0 ? 'No further rules.' : node.rules.map((rule) => `- ${rule}`).join('\n'),
    output: output(node),
    errors: errors(node),
  };
}

function atAGlance({ name, action, effects }: NodeDescription): string {
  const camel = action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return table(
    ['where', 'name'],
    [
      ['terminal', `\`rollcall ${action}\``],
      ['HTTP', `\`POST /api/nodes/${name}/run\`, and \`/run-many\`, \`/check\``],
      ['library', `\`nodes.${camel}(store, params)\`, and \`nodes.${camel}.many(store, items)\``],
      ['AI agents', `the tool \`${action.replaceAll('-', '_')}\``],
      ['workflow module', `\`${camel}\` of \`rollcall/modules\``],
      ['effects', effectsOf(effects)],
    ],
  );
}

function effectsOf({ reads, writes, mails, deletes }: NodeDescription['effects']): string {
  const does = [reads && 'reads', writes && 'writes', deletes && 'deletes'].filter(Boolean).join(', ');
  return mails ? `${does}; may send e-mail to shoppers` : `${does}; sends no e-mail`;
}

function parameters({ params }: NodeDescription): string {
  const credential: JsonSchema = {
    type: 'string',
    description: 'Which stored credential to use: its id or its label.',
  };
  const all = { ...params.properties, credentials_id: params.properties?.credentials_id ?? credential };
  const own = paramTable(all, new Set(params.required));
  const nested = Object.entries(all).flatMap(([name, schema]) => {
    const entry = itemsOf(schema)?.properties;
    return entry ? [`Each of \`${name}\` is an object of:\n\n${paramTable(entry, new Set())}`] : [];
  });
  return [own, ...nested].join('\n\n');
}

function paramTable(properties: Record<string, JsonSchema>, required: Set<string>): string {
  return table(
    ['parameter', 'type', 'required', 'default', 'meaning', 'values'],
    Object.entries(properties).map(([name, schema]) => [
      `\`${name}\``,
      typeOf(schema),
      required.has(name) ? 'yes' : 'no',
      schema.default === undefined ? '' : code(schema.default),
      schema.description ?? '',
      valuesOf(name, schema),
    ]),
  );
}

function itemsOf(schema: JsonSchema): JsonSchema | undefined {
  return schema.items ?? schema.anyOf?.find(({ items }) => items)?.items;
}

function typeOf(schema: JsonSchema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return 'choice';
  const items = itemsOf(schema);
  if (schema.type === 'array') return items ? `list of ${typeOf(items)}` : 'list';
  return [schema.type ?? 'any'].flat().join(' or ');
}

/** What is allowed, how much of it, and an example. */
function valuesOf(name: string, schema: JsonSchema): string {
  const field = paramFields[name];
  // A description for programs may hold the list already.
  const isListed = field?.options?.every(({ label }) => schema.description?.includes(label)) ?? false;
  const options = isListed ? undefined : field?.options?.map(({ value, label }) => `\`${value}\` ${label}`);
  const choices = isListed ? undefined : (schema.enum ?? itemsOf(schema)?.enum)?.map(code);
  const examples = schema.examples?.map(code);
  return [
    (options ?? choices)?.join(', '),
    field?.optionsSource && `those of the store: ${field.optionsSource.replace('customer_', '').replace('_', ' ')}`,
    bounds(schema),
    examples && `e.g. ${examples.join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
    .replace('those of the store: countries', 'ISO 3166-1');
}

function bounds({ minLength, maxLength, minimum, maximum, maxItems }: JsonSchema): string | undefined {
  const parts = [
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    // 65,535 is the bound of all text, and nobody meets it.
    maxLength !== undefined && maxLength !== 65_535 && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function output({ output: schema }: NodeDescription): string {
  const always = new Set(schema.required);
  return table(
    ['key', 'type', 'always', 'meaning'],
    Object.entries(schema.properties ?? {}).map(([name, value]) => {
      const choices = value.enum?.map(code).join(', ');
      return [
        `\`${name}\``,
        typeOf(value),
        always.has(name) ? 'yes' : 'no',
        `${outputKey(name)}${choices ? ` One of ${choices}.` : ''}`,
      ];
    }),
  );
}

function errors({ action }: NodeDescription): string {
  const { own, common } = nodeErrors(action);
  const row = (name: ErrorCode): string[] => [`\`${name}\``, errorCodes[name], String(statusOf(name))];
  const others = common.map((name) => `\`${name}\``).join(', ');
  return `${table(['code', 'meaning', 'HTTP'], own.map(row))}\n\nAnd, as every node: ${others}. [All codes](../errors.md).`;
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
