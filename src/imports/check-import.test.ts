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
