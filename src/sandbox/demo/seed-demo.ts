import { seededRandom } from '../faults/seeded-random.ts';
import type { Customer } from '../store/rows.ts';
import { applyChange, type Store } from '../store/store.ts';
import { demoOrders } from './demo-orders.ts';
import { COMPANIES, REGIONS } from './people.ts';

const CUSTOMERS = 320;
const DAY = 86_400;

/** A random source that also picks and dials. */
export type Dice = { next(): number; below(limit: number): number; pick<T>(list: readonly T[]): T };

function createDice(seed: number): Dice {
  const next = seededRandom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)]! };
}

/** The demo store: the same people, groups and orders each time, dated within the year and a half before `now` (seconds). */
export function seedDemo(store: Store, now: number): void {
  const dice = createDice(20_240_229);
  seedCatalogue(store, now);
  for (let id = 1; id <= CUSTOMERS; id++) seedCustomer(store, id, now, dice);
  seedSubscribers(store, dice);
  for (const change of demoOrders(store, now, dice)) applyChange(store, change);
}

function seedCatalogue(store: Store, now: number): void {
  const dates = { created: now - 600 * DAY, modified: now - 600 * DAY };
  const group = { is_group_for_guests: false, category_access: { type: 'all' }, ...dates };
  const percent = (amount: string): unknown[] => [{ type: 'all', method: 'percent', amount }];
  applyChange(store, {
    customer_groups: {
      put: [
        { id: 1, name: 'Retail', is_default: true, discount_rules: [], ...group },
        { id: 2, name: 'Wholesale', is_default: false, discount_rules: percent('20.0000'), ...group },
        { id: 3, name: 'VIP', is_default: false, discount_rules: percent('10.0000'), ...group },
      ],
    },
    attributes: {
      put: [
        { id: 1, name: 'Loyalty Tier', type: 'string', ...dates },
        { id: 2, name: 'Loyalty Points', type: 'number', ...dates },
        { id: 3, name: 'Birthday', type: 'date', ...dates },
      ],
    },
  });
}

function seedCustomer(store: Store, id: number, now: number, dice: Dice): void {
  const region = dice.pick(REGIONS);
  const created = now - (CUSTOMERS - id + 1) * Math.floor((540 * DAY) / CUSTOMERS) - dice.below(DAY);
  const first_name = dice.pick(region.first);
  const last_name = dice.pick(region.last);
  const company = dice.next() < 0.18 ? dice.pick(COMPANIES) : '';
  const customer: Customer = {
    id,
    email: `${latin(first_name) || 'customer'}.${latin(last_name) || 'demo'}.${id}@${dice.pick(['example.com', 'example.net', 'example.org'])}`,
    first_name,
    last_name,
    company,
    phone: dice.next() < 0.7 ? dial(region.phone, dice) : '',
    notes: dice.next() < 0.05 ? 'Prefers delivery in the afternoon' : '',
    tax_exempt_category: company !== '' && dice.next() < 0.2 ? 'RESALE' : '',
    customer_group_id: company === '' ? dice.pick([0, 1, 1, 3]) : 2,
    created,
    modified: created + dice.below(Math.max(1, now - created)),
    review_emails: dice.next() < 0.4,
    force_password_reset: dice.next() < 0.05,
    store_credit: dice.next() < 0.1 ? dice.below(5000) / 100 : 0,
    origin_channel_id: 1,
    channel_ids: dice.next() < 0.1 ? [1] : null,
    form_fields:
      dice.next() < 0.15
        ? [{ name: 'How did you hear about us?', value: dice.pick(['A friend', 'Search', 'Market stall']) }]
        : null,
  };
  applyChange(store, { customers: { put: [customer] } });
  for (let left = dice.pick([0, 1, 1, 1, 2]); left > 0; left--) {
    const [city, state_or_province, postal_code] = dice.pick(region.cities);
    applyChange(store, {
      addresses: {
        put: [
          {
            id: store.addresses.lastId + 1,
            customer_id: id,
            first_name,
            last_name,
            company,
            phone: customer.phone,
            address_type: company === '' ? 'residential' : 'commercial',
            address1: `${dice.pick(region.streets)} ${1 + dice.below(180)}`,
            address2: dice.next() < 0.2 ? `${1 + dice.below(9)} B` : '',
            city,
            country_code: region.country_code,
            state_or_province,
            postal_code,
            form_fields: null,
          },
        ],
      },
    });
  }
  if (dice.next() < 0.35) seedAttributes(store, customer, dice);
}

function seedAttributes(store: Store, { id, created, modified }: Customer, dice: Dice): void {
  const values = [
    dice.pick(['Bronze', 'Silver', 'Gold']),
    String(dice.below(5000)),
    `19${60 + dice.below(40)}-0${1 + dice.below(9)}-1${dice.below(10)}`,
  ];
  values.forEach((value, position) => {
    const row = {
      id: store.attribute_values.lastId + 1,
      customer_id: id,
      attribute_id: position + 1,
      value,
      created,
      modified,
    };
    applyChange(store, { attribute_values: { put: [row] } });
  });
}

/** Two thirds of the customers are on the list, a third of those opted out again; some subscribers are no customers. */
function seedSubscribers(store: Store, dice: Dice): void {
  const add = (person: Pick<Customer, 'email' | 'first_name' | 'last_name' | 'created' | 'modified'>): void => {
    const consents = dice.pick([['marketing_newsletter'], ['marketing_newsletter', 'abandoned_cart'], []]);
    const { email, first_name, last_name, created, modified } = person;
    const fields = {
      email,
      first_name,
      last_name,
      created,
      modified,
      consents,
      source: 'storefront',
      order_id: null,
      channel_id: 1,
    };
    applyChange(store, { subscribers: { put: [{ id: store.subscribers.lastId + 1, ...fields }] } });
  };
  for (const customer of store.customers) if (dice.next() < 0.66) add(customer);
  const last = store.customers.get(store.customers.lastId)!;
  for (let guest = 1; guest <= 25; guest++)
    add({ ...last, email: `guest.${guest}@example.org`, first_name: '', last_name: '' });
}

function latin(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ß', 'ss')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function dial(pattern: string, dice: Dice): string {
  return pattern.replace(/#/g, () => String(dice.below(10)));
}
