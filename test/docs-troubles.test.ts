import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { proposeMapping } from '../src/imports/mapping/index.ts';
import { isSecretName } from '../src/imports/mapping/secret-names.ts';

const folder = resolve(import.meta.dirname, '../docs/moving-from');
const troubles = resolve(import.meta.dirname, '../docs/when-things-go-wrong');

test.each(readdirSync(troubles).filter((name) => name !== 'README.md'))(
  '%s says what one sees, why, what is done, what to do and how to be sure',
  (page) => {
    const text = readFileSync(join(troubles, page), 'utf8');
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'What you see',
      'What happened',
      'What Rollcall does',
      'What you do',
      'How to be sure',
    ]);
  },
);

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
