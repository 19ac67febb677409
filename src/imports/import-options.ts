import { RollcallError } from '../nodes/index.ts';
import { defaultOptions, type ImportOptions } from './import.ts';
import type { GivenOptions } from './imports.ts';
import { readMapping } from './mapping/read-mapping.ts';

const optional = new Set(['map', 'mapping', 'mapping_from', 'create_missing']);

const choices = {
  if_exists: ['skip', 'update', 'fail'],
  if_missing: ['create', 'skip'],
  blank: ['keep', 'clear'],
  duplicates: ['first', 'merge'],
} as const;

/**
 * Checks options against each other and completes them. `base` is what holds where nothing is given.
 * @throws {RollcallError} invalid_params that names the option
 */
export function readOptions(given: GivenOptions = {}, base: ImportOptions = defaultOptions): ImportOptions {
  const options: ImportOptions = { ...base };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!(name in defaultOptions) && !optional.has(name)) throw invalid(name, `There is no option "${name}".`);
    Object.assign(options, { [name]: value });
  }
  // The name is that of the mapping which came with it.
  if (given.mapping !== undefined && given.mapping_from === undefined) delete options.mapping_from;
  if (given.mapping === null) delete options.mapping;
  for (const [name, allowed] of Object.entries(choices)) {
    const value = options[name as keyof typeof choices];
    if (!(allowed as readonly string[]).includes(value))
      throw invalid(
        name,
        `${name} must be ${allowed.join(', ').replace(/, ([^,]*)$/, ' or $1')}, and ${JSON.stringify(value)} is none of them.`,
      );
  }
  for (const name of ['newsletter', 'welcome_mails', 'check_existing', 'create_missing'] as const)
    if (typeof (options[name] ?? false) !== 'boolean') throw invalid(name, `${name} must be true or false.`);
  if (!(typeof options.quota_share === 'number' && options.quota_share > 0 && options.quota_share <= 1))
    throw invalid('quota_share', 'quota_share must be above 0 and at most 1.');
  if (!(Number.isInteger(options.keep_days) && options.keep_days >= 0 && options.keep_days <= 36_500))
    throw invalid('keep_days', 'keep_days must be a whole number of days.');
  if (options.mapping) options.mapping = readMapping(options.mapping);
  if (options.duplicates === 'merge' && options.if_exists !== 'update')
    throw invalid(
      'duplicates',
      'duplicates "merge" needs if_exists "update": a later row changes the customer of an earlier one.',
    );
  if (options.if_missing === 'skip' && options.if_exists !== 'update')
    throw invalid('if_missing', 'if_missing "skip" needs if_exists "update": else nothing would ever be written.');
  if (options.blank === 'clear' && options.if_exists !== 'update')
    throw invalid('blank', 'blank "clear" needs if_exists "update": a new customer has nothing to clear.');
  return options;
}

function invalid(param: string, message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param });
}
