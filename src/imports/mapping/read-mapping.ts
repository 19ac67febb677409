import { RollcallError } from '../../bigcommerce/index.ts';
import { isPlainObject } from './flatten.ts';
import { isTarget, nearestTarget } from './targets.ts';
import type { GroupRule, Mapping } from './types.ts';

/**
 * Checks what a mapping file holds.
 * @throws {RollcallError} invalid_params with what is wrong
 */
export function readMapping(json: unknown): Mapping {
  if (!isPlainObject(json))
    throw invalid('A mapping is a JSON object: { "version": 1, "columns": { "E-mail": "email" } }.');
  const { version, template, columns, group_rules, ...others } = json;
  if (version !== 1)
    throw invalid(`The mapping has the version ${JSON.stringify(version)}; this Rollcall reads version 1.`);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw invalid(
      `The mapping has "${other}", which is unknown; known are version, template, columns and group_rules.`,
    );
  if (template !== undefined && typeof template !== 'string') throw invalid('template of the mapping must be text.');
  return {
    version: 1,
    ...(template !== undefined && { template }),
    columns: readColumns(columns),
    ...(group_rules !== undefined && { group_rules: readRules(group_rules) }),
  };
}

function readColumns(columns: unknown): Record<string, string | null> {
  if (!isPlainObject(columns)) throw invalid('columns of the mapping must be an object: header -> target, or null.');
  for (const [column, target] of Object.entries(columns)) {
    if (target === null || (typeof target === 'string' && isTarget(target))) continue;
    const near = typeof target === 'string' ? nearestTarget(target) : undefined;
    throw invalid(
      `The mapping sends the column "${column}" to ${JSON.stringify(target)}, which is no target.${near === undefined ? '' : ` Did you mean ${near}?`} null is not carried.`,
    );
  }
  return columns as Record<string, string | null>;
}

function readRules(rules: unknown): GroupRule[] {
  if (!Array.isArray(rules)) throw invalid('group_rules of the mapping must be a list.');
  return rules.map((rule: unknown, position) => {
    const { column, value, group } = isPlainObject(rule) ? rule : {};
    if (typeof column !== 'string' || typeof value !== 'string' || typeof group !== 'string' || group.trim() === '')
      throw invalid(
        `Group rule ${position + 1} of the mapping must name column, value and group: { "column": "Tags", "value": "vip", "group": "VIP" }.`,
      );
    return { column, value, group };
  });
}

function invalid(message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'mapping' });
}
