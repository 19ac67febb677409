import type { CreateInput, Customer, Outcome } from '../../src/bigcommerce/index.ts';
import type { DurableJournal } from './durable-journal.ts';
import { poison, type Scenario } from './scenario.ts';
import type { OpenSend, SimulatedStore } from './simulated-store.ts';

/** Most requests in flight that the client may ever have, by endpoint. */
const ceilings: Record<string, number> = { 'POST /v3/customers': 10, 'POST /v3/customers/addresses': 10 };
const otherCeiling = 3;
/** The store tells whole seconds, at which its servers may differ by two. */
const doubtMs = 4_000;
/** The same for a batch that was refused: whole seconds alone, of the store's answer and of the customer. */
const refusedDoubtMs = 2_020;
/** Refusals that finding the store's own cap may cost. */
const findingACap = 8;

/**
 * Holds the fates against the store and against the store's own log of who created what.
 * @throws {Error} that says which promise was broken, for which input
 */
export function checkSchedule(
  scenario: Scenario,
  store: SimulatedStore,
  inStore: Customer[],
  { outcomes: settled, settledTwice, reopened }: DurableJournal,
  lives: number,
): void {
  const outcomes = [...settled.values()];
  const customers = new Map(inStore.map((customer) => [customer.id, customer]));
  const log = store.sandbox.creationLog();
  const creators = new Map<number, string>();
  const createdAt = new Map<number, number>();
  for (const { at, caller, created } of log)
    for (const id of created?.customers ?? []) {
      creators.set(id, caller);
      createdAt.set(id, at);
    }
  const writtenByUs = new Set(
    log.flatMap(({ caller, updated }) => (caller === 'rollcall' ? (updated?.customers ?? []) : [])),
  );
  const fates = new Map(outcomes.map((outcome) => [outcome.index, outcome]));

  must(settledTwice.length === 0, `inputs ${settledTwice.join(', ')} were given two fates`);
  for (const input of scenario.inputs) checkFate(input, fates.get(input.index));

  const ours = [...creators].filter(([, caller]) => caller === 'rollcall').map(([id]) => id);
  const claimed = outcomes.filter(({ fate }) => fate === 'created').map(({ customerId }) => customerId!);
  for (const id of ours)
    must(
      claimed.includes(id) || partOf(id) || store.touched.has(id),
      `customer ${id} was created by us, and no input says so`,
    );
  must(
    new Set(claimed).size === claimed.length,
    `two inputs claim to have created one customer: ${claimed.join(', ')}`,
  );

  for (const one of customers.values())
    for (const other of customers.values())
      if (one.id < other.id && one.email.toLowerCase() === other.email.toLowerCase())
        must(!meet(one.channel_ids, other.channel_ids), `${one.email} is in a channel twice`);
  for (const [endpoint, most] of store.maxInFlight) {
    const ceiling = (ceilings[endpoint] ?? otherCeiling) * lives;
    must(most <= ceiling, `${most} requests in flight on ${endpoint}, at most ${ceiling} may be`);
  }
  // Where others spend the same quota, or a dead process left requests in flight, a refusal need not be our fault.
  const isAlone = scenario.rivals.length === 0 && !scenario.twin;
  if (scenario.thief === 0 && isAlone && lives === 1)
    must(store.quotaRefusals === 0, `${store.quotaRefusals} requests were refused because we overspent the quota`);

  must(
    store.crowdRefusals <= findingACap * lives || !isAlone,
    `${store.crowdRefusals} requests were refused because too many flew at once`,
  );

  function partOf(id: number): boolean {
    return outcomes.some(({ error }) => error?.code === 'partial' && error.details?.customer_id === id);
  }

  function checkFate(input: CreateInput, outcome: Outcome | undefined): void {
    const name = `input ${input.index} (${input.customer.email}, ${input.ifExists}): ${JSON.stringify(outcome)}`;
    if (!outcome) throw new Error(`no fate: ${name}`);
    const { fate, customerId, error } = outcome;
    const customer = customerId === undefined ? undefined : customers.get(customerId);
    const creator = customerId === undefined ? undefined : creators.get(customerId);
    const claim = (holds: boolean, what: string) => must(holds, `${what}: ${name}`);
    const isTouched = customerId !== undefined && store.touched.has(customerId);
    const isThere = customer !== undefined || isTouched;
    if (customer)
      claim(customer.email.toLowerCase() === input.customer.email.toLowerCase(), "it names somebody else's customer");
    switch (fate) {
      case 'created':
        claim(isThere, 'created, but not in the store');
        claim(
          creator === 'rollcall' || couldBeOurs(input, customerId!),
          `created, but the store says that ${creator} made it`,
        );
        if (!isTouched && !laterChanged(input) && !overtaken(customerId!))
          claim(holds(input, customer!, true), 'created with other fields than were sent');
        break;
      case 'skipped':
        claim(isThere, 'skipped, but nobody holds the email');
        if (outcome.duplicateOf === undefined)
          claim(
            creator === 'other' || isTouched || createdByEarlier(input, customerId!),
            'skipped a customer that it created itself',
          );
        else claim(outcome.duplicateOf < input.index, 'a duplicate of a later input');
        break;
      case 'updated':
      case 'unchanged':
        claim(input.ifExists === 'update', 'updated without being asked');
        claim(isThere, 'updated, but not in the store');
        if (!isTouched && !laterChanged(input) && !overtaken(customerId!))
          claim(holds(input, customer!, false), 'updated, but the fields differ');
        if (fate === 'unchanged')
          claim(
            isTouched || !writtenByUs.has(customerId!) || changedByUs(customerId!),
            'unchanged, but we wrote to it',
          );
        claim(
          creator === 'other' || isTouched || createdByEarlier(input, customerId!),
          'updated a customer that it created itself',
        );
        break;
      case 'rejected':
        if (error?.code === 'customer_exists')
          claim(
            creator === 'other' || isTouched || createdByEarlier(input, customerId!),
            'said to exist, but it was made for this input',
          );
        else claim(isBad(input) || blamed(input, customerId) || isTouched, 'good data was refused');
        break;
      case 'failed':
        claim(error?.retryable === true, 'failed for good');
        break;
      default:
        claim(false, 'an open end is no fate');
    }
  }

  function blamed({ customer: { email } }: CreateInput, customerId: number | undefined): boolean {
    return store.blamed.has(email.toLowerCase()) || (customerId !== undefined && store.blamed.has(customerId));
  }

  /**
   * An update whose reply was lost, or whose process died, was executed when a later one was through, and put its older values
   * back. No client can prevent that: the API has no way to take a request back.
   */
  function overtaken(customerId: number): boolean {
    const updates = log.filter(({ updated }) => updated?.customers?.includes(customerId));
    const sent = updates.map(({ request_id }) => Number(request_id.slice(1)));
    // The log names attribute values by their own ids, not by their customer.
    const lateValues = log.some(({ late, updated }) => late && updated?.attribute_values);
    return lateValues || updates.some(({ late }, i) => late || sent.slice(0, i).some((earlier) => earlier > sent[i]!));
  }

  /** Another input with the same email made the customer. */
  function createdByEarlier(input: CreateInput, customerId: number): boolean {
    return outcomes.some(
      ({ index, fate, customerId: id, error }) =>
        index !== input.index && id === customerId && (fate === 'created' || error?.code === 'partial'),
    );
  }

  /**
   * Nothing tells a customer with our content, made at the time of a sending whose end is unknown, from our own: it is not known
   * to be older, neither by its id nor by the store's clock.
   */
  function couldBeOurs({ index, customer }: CreateInput, customerId: number): boolean {
    const email = customer.email.toLowerCase();
    const sends = store.openSends.filter((send) => send.email === email);
    const wasLost = sends.some(({ isRefused }) => !isRefused);
    const isYounger = ({ at, highestId, isRefused }: Omit<OpenSend, 'email'>) =>
      customerId > highestId && createdAt.get(customerId)! >= at - (isRefused && !wasLost ? refusedDoubtMs : doubtMs);
    return (
      sends.some(isYounger) ||
      reopened.some((intent) => intent.index === index && isYounger({ ...intent, at: store.epochMs + intent.at }))
    );
  }

  /** A later input with the same email was applied to the same customer. */
  function laterChanged(input: CreateInput): boolean {
    return scenario.inputs.some(
      ({ index, customer }) =>
        index > input.index &&
        customer.email.toLowerCase() === input.customer.email.toLowerCase() &&
        (fates.get(index)?.fate === 'updated' || blamed(input, fates.get(index)?.customerId)),
    );
  }

  /** One of the inputs with this email was applied to the customer. */
  function changedByUs(customerId: number): boolean {
    const applied = ({ fate, customerId: id }: Outcome) =>
      id === customerId && (fate === 'updated' || fate === 'created');
    return store.blamed.has(customerId) || outcomes.some(applied);
  }
}

const plainFields = ['first_name', 'last_name', 'company'] as const;

/** Every field that was sent is in the store; store credit only where it was to be written. */
function holds({ customer: sent, setStoreCredit }: CreateInput, found: Customer, created: boolean): boolean {
  if (!plainFields.every((field) => sent[field] === undefined || sent[field] === found[field])) return false;
  const credit = sent.store_credit_amounts?.[0]?.amount;
  if (credit !== undefined && (created || setStoreCredit) && found.store_credit_amounts?.[0]?.amount !== credit)
    return false;
  for (const { attribute_id, attribute_value } of sent.attributes ?? [])
    if (!found.attributes?.some((a) => a.attribute_id === attribute_id && a.attribute_value === attribute_value))
      return false;
  return (sent.addresses ?? []).every(({ address1 }) =>
    found.addresses?.some((address) => address.address1 === address1),
  );
}

/** A customer without channels is in all of them. */
function meet(a: number[] | null | undefined, b: number[] | null | undefined): boolean {
  return !a || !b || a.some((id) => b.includes(id));
}

function isBad({ customer: { first_name } }: CreateInput): boolean {
  return first_name.length > 100 || first_name === poison;
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
