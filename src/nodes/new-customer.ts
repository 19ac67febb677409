import { type Address, type CreateInput, RollcallError, type Warning } from '../bigcommerce/index.ts';
import { type AddressParams, incompleteWarning, type ReadAddress, readAddress } from './address.ts';
import type { CreateParams } from './create-params.ts';
import { customerFields } from './customer-fields.ts';
import type { Directory } from './directory.ts';
import { checkEmail } from './email.ts';
import type { Check } from './rules.ts';

export type NewCustomerOptions = {
  /** What an address without a company has: the customer's, or none, where the source tells the companies of addresses apart. @default 'customer' */
  addressCompany?: 'customer' | 'none';
};

/** What `newCustomer` refuses by itself. */
export function newCustomerChecks(params: CreateParams): Check[] {
  return [
    () => checkEmail(params.email, 'email'),
    () => {
      const first = firstAddress(params);
      if (first) readOne(first, {}, firstParam, params);
    },
    () => {
      for (const address of params.addresses ?? []) readOne(address, {}, 'addresses', params);
    },
  ];
}

/**
 * Turns the parameters of one create into the client's input: the API's names and values, group and attributes by id. At once, unless
 * the store must be asked for these.
 * @throws {RollcallError} for whatever can be refused before a write
 */
export function newCustomer(
  params: CreateParams,
  index: number,
  directory: Directory,
  options: NewCustomerOptions = {},
): CreateInput | Promise<CreateInput> {
  checkEmail(params.email, 'email');
  const { addresses, warnings } = readAddresses(params, options);
  const customer: CreateInput['customer'] = {
    email: params.email,
    first_name: params.first_name,
    last_name: params.last_name,
    ...customerFields(params),
    // Said explicitly: that leaving it out sends no mail is nowhere promised.
    trigger_account_created_notification: params.trigger_account_created_notification,
  };
  if (params.origin_channel_id !== undefined) customer.origin_channel_id = params.origin_channel_id;
  if (params.accepts_product_review_abandoned_cart_emails !== undefined)
    customer.accepts_product_review_abandoned_cart_emails = params.accepts_product_review_abandoned_cart_emails;
  if (params.store_credit !== undefined) customer.store_credit_amounts = [{ amount: params.store_credit }];
  if (addresses.length > 0) customer.addresses = addresses;
  const input: CreateInput = {
    index,
    customer,
    ifExists: params.if_exists,
    setStoreCredit: params.store_credit_mode === 'set',
    addressesMode: params.addresses_mode,
  };
  if (params.newsletter) input.newsletter = params.newsletter;
  if (warnings.length > 0) input.warnings = warnings;
  const group = groupOf(params);
  const groupId = group && directory.groupId(group);
  if (groupId === undefined && !params.attributes) return input;
  if (typeof groupId === 'number' && !params.attributes) {
    customer.customer_group_id = groupId;
    return input;
  }
  return withAsked(input, params, groupId, directory);
}

async function withAsked(
  input: CreateInput,
  { attributes }: CreateParams,
  groupId: number | Promise<number> | undefined,
  directory: Directory,
): Promise<CreateInput> {
  if (groupId !== undefined) input.customer.customer_group_id = await groupId;
  if (attributes) input.customer.attributes = await directory.attributeValues(attributes);
  return input;
}

/** The group that parameters name, by id or by name. */
export function groupOf(params: {
  customer_group_id?: number | undefined;
  customer_group?: string | undefined;
}): { id: number } | { name: string } | undefined {
  if (params.customer_group_id !== undefined) return { id: params.customer_group_id };
  return params.customer_group === undefined ? undefined : { name: params.customer_group };
}

function readAddresses(
  params: CreateParams,
  { addressCompany = 'customer' }: NewCustomerOptions,
): { addresses: Address[]; warnings: Warning[] } {
  const { first_name, last_name, company } = params;
  const owner = { first_name, last_name, ...(addressCompany === 'customer' && { company }) };
  const addresses: Address[] = [];
  const warnings: Warning[] = [];
  const first = firstAddress(params);
  const given: [AddressParams, string][] = (params.addresses ?? []).map((address) => [address, 'addresses']);
  if (first) given.unshift([first, firstParam]);
  for (const [address, param] of given) {
    const read = readOne(address, owner, param, params);
    if (read.missing.length === 0) {
      addresses.push(read.address);
      warnings.push(...read.warnings);
    } else warnings.push(incompleteWarning(read.address, read.missing));
  }
  return { addresses, warnings };
}

/** The parameter that is to blame for the country of the flat parameters. */
const firstParam = 'country_code';

/** One address, incomplete or not. @throws {RollcallError} invalid_params where the country is none, or where an incomplete address shall fail */
function readOne(
  address: AddressParams,
  owner: Parameters<typeof readAddress>[1],
  param: string,
  params: Pick<CreateParams, 'email' | 'on_incomplete_address'>,
): ReadAddress {
  const read = readAddress(address, owner, param);
  if (read.missing.length > 0 && params.on_incomplete_address === 'fail')
    throw incomplete(params.email, read.missing, param);
  return read;
}

/** The address of the flat parameters, if any of them is given; its kind alone is no address. */
function firstAddress(params: CreateParams): AddressParams | undefined {
  const { address1, address2, city, state, zip, country_code, address_phone: phone, address_type } = params;
  if ((address1 ?? address2 ?? city ?? state ?? zip ?? country_code ?? phone) === undefined) return undefined;
  return { address1, address2, city, state, zip, country_code, phone, address_type };
}

function incomplete(email: string, missing: string[], param: string): RollcallError {
  return new RollcallError(
    'invalid_params',
    `The address of ${email} is incomplete: ${missing.join(', ')} missing. Give the rest, or set on_incomplete_address to leave_out.`,
    { param: param === 'addresses' ? param : missing[0]!, details: { missing } },
  );
}
