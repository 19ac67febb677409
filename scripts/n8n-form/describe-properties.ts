import { type CollectionName, fieldName, type Operation, operations } from '../../n8n/nodes/BigCommerce/operations.mts';
import { describeNode } from '../../src/hosts/describe-node.ts';
import type { FormField } from '../../src/hosts/node-form.ts';
import { asFieldHelp, inTitleCase } from './words.ts';

/** A property as n8n takes it; printed as a literal. */
type Property = { displayName: string; name: string } & Kind;

/** What a field takes. */
type Kind = { type: string; default: unknown; [key: string]: unknown };

/** Of the parameters whose label speaks of its part of the form. */
const labels: Record<string, string> = {
  addresses_mode: 'Existing Addresses',
  customer_group: 'Customer Group Name',
  max_wait_ms: 'Longest Wait (Ms)',
  newsletter: 'Newsletter',
  on_incomplete_address: 'Incomplete Address',
};

/** Where none is given, n8n fills in something. */
const defaults: Record<string, unknown> = { dry_run: false, max_wait_ms: 60_000 };

/** Where n8n's form is another one than ours. */
const helps: Record<string, string> = {
  accepts_product_review_abandoned_cart_emails:
    'Whether the customer consents to product review and abandoned cart emails',
  channel_ids: 'Channels (storefronts) in which the customer can log in, separated by commas; all of them if left out',
  clear: 'Fields to empty. A field that is left blank stays as it is.',
  customer_group: 'Name of a group, in place of choosing it',
  customer_ids: 'One or more IDs, separated by commas',
  emails: 'One or more emails, separated by commas',
  include_products: 'Whether to show the line items of each order; one more call per order',
  include_shipping:
    'Whether to show where each order goes, and what was shipped of it; one more call per order, two where something was shipped',
  page: 'Page of the results, of Limit results each. It does not count with Return All.',
  shipping_provider: 'Carrier of the shipment. One that is not in the list goes into Other Carrier.',
};

const searchMethods: Record<string, string> = {
  customer_groups: 'searchCustomerGroups',
  customer_attributes: 'searchCustomerAttributes',
};

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
  const displayOptions = { show: { resource: [operation.resource], operation: [operation.value] } };
  const fields = new Map(
    describeNode(operation.definition)
      .form.flatMap((group) => group.fields)
      .map((field) => [field.param, field]),
  );
  const collections = Object.entries(operation.collections) as [CollectionName, string[]][];
  const properties = [
    ...(operation.customer ? [customerProperty(operation)] : []),
    ...operation.shown.map((param) => ({ ...propertyOf(fields.get(param)!), required: true })),
    ...(operation.kind === 'list' ? listProperties() : []),
    ...collections.map(([name, params]) => {
      const options = params.map((param) => propertyOf(fields.get(param)!));
      if (name === 'options') options.push(fullResponse(operation));
      const [displayName, placeholder] = collectionLabels[name];
      return { displayName, name, type: 'collection', placeholder, default: {}, options: sorted(options) };
    }),
  ];
  return properties.map(({ displayName, name, type, ...rest }) => ({
    displayName,
    name,
    type,
    displayOptions,
    ...rest,
  }));
}

function sorted(properties: Property[]): Property[] {
  return properties.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
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

function propertyOf(field: FormField): Property {
  const { param } = field;
  const label = labels[param] ?? inTitleCase(param.startsWith('billing_') ? `Billing ${field.label}` : field.label);
  const description = helps[param] ?? asFieldHelp(field);
  const base = { displayName: label, name: fieldName(param) };
  const rest = description === undefined || description === label ? {} : { description };
  const method = param === 'status_id' ? 'searchOrderStatuses' : searchMethods[field.options_source ?? ''];
  if (method && field.type !== 'record') return { ...base, ...chooser(label, method), ...rest };
  return { ...base, ...kindOf(field), ...rest };
}

/** Within entries n8n sends every field: one that is not touched must be blank, since a first choice or a number would be sent as well. */
function propertyOfEntry(field: FormField): Property {
  const property = propertyOf(field);
  if (property.type === 'number') return { ...property, type: 'string', typeOptions: undefined, default: '' };
  if (property.type !== 'options') return property;
  return { ...property, options: [{ name: 'Not Given', value: '' }, ...(property.options as object[])], default: '' };
}

/** Chosen From List or given By ID. */
function chooser(label: string, searchListMethod: string): Kind {
  return {
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: `Choose ${label}...`,
        typeOptions: { searchListMethod, searchable: true },
      },
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 3' },
    ],
  };
}

function kindOf(field: FormField): Kind {
  const { type, items, format, options = [], example, min, max } = field;
  const placeholder = example === undefined ? {} : { placeholder: `e.g. ${example}` };
  const choices = choicesOf(options);
  if (type === 'boolean') return { type: 'boolean', default: defaults[field.param] ?? field.default ?? false };
  if (type === 'choice') return { type: 'options', options: choices, default: field.default ?? choices[0]!.value };
  if (type === 'list' && items === 'choice') return { type: 'multiOptions', options: choices, default: [] };
  if (type === 'list') return { type: 'string', default: '', ...placeholder };
  if (type === 'number') {
    const bounds = { ...(min !== undefined && { minValue: min }), ...(max !== undefined && { maxValue: max }) };
    return {
      type: 'number',
      ...(Object.keys(bounds).length > 0 && { typeOptions: bounds }),
      default: defaults[field.param] ?? field.default ?? min ?? 0,
    };
  }
  if (type === 'record') return entries(inTitleCase(field.label).replace(/s$/, ''), recordFields(field));
  if (type === 'objects') return entries('Address', sorted(field.fields!.map(propertyOfEntry)));
  if (options.length > 0) return { type: 'options', options: choices, default: choices[0]!.value };
  if (format === 'date-time') return { type: 'dateTime', default: '' };
  if (format === 'password') return { type: 'string', typeOptions: { password: true }, default: '' };
  if (format === 'multiline') return { type: 'string', typeOptions: { rows: 4 }, default: '' };
  return {
    type: 'string',
    default: '',
    ...(format === 'email' ? { placeholder: 'e.g. ana@example.com' } : placeholder),
  };
}

/** n8n wants five or more in the order of the alphabet. */
function choicesOf(options: NonNullable<FormField['options']>) {
  const choices = options.map(({ value, label }) => ({ name: inTitleCase(label), value }));
  return choices.length < 5 ? choices : choices.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function entries(displayName: string, values: Property[]): Kind {
  return {
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: `Add ${displayName}`,
    default: {},
    options: [{ displayName, name: 'values', values }],
  };
}

function recordFields({ options_source }: FormField): Property[] {
  const method = searchMethods[options_source ?? ''];
  return [
    {
      displayName: 'Name',
      name: 'name',
      ...(method ? chooser('Attribute', method) : { type: 'string', default: '' }),
    },
    { displayName: 'Value', name: 'value', type: 'string', default: '' },
  ];
}
