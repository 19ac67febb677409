import { seededRandom } from '../test/simulation/random.ts';

/** The eleven parameters that BigcommerceCreateCustomer is known by. */
export type CustomerRow = {
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  phone: string;
  customer_group_id: number;
  address1: string;
  city: string;
  state: string;
  zip: string;
  country_code: string;
};

const firstNames = ['Ana', 'Luis', 'María', 'José', 'Zoë', 'Björn', 'Mary-Jane', "Conor O'", 'Ngọc', 'Ivy'];
const cities = [
  { city: 'Madrid', state: 'Madrid', zip: '28001', country_code: 'ES' },
  { city: 'Austin', state: 'Texas', zip: '78701', country_code: 'US' },
  { city: 'Lyon', state: 'Auvergne-Rhône-Alpes', zip: '69001', country_code: 'FR' },
  { city: 'Toronto', state: 'Ontario', zip: 'M5V 2T6', country_code: 'CA' },
];

/** The same rows for the same seed; no two with one email, and no seed shares one with another. */
export function customerRows(count: number, seed = 1): CustomerRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, position) => {
    const first = firstNames[Math.floor(random() * firstNames.length)]!;
    return {
      email: `customer.${seed}.${position}@example.com`,
      first_name: first,
      last_name: `Shopper ${position}`,
      company: `Company ${Math.floor(random() * 900)}`,
      phone: `+34 600 ${String(position).padStart(6, '0')}`,
      // Group 3 exists in the sandbox's demo data.
      customer_group_id: 3,
      address1: `Calle Principal ${Math.floor(random() * 300)}`,
      ...cities[Math.floor(random() * cities.length)]!,
    };
  });
}

/** A row as POST /v3/customers takes it. */
export function toBody(row: CustomerRow) {
  const { email, first_name, last_name, company, phone, customer_group_id, zip, state, ...place } = row;
  const { address1, city, country_code } = place;
  return {
    email,
    first_name,
    last_name,
    company,
    phone,
    customer_group_id,
    addresses: [
      { first_name, last_name, company, address1, city, state_or_province: state, postal_code: zip, country_code },
    ],
  };
}

/** `part` of the positions below `count`, spread by the seed. */
export function somePositions(count: number, part: number, seed: number): Set<number> {
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.round(count * part)) chosen.add(Math.floor(random() * count));
  return chosen;
}
