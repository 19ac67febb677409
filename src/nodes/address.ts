import { type Address, RollcallError, type Warning } from '../bigcommerce/index.ts';
import { countryCodeOf, nearestCountry } from './country.ts';
import { stateNameOf } from './state.ts';

/** An address as parameters give it: the node's names, or the API's. */
export type AddressParams = {
  id?: number | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
  company?: string | undefined;
  address1?: string | undefined;
  address2?: string | undefined;
  city?: string | undefined;
  state?: string | undefined;
  state_or_province?: string | undefined;
  zip?: string | undefined;
  postal_code?: string | undefined;
  country_code?: string | undefined;
  country?: string | undefined;
  phone?: string | undefined;
  address_type?: 'residential' | 'commercial' | undefined;
};

export type ReadAddress = {
  address: Address;
  /** What the API demands and is not there; empty where the address is complete. */
  missing: string[];
  warnings: Warning[];
};

const demanded = ['address1', 'city', 'country_code'] as const;

/**
 * Brings an address to the API's names and values: country as a code, state as a name, person and company from the customer.
 * @throws {RollcallError} invalid_params where the country is none
 */
export function readAddress(
  given: AddressParams,
  owner: { first_name?: string | undefined; last_name?: string | undefined; company?: string | undefined },
  param = 'country_code',
): ReadAddress {
  const { state, zip, country, country_code, state_or_province = state, postal_code = zip, ...rest } = given;
  const code = readCountry(country_code ?? country, param);
  const warnings: Warning[] = [];
  let stateName = state_or_province;
  if (stateName !== undefined) {
    const { name, known } = stateNameOf(stateName, code);
    if (!known) {
      const message = `The state "${stateName}" is not among those known of ${code}; it is sent as it is.`;
      warnings.push({ code: 'state_unknown', message, state: stateName, country_code: code });
    }
    stateName = name;
  }
  const address = withoutBlanks({
    first_name: owner.first_name,
    last_name: owner.last_name,
    company: owner.company,
    ...withoutBlanks(rest),
    state_or_province: stateName,
    postal_code,
    country_code: code,
  }) as Address;
  return { address, missing: demanded.filter((name) => address[name] === undefined), warnings };
}

/** Tells of an address that was left out, with all that was given of it. */
export function incompleteWarning(address: Address, missing: string[]): Warning {
  return {
    code: 'address_incomplete',
    message: `The address was left out: BigCommerce demands ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} missing.`,
    missing,
    address,
  };
}

/** @throws {RollcallError} invalid_params */
export function readCountry(text: string | undefined, param: string): string | undefined {
  if (text === undefined) return undefined;
  const code = countryCodeOf(text);
  if (code !== undefined) return code;
  const near = nearestCountry(text);
  throw new RollcallError(
    'invalid_params',
    `${param}: "${text}" is no ISO 3166-1 country code such as US, ES or MX, and no country's name.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    { param },
  );
}

function withoutBlanks<Fields extends object>(fields: Fields): Partial<Fields> {
  // A plain loop: by Object.fromEntries this was the largest single cost of reading a customer, 4 of 31 microseconds.
  const given: Partial<Fields> = {};
  for (const name in fields) if (fields[name] !== undefined) given[name] = fields[name];
  return given;
}
