import { Command } from 'commander';
import { expect, test } from 'vitest';
import { takeUnderscores } from './take-underscores.ts';

function read(args: string[]): Record<string, unknown> {
  const program = new Command('rollcall').exitOverride().configureOutput({ writeErr: () => undefined });
  const inner = program.command('import').action(() => undefined);
  inner.addOption(inner.createOption('--if-exists <what>').choices(['skip', 'update']));
  inner.option('--map-to <pair...>').option('--dry-run').requiredOption('--older-than <days>');
  takeUnderscores(program);
  program.parse(['import', ...args], { from: 'user' });
  return inner.opts();
}

test('a flag with a dash may be written with an underscore, and means the same', () => {
  const expected = { ifExists: 'update', mapTo: ['a=b', 'c=d', 'e'], dryRun: true, olderThan: '3' };
  const dashed = ['--if-exists', 'update', '--map-to', 'a=b', 'c=d', '--map-to', 'e', '--dry-run', '--older-than=3'];
  expect(read(dashed)).toEqual(expected);
  const names = dashed.map((arg) => (arg.startsWith('--') ? `--${arg.slice(2).replaceAll('-', '_')}` : arg));
  expect(read(names)).toEqual(expected);
  expect(read(dashed.with(0, '--if_exists').with(5, '--map_to'))).toEqual(expected);
});

test('its values are checked the same, and what looks like a flag among them stays as it is', () => {
  expect(() => read(['--if_exists', 'never', '--older_than', '3'])).toThrow('Allowed choices are skip, update');
  expect(() => read(['--if_exists', 'skip'])).toThrow("required option '--older-than <days>'");
  expect(read(['--older_than', '--if_exists'])).toEqual({ olderThan: '--if_exists' });
});
