import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../test/simulation/virtual-clock.ts';
import { startCall } from './call.ts';
import { createCustomers } from './create-customers.ts';
import type { CreateInput, IfExists } from './create-item.ts';
import { mostUnsettled } from './create-run.ts';
import type { Outcome } from './outcome.ts';
import { type HttpRequest, TransportFailure } from './ports.ts';
import { sendRows } from './send-rows.ts';
import { connect, type Store } from './store.ts';

type Row = { email: string; id?: number; note?: string };

/** A store that refuses whole batches, and names the culprit or nobody. */
function openStore(options: { present?: string[]; poison?: Set<string>; names: boolean }) {
  const { present = [], poison = new Set<string>(), names } = options;
  const clock = createVirtualClock();
  const customers = new Map(
    present.map((email, i) => [email, { id: i + 1, email, date_created: '2020-01-01T00:00:00Z' }]),
  );
  const batches: number[] = [];
  const lookups: string[] = [];
  const transport = async ({ method, url, body }: HttpRequest) => {
    await clock.wait(5).done;
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
    const answer = (status: number, json: object) => ({ status, headers, body: JSON.stringify(json) });
    const refuse = (position: number, email: string, inUse: boolean) => {
      const text = inUse ? `Error creating customers: email ${email} already in use` : 'Error creating customers';
      const errors =
        names && !inUse ? { [`${position}.note`]: 'bad' } : { '.customer_create': names || inUse ? text : 'Error' };
      return answer(422, { status: 422, title: 'Failed.', errors });
    };
    if (method === 'GET') {
      lookups.push(url);
      const emails = new URL(url).searchParams.get('email:in')?.split(',');
      const all = emails ? emails.flatMap((email) => customers.get(email) ?? []) : [...customers.values()];
      const page = Number(new URL(url).searchParams.get('page') ?? 1);
      const data = all.slice((page - 1) * 250, page * 250);
      const total_pages = Math.ceil(all.length / 250);
      return answer(200, { data, meta: { pagination: { total: all.length, total_pages, current_page: page } } });
    }
    const rows = JSON.parse(body!) as Row[];
    batches.push(rows.length);
    for (const [position, { email }] of rows.entries()) {
      if (poison.has(email)) return refuse(position, email, false);
      if (method === 'POST' && customers.has(email)) return refuse(position, email, true);
    }
    const data = rows.map((row) => ({
      ...row,
      id: row.id ?? customers.size + 1,
      date_created: '2026-01-01T00:00:00Z',
    }));
    if (method === 'POST') for (const row of data) customers.set(row.email, { ...row, id: customers.size + 1 });
    return answer(200, { data });
  };
  /** As another process has it. */
  const another = () => connect({ storeHash: 'abc', accessToken: 'secret', transport, clock, random: () => 0.5 });
  return { store: another(), another, clock, batches, lookups, customers };
}

const emailOf = (n: number) => `p${n}@example.com`;
const subset = fc.uniqueArray(fc.nat(39), { maxLength: 12 });

describe('any list of customers', () => {
  test('ends in one outcome each: the bad ones refused, the known ones met, all others created in tens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        subset,
        subset,
        fc.boolean(),
        fc.constantFrom<IfExists>('fail', 'skip'),
        async (count, bad, known, names, ifExists) => {
          const poison = new Set(bad.map(emailOf));
          const present = known.map(emailOf).filter((email) => !poison.has(email));
          const { store, clock, batches, customers } = openStore({ present, poison, names });
          const inputs = Array.from({ length: count }, (_, index) => ({
            index,
            ifExists,
            customer: { email: emailOf(index), first_name: 'A', last_name: 'B' },
          }));
          const outcomes: Outcome[] = [];
          await clock.run(
            (async () => {
              for await (const outcome of createCustomers(store, inputs)) outcomes.push(outcome);
            })(),
          );
          expect(outcomes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(inputs.map(({ index }) => index));
          for (const { index, fate, error } of outcomes) {
            const email = emailOf(index);
            if (poison.has(email)) expect([fate, error?.code]).toEqual(['rejected', 'rejected']);
            else if (!present.includes(email)) expect(fate).toBe('created');
            else if (ifExists === 'skip') expect(fate).toBe('skipped');
            else expect(error?.code).toBe('customer_exists');
          }
          expect(Math.max(0, ...batches)).toBeLessThanOrEqual(10);
          expect(customers.size).toBe(present.length + outcomes.filter(({ fate }) => fate === 'created').length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('creates nobody where only customers that exist are to be updated', async () => {
    const present = [emailOf(1), emailOf(3)];
    const { store, clock, batches, customers } = openStore({ present, names: true });
    const inputs = Array.from({ length: 5 }, (_, index) => ({
      index,
      ifExists: 'update' as const,
      ifMissing: 'skip' as const,
      clear: { company: '' },
      customer: { email: emailOf(index), first_name: 'A', last_name: 'B', notes: 'new' },
    }));
    const fates: string[] = [];
    const changed: unknown[] = [];
    await clock.run(
      (async () => {
        for await (const { index, fate, error, changes } of createCustomers(store, inputs)) {
          fates[index] = `${fate} ${error?.code ?? ''}`.trim();
          changed[index] = changes?.notes?.to;
        }
      })(),
    );
    const missing = 'skipped customer_not_found';
    expect(fates).toEqual([missing, 'updated', missing, 'updated', missing]);
    expect(changed).toEqual([undefined, 'new', undefined, 'new', undefined]);
    expect(customers.size).toBe(2);
    expect(batches).toEqual([2]);
  });

  test('costs one request for ten when nothing is wrong', async () => {
    const { store, clock, batches } = openStore({ names: true });
    const inputs = Array.from({ length: 95 }, (_, index) => ({
      index,
      customer: { email: emailOf(index), first_name: 'A', last_name: 'B' },
    }));
    await clock.run(
      (async () => {
        for await (const { fate } of createCustomers(store, inputs)) expect(fate).toBe('created');
      })(),
    );
    expect(batches.sort((a, b) => b - a)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5]);
  });

  test('one unnamed culprit in ten costs one lookup, then halving', async () => {
    const { store, clock, batches, lookups } = openStore({ poison: new Set([emailOf(6)]), names: false });
    const inputs = Array.from({ length: 10 }, (_, index) => ({
      index,
      customer: { email: emailOf(index), first_name: 'A', last_name: 'B' },
    }));
    await clock.run(
      (async () => {
        for await (const { index, fate } of createCustomers(store, inputs))
          expect(fate).toBe(index === 6 ? 'rejected' : 'created');
      })(),
    );
    expect(lookups).toHaveLength(1);
    expect(batches.length).toBeLessThanOrEqual(9);
  });
});

test.each([3, 300])(
  'customers that another process made a moment ago are not ours, in a store of %i',
  async (count) => {
    const present = Array.from({ length: count }, (_, n) => `old${n}@example.com`);
    const { store, another, clock, customers } = openStore({ present, names: true });
    const fatesOf = async (from: Store, emails: string[]) => {
      const inputs = emails.map((email, index) => ({
        index,
        ifExists: 'skip' as const,
        customer: { email, first_name: 'A', last_name: 'B' },
      }));
      const fates: string[] = [];
      for await (const { fate } of createCustomers(from, inputs)) fates.push(fate);
      return [...new Set(fates)];
    };
    const file = Array.from({ length: 40 }, (_, n) => emailOf(n));
    await clock.run(
      (async () => {
        expect(await fatesOf(store, ['first@example.com'])).toEqual(['created']);
        await clock.wait(2_000).done;
        expect(await fatesOf(another(), file)).toEqual(['created']);
        expect(await fatesOf(store, file)).toEqual(['skipped']);
        expect(await fatesOf(another(), file)).toEqual(['skipped']);
      })(),
    );
    expect(customers.size).toBe(count + 41);
  },
);

test('remembers creates of unknown fate up to a bound, the latest of them', async () => {
  const clock = createVirtualClock();
  const transport = async () => {
    throw new TransportFailure('reset', true, 'the connection was reset');
  };
  const store = connect({ storeHash: 'abc', accessToken: 'secret', transport, clock, random: () => 0.5 });
  for (let n = 0; n < mostUnsettled; n += 1) store.unsettled.set(`old${n}`, { kind: 'create', at: 0 });
  const customer = { email: emailOf(1), first_name: 'A', last_name: 'B' };
  await clock.run(
    (async () => {
      for await (const { error } of createCustomers(store, [{ index: 0, customer }], { maxWaitMs: 5_000 }))
        expect(error?.code).toBe('outcome_unknown');
    })(),
  );
  expect(store.unsettled.size).toBe(mostUnsettled);
  expect([store.unsettled.has('old0'), store.unsettled.has(`${emailOf(1)}|`)]).toEqual([false, true]);
});

test('a customer whose reply was lost while the machine slept for an hour is known as ours', async () => {
  const clock = createVirtualClock();
  let sleptMs = 0;
  const made: Row[] = [];
  const transport = async ({ method, body }: HttpRequest) => {
    await clock.wait(5).done;
    const time = new Date(Date.UTC(2026, 0, 1) + clock.now() + sleptMs);
    const reply = (data: object[]) => ({
      status: 200,
      headers: { date: time.toUTCString() },
      body: JSON.stringify({ data, meta: {} }),
    });
    if (method === 'GET') return reply(made);
    const rows = (JSON.parse(body!) as Row[]).map((row, i) => ({
      ...row,
      id: made.length + i + 1,
      date_created: time.toISOString(),
    }));
    made.push(...rows);
    if (made.length === 1) return reply(rows);
    sleptMs += 3_600_000;
    throw new TransportFailure('reset', true, 'the connection was reset');
  };
  const store = connect({ storeHash: 'abc', accessToken: 'secret', transport, clock, random: () => 0.5 });
  for (const n of [1, 2]) {
    const inputs = [{ index: 0, customer: { email: emailOf(n), first_name: 'A', last_name: 'B' } }];
    const fates: string[] = [];
    await clock.run(
      (async () => {
        for await (const { fate, error } of createCustomers(store, inputs)) fates.push(error?.code ?? fate);
      })(),
    );
    expect(fates).toEqual(['created']);
  }
});

test('an email that the store blames without words is refused with its text, also when its batch was refused before', async () => {
  const blame = (email: string, text: string) => JSON.stringify({ status: 422, errors: { [email]: text } });
  const clock = createVirtualClock();
  let posts = 0;
  const transport = async ({ method, body }: HttpRequest) => {
    await clock.wait(5).done;
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
    if (method === 'GET') return { status: 200, headers, body: JSON.stringify({ data: [], meta: {} }) };
    posts += 1;
    const rows = JSON.parse(body!) as Row[];
    const position = rows.findIndex(({ email }) => email === emailOf(1) || email === emailOf(2));
    if (position >= 0) return { status: 422, headers, body: blame(`${position}.email`, 'invalid email') };
    const data = rows.map((row, i) => ({ ...row, id: 100 + posts * 10 + i, date_created: '2026-01-01T00:00:00Z' }));
    return { status: 200, headers, body: JSON.stringify({ data }) };
  };
  const store = connect({ storeHash: 'abc', accessToken: 'secret', transport, clock, random: () => 0.5 });
  const inputs = [0, 1, 2, 3].map((index) => ({
    index,
    customer: { email: emailOf(index), first_name: 'A', last_name: 'B' },
  }));
  const ends: string[] = [];
  await clock.run(
    (async () => {
      for await (const { index, fate, error } of createCustomers(store, inputs)) ends[index] = error?.code ?? fate;
    })(),
  );
  expect(ends).toEqual(['created', 'rejected', 'rejected', 'created']);
});

/** A store that answers as `answer` says: status and JSON. */
function storeThat(answer: (request: HttpRequest) => [status: number, json: object]) {
  const clock = createVirtualClock();
  const transport = async (request: HttpRequest) => {
    await clock.wait(5).done;
    const [status, json] = answer(request);
    return { status, headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, body: JSON.stringify(json) };
  };
  const store = connect({ storeHash: 'abc', accessToken: 'secret', transport, clock, random: () => 0.5 });
  const endsOf = (inputs: CreateInput[]) =>
    clock.run(
      (async () => {
        const ends: string[] = [];
        for await (const { index, fate, error } of createCustomers(store, inputs)) ends[index] = error?.code ?? fate;
        return ends;
      })(),
    );
  return { endsOf };
}

test('an email that the store refuses to be asked for spoils none of its neighbours, also where nobody is blamed', async () => {
  let posts = 0;
  const { endsOf } = storeThat(({ method, url, body }) => {
    if (method === 'GET')
      return decodeURIComponent(url).includes(emailOf(1))
        ? [422, { status: 422, title: 'The filter is not valid.' }]
        : [200, { data: [], meta: {} }];
    posts += 1;
    const rows = JSON.parse(body!) as Row[];
    if (rows.some(({ email }) => email === emailOf(1))) return [422, { status: 422, title: 'Failed.' }];
    return [
      200,
      { data: rows.map((row, i) => ({ ...row, id: posts * 10 + i, date_created: '2026-01-01T00:00:00Z' })) },
    ];
  });
  const inputs = [0, 1, 2, 3].map((index) => ({
    index,
    customer: { email: emailOf(index), first_name: 'A', last_name: 'B' },
  }));
  expect(await endsOf(inputs)).toEqual(['created', 'outcome_unknown', 'created', 'created']);
});

test('a customer whom the store lists and does not know to change is looked up twice more, then refused', async () => {
  let requests = 0;
  const { endsOf } = storeThat(({ method }) => {
    requests += 1;
    if (requests > 50) throw new Error('It goes on for ever.');
    if (method === 'PUT') return [422, { status: 422, title: 'Failed.', errors: { '0.id': 'invalid customer ID' } }];
    const row = { id: 7, email: emailOf(0), first_name: 'Old', last_name: 'B', date_created: '2020-01-01T00:00:00Z' };
    if (method === 'GET') return [200, { data: [row], meta: {} }];
    return [422, { status: 422, errors: { '.customer_create': `email ${emailOf(0)} already in use` } }];
  });
  const customer = { email: emailOf(0), first_name: 'A', last_name: 'B' };
  expect(await endsOf([{ index: 0, ifExists: 'update', customer }])).toEqual(['customer_not_found']);
});

describe('rows of an update', () => {
  test('are refused one by one, whichever they are, and all others go through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), subset, fc.boolean(), async (count, bad, names) => {
        const poison = new Set(bad.map(emailOf));
        const { store, clock, batches } = openStore({ poison, names });
        const rows = Array.from({ length: count }, (_, id) => ({ id, email: emailOf(id) }));
        const request = {
          method: 'PUT' as const,
          path: '/v3/customers',
          rows,
          what: () => 'Customer could not be updated',
        };
        const { data, errors } = await clock.run(sendRows(store, request, startCall(store)));
        expect([...errors.keys()].sort((a, b) => a - b)).toEqual(bad.filter((n) => n < count).sort((a, b) => a - b));
        expect(data.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).filter((id) => !bad.includes(id)));
        expect(Math.max(0, ...batches)).toBeLessThanOrEqual(10);
      }),
      { numRuns: 150 },
    );
  });
});
