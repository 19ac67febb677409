import {
  type FormPart,
  type NodeDefinition,
  type OptionsSource,
  type ParamField,
  type ParamOption,
  paramFields,
} from '../nodes/index.ts';
import type { JsonSchema } from './describe-node.ts';

/** A node's parameters as people fill them in, group by group, in the order to show. */
export type FormGroup = {
  /** `Customer`, `Address`, ...; the last one is `More` where there are parameters that few need. */
  title: string;
  fields: FormField[];
};

/** One parameter as a form shows it. Its help is the `description` of `params.properties[param]`, or said for people where that speaks of parameters. */
export type FormField = {
  /** Name of the parameter; within `fields`, of the entry. */
  param: string;
  /** For people: `First name`. */
  label: string;
  /**
   * What is filled in: `list` is several texts or numbers (see `items`), `record` any names with a value each, `objects` several
   * entries of `fields` each. Values may be sent as the texts of the form: they are read loosely. The texts of a list go as an array, since
   * in one text a comma separates.
   */
  type: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'record' | 'objects';
  required: boolean;
  help?: string;
  format?: 'email' | 'phone' | 'date-time' | 'password' | 'multiline';
  /** What a list is of. */
  items?: 'text' | 'number' | 'choice';
  /** What is used where nothing is given. */
  default?: string | number | boolean;
  /** Shown where nothing is typed yet. */
  example?: string;
  /** The values there are, to choose from. */
  options?: FormOption[];
  /** Where the values to choose from come from: `GET /api/options/{source}?credentials_id=`. Of a record it is the names that are chosen. */
  options_source?: OptionsSource;
  /** Other values than the options are taken, too. @default false */
  free?: boolean;
  min?: number;
  max?: number;
  max_length?: number;
  /** The fields of each entry, for `objects`. */
  fields?: FormField[];
};

export type FormOption = ParamOption;
export type { OptionsSource };

/** How to show the main thing of a result, a customer or an order, or a list of them. */
export type ResultCard = {
  /** The key of the output that has it: `customer`, `orders`. A dry run may lack it. */
  key: string;
  /** Whether it is a list. */
  many: boolean;
  /** The fields that matter, in order; the object may have more. */
  fields: { name: string; label: string; format?: 'email' | 'phone' | 'date-time' | 'money' }[];
};

/** The form of a node: its own parts, then every parameter that is in none of them. */
export function describeForm({ form }: Pick<NodeDefinition, 'form'>, params: JsonSchema): FormGroup[] {
  const named = new Set(['credentials_id', ...form.flatMap((part) => part.params)]);
  const more = Object.keys(params.properties ?? {}).filter((name) => !named.has(name));
  const parts: FormPart[] = [...form, { title: 'More', params: more }];
  const labels: Record<string, string> = Object.assign({}, ...form.map((part) => part.labels));
  const help: Record<string, string> = Object.assign({}, ...form.map((part) => part.help));
  return parts.map(({ title, params: names }) => ({
    title,
    fields: names.map((name) => describeField(name, params, { label: labels[name], help: help[name] })),
  }));
}

function describeField(
  param: string,
  { properties = {}, required = [] }: JsonSchema,
  own: { label?: string | undefined; help?: string | undefined } = {},
): FormField {
  const schema = properties[param]!;
  const field = Object.hasOwn(paramFields, param) ? paramFields[param]! : {};
  const type = typeOf(schema);
  const help = own.help ?? field.help ?? schema.description;
  const isEntry = type === 'objects';
  const options = optionsOf(type === 'list' ? schema.items! : schema, field);
  const example = exampleOf(schema.examples?.[0]);
  const number = type === 'number' ? schema : {};
  return {
    param,
    label: own.label ?? field.label ?? inWords(param),
    type,
    required: required.includes(param),
    ...(help !== undefined && { help }),
    ...(field.format && { format: field.format }),
    ...(type === 'list' && { items: itemsOf(schema.items!) }),
    ...(isScalar(schema.default) && { default: schema.default }),
    ...(example !== undefined && { example }),
    ...(options && { options }),
    ...(field.optionsSource && { options_source: field.optionsSource }),
    ...(field.free && { free: true }),
    ...(typeof number.minimum === 'number' && { min: number.minimum }),
    ...(typeof number.maximum === 'number' && { max: number.maximum }),
    ...(typeof schema.maxLength === 'number' && { max_length: schema.maxLength }),
    ...(isEntry && {
      fields: Object.keys(schema.items!.properties ?? {})
        .filter((name) => !paramFields[name]?.isAlias)
        .map((name) => describeField(name, schema.items!)),
    }),
  };
}

function typeOf(schema: JsonSchema): FormField['type'] {
  if (schema.enum || schema.anyOf?.every((option) => option.enum)) return 'choice';
  if (schema.type === 'array') return schema.items?.properties ? 'objects' : 'list';
  if (schema.type === 'object') return 'record';
  if (schema.type === 'boolean') return 'boolean';
  return schema.type === 'number' || schema.type === 'integer' ? 'number' : 'text';
}

function itemsOf(schema: JsonSchema): NonNullable<FormField['items']> {
  const type = typeOf(schema);
  return type === 'number' || type === 'choice' ? type : 'text';
}

function optionsOf(schema: JsonSchema, { options, valueLabels = {} }: ParamField): FormOption[] | undefined {
  return options ?? schema.enum?.map((value) => choice(value as string | number, valueLabels));
}

function choice(value: string | number, labels: Record<string, string>): FormOption {
  return { value, label: labels[value] ?? inWords(String(value)) };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** As it would be typed. */
function exampleOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(', ');
  return isScalar(value) ? String(value) : undefined;
}

/** `last_name` as `Last name` */
function inWords(name: string): string {
  const words = name.replaceAll('_', ' ').replace(/\bid(s?)$/, 'ID$1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const cardFormats: Record<string, 'date-time' | 'money'> = {
  date_created: 'date-time',
  date_modified: 'date-time',
  total_inc_tax: 'money',
  total_ex_tax: 'money',
};

const cardLabels: Record<string, string> = {
  date_modified: 'Date changed',
  customer_group_id: 'Customer group',
  is_default: 'Default group',
  total_inc_tax: 'Total with tax',
  total_ex_tax: 'Total without tax',
  items_total: 'Items',
  status_id: 'Status ID',
};

/** The first of the output that is an object of the shop or a list of them, with the plain fields that its schema names. */
export function describeCard({ properties = {} }: JsonSchema): ResultCard | null {
  for (const [key, schema] of Object.entries(properties)) {
    const row = schema.type === 'array' ? schema.items : schema;
    if (!row?.properties?.id) continue;
    const names = Object.keys(row.properties).filter(
      (name) => !['array', 'object'].includes(String(row.properties![name]!.type)),
    );
    return { key, many: schema.type === 'array', fields: names.map(cardField) };
  }
  return null;
}

function cardField(name: string): ResultCard['fields'][number] {
  const known = name === 'email' || name === 'phone' ? name : cardFormats[name];
  return { name, label: cardLabels[name] ?? inWords(name), ...(known && { format: known }) };
}
