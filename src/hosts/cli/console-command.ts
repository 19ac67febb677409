import type { Command } from 'commander';
import type { CommandOptions } from './command-options.ts';

/** Signs another browser in, or one whose session has ended, without a new start. */
export function addConsoleCommand(program: Command, { host, output }: CommandOptions): void {
  program
    .command('console')
    .summary('Print a new link to the console')
    .description(
      'Print a new link to the console of the Rollcall that runs here. It signs one browser in, once, within ten minutes.',
    )
    .helpGroup('Rollcall:')
    .action(async () => output.write(`Console: ${await host.makeConsoleLink()}\n`));
}
