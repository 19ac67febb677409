import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { rollcall } from '../src/hosts/fixtures/rollcall-process.ts';
import { temporaryHome } from '../src/hosts/fixtures/temporary-home.ts';
import { proposeMapping } from '../src/imports/mapping/index.ts';
import { isSecretName } from '../src/imports/mapping/secret-names.ts';

const folder = resolve(import.meta.dirname, '../docs/moving-from');
const troubles = resolve(import.meta.dirname, '../docs/when-things-go-wrong');

test.each(readdirSync(troubles).filter((name) => name !== 'README.md'))(
  '%s says what one sees and what to do, then why, what is done and how to be sure',
  (page) => {
    const text = readFileSync(join(troubles, page), 'utf8');
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'What you see',
      'What you do',
      'What happened',
      'What Rollcall does',
      'How to be sure',
    ]);
  },
);

test('a start that fails says what does-not-start.md says that it says', async () => {
  const { home, remove } = temporaryHome();
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  try {
    const { port } = taken.address() as { port: number };
    const file = join(home, 'file');
    writeFileSync(file, '');
    const others = { ROLLCALL_HOST: '0.0.0.0', ROLLCALL_PORT: '0' };
    const failures: [Record<string, string>, (said: string) => string][] = [
      [{ ROLLCALL_PORT: String(port) }, (said) => said.replace(String(port), '4321')],
      [
        { ROLLCALL_PORT: '0', DATABASE_URL: 'postgres://rollcall:x@127.0.0.1:1/rollcall' },
        (said) => said.replace('127.0.0.1:1/', 'db.internal:5432/'),
      ],
      [{ ROLLCALL_PORT: '0', DATABASE_URL: 'db.internal' }, (said) => said],
      [
        { ROLLCALL_PORT: '0', ROLLCALL_HOME: file },
        (said) => said.replace(/home .*: .*\.$/, 'home /srv/rollcall: this user may not write there.'),
      ],
      [others, (said) => said],
      [{ ...others, ROLLCALL_ORIGIN: 'https://rollcall.example.com', ROLLCALL_API_KEY: 'short' }, (said) => said],
    ];
    const page = readFileSync(join(troubles, 'does-not-start.md'), 'utf8');
    for (const [env, asOnPage] of failures) {
      const { code, stderr } = await rollcall(['start'], { home, env });
      expect(code).toBe(1);
      const [, first] = /^Error: (.*)$/m.exec(stderr)!;
      expect(page).toContain(`| \`${asOnPage(first!)}\` |`);
    }
  } finally {
    taken.close();
    remove();
  }
});

test.each([
  ['shopify.md', 'shopify-customers.csv', undefined],
  ['woocommerce.md', 'woocommerce-customers.csv', undefined],
  ['woocommerce.md', 'woocommerce-analytics.csv', undefined],
  ['magento.md', 'magento-customers.csv', 'Columns of the main file'],
  ['magento.md', 'magento-composite.csv', 'Columns of the main file'],
  ['magento.md', 'magento-addresses.csv', 'Columns of the addresses'],
])('%s says of each column of %s where it goes', (page, file, heading) => {
  const header = readFileSync(join(folder, file), 'utf8').split('\n')[0]!.split(',');
  const { template, columns } = proposeMapping({ header, samples: [] });
  expect(template).toBeDefined();
  const sections = readFileSync(join(folder, page), 'utf8').split(/^## /m);
  const told = tablesOf(sections.filter((text) => heading === undefined || text.startsWith(`${heading}\n`)).join(''));
  const goes = (column: string): string => {
    if (isSecretName(column)) return 'dropped';
    return columns.find((proposed) => proposed.column === column)?.target ?? 'not carried';
  };
  expect(header.map((column) => [column, told.get(column)])).toEqual(header.map((column) => [column, goes(column)]));
});

/** Column -> target, of the rows of all tables of a text that begin with names of columns. */
function tablesOf(text: string): Map<string, string> {
  const told = new Map<string, string>();
  for (const [, first, second] of text.matchAll(/^\| (`.*?`) \| (.*?) \|/gm)) {
    const columns = named(first!);
    const targets = second!.startsWith('`') ? named(second!) : [second!];
    for (const [at, column] of columns.entries()) told.set(column, targets[at] ?? targets[0]!);
  }
  return told;
}

function named(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}
