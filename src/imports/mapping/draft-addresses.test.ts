import { describe, expect, test } from 'vitest';
import { csvRecord, mapRecords, mapRows } from './fixtures/map-rows.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const own = 'email,first_name,last_name';

describe('addresses', () => {
  const woo =
    'user_email,first_name,last_name,billing_address_1,billing_city,billing_country,billing_phone,shipping_address_1,shipping_city,shipping_country';
  const row = { user_email: ana.email, first_name: 'Ana', last_name: 'Ruiz' };

  test('of billing and shipping that are equal but for case, blanks and dots are one', () => {
    const { params } = mapRows(woo, [
      {
        ...row,
        billing_address_1: 'Main St. 1',
        billing_city: 'Austin',
        billing_country: 'US',
        shipping_address_1: ' main  st 1',
        shipping_city: 'AUSTIN',
        shipping_country: 'us',
      },
    ]);
    expect(params).toEqual([{ ...ana, address1: 'Main St. 1', city: 'Austin', country_code: 'US' }]);
  });

  test('of billing and shipping in two names are two', () => {
    const people = 'billing_first_name,billing_last_name,shipping_first_name,shipping_last_name';
    const place = {
      billing_address_1: 'Main 1',
      billing_city: 'Austin',
      shipping_address_1: 'Main 1',
      shipping_city: 'Austin',
    };
    const { params } = mapRows(`${woo},${people}`, [
      { ...row, ...place, shipping_first_name: 'Luis', shipping_last_name: 'Ruiz' },
      { ...row, ...place, shipping_first_name: 'Ana', shipping_last_name: 'Gil' },
      { ...row, ...place, shipping_first_name: 'ANA', shipping_last_name: 'ruiz' },
    ]);
    expect(params.map((given) => (given!.addresses as unknown[]).length)).toEqual([2, 2, 1]);
  });

  test.each(['Deutschland', 'D', 'Spain', 'us', 'Atlantis'])('have the country as it is written: %s', (country) => {
    expect(mapRows(`${own},country`, [{ ...ana, country }]).params).toEqual([{ ...ana, country_code: country }]);
  });

  test('of which billing is blank are the shipping one, and problems name its columns', () => {
    const { params, mapper, rows } = mapRows(woo, [
      { ...row, billing_phone: '600', shipping_address_1: 'Side 2', shipping_city: 'Dallas', shipping_country: 'XX' },
    ]);
    expect(params).toEqual([
      { ...ana, phone: '600', addresses: [{ address1: 'Side 2', city: 'Dallas', country_code: 'XX' }] },
    ]);
    expect(mapper.columnOf('addresses[0].country_code', rows[0])).toBe('shipping_country');
  });

  test('that are blank are no address, and names alone are none either', () => {
    const { params } = mapRows(
      'Email Address,First Name,Last Name,Address First Name - 1,Address Line 1 - 1,Address Line 1 - 2,Address City - 3',
      [
        {
          'Email Address': ana.email,
          'First Name': 'Ana',
          'Last Name': 'Ruiz',
          'Address First Name - 1': 'Ana',
          'Address Line 1 - 1': '  ',
          'Address City - 3': 'Austin',
        },
      ],
    );
    expect(params).toEqual([{ ...ana, addresses: [{ city: 'Austin' }] }]);
  });

  test('in rows of their own need the customer directly above them', () => {
    const header = 'Email,First Name,Last Name,Accepts Marketing,Address1,City,Province,Country,Tags';
    const first = { Email: ana.email, 'First Name': 'Ana', 'Last Name': 'Ruiz', Address1: 'Main 1', City: 'Austin' };
    const other = { Email: 'bob@example.com', 'First Name': 'Bob', 'Last Name': 'Gil' };
    const { rows } = mapRows(header, [
      first,
      { Email: ana.email, Address1: 'Side 2', City: 'Dallas' },
      { Email: ana.email, Address1: 'side 2', City: 'dallas' },
      { Email: ana.email, 'First Name': 'Anita', Address1: 'Far 3', City: 'Waco' },
      other,
      { Email: ana.email, Address1: 'Late 4', City: 'Waco' },
    ]);
    expect(rows.map(({ index, continues }) => [index, continues])).toEqual([
      [0, undefined],
      [1, 0],
      // An address that is there already adds nothing: an ordinary duplicate.
      [2, undefined],
      [3, undefined],
      [4, undefined],
      [5, undefined],
    ]);
    expect(rows[0]!.params).toMatchObject({ address1: 'Main 1', addresses: [{ address1: 'Side 2', city: 'Dallas' }] });
  });

  test('of a customer that is refused go with it', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city';
    const { rows } = mapRows(header, [
      { email: ana.email, firstname: 'Ana' },
      { _address_street: 'Side 2', _address_city: 'Dallas' },
    ]);
    expect(rows).toMatchObject([{ problems: [{ code: 'last_name_missing' }] }, { continues: 0, problems: [] }]);
  });

  test('without a customer above them are refused, also after a row that cannot be read', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city'.split(',');
    const address = ['', '', '', '', '', 'Side 2', 'Dallas'];
    const { rows } = mapRecords(header, [
      csvRecord(address, 0),
      csvRecord([ana.email, '', '', 'Ana', 'Ruiz', 'Main 1', 'Austin'], 1),
      { index: 2, line: 4, raw: 'x', fault: { code: 'wrong_field_count', message: 'm', what_to_do: 'w' } },
      csvRecord(address, 3),
      csvRecord(['', '', '', 'Bob', 'Gil', '', ''], 4),
    ]);
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['email_missing'],
      [],
      ['wrong_field_count'],
      ['email_missing'],
      ['email_missing'],
    ]);
  });

  test('beyond the ten that BigCommerce takes are left out with a warning', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city';
    const further = Array.from({ length: 12 }, (_, at) => ({
      _address_street: `Street ${at}`,
      _address_city: 'Austin',
    }));
    const { rows } = mapRows(header, [{ email: ana.email, firstname: 'Ana', lastname: 'Ruiz' }, ...further]);
    // The first one is in the flat parameters.
    expect(rows[0]!.params!.addresses).toHaveLength(9);
    expect(rows[0]!.problems).toMatchObject([{ code: 'too_many_addresses', rejects: false }]);
  });
});
