import type { CreateInput, Customer, HttpRequest, Store } from '../../src/bigcommerce/index.ts';
import { checkSchedule } from './check-schedule.ts';
import type { Core } from './core.ts';
import { createDurableJournal } from './durable-journal.ts';
import { seededRandom } from './random.ts';
import { drawScenario } from './scenario.ts';
import { accessToken, createSimulatedStore, storeHash } from './simulated-store.ts';
import type { Tally } from './tally.ts';
import { createTwin } from './twin.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** Lives after which the faults end, so that each schedule does. */
const faultyLives = 8;
const mostLives = 40;

type Process = { store: Store; death: Promise<void>; dead: boolean; operations: number; crashAfter: number };

/**
 * Runs one schedule to its end: lives of the client, one after the other, against one store, until every input has its fate.
 * @throws {Error} that names the seed and what was broken
 */
export async function simulate(core: Core, seed: number, tally: Tally): Promise<{ requests: number; lives: number }> {
  const scenario = drawScenario(seed);
  const random = seededRandom(seed ^ 0x5eed);
  const clock = createVirtualClock();
  const store = createSimulatedStore(scenario, core, clock, random, tally);
  const durable = createDurableJournal(clock);
  const twin = createTwin(scenario, store, clock);
  let lives = 0;
  try {
    await clock.run(run());
  } catch (error) {
    throw new Error(`Seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return { requests: store.requests, lives };

  async function run(): Promise<void> {
    await prepare();
    for (const { atMs, customer } of scenario.rivals)
      clock.wait(atMs).done.then(() => store.asOther('POST', '/v3/customers', [customer]));
    let survivor: Process | undefined;
    while (durable.outcomes.size < scenario.inputs.length) {
      lives += 1;
      if (lives > mostLives) throw new Error(`${mostLives} lives were not enough`);
      if (lives === faultyLives) store.faultsOff();
      survivor = await live(survivor);
    }
    // Late commits that are still on their way land before the books are compared.
    await clock.wait(60_000).done;
    checkSchedule(scenario, store, await readStore(), durable, lives);
  }

  async function readStore(): Promise<Customer[]> {
    const customers: Customer[] = [];
    for (let page = 1; ; page += 1) {
      const path = `/v3/customers?include=addresses,attributes,storecredit&limit=250&page=${page}`;
      const { json } = await store.asOther('GET', path);
      customers.push(...json.data);
      if (json.data.length < 250) return customers;
    }
  }

  /** Runs the client until its inputs are through or its process dies. Returns the process if it lived on. */
  async function live(survivor: Process | undefined): Promise<Process | undefined> {
    // A run that was stopped but not killed may be started again in the same process.
    const same = survivor !== undefined && random.chance(0.5);
    const process = same ? survivor : startProcess();
    process.operations = 0;
    process.crashAfter = scenario.crashes[lives - 1] ?? Number.POSITIVE_INFINITY;
    const open = scenario.inputs.filter(({ index }) => !durable.outcomes.has(index));
    const withAge = (input: CreateInput): CreateInput => {
      const recovered = same ? undefined : durable.recovered(input.index);
      return recovered ? { ...input, recovered } : input;
    };
    const source = scenario.pauses > 0 || scenario.twin ? slowly(open, withAge) : open.map(withAge);
    const all = (async () => {
      for await (const _ of core.createCustomers(process.store, source, { settled: durable.keys() }));
    })();
    all.catch(() => undefined);
    await Promise.race([all, process.death]);
    return process.dead ? undefined : process;
  }

  async function* slowly(
    inputs: CreateInput[],
    give: (input: CreateInput) => CreateInput,
  ): AsyncGenerator<CreateInput> {
    for (const input of inputs) {
      await twin(input.index);
      if (random.chance(scenario.pauses)) await clock.wait(random.between(1, 120)).done;
      yield give(input);
    }
  }

  /** A process: a store object whose ports fall silent when it dies. What it has sent travels on. */
  function startProcess(): Process {
    const never = new Promise<never>(() => undefined);
    let die!: () => void;
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });
    const step = async (name: string): Promise<void> => {
      process.operations += 1;
      if (!process.dead && process.operations >= process.crashAfter) {
        process.dead = true;
        tally.add('crash', name);
        die();
      }
      if (process.dead) await never;
      // The write of a record takes its time, and other things happen meanwhile.
      if (name.endsWith('intent') || name.endsWith('settle')) await clock.wait(random.between(0, 5)).done;
      if (process.dead) await never;
    };
    const transport = async (request: HttpRequest) => {
      await step('before send');
      const delivered = store.deliver(request, process);
      delivered.catch(() => undefined);
      await step('in flight');
      const reply = await delivered.catch(async (error) => {
        await step('after loss');
        throw error;
      });
      await step('after reply');
      return reply;
    };
    const startedAt = random.between(0, 1e6);
    const connected = core.connect({
      storeHash,
      accessToken,
      apiUrl: 'http://127.0.0.1:1',
      transport,
      clock: { now: () => clock.now() + startedAt, wait: (ms) => clock.wait(ms) },
      random,
      journal: durable.journal(step),
    });
    const process: Process = {
      store: connected,
      death,
      dead: false,
      operations: 0,
      crashAfter: Number.POSITIVE_INFINITY,
    };
    return process;
  }

  async function prepare(): Promise<void> {
    const quiet = scenario.quota > 0;
    await store.asOther('POST', '/v3/customers/attributes', [{ name: 'tier', type: 'string' }]);
    for (let start = 0; start < scenario.present.length; start += 10)
      await store.asOther('POST', '/v3/customers', scenario.present.slice(start, start + 10));
    // What others did before the run began is neither its quota nor its second.
    if (quiet) await clock.wait(30_000).done;
    else await clock.wait(5_000).done;
  }
}
