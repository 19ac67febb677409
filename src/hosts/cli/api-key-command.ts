import type { Command } from 'commander';
import type { CommandOptions } from './command-options.ts';

/** The key that callers of the HTTP API send. Printed bare, so that it fits into `$(...)`. */
export function addApiKeyCommand(program: Command, { host, output }: CommandOptions): void {
  const group = program
    .command('api-key')
    .summary('Show or replace the key of the HTTP API')
    .description('The key of the HTTP API: callers send it as "Authorization: Bearer KEY".')
    .helpGroup('Rollcall:');
  group
    .command('show')
    .description('Print the key; it is made when there is none.')
    .action(async () => output.write(`${await host.apiKey.show()}\n`));
  group
    .command('rotate')
    .description(
      'Replace the key and print the new one. A running server takes it at once; open consoles are signed out.',
    )
    .action(async () => output.write(`${await host.apiKey.rotate()}\n`));
}
