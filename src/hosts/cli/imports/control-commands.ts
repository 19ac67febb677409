import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { count } from '../../amounts.ts';
import type { CommandOptions } from '../command-options.ts';
import { withServices } from '../with-services.ts';
import { printSummary } from './end-run.ts';
import { findImport } from './find-import.ts';
import { readDays } from './read-import-flags.ts';

/** A worker that lives hears of a pause within a second, and then awaits what is in flight. */
const restWithinMs = 15_000;
const pollMs = 250;

/** What ends an import, for now or for good, and what becomes of its data. */
export function addControlCommands(group: Command, { host, output }: CommandOptions): void {
  const tell = async (imports: Imports, record: ImportRecord, json: boolean): Promise<void> => {
    const rested = await untilRest(imports, record, host.interrupted);
    if (rested.wanted && !json)
      host.stderr.write(
        `Its worker has not answered yet: the ${rested.wanted} is kept, and obeyed by whoever takes the import up.\n`,
      );
    await printSummary(imports.summary(rested), { output, json });
  };

  for (const [name, description] of [
    ['pause', 'Let an import rest, wherever it runs. What is in flight is awaited, and nothing is lost.'],
    ['cancel', 'End an import for good. Rows that have a fate keep it; nothing more is sent.'],
  ] as const)
    group
      .command(name)
      .argument('<id>')
      .description(description)
      .option('--json', 'one line of JSON on stdout')
      .action((id: string, { json = false }: { json?: boolean }) =>
        withServices(host, async ({ imports }) => {
          const { id: found } = await findImport(imports, id);
          await tell(imports, await imports[name](found), json);
        }),
      );

  group
    .command('report')
    .argument('<id>')
    .description(
      'Write results.csv, rejects.csv, warnings.csv and summary.json of an import anew; before its start with what the check found.',
    )
    .option('--out <folder>', "the folder to write to (default: the import's own)")
    .option('--json', 'JSON on a terminal too')
    .action((id: string, { out, json }: { out?: string; json?: boolean }) =>
      withServices(host, async ({ imports }) => {
        const { id: found } = await findImport(imports, id);
        const { folder, files } = await imports.writeReport(found, out);
        if (json || !host.stdout.isTTY) return output.json({ import_id: found, folder, files });
        return output.write(`${Object.values(files).join('\n')}\n`);
      }),
    );

  group
    .command('purge')
    .description('Delete the rows, samples and reports of imports that ended. Their counts stay.')
    .requiredOption('--older-than <days>', 'days since the end of an import, as 30d; 0d is all that ended')
    .option('--json', 'JSON on a terminal too')
    .action(({ olderThan, json }: { olderThan: string; json?: boolean }) =>
      withServices(host, async ({ imports }) => {
        const purged = await imports.purge({ olderThanDays: readDays('--older-than', olderThan) });
        if (json || !host.stdout.isTTY) return output.json({ purged });
        return output.write(`The data of ${count(purged.length, 'import')} was deleted.\n`);
      }),
    );
}

async function untilRest(imports: Imports, record: ImportRecord, signal: AbortSignal): Promise<ImportRecord> {
  const start = performance.now();
  let current = record;
  while (current.wanted && performance.now() - start < restWithinMs && !signal.aborted) {
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    current = await imports.get(record.id);
  }
  return current;
}
