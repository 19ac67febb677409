import type { Command } from 'commander';
import type { ImportRecord, Imports } from '../../../imports/index.ts';
import { describeStore } from '../../describe-store.ts';
import type { CommandOptions } from '../command-options.ts';
import { endSignal } from '../end-signal.ts';
import type { Output } from '../output.ts';
import { table } from '../table.ts';
import { withServices } from '../with-services.ts';
import { describeImport } from './describe-import.ts';
import { describeRow } from './describe-row.ts';
import { findImport } from './find-import.ts';
import { followRun } from './follow-run.ts';
import { readCount } from './read-import-flags.ts';
import { remedyWithFlag } from './with-flags.ts';

type ShowFlags = { json?: boolean; line?: string; problems?: boolean; follow?: boolean };

/** What looks at imports and changes nothing. */
export function addShowCommands(group: Command, { host, output }: CommandOptions): void {
  group
    .command('list')
    .description('List the imports, the newest first.')
    .option('--json', 'JSON on a terminal too')
    .action(({ json }: { json?: boolean }) =>
      withServices(host, async ({ imports }) => {
        const all = await imports.list();
        if (json || !host.stdout.isTTY) return output.json({ imports: all.map((record) => listed(imports, record)) });
        if (all.length === 0) return output.write('There is no import. Begin one: rollcall import --help\n');
        return output.write(tableOf(imports, all));
      }),
    );

  group
    .command('show')
    .argument('<id>')
    .description(
      'Show an import: its state, counts and options, the life of one row, or every problem that its check found.',
    )
    .option('--line <number>', 'all that happened to the row on this line of the file')
    .option('--problems', 'every problem of the check, in the order of the file')
    .option('--follow', 'show the progress until the import rests')
    .option('--json', 'JSON on a terminal too; with --problems one line each')
    .action((id: string, flags: ShowFlags) => {
      const line = flags.line === undefined ? undefined : readCount('--line', flags.line);
      const json = flags.json || !host.stdout.isTTY;
      return withServices(host, async ({ imports }) => {
        const record = await findImport(imports, id);
        if (line !== undefined) {
          const life = await imports.row(record.id, line);
          return json ? output.json(life) : output.write(describeRow(life));
        }
        if (flags.problems) return writeProblems(imports, record.id, output, json);
        const signal = endSignal({ host, output });
        const shown = flags.follow ? await followRun(record, { imports, host, signal, onSignal: 'leave' }) : record;
        return json
          ? output.json(shownOf(imports, shown))
          : output.write(describeImport(shown, imports.summary(shown)));
      });
    });
}

function listed(imports: Imports, record: ImportRecord) {
  return { ...imports.summary(record), created_at: record.createdAt.toISOString(), file: record.file };
}

function shownOf(imports: Imports, record: ImportRecord) {
  const { storeHash, storeName, credentialsId, options, check, live, startedAt, endedAt, purgedAt } = record;
  return {
    ...listed(imports, record),
    store_hash: storeHash,
    ...(storeName !== undefined && { store_name: storeName }),
    credentials_id: credentialsId,
    options,
    ...(startedAt && { started_at: startedAt.toISOString() }),
    ...(endedAt && { ended_at: endedAt.toISOString() }),
    ...(purgedAt && { purged_at: purgedAt.toISOString() }),
    ...(live && { live }),
    ...(check && { check }),
  };
}

function tableOf(imports: Imports, all: ImportRecord[]): string {
  const rows = all.map((record) => {
    const { rows, pending, rejected, failed } = imports.summary(record);
    const numbers = [rows, rows - pending, rejected, failed].map((number) => number.toLocaleString('en'));
    const { id, state, createdAt, file } = record;
    return [id, state, ...numbers, describeStore(record), createdAt.toISOString().slice(0, 16), file];
  });
  return table(['ID', 'STATE', 'ROWS', 'DONE', 'REJECTED', 'FAILED', 'STORE', 'CREATED (UTC)', 'FILE'], rows);
}

/** Page by page, so that a file of millions costs no more memory than a small one. */
async function writeProblems(imports: Imports, id: string, output: Output, json: boolean): Promise<void> {
  let after: number | undefined;
  let count = 0;
  do {
    const page = await imports.problems(id, { limit: 1_000, ...(after !== undefined && { after }) });
    count += page.problems.length;
    for (const problem of page.problems) {
      const { line, column, code, message } = problem;
      const what_to_do = remedyWithFlag(problem);
      const place = `line ${line}${column === undefined ? '' : `, ${column}`}`;
      await output.write(
        json ? `${JSON.stringify({ ...problem, what_to_do })}\n` : `${place}: ${message} (${code})\n  ${what_to_do}\n`,
      );
    }
    after = page.next;
  } while (after !== undefined && !output.closed.aborted);
  if (count === 0 && !json) await output.write('The check found no problem with a row.\n');
}
