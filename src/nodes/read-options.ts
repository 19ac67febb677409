import { type CallOptions, known, readAttributes, readGroups, type Store, startCall } from '../bigcommerce/index.ts';
import { countryCodes, countryNameOf } from './country.ts';
import type { OptionsSource, ParamOption } from './param-fields.ts';

/** What a store told is good for so long; a group that was just made shows up after it. */
const goodMs = 60_000;

/**
 * The values of a source that the store has, from its cache where that is fresh.
 * @throws {RollcallError} forbidden and whatever stops the store
 */
export async function readOptions(
  store: Store,
  source: Exclude<OptionsSource, 'countries'>,
  options: CallOptions = {},
): Promise<ParamOption[]> {
  const call = startCall(store, options);
  if (source === 'customer_attributes') {
    const attributes = known(store, 'attributes', goodMs) ?? (await readAttributes(store, call));
    return attributes.map(({ name }) => ({ value: name, label: name }));
  }
  const groups = known(store, 'groups', goodMs) ?? (await readGroups(store, call));
  return [{ value: 0, label: 'No group' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))];
}

let countries: ParamOption[] | undefined;

/** Every country by its English name; the value is the ISO 3166-1 alpha-2 code. */
export function countryOptions(): ParamOption[] {
  countries ??= [...countryCodes]
    .map((code) => ({ value: code, label: countryNameOf(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return countries;
}
