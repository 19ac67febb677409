import { Command, CommanderError } from 'commander';
import { nodeDefinitions } from '../../nodes/index.ts';
import { addApiKeyCommand } from './api-key-command.ts';
import type { CliHost } from './cli-host.ts';
import type { CommandOptions } from './command-options.ts';
import { addConsoleCommand } from './console-command.ts';
import { addCredentialsCommand } from './credentials-command.ts';
import { explainError } from './explain-error.ts';
import { addExportCommand } from './export-command.ts';
import { commandFailure } from './failure-object.ts';
import { formatHelpItem } from './format-help.ts';
import { addImportCommand } from './import-command.ts';
import { addImportsCommand } from './imports-command.ts';
import { Interrupted } from './interrupted.ts';
import { addMappingsCommand } from './mappings-command.ts';
import { addMcpCommand } from './mcp-command.ts';
import { addNodeCommand } from './node-command.ts';
import { addNodesCommand } from './nodes-command.ts';
import { createOutput } from './output.ts';
import { addSandboxCommand } from './sandbox-command.ts';
import { addStartCommand } from './start-command.ts';
import { takeUnderscores } from './take-underscores.ts';
import { addWorkerCommand } from './worker-command.ts';

/** Servers end by a signal in the ordinary way. */
const servers = new Set(['start', 'sandbox', 'worker', 'mcp']);

/** Commands whose stdout is one result object: programs read it, so it is there in a failure too. */
const actions = new Set(nodeDefinitions.map(({ action }) => action));
const changes = new Set(['add', 'test', 'update', 'remove']);
const withJsonFlag = new Set(['import', 'imports', 'mappings']);

/**
 * Runs a command line. Returns the exit code: 0 all succeeded, 1 the command failed, 2 some item failed, 130 stopped by Ctrl-C, 141 the
 * reader of stdout has gone.
 */
export async function runCli(args: string[], host: CliHost, debug = false): Promise<number> {
  const output = createOutput(host.stdout);
  let code = 0;
  const exit = (given: number): void => {
    code = given;
  };
  const program = createProgram({ host, output, exit });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    if (error instanceof CommanderError) code = error.exitCode;
    else {
      code = 1;
      host.stderr.write(explainError(error, debug));
    }
    if (code !== 0 && !host.interrupted.aborted && answersOnce(args)) await output.json(commandFailure(error));
  }
  if (output.closed.aborted) return explainClosed(output.closed.reason, host);
  if (host.interrupted.aborted && !servers.has(args[0] ?? '')) return 130;
  return code;
}

/** With --items, stdout holds one line per item and nothing else; without --out, an export. */
function answersOnce([command = '', ...rest]: string[]): boolean {
  const has = (flag: string): boolean => rest.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (command === 'credentials') return changes.has(rest[0] ?? '');
  if (command === 'export') return has('--json') && has('--out');
  if (withJsonFlag.has(command)) return has('--json');
  return actions.has(command) && !has('--items');
}

function createProgram(options: CommandOptions): Command {
  const { host, output } = options;
  const program = new Command('rollcall')
    .description('Customers into BigCommerce, every one accounted for.')
    .version(host.version)
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void host.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'Error: ')),
    })
    .configureHelp({ formatItem: formatHelpItem })
    .helpCommand(false)
    .showHelpAfterError('--help lists what there is.')
    .exitOverride()
    .addHelpText('after', '\nrollcall COMMAND --help tells more of a command.\n');
  addStartCommand(program, options);
  addSandboxCommand(program, options);
  addCredentialsCommand(program, options);
  addApiKeyCommand(program, options);
  addConsoleCommand(program, options);
  addNodesCommand(program, options);
  addImportCommand(program, options);
  addImportsCommand(program, options);
  addMappingsCommand(program, options);
  addExportCommand(program, options);
  addWorkerCommand(program, options);
  addMcpCommand(program, options);
  for (const definition of nodeDefinitions) addNodeCommand(program, { ...options, definition });
  takeUnderscores(program);
  return program;
}

function explainClosed(reason: unknown, host: CliHost): number {
  if ((reason as { code?: string }).code === 'EPIPE') return 141;
  host.stderr.write(`Error: stdout cannot be written: ${(reason as Error).message}\n`);
  return 1;
}
