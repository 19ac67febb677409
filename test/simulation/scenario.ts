import type { CreateInput, IfExists, NewCustomer } from '../../src/bigcommerce/index.ts';
import { type SeededRandom, seededRandom } from './random.ts';

/** What can happen to a request. `not-reached`: no connection. `reordered`: the reply names the customers in another order. */
export type FaultKind =
  | '5xx'
  | 'lost-before'
  | 'lost-after'
  | 'late-commit'
  | 'partial'
  | 'truncated'
  | '429'
  | 'not-reached'
  | 'reordered';

export const faultKinds: FaultKind[] = [
  '5xx',
  'lost-before',
  'lost-after',
  'late-commit',
  'partial',
  'truncated',
  '429',
  'not-reached',
  'reordered',
];

/** Everything that a schedule does, drawn from its seed before it starts. */
export type Scenario = {
  seed: number;
  inputs: CreateInput[];
  /** Customers that other people put into the store before the run. */
  present: NewCustomer[];
  /** Customers that another app creates while the run goes on. */
  rivals: { atMs: number; customer: NewCustomer }[];
  /** Requests per window; 0 is unlimited. */
  quota: number;
  /** Part of each window that another app takes. */
  thief: number;
  /** Kind -> probability per request. */
  faults: Partial<Record<FaultKind, number>>;
  /** Port operations after which the process dies; one number a life. */
  crashes: number[];
  /** Milliseconds that the store takes. */
  latencyMs: [low: number, high: number];
  /** Creates that the store executes at once. */
  postCap: number;
  /** Probability that the source lets the client wait for an input; 0 has them all at hand. */
  pauses: number;
  /** Another caller with the same customers in hand. */
  twin?: Twin;
};

/**
 * The same people from somewhere else: a terminal, another app, the same file in another process. It creates with what is sent here,
 * field by field, or with something else, changes and deletes.
 */
export type Twin = {
  /** Inputs that are given before it begins: what the client knows of the store by then grows old. */
  after: number;
  acts: TwinAct[];
  /** The client is given its other inputs so long after the twin has ended; absent: they work at the same time. */
  restMs?: number;
};

export type TwinAct = { kind: 'create' | 'update' | 'delete'; afterMs: number; customers: NewCustomer[] };

/** A first name that the store refuses in a create without saying whose it is. */
export const poison = 'Poison';

const policies: IfExists[] = ['fail', 'skip', 'update'];

export function drawScenario(seed: number): Scenario {
  const random = seededRandom(seed);
  const count = random.chance(0.01)
    ? random.between(200, 400)
    : random.chance(0.2)
      ? random.between(1, 3)
      : random.between(4, 36);
  const people = random.between(Math.ceil(count / 2), count * 2);
  const policy = random.pick(policies);
  const mixed = random.chance(0.2);
  // Under update two lines with other channels may change one customer, in an order that nobody promises.
  const inChannels = policy !== 'update' && !mixed && random.chance(0.3);
  const inputs: CreateInput[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = random.between(1, people);
    inputs.push({
      index,
      customer: drawCustomer(random, person, inChannels),
      ifExists: mixed ? random.pick(policies) : policy,
      ...(random.chance(0.1) && { newsletter: random.pick(['subscribed', 'unsubscribed'] as const) }),
      ...(random.chance(0.1) && { setStoreCredit: true }),
    });
  }
  const faults: Scenario['faults'] = {};
  if (random.chance(0.85)) {
    for (const kind of faultKinds) if (random.chance(0.35)) faults[kind] = random.pick([0.02, 0.1, 0.3]);
  }
  const limited = random.chance(0.4);
  return {
    seed,
    inputs,
    present: [...drawOthers(random, people, random.pick([0, 0, 0.05, 0.3, 0.8]), 'Old'), ...drawTwins(random, inputs)],
    rivals: random.chance(0.3)
      ? drawOthers(random, people, 0.15, 'Rival').map((customer) => ({ atMs: random.between(0, 4_000), customer }))
      : [],
    quota: limited ? random.between(10, 60) : 0,
    thief: limited && random.chance(0.3) ? random.pick([0.1, 0.3]) : 0,
    faults,
    crashes: random.chance(0.5) ? Array.from({ length: random.between(1, 3) }, () => random.between(1, 40)) : [],
    postCap: random.chance(0.1) ? random.between(1, 3) : 10,
    latencyMs: random.pick([
      [1, 1],
      [20, 60],
      [50, 900],
    ] as [number, number][]),
    pauses: random.chance(0.2) ? 0.3 : 0,
    ...drawTwin(seededRandom(seed ^ 0x7314), inputs),
  };
}

function drawTwin(random: SeededRandom, inputs: CreateInput[]): { twin?: Twin } {
  if (!random.chance(0.4)) return {};
  const ended = random.chance(0.6);
  const after = ended && random.chance(0.7) ? random.between(1, Math.min(12, inputs.length)) : 0;
  const share = random.pick([0.1, 0.5, 1]);
  const equal = random.chance(0.7);
  const people = new Map<string, NewCustomer>();
  for (const { customer } of inputs.slice(random.chance(0.5) ? after : 0))
    if (random.chance(share) && !people.has(customer.email.toLowerCase()))
      people.set(customer.email.toLowerCase(), equal ? customer : { ...customer, last_name: 'Twin' });
  const most = random.pick([1, 10]);
  const acts: TwinAct[] = [];
  const customers = [...people.values()];
  for (let start = 0; start < customers.length; start += most)
    acts.push({
      kind: 'create',
      afterMs: ended ? random.between(0, 80) : random.between(0, 900),
      customers: customers.slice(start, start + most),
    });
  const kinds = random.pick<TwinAct['kind'][]>([[], [], ['update'], ['delete'], ['update', 'delete']]);
  for (const kind of kinds)
    for (const customer of customers.filter(() => random.chance(0.3)))
      acts.push({ kind, afterMs: random.between(0, 900), customers: [customer] });
  return { twin: { after, acts, ...(ended && { restMs: random.between(1_500, 6_000) }) } };
}

function drawCustomer(random: SeededRandom, person: number, inChannels: boolean): NewCustomer {
  const email = `person${person}@example.com`;
  const tooLong = random.chance(0.02);
  return {
    email: random.chance(0.15) ? email.toUpperCase() : email,
    first_name: tooLong ? 'x'.repeat(101) : random.chance(0.01) ? poison : random.pick(['Ana', 'Bo', 'Chi']),
    last_name: random.pick(['Ruiz', 'Li', "O'Neill"]),
    trigger_account_created_notification: false,
    ...(inChannels && random.chance(0.3) && { channel_ids: random.pick([[1], [2], [1, 2]]) }),
    ...(random.chance(0.3) && { company: random.pick(['Acme', 'Umbrella']) }),
    ...(random.chance(0.15) && { store_credit_amounts: [{ amount: random.between(1, 50) }] }),
    ...(random.chance(0.15) && { attributes: [{ attribute_id: 1, attribute_value: random.pick(['gold', 'silver']) }] }),
    ...(random.chance(0.2) && { addresses: [drawAddress(random)] }),
    ...(random.chance(0.05) && { authentication: { new_password: 'correct-horse-7' } }),
  };
}

function drawAddress(random: SeededRandom) {
  return {
    first_name: 'Ana',
    last_name: 'Ruiz',
    address1: random.pick(['Calle Mayor 5', 'Gran Via 1']),
    city: 'Madrid',
    state_or_province: 'Madrid',
    postal_code: '28001',
    country_code: 'ES',
  };
}

/** The same file, imported yesterday: field by field equal to an input, and still not ours. */
function drawTwins(random: SeededRandom, inputs: CreateInput[]): NewCustomer[] {
  if (!random.chance(0.15)) return [];
  return inputs
    .filter(({ customer }) => random.chance(0.3) && customer.first_name.length <= 100)
    .map(({ customer: { attributes: _, addresses: __, ...customer } }) => customer);
}

/** Other people's customers carry a last name of their own: no field-by-field comparison can take them for ours. */
function drawOthers(random: SeededRandom, people: number, share: number, lastName: string): NewCustomer[] {
  const others: NewCustomer[] = [];
  for (let person = 1; person <= people; person += 1)
    if (random.chance(share))
      others.push({
        email: `person${person}@example.com`,
        first_name: 'Somebody',
        last_name: lastName,
        company: 'Elsewhere',
      });
  return others;
}
