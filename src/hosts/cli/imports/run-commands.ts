import type { Command } from 'commander';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import type { ImportsCommandOptions } from '../imports-command.ts';
import { withServices } from '../with-services.ts';
import { confirmStart, refuseUnasked } from './confirm.ts';
import { describeCheck } from './describe-check.ts';
import { describeLeft } from './describe-dry-run.ts';
import { driveRun } from './drive-run.ts';
import { endRun } from './end-run.ts';
import { findImport } from './find-import.ts';
import { readCount } from './read-import-flags.ts';

type Flags = { limit?: string; json?: boolean; yes?: boolean };

/** What sets an import going again and waits for its end, as `import` does. */
export function addRunCommands(group: Command, options: ImportsCommandOptions): void {
  group
    .command('resume')
    .argument('<id>')
    .description(
      'Go on with an import that was paused, checked or left by a process that died, and wait for its end. The same rows are never sent twice.',
    )
    .option('--limit <rows>', 'only so many further rows')
    .option('--yes', 'start one that never ran without the question')
    .option('--json', 'end with one line of JSON on stdout; implies --yes')
    .addHelpText('after', '\nExample:\n  rollcall imports resume imp_2345abcdef --limit 1000\n')
    .action(async (id: string, flags: Flags) => {
      const limit = flags.limit === undefined ? undefined : readCount('--limit', flags.limit);
      options.exit(await resume(id, flags, options, limit));
    });

  group
    .command('retry')
    .argument('<id>')
    .description('Send the failed rows of an import once more, and wait for its end.')
    .option('--json', 'end with one line of JSON on stdout')
    .action(async (id: string, { json = false }: Flags) => {
      const code = await withServices(options.host, async ({ imports }) => {
        const { id: found } = await findImport(imports, id);
        return runToEnd(await imports.retry(found), { ...options, imports, json });
      });
      options.exit(code);
    });
}

function resume(id: string, flags: Flags, options: ImportsCommandOptions, limit?: number): Promise<number> {
  const { host, output } = options;
  const { json = false } = flags;
  return withServices(host, async ({ imports }) => {
    const record = await findImport(imports, id);
    // Perhaps another worker was quicker: then there is nothing left to wait for.
    if (record.state === 'completed') return endRun(record, { imports, host, output, json });
    if (record.state === 'ready' && !json && !flags.yes) {
      refuseUnasked(host);
      await output.write(describeCheck(record));
      const answer = await confirmStart(record, host, limit);
      if (answer !== 'yes') {
        await output.write(describeLeft(imports.summary(record)));
        return answer === 'no' ? 0 : 130;
      }
    }
    const started = await imports.start(record.id, limit === undefined ? {} : { limit });
    return runToEnd(started, { ...options, imports, json });
  });
}

type RunToEndOptions = Pick<ImportsCommandOptions, 'host' | 'output'> & { imports: Imports; json: boolean };

/** Drives an import that was started until it rests, and tells how it ended. Returns the exit code. */
export async function runToEnd(record: ImportRecord, options: RunToEndOptions): Promise<number> {
  const { imports, host, output } = options;
  const signal = AbortSignal.any([host.interrupted, output.closed]);
  return endRun(await driveRun(record, { imports, host, signal }), options);
}
