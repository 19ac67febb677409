import { type CollectionName, type Operation, operations } from '../../n8n/nodes/BigCommerce/operations.mts';
import { describeNode } from '../../src/hosts/describe-node.ts';
import { type Property, propertyOf, sorted } from './property-of.ts';
import { inTitleCase } from './words.ts';

const collectionLabels: Record<CollectionName, [label: string, button: string]> = {
  additionalFields: ['Additional Fields', 'Add Field'],
  updateFields: ['Update Fields', 'Add Field'],
  filters: ['Filters', 'Add Filter'],
  options: ['Options', 'Add Option'],
};

/** The files of properties: name and TypeScript text. */
export function* describeProperties(): Generator<[string, string]> {
  const files = operations.map((operation) => ({
    name: `${operation.resource}${operation.value.charAt(0).toUpperCase()}${operation.value.slice(1)}`,
    file: `${operation.resource}-${operation.value.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    operation,
  }));
  for (const { name, file, operation } of files) yield [`${file}.ts`, asFile(name, fieldsOf(operation))];
  yield ['menus.ts', menusFile()];
  const imports = [...files, { name: 'menus', file: 'menus' }]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ name, file }) => `import { ${name} } from './${file}.ts';`);
  const all = `export const properties: INodeProperties[] = [${['menus', ...files.map(({ name }) => name)].map((name) => `...${name}`).join(', ')}];`;
  yield ['index.ts', `${head}import type { INodeProperties } from 'n8n-workflow';\n${imports.join('\n')}\n\n${all}\n`];
}

const head = '// Generated from the node definitions: node scripts/generate-n8n.ts\n';

function asFile(name: string, properties: Property[]): string {
  return `${head}import type { INodeProperties } from 'n8n-workflow';\n\nexport const ${name}: INodeProperties[] = ${JSON.stringify(properties)};\n`;
}

/** The menus of operations are lists of their own: n8n's linter would sort them, and Create or Update comes first for a reason. */
function menusFile(): string {
  const resources = [...new Set(operations.map(({ resource }) => resource))];
  const lists = resources.map((resource) => {
    const own = operations.filter((operation) => operation.resource === resource);
    const options = own.map(({ name, value, action, description }) => ({ name, value, action, description }));
    return `/** In the order of use. */\nconst ${resource}Operations: INodePropertyOptions[] = ${JSON.stringify(options)};\n`;
  });
  const resourceMenu = {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: resources.map((value) => ({ name: inTitleCase(value), value })),
    default: resources[0],
  };
  const operationMenus = resources.map((resource) => {
    const first = operations.find((operation) => operation.resource === resource)!.value;
    return `{ displayName: 'Operation', name: 'operation', type: 'options', noDataExpression: true,
      displayOptions: { show: { resource: ['${resource}'] } }, options: ${resource}Operations, default: '${first}' }`;
  });
  return `${head}import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

${lists.join('\n')}
export const menus: INodeProperties[] = [${[JSON.stringify(resourceMenu), ...operationMenus].join(', ')}];
`;
}

function fieldsOf(operation: Operation): Property[] {
  const scope = `${operation.resource}.${operation.value}`;
  const displayOptions = { show: { resource: [operation.resource], operation: [operation.value] } };
  const fields = new Map(
    describeNode(operation.definition)
      .form.flatMap((group) => group.fields)
      .map((field) => [field.param, field]),
  );
  const collections = Object.entries(operation.collections) as [CollectionName, string[]][];
  const properties = [
    ...(operation.customer ? [customerProperty(operation)] : []),
    ...operation.shown.map((param) => ({ ...propertyOf(fields.get(param)!, scope), required: true })),
    ...(operation.kind === 'list' ? listProperties() : []),
    ...collections.map(([name, params]) => {
      const options = params.filter(isShown).map((param) => propertyOf(fields.get(param)!, scope));
      if (name === 'options') options.push(fullResponse(operation));
      const [displayName, placeholder] = collectionLabels[name];
      return { displayName, name, type: 'collection', placeholder, default: {}, options: sorted(options) };
    }),
  ];
  return properties.map(({ displayName, name, type, ...rest }) => ({
    displayName,
    name,
    type,
    displayOptions: name === 'limit' ? { show: { ...displayOptions.show, returnAll: [false] } } : displayOptions,
    ...rest,
  }));
}

/** The name of a group is a way to give Customer Group. */
function isShown(param: string): boolean {
  return param !== 'customer_group';
}

function customerProperty({ kind }: Operation): Property {
  return {
    displayName: 'Customer',
    name: 'customer',
    type: 'resourceLocator',
    default: { mode: 'id', value: '' },
    required: true,
    description:
      kind === 'delete' ? 'One or more IDs or emails, separated by commas' : 'The customer, by ID or by email',
    modes: [
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 789' },
      { displayName: 'By Email', name: 'email', type: 'string', placeholder: 'e.g. ana@example.com' },
    ],
  };
}

function listProperties(): Property[] {
  return [
    {
      displayName: 'Return All',
      name: 'returnAll',
      type: 'boolean',
      default: false,
      description: 'Whether to return all results or only up to a given limit',
    },
    {
      displayName: 'Limit',
      name: 'limit',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 50,
      description: 'Max number of results to return',
    },
  ];
}

function fullResponse({ kind }: Operation): Property {
  return {
    displayName: 'Full Response',
    name: 'fullResponse',
    type: 'boolean',
    default: false,
    description:
      kind === 'list'
        ? 'Whether to return one object with the list (10,000 at most), its counts and a message, in place of one item each'
        : 'Whether to return one object with all that is known of the call, in place of its customer or order',
  };
}
