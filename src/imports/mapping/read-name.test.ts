import { describe, expect, test } from 'vitest';
import { mapRows } from './fixtures/map-rows.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

describe('a full name in one column', () => {
  test.each([
    ['Ana Ruiz', 'Ana', 'Ruiz'],
    ['Ana María Ruiz', 'Ana María', 'Ruiz'],
    ['Ruiz Gil, Ana María', 'Ana María', 'Ruiz Gil'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Juan van der Berg', 'Juan', 'van der Berg'],
    ['Ludwig von Beethoven', 'Ludwig', 'von Beethoven'],
    ['De La Cruz', 'De', 'La Cruz'],
    ['John Smith Jr.', 'John', 'Smith Jr.'],
    ['John Smith, Jr.', 'John', 'Smith Jr.'],
  ])('%s is %s and %s', (name, first_name, last_name) => {
    expect(mapRows('email,name', [{ email: ana.email, name }]).params).toEqual([
      { email: ana.email, first_name, last_name },
    ]);
  });

  test('of a single word has no last name, and the row is refused', () => {
    const { rows } = mapRows('email,Full Name', [{ email: ana.email, 'Full Name': 'Cher' }]);
    expect(rows[0]!.params).toBeUndefined();
    expect(rows[0]!.problems).toMatchObject([
      { code: 'last_name_missing', column: 'Full Name', value: 'Cher', rejects: true },
    ]);
  });

  test('of a single word is left out where customers are only updated', () => {
    const { rows } = mapRows('email,name', [{ email: ana.email, name: 'Cher' }], { ifMissing: 'skip' });
    expect(rows[0]!.params).toEqual({ email: ana.email });
    expect(rows[0]!.problems).toMatchObject([{ code: 'last_name_missing', rejects: false }]);
  });
});
