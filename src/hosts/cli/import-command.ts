import type { Command } from 'commander';
import type { GivenOptions } from '../../imports/index.ts';
import type { CommandOptions, Surroundings } from './command-options.ts';
import { endSignal } from './end-signal.ts';
import { UsageError } from './explain-error.ts';
import { checkFile } from './imports/check-file.ts';
import { checkOrCancel } from './imports/check-or-cancel.ts';
import { checkTargets } from './imports/check-targets.ts';
import { refuseUnasked } from './imports/confirm.ts';
import { describeCheck } from './imports/describe-check.ts';
import { describeDryRun } from './imports/describe-dry-run.ts';
import { printSummary } from './imports/end-run.ts';
import { type ImportFlags, readCount, readImportFlags } from './imports/read-import-flags.ts';
import { startAndRun } from './imports/start-and-run.ts';
import { sayWhatIsAwaited } from './read-stdin.ts';
import { withServices } from './with-services.ts';

const examples = `
The file is CSV, TSV, NDJSON or a JSON array, also gzipped. Its columns are recognised; --map and mappings correct that.
The file is checked first, and nothing is written before you agree. Ctrl-C pauses an import; a file imported twice does no harm.

Examples:
  rollcall import customers.csv --credentials main --dry-run
  rollcall import customers.csv --credentials main --limit 100
  rollcall import customers.csv --credentials main --if-exists update --map 'E-mail=email' --map 'Notes='
  zcat customers.csv.gz | rollcall import - --credentials main --json
`;

/** Customers of a file into a store: check, question, run, report. */
export function addImportCommand(program: Command, { host, output, exit }: CommandOptions): void {
  const command = program
    .command('import')
    .summary('Bring the customers of a file into a store')
    .description(
      'Bring the customers of a file into a store: the file is checked, then each row gets exactly one fate, and a report says which.',
    )
    .helpGroup('Rollcall:')
    .usage('<file> [options]')
    .argument('[file]', 'the file; - reads stdin')
    .option('--credentials <id>', 'stored credential; may be left out where exactly one is stored');
  const choice = (name: string, what: string, values: string[]) =>
    command.addOption(command.createOption(`--${name} <what>`, what).choices(values));
  command.option('--map <pair...>', "where a column goes, as 'E-mail=email'; 'Notes=' leaves it out");
  command.option('--mapping <name>', 'a saved mapping, or a file with one');
  choice('if-exists', 'customers that exist (default: skip)', ['skip', 'update', 'fail']);
  choice('if-missing', 'rows whose email nobody has (default: create)', ['create', 'skip']);
  choice('blank', 'blank cells of customers that exist (default: keep)', ['keep', 'clear']);
  choice('duplicates', 'rows that repeat an email (default: first)', ['first', 'merge']);
  command
    .option(
      '--create-missing',
      'make groups and attributes that the store does not have (files that a store exported: always)',
    )
    .option('--check-existing', 'ask the store during the check which customers exist')
    .option('--newsletter', 'carry newsletter consent, one call a person')
    .option('--welcome-mails', 'BigCommerce mails each new customer that there is an account')
    .option('--limit <rows>', 'a pilot: only so many rows, and the rest on resume')
    .option('--dry-run', 'check the file, and write nothing to the store')
    .option('--yes', 'start without the question')
    .option('--quota-share <part>', "part of the store's quota that the import may use (default: 1)")
    .option('--keep <days>', "how long the rows are kept after the import's end (default: 30d)")
    .option('--json', 'end with one line of JSON on stdout; implies --yes')
    .addHelpText('after', examples);
  command.action(async (file: string | undefined, flags: ImportFlags) => {
    const named = nameFile(file, flags);
    const limit = flags.limit === undefined ? undefined : readCount('--limit', flags.limit);
    const options = readImportFlags(flags);
    if (!flags.dryRun && !flags.yes && !flags.json) refuseUnasked(host, named);
    await checkTargets(options.map);
    if (named !== '-') await checkFile(named);
    const given = { file: named, options, flags, ...(limit !== undefined && { limit }) };
    exit(await runImport(given, { host, output }));
  });
}

/** A file that is named after --map stands among its values. */
function nameFile(file: string | undefined, { map }: ImportFlags): string {
  const named = file ?? (map?.at(-1)?.includes('=') === false ? map.pop() : undefined);
  if (named === undefined)
    throw new UsageError('The file is missing.', 'For example: rollcall import customers.csv --dry-run');
  return named;
}

type GivenImport = { file: string; options: GivenOptions; flags: ImportFlags; limit?: number };

/** Returns the exit code. */
function runImport({ file, options, flags, limit }: GivenImport, { host, output }: Surroundings): Promise<number> {
  const json = flags.json ?? false;
  const signal = endSignal({ host, output });
  return withServices(host, async ({ imports }) => {
    if (flags.mapping !== undefined) {
      options.mapping = await imports.mappings.load(flags.mapping);
      options.mapping_from = flags.mapping;
    }
    const created = await imports.create({
      file: file === '-' ? 'stdin' : file,
      options,
      ...(flags.credentials !== undefined && { credentialsId: flags.credentials }),
    });
    if (file === '-') sayWhatIsAwaited(host, 'the rows under their header');
    const record = await checkOrCancel(created, { imports, host, signal, input: file === '-' ? host.stdin : file });
    if (record.state !== 'ready') {
      await printSummary(imports.summary(record), { output, json });
      return 130;
    }
    if (!json) await output.write(describeCheck(record));
    if (flags.dryRun) {
      await output.write(describeDryRun(record, imports.summary(record), json));
      return record.check && record.check.would.rejected > 0 ? 2 : 0;
    }
    const isAsked = !flags.yes && !json;
    return startAndRun(record, { imports, host, output, json, isAsked, ...(limit !== undefined && { limit }) });
  });
}
