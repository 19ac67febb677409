import type { Command } from 'commander';
import type { CommandOptions } from './command-options.ts';
import { addControlCommands } from './imports/control-commands.ts';
import { addRunCommands } from './imports/run-commands.ts';
import { addShowCommands } from './imports/show-commands.ts';

/** The imports that there are, and what can be done with them. */
export function addImportsCommand(program: Command, options: CommandOptions): void {
  const group = program
    .command('imports')
    .summary('List, show, pause, resume, cancel and retry imports')
    .description('The imports that there are. An id may be shortened as long as only one import begins with it.')
    .helpGroup('Rollcall:');
  addShowCommands(group, options);
  addRunCommands(group, options);
  addControlCommands(group, options);
}
