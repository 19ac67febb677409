import type { Command } from 'commander';
import type { CommandOptions, Surroundings } from '../command-options.ts';
import { withServices } from '../with-services.ts';
import { refuseUnasked } from './confirm.ts';
import { describeCheck } from './describe-check.ts';
import { endRun } from './end-run.ts';
import { findImport } from './find-import.ts';
import { readCount } from './read-import-flags.ts';
import { runToEnd, startAndRun } from './start-and-run.ts';

type Flags = { limit?: string; json?: boolean; yes?: boolean };

/** What sets an import going again and waits for its end, as `import` does. */
export function addRunCommands(group: Command, { host, output, exit }: CommandOptions): void {
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
      exit(await resume(id, flags, { host, output }, limit));
    });

  group
    .command('retry')
    .argument('<id>')
    .description('Send the failed rows of an import once more, and wait for its end.')
    .option('--json', 'end with one line of JSON on stdout')
    .action(async (id: string, { json = false }: Flags) => {
      const code = await withServices(host, async ({ imports }) => {
        const { id: found } = await findImport(imports, id);
        return runToEnd(await imports.retry(found), { imports, host, output, json });
      });
      exit(code);
    });
}

function resume(id: string, flags: Flags, { host, output }: Surroundings, limit?: number): Promise<number> {
  const { json = false } = flags;
  return withServices(host, async ({ imports }) => {
    const record = await findImport(imports, id);
    // Perhaps another worker was quicker: then there is nothing left to wait for.
    if (record.state === 'completed') return endRun(record, { imports, host, output, json });
    const isAsked = record.state === 'ready' && !json && !flags.yes;
    if (isAsked) {
      refuseUnasked(host);
      await output.write(describeCheck(record));
    }
    return startAndRun(record, { imports, host, output, json, isAsked, ...(limit !== undefined && { limit }) });
  });
}
