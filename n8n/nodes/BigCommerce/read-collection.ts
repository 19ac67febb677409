import type { IExecuteFunctions } from 'n8n-workflow';
import { RollcallError } from '../../../src/bigcommerce/index.ts';
import { nearestName } from '../../../src/nodes/index.ts';
import { isBlank } from './is-blank.ts';
import { type CollectionName, fieldName, paramName } from './operations.mts';

export type Fields = Record<string, unknown>;

const titles: Record<CollectionName, string> = {
  additionalFields: 'Additional Fields',
  updateFields: 'Update Fields',
  filters: 'Filters',
  options: 'Options',
};

/**
 * The added fields of an item. An expression may give all of them, and a workflow that was written elsewhere may have others: what the form
 * does not have is refused, since a value would be lost.
 * @throws {RollcallError} invalid_params
 */
export function readCollection(
  context: IExecuteFunctions,
  name: CollectionName,
  params: string[],
  index: number,
): Fields {
  const given = context.getNodeParameter(name, index, {}) as unknown;
  if (isBlank(given)) return {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw invalid(
      `"${titles[name]}" must be an object of fields, but ${Array.isArray(given) ? 'a list' : `"${given}"`} came.`,
    );
  const fields = given as Fields;
  const known = [...params.map(fieldName), ...(name === 'options' ? ['fullResponse'] : [])];
  for (const field of Object.keys(fields)) {
    if (known.includes(field) || fields[field] === undefined) continue;
    const meant = fieldMeantBy(field, known);
    const next = meant === undefined ? `It has ${known.join(', ')}.` : `Did you mean ${meant} (${paramName(meant)})?`;
    throw invalid(`"${titles[name]}" has no field '${field}'. ${next}`);
  }
  if (name === 'filters') refuseBlankFilters(context, fields, index);
  return fields;
}

/** `customer_group` is meant for customerGroupId, which takes names as well. */
function fieldMeantBy(field: string, known: string[]): string | undefined {
  const written = fieldName(paramName(field).replace(/^_/, ''));
  return [`${written}Id`, written].find((name) => known.includes(name)) ?? nearestName(field, known);
}

/**
 * A filter that comes out blank would be left out, and all customers come. One that somebody added and left blank by hand is seen in the form; a
 * model that calls the node as a tool gives blanks for what it does not look for.
 * @throws {RollcallError} invalid_params
 */
function refuseBlankFilters(context: IExecuteFunctions, fields: Fields, index: number): void {
  const { parameters, type } = context.getNode();
  if (type.endsWith('Tool')) return;
  const written = parameters.filters as Fields | string | undefined;
  for (const [field, value] of Object.entries(fields)) {
    if (!isBlank(chosenOr(value))) continue;
    const isByHand =
      typeof written === 'object' && Object.hasOwn(written, field) && isBlankText(chosenOr(written[field]));
    if (isByHand) continue;
    const param = paramName(field);
    const message = `${param} is blank: its expression gives nothing for item ${index}. A blank filter would list everybody: correct the expression, or remove the filter.`;
    throw invalid(message, param);
  }
}

/** What a list of choices holds, or the value itself. */
function chosenOr(value: unknown): unknown {
  const isWrapped = typeof value === 'object' && value !== null && '__rl' in value;
  return isWrapped ? (value as { value?: unknown }).value : value;
}

function isBlankText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function invalid(message: string, param?: string): RollcallError {
  return new RollcallError('invalid_params', message, {
    ...(param !== undefined && { param, details: { problems: [{ param, message }] } }),
  });
}
