import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ExportFormat, ExportOptions } from '../../exports/index.ts';
import { filterParams, type Store, withPorts } from '../../nodes/index.ts';
import { count } from '../amounts.ts';
import { jsonSchemaOf } from '../json-schema-of.ts';
import type { CommandOptions, Surroundings } from './command-options.ts';
import { describeWait } from './describe-wait.ts';
import { endSignal } from './end-signal.ts';
import { UsageError } from './explain-error.ts';
import { type ExportState, showExportProgress } from './export-progress.ts';
import { addParamFlag } from './param-flags.ts';
import { withServices } from './with-services.ts';

type Flags = {
  credentials?: string;
  format?: string;
  out?: string;
  overwrite?: boolean;
  json?: boolean;
};

const kinds = ['customers', 'orders'] as const;
type Kind = (typeof kinds)[number];
const one: Record<Kind, string> = { customers: 'customer', orders: 'order' };

const descriptions: Record<Kind, string> = {
  customers:
    "Write customers, all or those that the filters leave. CSV is BigCommerce's own Bulk Edit file; NDJSON has everything that the API tells.",
  orders:
    'Write orders, all or those that the filters leave. CSV is a table of one row an order; NDJSON has everything that the API tells.',
};
const examples: Record<Kind, string> = {
  customers:
    '  rollcall export customers --credentials main --out customers.csv\n  rollcall export customers --customer-group-id 3 --format ndjson\n',
  orders:
    '  rollcall export orders --credentials main --out orders.ndjson.gz\n  rollcall export orders --status-id Shipped --min-date-created 2026-01-01 --out shipped.csv\n',
};

/** Customers and orders out of a store. */
export function addExportCommand(program: Command, { host, output }: CommandOptions): void {
  const group = program
    .command('export')
    .summary('Write the customers or orders of a store to a file')
    .description(
      'Write the customers or orders of a store to stdout or a file: all of them, or those that filters leave.',
    )
    .showHelpAfterError('It is `rollcall export customers` or `rollcall export orders`.')
    .helpGroup('Rollcall:');
  for (const what of kinds) addKind(group, what, { host, output });
}

function addKind(group: Command, what: Kind, { host, output }: Surroundings): void {
  const command = group
    .command(what)
    .showHelpAfterError('--help lists what there is.')
    .summary(`Write ${what} to stdout or a file`)
    .description(descriptions[what])
    .option('--credentials <id>', 'stored credential; may be left out where exactly one is stored')
    .option('--format <format>', "csv or ndjson (default: by the file's ending, else csv)")
    .option('--out <file>', 'file to write; .gz at its end compresses (default: stdout)')
    .option('--overwrite', 'replace the file where it exists')
    .option('--json', 'end with { exported, file, seconds, requests } on stdout; needs --out');
  const { properties = {} } = jsonSchemaOf(filterParams[what]);
  const readers = Object.entries(properties).map(([name, schema]) => ({
    name,
    read: addParamFlag(command, { name, schema, isRequired: false, group: 'Filters:' }),
  }));
  command.addHelpText(
    'after',
    `\nAn export to a file that was ended goes on when the same command is run again: its progress is kept beside the file.\n\nExamples:\n${examples[what]}`,
  );
  command.action(async (flags: Flags) => {
    const out = flags.out === '-' ? undefined : flags.out;
    if (flags.json && out === undefined)
      throw new UsageError('--json needs --out.', 'Without it the export itself is on stdout.');
    if (flags.overwrite && out === undefined) throw new UsageError('--overwrite needs --out.');
    const given = readers.map(({ name, read }) => [name, read()]).filter(([, value]) => value !== undefined);
    await runExportCommand(what, { ...flags, out, filters: Object.fromEntries(given) }, { host, output });
  });
}

async function runExportCommand(
  what: Kind,
  { credentials, format, out, overwrite, json, filters }: Flags & { filters: Record<string, unknown> },
  { host, output }: Surroundings,
): Promise<void> {
  const { exportCustomers, exportOrders } = await import('../../exports/index.ts');
  const signal = endSignal({ host, output });
  await withServices(host, async ({ stores }) => {
    const bar = showExportProgress(host.stderr);
    const notices: string[] = [];
    const state: ExportState = { what, done: 0, resumedAt: 0 };
    let isTold = false;
    try {
      const opened = await stores.open(credentials);
      let requests = 0;
      const store = withPorts(opened, {
        onRequest(endpoint) {
          requests += 1;
          opened.onRequest?.(endpoint);
        },
      });
      const start = performance.now();
      const run = what === 'customers' ? exportCustomers : exportOrders;
      const { exported } = await run(store, {
        signal,
        filters,
        to: out === undefined ? { write: output.write } : { file: out, ...(overwrite && { overwrite }) },
        ...(format !== undefined && { format: format as ExportFormat }),
        onNotice: ({ message }) => void notices.push(message),
        onWait(wait) {
          state.waiting = describeWait(wait);
          bar.update(withQuota(state, store));
        },
        onProgress({ done, total }) {
          if (!isTold) state.resumedAt = done;
          isTold = true;
          state.done = done;
          if (total !== undefined) state.total = total;
          delete state.waiting;
          bar.update(withQuota(state, store));
        },
      } satisfies ExportOptions);
      const seconds = Math.round(performance.now() - start) / 1000;
      bar.stop();
      for (const notice of notices) host.stderr.write(`${notice}\n`);
      host.stderr.write(describeEnd({ what, exported, resumedAt: state.resumedAt, out, seconds }));
      if (json) await output.write(`${JSON.stringify({ exported, file: resolve(out!), seconds, requests })}\n`);
    } catch (error) {
      bar.stop();
      if (isTold && !output.closed.aborted) host.stderr.write(describeStop(state, out));
      // Ctrl-C is no error: the line above says all.
      if (!host.interrupted.aborted) throw error;
    }
  });
}

function withQuota(state: ExportState, store: Store): ExportState {
  const { quota, available } = store.gate.state();
  return { ...state, ...(quota !== undefined && { quotaLeft: Math.max(0, available) }) };
}

type End = { what: Kind; exported: number; resumedAt: number; out: string | undefined; seconds: number };

function describeEnd({ what, exported, resumedAt, out, seconds }: End): string {
  const earlier = resumedAt > 0 ? `, ${resumedAt.toLocaleString('en')} of them from the run before` : '';
  const where = out === undefined ? 'written to stdout' : `in ${out}`;
  return `${count(exported, one[what])} ${where}${earlier} (${seconds.toFixed(1)} s).\n`;
}

function describeStop({ what, done }: ExportState, out: string | undefined): string {
  if (done === 0) return 'Stopped before anything was written.\n';
  if (out === undefined) return `Stopped after ${count(done, one[what])}: what is on stdout is not complete.\n`;
  return `Stopped after ${count(done, one[what])}. Run the same command again to go on.\n`;
}
