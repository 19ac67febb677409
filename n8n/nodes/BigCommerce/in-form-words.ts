import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import type { Failure } from './failure-of.ts';
import { type Operation, paramName } from './operations.mts';

/** By parameter; of a field within entries also as `addresses.zip`. */
type Labels = Map<string, string>;
type Problem = { param: string; message: string };

/** The labels of an operation's form, by parameter, and those of its choices, where their values are no ordinary words. */
export function labelsOf({ resource, value, customer }: Operation, properties: INodeProperties[]): Labels {
  const labels: Labels = new Map();
  const own = properties.filter(({ displayOptions }) => {
    const { resource: resources, operation: operations } = displayOptions?.show ?? {};
    return resources?.includes(resource) && operations?.includes(value);
  });
  // Outer fields first: those within entries have names of their own, or the same ones.
  for (let level = own; level.length > 0; level = level.flatMap(fieldsWithin))
    for (const [param, label] of level.flatMap(labelsWithin)) if (!labels.has(param)) labels.set(param, label);
  if (customer) for (const param of Object.values(customer)) labels.set(param, labels.get('customer')!);
  const group = labels.get('customer_group_id');
  if (group !== undefined) labels.set('customer_group', group);
  return labels;
}

function labelsWithin(field: INodeProperties): [string, string][] {
  const { name, displayName, type, options = [] } = field;
  const param = paramName(name);
  const choices = type === 'options' ? (options as INodePropertyOptions[]) : [];
  const named = choices.filter(({ value }) => /^[a-z]+_[a-z_]+$/.test(String(value)));
  const entries = type === 'fixedCollection' ? fieldsWithin(field) : [];
  return [
    [param, displayName],
    ...named.map((one): [string, string] => [String(one.value), one.name]),
    ...entries.map((one): [string, string] => [`${param}.${paramName(one.name)}`, one.displayName]),
  ];
}

function fieldsWithin({ type, options = [] }: INodeProperties): INodeProperties[] {
  if (type === 'collection') return options as INodeProperties[];
  return type === 'fixedCollection' ? (options as INodePropertyCollection[]).flatMap(({ values }) => values) : [];
}

/** A failure whose messages name the fields as the form does: `last_name` is `"Last Name"`. Its code and param stay. */
export function inFormWords(failure: Failure, labels: Labels): Failure {
  const { details } = failure.error;
  let message = failure.message;
  const problems = ((details?.problems ?? []) as Problem[]).map(({ param, message: said }) => {
    const worded = beginningWithLabel(said, param, labels);
    message = message.replace(said, () => worded);
    return { param, message: withLabels(worded, labels) };
  });
  message = withLabels(beginningWithLabel(message, failure.error.param ?? '', labels), labels);
  // A token is stored in a credential here.
  message = message.replace('and store it again', 'and enter it in the credential of this node');
  const worded = { ...failure.error, message, ...(problems.length > 0 && { details: { ...details, problems } }) };
  return { ...failure, error: worded, message };
}

/** A problem begins with its parameter, which may be an ordinary word: `email is missing`, `addresses: "Narnia" is no country`. */
function beginningWithLabel(message: string, path: string, labels: Labels): string {
  if (!message.startsWith(`${path} `) && !message.startsWith(`${path}: `)) return message;
  const said = message.slice(path.length);
  // Of this list every word is the name of a field, also an ordinary one.
  const rest = /^clear\b/.test(path) ? withFieldNames(said, labels) : said;
  // Two quotes in a row read as one: `"Email" "ana"`.
  return `${labelOfPath(path, labels)}${rest.startsWith(' "') ? ':' : ''}${rest}`;
}

function withFieldNames(message: string, labels: Labels): string {
  return message.replace(/(?<!["\w])(company|phone|notes)(?!["\w])/g, (param) => `"${labels.get(param) ?? param}"`);
}

/** `addresses[0].country_code` as `"Country" of entry 1 of "Addresses"`; a list that is one field, such as IDs, has no entries. */
function labelOfPath(path: string, labels: Labels): string {
  const [, param = '', position, field] = /^([^.[]+)(?:\[(\d+)\])?(?:\.(.+))?$/.exec(path) ?? [];
  const label = labels.get(param);
  if (label === undefined) return path;
  if (field === undefined) return `"${label}"`;
  const entry = position === undefined ? '' : `entry ${Number(position) + 1} of `;
  return `"${labels.get(`${param}.${field}`) ?? field}" of ${entry}"${label}"`;
}

/** In the midst of a message only names that are no ordinary words are replaced, and `clear` where a list shows what is meant. */
function withLabels(message: string, labels: Labels): string {
  const emptied = labels.get('clear');
  return message
    .replace(/\bGive a name as \w+\./, 'Choose By Name to give a name.')
    .replace(/\b(\w+) or (\w+)\b/g, (both, one: string, other: string) => {
      const label = labels.get(one);
      return label !== undefined && label === labels.get(other) ? `"${label}"` : both;
    })
    .replace(/\bclear: \[[^\]]*\]/g, (list) => (emptied === undefined ? list : `"${emptied}"`))
    .replace(/("?)(?<![\w.@'-])([a-z]+(?:_[a-z0-9]+)+|address[12])\b(?!@|\.\w)("?)/g, (text, before, param, after) => {
      const label = labels.get(param);
      // Only one of two quotes: a value that somebody gave.
      return label === undefined || before !== after ? text : `"${label}"`;
    });
}
