import {
  type Address,
  type Customer,
  type DesiredCustomer,
  type Include,
  RollcallError,
} from '../bigcommerce/index.ts';
import { readAddress, readCountry } from './address.ts';
import { customerFields } from './customer-fields.ts';
import type { Directory } from './directory.ts';
import { checkEmail, checkSearchable } from './email.ts';
import { groupOf } from './new-customer.ts';
import type { Check } from './rules.ts';
import { emptyValues, type UpdateParams } from './update-params.ts';

/** What one update asks, before its customer is known. */
export type Change = {
  desired: Omit<DesiredCustomer, 'addresses'>;
  /** What the customer must be listed with, so that it can be compared. */
  includes: Include[];
};

/** What `readChange` refuses by itself. */
export function changeChecks(params: UpdateParams): Check[] {
  return [
    () => {
      if (params.customer_id === undefined && params.email !== undefined) checkSearchable(params.email, 'email');
    },
    () => {
      if (params.new_email !== undefined) checkEmail(params.new_email, 'new_email');
    },
    () => {
      const { addresses = [] } = params;
      for (const { country_code, country } of addresses) readCountry(country_code ?? country, 'addresses');
      for (const address of addresses)
        if (address.id === undefined) checkComplete(readAddress(address, {}, 'addresses'));
    },
  ];
}

/**
 * Turns the parameters of one update into what the customer shall become.
 * @throws {RollcallError} for whatever can be refused before a write
 */
export async function readChange(params: UpdateParams, directory: Directory): Promise<Change> {
  for (const check of changeChecks(params)) check();
  const fields = customerFields(params);
  if (params.first_name !== undefined) fields.first_name = params.first_name;
  if (params.last_name !== undefined) fields.last_name = params.last_name;
  if (params.new_email !== undefined) fields.email = params.new_email;
  const group = groupOf(params);
  if (group) fields.customer_group_id = await directory.groupId(group);
  for (const name of params.clear ?? []) Object.assign(fields, { [name]: emptyValues[name] });
  const attributes = params.attributes && (await directory.attributeValues(params.attributes));
  return {
    desired: { fields, ...(attributes && { attributes }), addressesMode: 'match' },
    includes: includesOf(params),
  };
}

/**
 * The addresses of one update, once its customer is known: names and company default to its own, and one with an id to what it was.
 * @throws {RollcallError} invalid_params
 */
export function desiredAddresses(params: UpdateParams, customer: Customer): Address[] | undefined {
  return params.addresses?.map((given) => {
    const { id } = given;
    const before = id === undefined ? undefined : customer.addresses?.find((address) => address.id === id);
    if (id !== undefined && !before)
      throw refused(`Customer ${customer.id} has no address with the id ${id}. Leave the id out to add the address.`);
    const { address } = readAddress(
      {
        ...given,
        ...(!given.country_code && !given.country && before?.country_code && { country_code: before.country_code }),
      },
      before ? {} : customer,
      'addresses',
    );
    return before ? { ...sendable(before), ...address } : address;
  });
}

function checkComplete({ missing }: { missing: string[] }): void {
  if (missing.length > 0)
    throw refused(
      `An address to add or change lacks ${missing.join(' and ')}. Give the rest, or the id of the address to change.`,
    );
}

function sendable({ customer_id: _customer, country: _name, ...address }: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== '' && value !== null)) as Address;
}

function includesOf({ attributes, form_fields, addresses }: UpdateParams): Include[] {
  const includes: Include[] = [];
  if (attributes) includes.push('attributes');
  if (form_fields) includes.push('formfields');
  if (addresses) includes.push('addresses');
  return includes;
}

function refused(message: string): RollcallError {
  return new RollcallError('invalid_params', message, { param: 'addresses' });
}
