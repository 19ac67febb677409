import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planAddresses } from './address-plan.ts';

const home = {
  id: 1,
  first_name: 'Ana',
  last_name: 'Ruiz',
  address1: 'Calle Mayor, 5',
  city: 'Madrid',
  postal_code: '28001',
  country_code: 'ES',
  phone: '600',
};
const work = {
  id: 2,
  first_name: 'Ana',
  last_name: 'Ruiz',
  address1: 'Gran Via 1',
  city: 'Madrid',
  postal_code: '28013',
  country_code: 'ES',
};
const { id: _1, ...sameHome } = home;

describe('the addresses of a customer that exists', () => {
  test('are not added again for another spelling of the same place', () => {
    const spelled = { ...sameHome, address1: 'CALLE MAYOR 5', city: ' madrid' };
    expect(planAddresses([home], [spelled])).toEqual({ create: [], update: [], remove: [] });
  });

  test('are added where they are missing, and nothing else is touched', () => {
    const { id: _2, ...newWork } = work;
    expect(planAddresses([home], [newWork])).toEqual({ create: [newWork], update: [], remove: [] });
  });

  test('are changed under match when street and postal code agree, only in what differs', () => {
    const moved = { ...sameHome, phone: '700' };
    expect(planAddresses([home, work], [moved], 'match')).toEqual({
      create: [],
      update: [{ id: 1, phone: '700' }],
      remove: [],
    });
  });

  test('are deleted only under replace', () => {
    expect(planAddresses([home, work], [sameHome], 'replace')).toEqual({ create: [], update: [], remove: [2] });
    expect(planAddresses([home, work], [sameHome], 'match').remove).toEqual([]);
  });

  test('need no call once they are as wanted, whatever the mode', () => {
    const address = fc.record({
      first_name: fc.constantFrom('Ana', 'Bo'),
      address1: fc.constantFrom('A 1', 'B 2', 'C 3'),
      postal_code: fc.constantFrom('1', '2'),
      city: fc.constantFrom('X', 'Y'),
    });
    fc.assert(
      fc.property(
        fc.array(address, { maxLength: 4 }),
        fc.constantFrom('add_missing' as const, 'replace' as const),
        (wanted, mode) => {
          const distinct = wanted.filter(
            (a, i) => wanted.findIndex((b) => JSON.stringify(a) === JSON.stringify(b)) === i,
          );
          const stored = distinct.map((fields, i) => ({ ...fields, id: i + 1 }));
          expect(planAddresses(stored, distinct, mode)).toEqual({ create: [], update: [], remove: [] });
        },
      ),
    );
  });
});
