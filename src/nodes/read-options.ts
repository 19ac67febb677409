import { type CallOptions, readAttributes, readGroups, type Store, startCall } from '../bigcommerce/index.ts';
import { countryCodes, countryNameOf } from './country.ts';
import type { OptionsSource, ParamOption } from './param-fields.ts';

/** What a store told is good for so long; a group that was just made shows up after it. */
const goodMs = 60_000;

const readAt = new WeakMap<Store['cache'], Partial<Record<keyof Store['cache'], number>>>();

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
    const attributes = await fresh(store, 'attributes', () => readAttributes(store, call));
    return attributes.map(({ name }) => ({ value: name, label: name }));
  }
  const groups = await fresh(store, 'groups', () => readGroups(store, call));
  return [{ value: 0, label: 'No group' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))];
}

async function fresh<Name extends keyof Store['cache']>(
  { cache, clock }: Store,
  name: Name,
  read: () => Promise<NonNullable<Store['cache'][Name]>>,
): Promise<NonNullable<Store['cache'][Name]>> {
  const times = readAt.get(cache) ?? {};
  const { [name]: at = Number.NEGATIVE_INFINITY } = times;
  if (cache[name] && clock.now() - at < goodMs) return cache[name];
  const rows = await read();
  readAt.set(cache, { ...readAt.get(cache), [name]: clock.now() });
  return rows;
}

let countries: ParamOption[] | undefined;

/** Every country by its English name; the value is the ISO 3166-1 alpha-2 code. */
export function countryOptions(): ParamOption[] {
  countries ??= [...countryCodes]
    .map((code) => ({ value: code, label: countryNameOf(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return countries;
}
