import { type Command, Option } from 'commander';
import type { Imports, Mapping } from '../../imports/index.ts';
import { count } from '../amounts.ts';
import type { CommandOptions } from './command-options.ts';
import { UsageError } from './explain-error.ts';
import { checkTargets } from './imports/check-targets.ts';
import { findImport } from './imports/find-import.ts';
import { readMap } from './imports/read-import-flags.ts';
import { table } from './table.ts';
import { withServices } from './with-services.ts';

type SaveFlags = { from?: string; fromImport?: string; map?: string[]; json?: boolean };

/** Named mappings: which column goes where. They belong to no store. */
export function addMappingsCommand(program: Command, { host, output }: CommandOptions): void {
  const group = program
    .command('mappings')
    .summary('Save, list and show which column of a file goes where')
    .description('Mappings say which column of a file goes where. They are plain JSON and belong to no store.')
    .helpGroup('Rollcall:');

  group
    .command('save')
    .argument('<name>', 'the name to use it by, as in --mapping NAME')
    .description('Save a mapping: from a file, from an import, or column by column. --map adds to the other two.')
    .option('--from <file>', 'a JSON file with a mapping, or a saved mapping')
    .option('--from-import <id>', 'what was found for the columns of an import')
    .addOption(new Option('--map <pair...>', "where a column goes, as 'E-mail=email'; 'Notes=' leaves it out"))
    .addOption(new Option('--json').hideHelp())
    .addHelpText(
      'after',
      "\nExamples:\n  rollcall mappings save old-shop --map 'E-mail=email' 'Kundengruppe='\n  rollcall mappings save old-shop --from-import imp_2345abcdef\n",
    )
    .action(async (name: string, flags: SaveFlags) => {
      if (flags.from !== undefined && flags.fromImport !== undefined)
        throw new UsageError('--from and --from-import cannot be given together.');
      if (flags.from === undefined && flags.fromImport === undefined && !flags.map)
        throw new UsageError(
          'There is nothing to save.',
          'Give --from FILE, --from-import ID, or --map COLUMN=TARGET.',
        );
      const map = readMap(flags.map ?? []);
      await checkTargets(map);
      const mapping = await withServices(host, async ({ imports }) => {
        const base = await baseOf(imports, flags);
        const whole = { ...base, columns: { ...base.columns, ...map } };
        await imports.mappings.save(name, whole);
        return whole;
      });
      const message = `Mapping "${name}" with ${count(Object.keys(mapping.columns).length, 'column')} is saved.`;
      await output.json({ success: true, name, mapping, message });
    });

  group
    .command('list')
    .description('List the saved mappings.')
    .option('--json', 'JSON on a terminal too')
    .action(async ({ json }: { json?: boolean }) => {
      const mappings = await withServices(host, ({ imports }) => imports.mappings.list());
      if (json || !host.stdout.isTTY) return output.json({ mappings });
      if (mappings.length === 0) return output.write('No mapping is saved. Save one: rollcall mappings save --help\n');
      const rows = mappings.map(({ name, columns, template, saved_at }) => [
        name,
        String(columns),
        template ?? '',
        saved_at.slice(0, 10),
      ]);
      return output.write(table(['NAME', 'COLUMNS', 'TEMPLATE', 'SAVED'], rows));
    });

  group
    .command('show')
    .argument('<name>', 'a saved mapping, or a file with one')
    .description('Print a mapping as JSON, ready to be edited and saved with --from.')
    .addOption(new Option('--json').hideHelp())
    .action(async (name: string) =>
      output.json(await withServices(host, ({ imports }) => imports.mappings.load(name))),
    );
}

async function baseOf(imports: Imports, { from, fromImport }: SaveFlags): Promise<Mapping> {
  if (from !== undefined) return imports.mappings.load(from);
  if (fromImport === undefined) return { version: 1, columns: {} };
  const { id, proposal } = await findImport(imports, fromImport);
  if (proposal) return proposal.mapping;
  throw new UsageError(`Import ${id} keeps no mapping: it was not checked, or its data was deleted.`);
}
