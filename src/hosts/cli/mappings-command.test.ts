import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastLine, openTerminal, type Terminal } from './imports/fixtures/open-terminal.ts';

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

const mappings = (...args: string[]) => terminal.run(['mappings', ...args]);

test('a mapping is saved from flags, a file or an import, listed, shown and used for another file', async () => {
  const columns = { Correo: 'email', Alias: 'name', Kundengruppe: null };
  const saved = await mappings('save', 'old-shop', '--map', 'Correo=email', 'Alias=name', '--map', 'Kundengruppe=');
  expect([saved.code, lastLine(saved.stdout)]).toMatchObject([0, { success: true, name: 'old-shop' }]);
  const shown = await mappings('show', 'old-shop');
  expect(JSON.parse(shown.stdout)).toEqual({ version: 1, columns });

  const csv = 'Correo,Alias,Kundengruppe\nana@mapped.example.com,Ana Ruiz,VIP\n';
  const file = terminal.file('mapped.csv', csv);
  const dry = await terminal.run(['import', file, '--mapping', 'old-shop', '--dry-run', '--json']);
  const { import_id: id, would, unmapped } = lastLine(dry.stdout);
  expect([dry.code, would.created, unmapped]).toEqual([0, 1, ['Kundengruppe']]);

  const copy = terminal.file('copy.json', shown.stdout);
  const [fromImport, fromFile, unknown, nothing] = await Promise.all([
    mappings('save', 'from-import', '--from-import', id, '--map', 'Kundengruppe=customer_group'),
    mappings('save', 'from-file', '--from', copy),
    mappings('save', 'x', '--map', 'Alias=nmae'),
    mappings('save', 'x'),
  ]);
  expect([fromImport.code, fromFile.code, unknown.code, nothing.code]).toEqual([0, 0, 1, 1]);
  expect(unknown.stderr).toContain('Did you mean name?');
  expect(nothing.stderr).toContain('nothing to save');
  const kept = JSON.parse(readFileSync(join(terminal.home, 'mappings', 'from-import.json'), 'utf8'));
  expect(kept.columns).toEqual({ ...columns, Kundengruppe: 'customer_group' });

  const list = await mappings('list', '--json');
  expect(lastLine(list.stdout).mappings.map(({ name }: { name: string }) => name)).toEqual([
    'from-file',
    'from-import',
    'old-shop',
  ]);
  const none = await mappings('show', 'none');
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('from-file, from-import, old-shop')]);
});
