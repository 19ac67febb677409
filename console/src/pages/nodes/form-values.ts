import type { FormField } from '../../../../src/hosts/http/api-types.ts';
import type { NodeParams } from '../../api/nodes.ts';

export type RecordRow = [name: string, value: string];

/** What a form holds of one field: the text of an input, the chosen ones of a list, rows of a record, entries with fields of their own. */
export type FormValue = string | string[] | RecordRow[] | FormValues[];
export type FormValues = { [param: string]: FormValue };

/** What is sent: nothing for what is blank. */
export function toParams(fields: FormField[], values: FormValues): NodeParams {
  const params: NodeParams = {};
  for (const field of fields) {
    const value = toParam(field, values[field.param]);
    if (value !== undefined) params[field.param] = value;
  }
  return params;
}

function toParam(field: FormField, value: FormValue | undefined): unknown {
  if (isBlank(value)) return undefined;
  switch (field.type) {
    case 'boolean':
      return value === 'true';
    case 'list':
      return Array.isArray(value) ? value : lines(field, value as string);
    case 'record':
      return Object.fromEntries(
        (value as RecordRow[]).map(([name, text]) => [name.trim(), text]).filter(([name]) => name),
      );
    case 'objects':
      return filledEntries(value as FormValues[]).map((index) =>
        toParams(field.fields ?? [], (value as FormValues[])[index]!),
      );
    default:
      return value;
  }
}

/** One a line; numbers and emails hold neither blank nor comma, so that a pasted row of them is read as well. */
function lines({ items, format }: FormField, text: string): string[] {
  const parts = text.split(items === 'number' ? /[\s,;]+/ : format === 'email' ? /[\n,;]/ : '\n');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Positions of the entries in which something stands: only they are sent, so a message about the first may be about the third. */
export function filledEntries(entries: FormValues[]): number[] {
  return entries.flatMap((entry, index) => (Object.values(entry).every(isBlank) ? [] : [index]));
}

export function isBlank(value: FormValue | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return value.every((one) => {
    if (typeof one === 'string') return one === '';
    return Array.isArray(one) ? one[0].trim() === '' : Object.values(one).every(isBlank);
  });
}

/** The form that parameters come from, for an example. */
export function fromParams(fields: FormField[], params: NodeParams): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const value = fromParam(field, params[field.param]);
    if (value !== undefined) values[field.param] = value;
  }
  return values;
}

function fromParam(field: FormField, param: unknown): FormValue | undefined {
  if (param === undefined || param === null) return undefined;
  if (Array.isArray(param)) {
    if (field.type === 'objects') return param.map((entry) => fromParams(field.fields ?? [], entry as NodeParams));
    return field.items === 'choice' ? param.map(String) : param.join('\n');
  }
  if (typeof param === 'object') return Object.entries(param).map(([name, value]): RecordRow => [name, String(value)]);
  return chosenOption(field, String(param));
}

/** A status by name is the option with that name. */
function chosenOption({ options = [] }: FormField, text: string): string {
  if (options.some(({ value }) => String(value) === text)) return text;
  const named = options.find(({ label }) => label.toLowerCase() === text.toLowerCase());
  return named ? String(named.value) : text;
}

/** The same form without what may be kept nowhere. */
export function withoutSecrets(fields: FormField[], values: FormValues): FormValues {
  const secret = new Set(secretsOf(fields));
  return Object.fromEntries(Object.entries(values).filter(([param]) => !secret.has(param)));
}

export function secretsOf(fields: FormField[]): string[] {
  return fields.filter(({ format }) => format === 'password').map(({ param }) => param);
}
