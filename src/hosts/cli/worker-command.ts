import { hostname } from 'node:os';
import type { Command } from 'commander';
import type { CommandOptions } from './command-options.ts';
import { readCount } from './imports/read-import-flags.ts';
import { untilInterrupted } from './until-interrupted.ts';
import { withServices } from './with-services.ts';
import { workerLog } from './worker-log.ts';

/** A process that drives imports, whoever started them. */
export function addWorkerCommand(program: Command, { host, output }: CommandOptions): void {
  program
    .command('worker')
    .summary('Drive imports for all processes of one database')
    .description(
      'Drive imports that were started anywhere: over HTTP, in another terminal, on another machine with the same DATABASE_URL. Ctrl-C or SIGTERM stops it: what is in flight is awaited, the rest goes to other workers.',
    )
    .helpGroup('Rollcall:')
    .option('--slots <stores>', 'how many stores are driven at once at most', (text) => readCount('--slots', text), 200)
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://rollcall:secret@db/rollcall rollcall worker\n')
    .action(async ({ slots }: { slots: number }) => {
      const name = `${hostname()}:${process.pid}`;
      await withServices(host, async ({ imports, vault }) => {
        // A wrong secret is told now: else this worker would take stores over and pause their imports.
        await vault.unlock();
        const worker = await imports.work({ slots, name, log: workerLog(host.stderr) });
        try {
          await output.write(`Worker ${name} ready\n`);
          await untilInterrupted(host);
        } finally {
          await worker.stop();
        }
        await output.write(`Worker ${name} stopped\n`);
      });
    });
}
