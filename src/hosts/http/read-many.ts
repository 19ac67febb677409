import { isBlank, RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { isObject } from '../is-object.ts';
import { mergeParams } from '../merge-params.ts';

/** Items that one run-many may hold. */
export const manyLimit = 1_000;

/** An item of a run-many, with the shared parameters in it. */
export type ManyItem = {
  /** As it was given, unread. */
  credentialsId: unknown;
  namedBy: 'item' | 'params' | 'nobody';
  params: unknown;
};

/**
 * The items of a run-many; `params` are defaults for each. What is wrong with one item is its own result.
 * @throws {RollcallError} what is wrong with all
 */
export function readMany(body: Record<string, unknown>): ManyItem[] {
  const { params = {}, items, ...rest } = body;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw invalidParam(unknown, `There is no field "${unknown}". The body is { "params": { ... }, "items": [ ... ] }.`);
  if (!isObject(params)) throw invalidParam('params', 'params must be an object: the parameters that all items share.');
  if (!Array.isArray(items)) throw invalidParam('items', 'items must be an array of parameter objects.');
  if (items.length > manyLimit)
    throw new RollcallError(
      'too_large',
      `items holds ${items.length} objects; a request takes ${manyLimit}. Send several.`,
      {
        param: 'items',
      },
    );
  const otherwise = isBlank(params.credentials_id) ? 'nobody' : 'params';
  return items.map((item: unknown) => {
    if (!isObject(item)) return { credentialsId: params.credentials_id, namedBy: otherwise, params: item };
    const { credentials_id: credentialsId, ...own } = mergeParams(params, item);
    return { credentialsId, namedBy: isBlank(item.credentials_id) ? otherwise : 'item', params: own };
  });
}
