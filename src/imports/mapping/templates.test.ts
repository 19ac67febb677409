import { describe, expect, test } from 'vitest';
import { createCustomer, readParams } from '../../nodes/index.ts';
import { bigcommerceFiles } from './fixtures/bigcommerce-files.ts';
import { mapRows } from './fixtures/map-rows.ts';
import { shopFiles } from './fixtures/shop-files.ts';

const templateFiles = [...bigcommerceFiles, ...shopFiles];

describe('a file that is known by its header row needs no question', () => {
  test.each(templateFiles)('$file', ({ template, header, rows, params }) => {
    const mapped = mapRows(header, rows);
    expect(mapped.proposal.template?.id ?? 'none').toBe(template);
    expect(mapped.proposal.needs_choice).toEqual([]);
    expect(mapped.params).toEqual(params);
    for (const given of mapped.params)
      if (given) expect(readParams(createCustomer, given)).toHaveProperty('email', 'ana@example.com');
    const unsaid = mapped.proposal.columns.filter(({ target, note }) => target === null && !note);
    expect(unsaid).toEqual([]);
    expect(mapped.proposal.columns.filter(({ why }) => why === 'unknown')).toEqual([]);
  });

  test.each(templateFiles)('$file, with the header written in another way', ({ template, header, rows, params }) => {
    const names = header.split(',').map((name) => name.trim());
    const changed = new Map(names.map((name) => [name, ` ${name.toUpperCase().replace(/[ _]/g, '-')} `]));
    const mapped = mapRows(
      [...changed.values()],
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [changed.get(name)!, cell]))),
    );
    expect(mapped.proposal.template?.id ?? 'none').toBe(template);
    expect(mapped.params).toEqual(params);
  });
});

test('a file of addresses says nothing of a customer who exists but the email', () => {
  const { header, rows } = shopFiles.find(({ template }) => template === 'magento_addresses')!;
  const updates = mapRows(header, rows, { ifMissing: 'skip' });
  expect(updates.params.map((params) => Object.keys(params!))).toEqual([
    ['email', 'addresses'],
    ['email', 'addresses'],
  ]);
  expect(updates.params[0]!.addresses).toMatchObject([{ first_name: 'Ana', phone: '555' }]);
});
