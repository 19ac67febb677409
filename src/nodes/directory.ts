import {
  type AttributeValue,
  type CallOptions,
  type CustomerAttribute,
  type CustomerGroup,
  isRollcallError,
  isStop,
  known,
  RollcallError,
  readAttributes,
  readGroups,
  type Store,
  startCall,
} from '../bigcommerce/index.ts';
import { isDay } from './moment.ts';

/** What a store calls its groups and attributes. Names that are unknown are asked for again at most once in this time. */
const refreshMs = 60_000;
/** Ids that were told so long ago are asked for again: a process lives for days, and others delete a group and make it anew. */
const goodMs = 600_000;

export type Directory = {
  /**
   * The id of a customer group, given by id or by name: at once where the store has told its groups already.
   * @throws {RollcallError} group_not_found
   */
  groupId(group: { id: number } | { name: string }): number | Promise<number>;
  /**
   * Attribute values for attributes given by name or id.
   * @throws {RollcallError} attribute_not_found, invalid_params
   */
  attributeValues(attributes: Record<string, string | number | boolean>): Promise<AttributeValue[]>;
};

/** Looks groups and attributes up in the store's cache, and in the store when a name is not there. */
export function openDirectory(store: Store, options: CallOptions): Directory {
  const call = startCall(store, options);
  const groups = remembered<CustomerGroup>(
    () => known(store, 'groups', goodMs),
    () => readGroups(store, call),
  );
  const attributes = remembered<CustomerAttribute>(
    () => known(store, 'attributes', goodMs),
    () => readAttributes(store, call),
  );

  return {
    groupId(group) {
      // 0 is "no group" and every store has it.
      if ('id' in group && group.id === 0) return 0;
      const match = 'id' in group ? byId(group.id) : byName(group.name);
      return known(store, 'groups', goodMs)?.find(match)?.id ?? askGroupId(group, match);
    },

    async attributeValues(given) {
      const values: AttributeValue[] = [];
      for (const [key, value] of Object.entries(given)) {
        const attribute = await attributes(byName(key), byId(/^\d+$/.test(key) ? Number(key) : Number.NaN));
        if (!attribute) {
          const names = (store.cache.attributes ?? []).map(({ id, name }) => `${id} ${name}`);
          throw new RollcallError(
            'attribute_not_found',
            `No customer attribute has the name or id "${key}". ${names.length > 0 ? `There are: ${names.join(', ')}.` : 'The store has none.'} Create the attribute first.`,
            { param: 'attributes', details: { attribute: key } },
          );
        }
        if (values.some(({ attribute_id }) => attribute_id === attribute.id))
          throw invalid(`attributes names "${attribute.name}" (${attribute.id}) twice. Give it once.`, key);
        values.push({ attribute_id: attribute.id, attribute_value: checkedValue(attribute, value, key) });
      }
      return values;
    },
  };

  async function askGroupId(
    group: { id: number } | { name: string },
    match: (row: CustomerGroup) => boolean,
  ): Promise<number> {
    let found: CustomerGroup | undefined;
    try {
      found = await groups(match);
    } catch (error) {
      // A token that may not read groups, or a plan without them: the store itself is the judge of an id.
      if ('id' in group && isRollcallError(error) && (error.status === 403 || error.status === 404)) return group.id;
      throw error;
    }
    if (found) return found.id;
    const param = 'id' in group ? 'customer_group_id' : 'customer_group';
    const wanted = 'id' in group ? String(group.id) : `"${group.name}"`;
    const names = (store.cache.groups ?? []).map(({ id, name }) => `${id} ${name}`).slice(0, 20);
    throw new RollcallError(
      'group_not_found',
      `No customer group has the ${'id' in group ? 'id' : 'name'} ${wanted}. ${names.length > 0 ? `There are: ${names.join(', ')}.` : 'The store has none.'} Create the group first, or choose one of these.`,
      { param },
    );
  }

  /** One list, read when first asked for and again when it lacks what is asked. The matchers are tried in turn. */
  function remembered<Row>(cached: () => Row[] | undefined, read: () => Promise<Row[]>) {
    let readAt = Number.NEGATIVE_INFINITY;
    let failure: RollcallError | undefined;
    return async (...matchers: ((row: Row) => boolean)[]): Promise<Row | undefined> => {
      const find = () => firstOf(cached() ?? [], matchers);
      const row = find();
      if (row) return row;
      if (failure) throw failure;
      if (store.clock.now() - readAt < refreshMs) return undefined;
      try {
        await read();
      } catch (error) {
        // What stops the store stops it for every item: it is asked once.
        if (isRollcallError(error) && (isStop(error) || error.status === 404)) failure = error;
        throw error;
      }
      readAt = store.clock.now();
      return find();
    };
  }
}

function firstOf<Row>(rows: Row[], matchers: ((row: Row) => boolean)[]): Row | undefined {
  for (const matches of matchers) {
    const found = rows.find(matches);
    if (found) return found;
  }
  return undefined;
}

function byId(id: number) {
  return (row: { id: number }) => row.id === id;
}

function byName(name: string) {
  const folded = name.trim().toLowerCase();
  return (row: { name: string }) => row.name.trim().toLowerCase() === folded;
}

const longestValue = 255;

/** The API takes text whatever the attribute's type; what does not fit the type is refused here. */
function checkedValue({ name, type }: CustomerAttribute, value: string | number | boolean, key: string): string {
  const text = String(value);
  if (text.length > longestValue)
    throw invalid(`The attribute "${name}" has ${text.length} characters; at most ${longestValue} are taken.`, key);
  if (type === 'number' && !/^[+-]?(\d+(?:\.\d*)?|\.\d+)$/.test(text))
    throw invalid(`The attribute "${name}" takes a number, but "${text}" came.`, key);
  if (type === 'date' && (!/^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text) || !isDay(text.slice(0, 10))))
    throw invalid(`The attribute "${name}" takes a date such as 2026-01-31, but "${text}" came.`, key);
  return text;
}

/** @param attribute as the caller names it */
function invalid(message: string, attribute: string): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'attributes', details: { attribute } });
}
