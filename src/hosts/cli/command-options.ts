import type { CliHost } from './cli-host.ts';
import type { Output } from './output.ts';

/** What a command works with. */
export type Surroundings = { host: CliHost; output: Output };

/** What every command is made with. */
export type CommandOptions = Surroundings & {
  /** Takes the exit code; it is 0 where a command says none. */
  exit(code: number): void;
};
