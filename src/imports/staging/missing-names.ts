import type { CreateInput } from '../../bigcommerce/index.ts';
import { type Directory, isRollcallError } from '../../nodes/index.ts';

/** Groups and attributes that a file names and the store does not have: they are made when the import starts, not by its check. */
export type MissingNames = { groups: string[]; attributes: string[] };

/** Beyond so many it is no list of groups but a column that was mistaken for one: such rows are rejected. */
const mostMade = 1_000;

/**
 * A directory that knows every name. One that the store does not have gets a negative id, its place in `missing` from 1 on, and is given
 * its real one when the row is sent.
 */
export function withMissing(directory: Directory, missing: MissingNames): Directory {
  return {
    groupId(group) {
      if (!('name' in group)) return directory.groupId(group);
      const known = placeOf(missing.groups, group.name);
      if (known !== undefined) return known;
      const id = directory.groupId(group);
      return typeof id === 'number'
        ? id
        : id.catch((error) => placeAfter(error, 'group_not_found', missing.groups, group.name));
    },

    async attributeValues(given) {
      const values: Awaited<ReturnType<Directory['attributeValues']>> = [];
      for (const [name, value] of Object.entries(given)) {
        const known = placeOf(missing.attributes, name);
        if (known !== undefined) values.push({ attribute_id: known, attribute_value: String(value) });
        else {
          const found = directory.attributeValues({ [name]: value }).catch((error) => [
            {
              attribute_id: placeAfter(error, 'attribute_not_found', missing.attributes, name),
              attribute_value: String(value),
            },
          ]);
          values.push(...(await found));
        }
      }
      return values;
    },
  };
}

/** Gives the names in a row the ids that they have now. */
export function withIds(
  customer: CreateInput['customer'],
  ids: { groups: number[]; attributes: number[] },
): CreateInput['customer'] {
  const { customer_group_id: group, attributes } = customer;
  const isWhole = (group ?? 0) >= 0 && !attributes?.some(({ attribute_id }) => attribute_id < 0);
  if (isWhole) return customer;
  const own = { ...customer };
  if (group !== undefined && group < 0) own.customer_group_id = ids.groups[-group - 1]!;
  if (attributes)
    own.attributes = attributes.map(({ attribute_id: id, attribute_value }) => ({
      attribute_id: id < 0 ? ids.attributes[-id - 1]! : id,
      attribute_value,
    }));
  return own;
}

/** For people: the names that stand for ids which are not there yet. */
export function withNames(
  { customer_group_id: group, attributes, ...customer }: CreateInput['customer'],
  missing: Partial<MissingNames>,
): Record<string, unknown> {
  const nameOf = (names: string[] | undefined, id: number): string | undefined =>
    id < 0 ? names?.[-id - 1] : undefined;
  const name = group === undefined ? undefined : nameOf(missing.groups, group);
  return {
    ...customer,
    ...(group !== undefined && (name === undefined ? { customer_group_id: group } : { customer_group: name })),
    ...(attributes && {
      attributes: attributes.map((value) => {
        const attribute = nameOf(missing.attributes, value.attribute_id);
        return attribute === undefined ? value : { attribute, attribute_value: value.attribute_value };
      }),
    }),
  };
}

function placeOf(names: string[], name: string): number | undefined {
  const folded = name.trim().toLowerCase();
  const place = names.findIndex((other) => other.trim().toLowerCase() === folded);
  return place < 0 ? undefined : -(place + 1);
}

/** A number is no name: an attribute that is given by its id must be there. */
function placeAfter(error: unknown, code: string, names: string[], name: string): number {
  if (!isRollcallError(error) || error.code !== code || /^\d+$/.test(name) || names.length >= mostMade) throw error;
  return -names.push(name.trim());
}
