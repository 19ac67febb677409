import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';

let served: ServedImports;
beforeAll(async () => {
  served = await serveImports();
});
afterAll(() => served.close());

const file =
  'email,first_name,last_name,Tags,Size\na@check.example,Ana,Ruiz,"vip, new",42\nb@check.example,Bo,Lind,,43\n';

describe('the cost of a check', () => {
  test('names what is made: groups as groups, attributes as attributes', async () => {
    const { check } = await served.check(`${file.replace('Tags', 'customer_group')}`, {
      create_missing: true,
      map: { Size: 'attributes.Shoe size' },
    });
    expect(check!.missing).toEqual({ groups: ['vip, new'], attributes: ['Shoe size'] });
    expect(check!.parts.map(({ part, count, calls }) => [part, count, calls])).toEqual([
      ['groups', 1, 1],
      ['new_attributes', 1, 1],
      ['customers', 2, 1],
    ]);
    expect(check!.calls).toBe(3);
  });
});

describe('a mapping', () => {
  const rules = [{ column: 'Tags', value: 'vip', group: 'VIP' }];

  test('that has group rules alone leaves the columns as they are', async () => {
    const mapping = { version: 1 as const, columns: {}, group_rules: rules };
    const plain = await served.check(file);
    const ruled = await served.check(file, { mapping, create_missing: true });
    expect(ruled.check!.missing).toEqual({ groups: ['VIP'], attributes: [] });
    expect(ruled.proposal!.columns).toEqual(plain.proposal!.columns);
  });

  test('of which no column is in the file is refused, whatever its rules', async () => {
    const mapping = { version: 1 as const, columns: { Kunde: 'email' }, group_rules: rules };
    await expect(served.check(file, { mapping })).rejects.toThrow(
      'The mapping fits no column of the file: it is for Kunde, and the file has email, first_name, last_name, Tags, Size.',
    );
  });

  test('whose rules name a column that the file lacks is refused', async () => {
    const mapping = { version: 1 as const, columns: {}, group_rules: [{ ...rules[0]!, column: 'Labels' }] };
    await expect(served.check(file, { mapping })).rejects.toThrow(
      'A group rule of the mapping names the column "Labels", which the file does not have.',
    );
  });
});
