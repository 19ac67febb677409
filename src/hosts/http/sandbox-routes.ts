import * as v from 'valibot';
import { type Imports, isAtRest } from '../../imports/index.ts';
import { RollcallError, readParams } from '../../nodes/index.ts';
import { createExamples, type Example } from '../create-examples.ts';
import { forgetStore } from '../forget-store.ts';
import { invalidParam } from '../invalid-param.ts';
import type { SandboxControl, SandboxFault, SandboxFaultChoice, SandboxStats } from '../sandbox-control.ts';
import type { Stores } from '../stores.ts';
import { type Answer, refuse } from './failure.ts';
import type { ApiRoute } from './route.ts';
import { handlingOf } from './sandbox-handling.ts';

/** A kind of fault, with what becomes of the requests that meet it. */
export type SandboxFaultKind = SandboxFaultChoice & {
  /** What Rollcall does about it, in a sentence. */
  handling: string;
};

/** `GET /api/sandbox`, `PUT /api/sandbox/faults` and `PUT /api/sandbox/quota`. */
export type SandboxView = {
  /** Such as `http://127.0.0.1:4322`. */
  url: string;
  store_hash: string;
  /** The stored credential that reaches it. */
  credentials_id: string;
  /** Requests per window; 0 is unlimited. */
  quota: number;
  /** Length of a window in milliseconds. */
  window_ms: number;
  /** The faults that are on. One that has happened as often as it was to is off. */
  faults: SandboxFault[];
  /** Every kind of fault that there is. */
  kinds: SandboxFaultKind[];
  stats: SandboxStats;
};

/** `PUT /api/sandbox/faults`: replaces the faults that are on; an empty list turns all off. */
export type SandboxFaultsBody = { faults: SandboxFault[] };

/** `PUT /api/sandbox/quota`: takes effect in the window under way; what was used of it stays used. */
export type SandboxQuotaBody = {
  /** Requests per window; 0 is unlimited. */
  quota: number;
};

/** `POST /api/sandbox/reset`; the body may be left out. */
export type SandboxResetBody = {
  /** Leaves the demo data and the examples out. @default false */
  empty?: boolean;
};

/** A customer that a reset made again, or why it could not. */
export type SandboxExample = Example;

/** `POST /api/sandbox/reset`: the store as it is now. Faults are off, the quota is that of the start. */
export type SandboxResetResult = SandboxView & {
  success: true;
  /** The examples that were created in it; none where it is empty. */
  examples: SandboxExample[];
  message: string;
};

export type SandboxRoutesOptions = {
  stores: Stores;
  imports: Imports;
  /** @default none runs */
  sandbox?: SandboxControl;
  signal?: AbortSignal;
};

const maxBytes = 64 * 2 ** 10;
/** Older windows and callers that made less are not shown. */
const mostWindows = 60;
const mostCallers = 20;
/** Each request is held against each of them. */
const mostFaults = 50;

export const sandboxBodies = {
  quota: v.object({
    quota: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.maxValue(1_000_000),
      v.description('Requests per window; 0 is unlimited.'),
    ),
  }),
  reset: v.object({
    empty: v.optional(v.pipe(v.boolean(), v.description('Leaves the demo data and the examples out.')), false),
  }),
};

/**
 * The sandbox that was started with the server: a browser may talk to no other host than its own, so the server relays, without a request.
 * What is set here holds for the next request that reaches the sandbox.
 */
export function sandboxRoutes({ stores, imports, sandbox: running, signal }: SandboxRoutesOptions): ApiRoute[] {
  const withSandbox = async (work: (control: SandboxControl) => Answer | Promise<Answer>): Promise<Answer> => {
    if (running) return work(running);
    throw new RollcallError('not_found', 'No sandbox runs here. Start Rollcall with one: rollcall start --sandbox');
  };
  // Here or by its own address: whoever resets it.
  running?.sandbox.onReset(() => {
    for (const store of stores.opened()) if (store.key === keyOf(running)) forgetStore(store);
  });
  return [
    {
      method: 'GET',
      path: '/api/sandbox',
      handle: () => withSandbox((control) => ({ status: 200, body: viewOf(control) })),
    },
    {
      method: 'PUT',
      path: '/api/sandbox/faults',
      maxBytes,
      handle: ({ body }) =>
        withSandbox((control) => {
          setFaults(control, body);
          return { status: 200, body: viewOf(control) };
        }),
    },
    {
      method: 'PUT',
      path: '/api/sandbox/quota',
      maxBytes,
      handle: ({ body }) =>
        withSandbox((control) => {
          control.sandbox.setQuota(readParams({ params: sandboxBodies.quota, rules: [] }, body).quota);
          return { status: 200, body: viewOf(control) };
        }),
    },
    {
      method: 'POST',
      path: '/api/sandbox/reset',
      maxBytes,
      bodyOptional: true,
      handle: ({ body }) =>
        withSandbox(async (control) => {
          const { empty } = readParams({ params: sandboxBodies.reset, rules: [] }, body);
          const busy = await importUnderWay(control);
          if (busy) return busy;
          control.sandbox.reset({ empty });
          const examples: SandboxExample[] = [];
          if (!empty)
            for await (const example of createExamples(await stores.open(control.credentialsId), signal))
              examples.push(example);
          const message = empty
            ? 'The sandbox is empty. No fault is on.'
            : 'The sandbox holds its demo data and the examples. No fault is on.';
          const result: SandboxResetResult = { success: true, ...viewOf(control), examples, message };
          return { status: 200, body: result };
        }),
    },
  ];

  /** An import whose store is emptied under it could not tell any more which customers it made. */
  async function importUnderWay(control: SandboxControl): Promise<Answer | undefined> {
    const busy = (await imports.list()).find((record) => record.storeKey === keyOf(control) && !isAtRest(record.state));
    if (!busy) return undefined;
    const message = `The import ${busy.id} of ${busy.file} is under way in the sandbox. Pause or cancel it, then reset.`;
    return refuse(409, 'invalid_params', message);
  }
}

function viewOf({ url, credentialsId, faultChoices, sandbox }: SandboxControl): SandboxView {
  const { units, windowMs } = sandbox.quota();
  return {
    url,
    store_hash: sandbox.storeHash,
    credentials_id: credentialsId,
    quota: units,
    window_ms: windowMs,
    faults: [...sandbox.faults()],
    kinds: faultChoices.map((choice) => ({ ...choice, handling: handlingOf(choice.kind) })),
    stats: boundedStats(sandbox.stats()),
  };
}

/** The part that does not grow with the time that the sandbox runs. */
function boundedStats(all: ReturnType<SandboxControl['sandbox']['stats']>): SandboxStats {
  const { store_hash: _hash, log_entries: _entries, windows, created_by, ...stats } = all;
  const made = (rows: Record<string, number>): number => Object.values(rows).reduce((sum, count) => sum + count, 0);
  const callers = Object.entries(created_by).sort(([, a], [, b]) => made(b) - made(a));
  return {
    ...stats,
    windows: windows.slice(-mostWindows),
    created_by: Object.fromEntries(callers.slice(0, mostCallers)),
  };
}

function setFaults({ sandbox }: SandboxControl, { faults, ...others }: Record<string, unknown>): void {
  const wrong = (message: string): RollcallError => invalidParam('faults', message);
  if (!Array.isArray(faults) || Object.keys(others).length > 0)
    throw wrong('Send { "faults": [...] } with the faults that are to be on; an empty list turns all off.');
  if (faults.length > mostFaults)
    throw wrong(`At most ${mostFaults} faults can be on at a time, but ${faults.length} came.`);
  try {
    sandbox.setFaults(faults);
  } catch (error) {
    if (error instanceof TypeError) throw wrong(`${error.message}. Nothing has changed.`);
    throw error;
  }
}

/** What the store object and the imports of the sandbox are known by. */
function keyOf({ url, sandbox }: SandboxControl): string {
  return `${url}/stores/${sandbox.storeHash}`;
}
