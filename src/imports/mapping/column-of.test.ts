import { describe, expect, test } from 'vitest';
import { mapRows } from './fixtures/map-rows.ts';

describe('the column behind a parameter', () => {
  test.each([
    ['country_code', 'Default Address Country Code'],
    ['state', 'Default Address Province Code'],
    ['address_phone', 'Default Address Phone'],
    ['email', 'Email'],
    ['newsletter', 'Accepts Email Marketing'],
    ['notes', undefined],
  ])('%s of a Shopify file is %s', (param, column) => {
    const { mapper } = mapRows(
      'Email,First Name,Last Name,Accepts Email Marketing,Default Address Address1,Default Address Province Code,Default Address Country Code,Default Address Phone,Phone',
      [],
    );
    expect(mapper.columnOf(param)).toBe(column);
  });

  test.each([
    ['addresses[1].city', 'Address City - 2'],
    ['addresses[0].country_code', 'Address Country - 1'],
    ['addresses[1].state_or_province', 'Address State - 2'],
    ['first_name', 'Name'],
    ['attributes.Loyalty', 'Loyalty tier'],
    ['channel_ids[1]', 'Channels'],
    ['attributes.Size[1]', 'Second size'],
  ])('%s of a file with many addresses is %s', (param, column) => {
    const header =
      'Email Address,Name,Address First Name - 1,Address Line 1 - 1,Address Country - 1,Address City - 2,Address State - 2,Loyalty tier,Channels,Second size';
    const overrides = {
      'loyalty tier': 'attributes.Loyalty',
      name: 'name',
      channels: 'channel_ids',
      'second size': 'attributes.Size[1]',
    };
    const { mapper } = mapRows(header, [], { overrides });
    expect(mapper.columnOf(param)).toBe(column);
  });
});
