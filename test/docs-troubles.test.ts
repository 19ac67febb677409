import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { foldHeader } from '../src/imports/mapping/fold-header.ts';
import { isSecretName } from '../src/imports/mapping/secret-names.ts';
import { columnOfTemplate, recogniseTemplate } from '../src/imports/mapping/templates.ts';

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
  ['shopify.md', 'shopify-customers.csv'],
  ['woocommerce.md', 'woocommerce-customers.csv'],
  ['woocommerce.md', 'woocommerce-analytics.csv'],
  ['magento.md', 'magento-customers.csv'],
  ['magento.md', 'magento-composite.csv'],
])('%s says of each column of %s where it goes', (page, file) => {
  const header = readFileSync(join(folder, file), 'utf8').split('\n')[0]!.split(',');
  const template = recogniseTemplate(header.map(foldHeader))!;
  const told = tablesOf(readFileSync(join(folder, page), 'utf8'));
  const goes = (column: string): string => {
    if (isSecretName(column)) return 'dropped';
    return columnOfTemplate(template, foldHeader(column))?.target ?? 'not carried';
  };
  expect(header.map((column) => [column, told.get(column)])).toEqual(header.map((column) => [column, goes(column)]));
});

/** Column -> target, of the rows of all tables of a page that begin with names of columns. */
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
