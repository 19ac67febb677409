import { foldName } from './fold-name.ts';
import { nearestName } from './nearest-name.ts';

/** What forms, other programs and models call a parameter -> its name here: the first entry counts that there is. */
const otherNames: Record<string, (string | string[])[]> = {
  ...all(['customers', 'people', 'users', 'contacts'], ['items', 'rows', 'customer_ids']),
  ...all(['records', 'entries', 'orders'], ['items', 'rows']),
  ...all(['items', 'rows'], ['items', 'rows']),
  ...all(['customer', 'user'], ['customer_id']),
  ...all(['id'], [['order_id', 'customer_id'], 'customer_ids']),
  ...all(['ids'], ['customer_ids']),
  ...all(['search', 'query', 'q', 'keyword', 'term'], [['name', 'email']]),
  ...all(['mail', 'emailaddress', 'customeremail'], ['email']),
  ...all(['givenname', 'forename', 'fname'], ['first_name']),
  ...all(['surname', 'familyname', 'lname'], ['last_name']),
  ...all(['name', 'fullname', 'customername'], [['first_name', 'last_name'], 'name']),
  ...all(['telephone', 'tel', 'mobile', 'cell', 'phonenumber'], ['phone']),
  ...all(['organisation', 'organization', 'business'], ['company']),
  ...all(['group', 'groupname', 'customergroupname'], ['customer_group', 'customer_group_id']),
  ...all(['groupid'], ['customer_group_id']),
  ...all(['street', 'street1', 'address', 'addressline1'], ['address1', 'street']),
  ...all(['street2', 'addressline2'], ['address2', 'street2']),
  ...all(['town'], ['city']),
  ...all(['province', 'region', 'county', 'stateorprovince'], ['state']),
  ...all(['zipcode', 'postcode', 'postalcode', 'postal'], ['zip']),
  ...all(['country', 'countryiso2', 'countryname'], ['country_code', 'country']),
  ...all(['status', 'state', 'orderstatus'], ['status_id']),
  ...all(['note', 'comment', 'comments'], ['notes', 'staff_notes']),
  ...all(['notes'], ['staff_notes']),
  ...all(['store', 'storeid', 'storehash', 'account'], ['credentials_id']),
  ...all(['pagesize', 'perpage', 'count', 'max', 'size'], ['limit']),
  ...all(['order', 'orderby', 'sortby'], ['sort']),
  ...all(['columns', 'select'], ['fields']),
};

/** Where a caller wraps what stands directly among the parameters. */
const wrappers = new Set(['customer', 'user', 'person', 'order', 'params', 'parameters', 'data', 'body', 'input']);

/**
 * What to write in place of a name that is not among `names`: `did you mean "zip"?`. Undefined where nothing is near, by meaning or by spelling.
 * @param value what came under the name
 */
export function hintFor(name: string, names: string[], value?: unknown): string | undefined {
  const given = foldName(name);
  const same = names.find((known) => foldName(known) === given);
  if (same !== undefined) return `did you mean "${same}"?`;
  if (wrappers.has(given) && typeof value === 'object' && value !== null && !Array.isArray(value))
    return `give its fields directly, not within "${name}".`;
  const isSeveral = typeof value === 'object' && value !== null;
  const plural = isSeveral ? [`${given}s`, `${given}es`].find((known) => names.includes(known)) : undefined;
  if (plural !== undefined) return `did you mean "${plural}"?`;
  const others = Object.hasOwn(otherNames, given) ? otherNames[given]! : [];
  const meant = [...others, given]
    .map((entry) =>
      [entry].flat().flatMap((one) => names.filter((known) => known === one || known === `billing_${one}`)),
    )
    .find((known) => known.length > 0);
  const near = meant ?? [nearestName(name, names)].filter((known) => known !== undefined);
  return near.length === 0 ? undefined : `did you mean ${near.map((known) => `"${known}"`).join(' or ')}?`;
}

function all(names: string[], meant: (string | string[])[]): typeof otherNames {
  return Object.fromEntries(names.map((name) => [name, meant]));
}
