import { checkParams, isBlank, type NodeDefinition, RollcallError } from '../../nodes/index.ts';
import { describeNode } from '../describe-node.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';
import { mergeParams } from '../merge-params.ts';
import { parseJson } from './parse-json.ts';
import { refuseUnknown } from './refuse-unknown.ts';
import { mostItems } from './tool-schema.ts';
import { refuseWithheld } from './withheld-params.ts';

export type Writing = {
  /** The parameters of each item; of the one call where there are no items. What is no object fails alone. */
  each: unknown[];
  /** The whole call as the node reads it, shared parameters and items apart: what a plan is bound to. */
  read: Record<string, unknown>;
  isMany: boolean;
  dryRun: boolean;
  /** It is refused without --allow-deletes, and never without a plan. */
  deletes: boolean;
  /** What it does that others notice or that cannot be taken back, each sentence once. */
  consequences: string[];
};

/** They count for the whole call, and a plan is bound to them. */
const ofTheCall = ['credentials_id', 'dry_run', 'plan_id', 'max_wait_ms', 'items'];

/** What a call of a writing tool would do, as the node would read it. @throws {RollcallError} invalid_params for what is wrong with the call as a whole, unknown names of items as well */
export function readWriting(
  definition: NodeDefinition,
  params: Record<string, unknown>,
  { tool, known }: { tool: string; known: string[] },
): Writing {
  const { items: given, ...shared } = params;
  refuseWithheld(shared);
  const items = definition.effects.deletes ? undefined : readItems(given);
  const objects = [...(items ?? []).entries()].flatMap(([index, item]) => (isObject(item) ? [{ index, item }] : []));
  if (definition.effects.deletes && !isBlank(given))
    throw invalidParam('items', 'This tool takes no items: it takes lists of customers itself.');
  for (const { index, item } of objects) refuseInItem(item, index);
  refuseUnknown(tool, [
    { known, each: [{ path: '', params: shared }] },
    {
      known: known.filter((name) => !ofTheCall.includes(name)),
      each: objects.map(({ index, item }) => ({ path: `items[${index}].`, params: item })),
    },
  ]);
  const each = items ? items.map((item) => (isObject(item) ? mergeParams(shared, item) : item)) : [shared];
  const checked = each.filter(isObject).map((one) => checkParams(definition, one));
  return {
    each,
    read: {
      ...checkParams(definition, shared).given,
      ...(items && { items: items.map((item) => (isObject(item) ? checkParams(definition, item).given : item)) }),
    },
    isMany: items !== undefined,
    dryRun: isDry(definition, shared),
    deletes: definition.effects.deletes || checked.some(({ given: read }) => replacesAddresses(read)),
    consequences: [...new Set(checked.flatMap(({ consequences }) => consequences))],
  };
}

/** Customers who exist lose their other addresses: that is deleting, whatever the tool is called. */
function replacesAddresses({ if_exists, addresses_mode }: Record<string, unknown>): boolean {
  return if_exists === 'update' && addresses_mode === 'replace';
}

/** As the node reads it: "yes" is true. */
function isDry(definition: NodeDefinition, { dry_run }: Record<string, unknown>): boolean {
  const given = checkParams(definition, { dry_run }).given.dry_run ?? dry_run;
  if (isBlank(given)) return describeNode(definition).params.properties?.dry_run?.default === true;
  if (typeof given === 'boolean') return given;
  throw invalidParam('dry_run', `dry_run must be true or false, but ${JSON.stringify(dry_run)} came.`);
}

/** Where some are no objects, these fail alone. */
function readItems(given: unknown): unknown[] | undefined {
  if (isBlank(given)) return undefined;
  const items = typeof given === 'string' ? parseJson(given) : given;
  if (!Array.isArray(items) || items.length === 0)
    throw invalidParam('items', 'items must be an array of parameter objects, with at least one.');
  if (items.length > mostItems)
    throw new RollcallError(
      'too_large',
      `items holds ${items.length} objects; a call takes ${mostItems}. Make several calls, or let the user import a file.`,
      { param: 'items' },
    );
  if (!items.some(isObject)) throw invalidParam('items[0]', 'items[0] must be an object of parameters.');
  return items;
}

function refuseInItem(item: Record<string, unknown>, index: number): void {
  refuseWithheld(item, `items[${index}].`);
  const misplaced = ofTheCall.find((name) => Object.hasOwn(item, name));
  if (misplaced !== undefined)
    throw invalidParam(
      `items[${index}].${misplaced}`,
      `${misplaced} counts for the whole call: give it beside items, not in items[${index}].`,
    );
}
