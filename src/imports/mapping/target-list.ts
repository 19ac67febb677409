import { usualBlockNames, usualNames } from './synonyms.ts';
import {
  type AddressPart,
  addressFields,
  addressTarget,
  addressTargets,
  customerTargets,
  entryTargets,
} from './targets.ts';

export type TargetGroup =
  | 'Customer'
  | 'Group'
  | 'Address'
  | 'Billing address'
  | 'Shipping address'
  | 'More addresses'
  | 'Attributes and form fields'
  | 'Marketing'
  | 'Store credit'
  | 'Other'
  | 'Ignore';

/** What a column may be mapped to, for a form. */
export type MappingTarget = {
  /** What to write into a mapping; null carries the column nowhere. Where `pattern` is set, a text of that form. */
  target: string | null;
  /** For people: "First name". */
  title: string;
  group: TargetGroup;
  description: string;
  /** Words that it is found by beside its title, in seven languages: "plz" of the postal code. */
  also: string[];
  /** Of an open-ended target, one that it may be: "attributes.Loyalty level". */
  example?: string;
  /** Of an open-ended target, a regular expression for all that it may be. */
  pattern?: string;
};

const groupOf: Record<string, TargetGroup> = {
  customer_group: 'Group',
  customer_group_id: 'Group',
  store_credit: 'Store credit',
  newsletter: 'Marketing',
  accepts_product_review_abandoned_cart_emails: 'Marketing',
  addresses: 'More addresses',
  attributes: 'Attributes and form fields',
  form_fields: 'Attributes and form fields',
  source_id: 'Other',
  new_password: 'Other',
  force_password_reset: 'Other',
  channel_ids: 'Other',
  origin_channel_id: 'Other',
};

/** What stands in the columns of other shops under such a name is no group of this store: so no file is mapped by it. */
const groupNames = ['group', 'role', 'grupo', 'gruppe', 'kundengruppe', 'groupe', 'gruppo', 'price list', 'tier'];

/** Whose meaning hangs on the other columns of a file. */
const halfNames: Record<string, string[]> = {
  first_name: ['nombre', 'nome'],
  last_name: ['nom'],
  name: ['nombre', 'nom', 'nome'],
};

function namesOf(target: string): string[] {
  if (target === 'customer_group' || target === 'customer_group_id') return groupNames;
  return [...(halfNames[target] ?? []), ...usualNames(target)];
}

const order: TargetGroup[] = [
  'Customer',
  'Group',
  'Address',
  'Billing address',
  'Shipping address',
  'More addresses',
  'Attributes and form fields',
  'Marketing',
  'Store credit',
  'Other',
  'Ignore',
];

/** Everything that a column can be mapped to, group by group, in the order in which a form shows it. */
export function listTargets(): MappingTarget[] {
  const listed: MappingTarget[] = [
    ...customerTargets.map(
      ([target, title, description]): MappingTarget => ({
        target,
        title,
        group: groupOf[target] ?? 'Customer',
        description,
        also: namesOf(target),
      }),
    ),
    ...addressTargets.map(
      ([target, part, title, description]): MappingTarget => ({
        target,
        title,
        group: 'Address',
        description,
        also: [...usualNames(target), ...(target === part ? [] : usualNames(part))],
      }),
    ),
    ...block('billing', 'Billing', 'Billing address', 'billing address'),
    ...block(
      'shipping',
      'Shipping',
      'Shipping address',
      'shipping address; equal to the billing address, it is added once',
    ),
    {
      target: 'address[N].FIELD',
      title: 'Address 2, 3 ...: a field',
      group: 'More addresses',
      description: `A field of a further address. The fields: ${addressFields.join(', ')}.`,
      also: [],
      example: 'address[2].city',
      pattern: `^address\\[([1-9][0-9]?)\\]\\.(${[...addressFields, 'state_code', 'country'].join('|')})$`,
    },
    ...entryTargets.map(
      ([target, title, description]): MappingTarget => ({
        target,
        title,
        group: 'Attributes and form fields',
        description,
        also: [],
        example: target.replace('NAME', target.startsWith('attributes') ? 'Loyalty level' : 'Favourite colour'),
        pattern: `^${target.replace('.NAME', '\\.')}.*\\S.*$`,
      }),
    ),
    { target: null, title: 'Leave out', group: 'Ignore', description: 'The column is not carried.', also: [] },
  ];
  return listed.sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function block(name: 'billing' | 'shipping', prefix: string, group: TargetGroup, what: string): MappingTarget[] {
  return addressTargets.map(([, part, title]) => {
    const plain = title.replace(/^Address (?!line)/, '');
    return {
      target: addressTarget(name, part as AddressPart),
      title: `${prefix}: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}`,
      group,
      description: `${title} of the ${what}.`,
      also: [...usualNames(part), ...usualBlockNames(name)],
    };
  });
}
