/** A defect that the simulation must find: one edit of one file of src/bigcommerce. */
export type Bug = {
  name: string;
  file: string;
  /** Must occur exactly once. */
  from: string;
  to: string;
};

export const bugs: Bug[] = [
  {
    name: 'ownership is judged by a clock of our own that runs a minute ahead of the store',
    file: 'resolve-lookups.ts',
    from: '(hasSlept ? clockOffset : storeClockOffset)',
    to: '(hasSlept ? clockOffset : storeClockOffset) + 60_000',
  },
  {
    name: 'ownership forgets when the customer was created',
    file: 'ownership.ts',
    from: 'if (created < earliest) return false;',
    to: 'void (created < earliest);',
  },
  {
    name: 'ownership does not compare the fields',
    file: 'ownership.ts',
    from: 'return holdsWhatWasSent(input, found);',
    to: 'return true || holdsWhatWasSent(input, found);',
  },
  {
    name: 'a write is repeated blindly after a lost reply',
    file: 'retry.ts',
    from: "if (!repeatable) return { action: 'ask', because: 'the reply was lost' };",
    to: '',
  },
  {
    name: 'the reply is matched by position',
    file: 'create-batch.ts',
    from: 'const customer = created.get(item.email);',
    to: 'const customer = data[items.indexOf(item)];',
  },
  {
    name: 'the lookup after a lost reply is skipped',
    file: 'create-batch.ts',
    from: "run.lookUp(item, 'judge', Math.min(longestLookMs, firstLookMs * 2 ** (item.losses - 1)));",
    to: 'item.attempted = false;\n    run.ready.push(item);',
  },
  {
    name: 'the intent is recorded after the request has left',
    file: 'create-batch.ts',
    from: '    await store.journal.intend({',
    to: '    const late = (intent: never) => void store.clock.wait(500).done.then(() => store.journal.intend(intent));\n    late({',
  },
  {
    name: 'a refused batch is taken for one of which nothing was written',
    file: 'create-batch.ts',
    from: 'if (!item.attempted && item.attempt) item.attempt.isRefused = true;\n    item.attempted = true;',
    to: 'void item;',
  },
  {
    name: 'two inputs with one email travel side by side',
    file: 'known-keys.ts',
    from: 'return waiting === undefined;',
    to: 'return true;',
  },
  {
    name: 'requests in flight are not taken off the quota',
    file: 'quota-gate.ts',
    from: 'return window.minLeft - reserve(window, call) - inFlight;',
    to: 'return window.minLeft - reserve(window);',
  },
  {
    name: 'the cap of an endpoint is not kept',
    file: 'quota-gate.ts',
    from: 'return endpoint.inFlight < places && available(now, call) > 0;',
    to: 'return available(now) > 0 || endpoint.inFlight < 0 * places;',
  },
  {
    name: 'the neighbour of the culprit is set aside',
    file: 'error-body.ts',
    from: 'if (index !== undefined) return Number(index) < emails.length ? Number(index) : undefined;',
    to: 'if (index !== undefined) return (Number(index) + 1) % emails.length;',
  },
  {
    name: 'half of a halved batch is lost',
    file: 'create-batch.ts',
    from: 'run.closed.push(items.slice(0, middle), items.slice(middle));',
    to: 'run.closed.push(items.slice(0, middle));',
  },
  {
    name: 'an update that was under way when the process died is reported as no change',
    file: 'resolve-lookups.ts',
    from: "recovered: item.attempt?.kind === 'update'",
    to: 'recovered: false',
  },
];
