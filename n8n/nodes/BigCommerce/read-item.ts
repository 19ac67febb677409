import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { RollcallError } from '../../../src/bigcommerce/index.ts';
import { checkParams } from '../../../src/nodes/index.ts';
import { isBlank } from './is-blank.ts';
import { isTrue } from './is-true.ts';
import { type CollectionName, fieldName, type Operation, paramName } from './operations.mts';
import { type Fields, readCollection } from './read-collection.ts';

/** What one item asks for. */
export type ItemRun = {
  /** Parameters of the node definition. */
  params: Record<string, unknown>;
  /** The contract's object is wanted, in place of its customers or orders. */
  isFull: boolean;
  returnAll: boolean;
  /** As it was given; the definition refuses what is no number. */
  limit: unknown;
};

/** What is chosen, several entries, a moment of Luxon, a date of JavaScript. */
type Wrapped = { __rl: boolean; values: unknown; toISO: () => string | null; toISOString: () => string };

/**
 * Brings the fields of an item to the parameters of the definition. Blanks stay: what they mean is for the definition. Only where one
 * customer or order is to be got a blank is refused, since for the definition it means all of them.
 * @throws {RollcallError} invalid_params
 */
export function readItem(context: IExecuteFunctions, operation: Operation, index: number): ItemRun {
  const { shown, customer, collections, preset, kind } = operation;
  const params: Fields = { ...preset };
  for (const param of shown) give(param, context.getNodeParameter(fieldName(param), index, ''));
  if (customer) {
    const { mode, value } = asLocator(context.getNodeParameter('customer', index, {}));
    const param = mode === 'email' ? customer.email : customer.id;
    if (mode === 'id' && isEmail(value)) {
      const message = `"Customer" is given By ID, but "${value}" is an email. Choose By Email for it.`;
      throw new RollcallError('invalid_params', message, { param });
    }
    give(param, value);
    if (kind === 'get' && isBlank(params[param])) {
      const message = "Give the customer's ID or email: the one of this item is blank.";
      throw new RollcallError('invalid_params', message, { param });
    }
  }
  if (kind === 'get' && !customer && isBlank(params.order_id)) {
    const message = '"Order Number" is missing: the one of this item is blank.';
    throw new RollcallError('invalid_params', message, { param: 'order_id' });
  }
  let options: Fields = {};
  for (const name of Object.keys(collections) as CollectionName[]) {
    const fields = readCollection(context, name, collections[name]!, index);
    if (name === 'options') options = fields;
    for (const param of collections[name]!) give(param, fields[fieldName(param)]);
  }
  refuseUnclearDryRun(options);
  // Nobody is deleted where another item cannot be, unless the node continues.
  if (kind === 'delete') refuseUnreadable(operation, params);
  const isList = kind === 'list';
  return {
    params,
    isFull: isOn('Full Response', options.fullResponse),
    returnAll: isList && isOn('Return All', context.getNodeParameter('returnAll', index, false)),
    limit: isList ? context.getNodeParameter('limit', index, 50) : undefined,
  };

  function give(param: string, value: unknown): void {
    const read = plain(value, param);
    if (read !== undefined) params[isGroupName(param, value) ? 'customer_group' : param] = read;
  }
}

/** A group that is given By Name, which is a parameter of its own. */
function isGroupName(param: string, value: unknown): boolean {
  return param === 'customer_group_id' && (value as Partial<INodeParameterResourceLocator> | null)?.mode === 'name';
}

/** A locator as the form gives it; a workflow that was written elsewhere may have the ID or the email alone. */
function asLocator(given: unknown): Partial<INodeParameterResourceLocator> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  return { mode: isEmail(given) ? 'email' : 'id', value: given as string };
}

function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.includes('@');
}

/** A switch, also one that an expression sets to text. @throws {RollcallError} invalid_params for what is neither on nor off */
function isOn(label: string, value: unknown): boolean {
  if (isTrue(value)) return true;
  const text = String(value ?? '').trim();
  if (/^(false|no|0|)$/i.test(text)) return false;
  throw new RollcallError('invalid_params', `"${label}" must be true or false, but "${text}" came.`);
}

/**
 * Blank would mean the default of the operation, which writes: whoever adds the switch wants to be asked.
 * @throws {RollcallError} invalid_params
 */
function refuseUnclearDryRun(options: Fields): void {
  if (!Object.hasOwn(options, 'dryRun') || !isBlank(options.dryRun)) return;
  const message =
    'dry_run must be true or false, but its expression gives nothing. Nothing is written: correct the expression, or remove the option.';
  throw new RollcallError('invalid_params', message, { param: 'dry_run' });
}

/** @throws {RollcallError} invalid_params, without the place in a list that the form does not have */
function refuseUnreadable({ definition, customer }: Operation, params: Fields): void {
  // A list of emails that cannot be looked up has a code of its own, which running gives.
  const problems = checkParams(definition, params).problems.filter(
    ({ param, path }) => param !== customer!.email || path !== undefined,
  );
  if (problems.length === 0) return;
  const message = problems.map((problem) => problem.message.replaceAll(/\[\d+\]/g, '')).join(' ');
  throw new RollcallError('invalid_params', message, { param: problems[0]!.param ?? customer!.id });
}

/** A value as the definition knows it: chosen ones without their wrapping, entries as a list or a record, moments as text. */
function plain(value: unknown, param: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { __rl, values, toISO, toISOString } = value as Partial<Wrapped>;
  if (__rl) return (value as INodeParameterResourceLocator).value;
  if (typeof toISO === 'function') return toISO.call(value) ?? refuseMoment(param);
  // No instanceof: n8n evaluates expressions in a context of its own.
  if (typeof toISOString === 'function')
    return Number.isNaN(Number(value)) ? refuseMoment(param) : toISOString.call(value);
  if (!Array.isArray(values)) return value;
  const entries = values as Fields[];
  return param === 'addresses' ? entries.map(asAddress) : asRecord(entries, param);
}

/** Blank it would be not given: a filter would be left out, and all customers come. */
function refuseMoment(param: string): never {
  const message = `${param} is no date: its expression gives an invalid one. Correct the expression, or the value that it reads.`;
  throw new RollcallError('invalid_params', message, { param, details: { problems: [{ param, message }] } });
}

function asAddress(entry: Fields): Fields {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [paramName(name), plain(value, name)]));
}

/** @throws {RollcallError} invalid_params for a name that is missing or given twice: a value would be lost */
function asRecord(entries: Fields[], param: string): Fields {
  const record: Fields = {};
  for (const entry of entries) {
    const name = String(plain(entry.name, param) ?? '').trim();
    if (name === '' && (entry.value ?? '') === '') continue;
    if (name === '')
      throw new RollcallError('invalid_params', `${param} has the value "${entry.value}" without a name.`, { param });
    if (Object.hasOwn(record, name))
      throw new RollcallError('invalid_params', `${param} names "${name}" twice. Give it once.`, { param });
    record[name] = plain(entry.value, param);
  }
  return record;
}
