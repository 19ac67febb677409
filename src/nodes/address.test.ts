import { describe, expect, test } from 'vitest';
import { readAddress } from './address.ts';
import { countryCodeOf } from './country.ts';
import { stateNameOf } from './state.ts';

const carlos = { first_name: 'Carlos', last_name: 'Lopez', company: 'Acme' };

describe('a country', () => {
  test.each([
    ['ES', 'ES'],
    ['es', 'ES'],
    [' us ', 'US'],
    ['ESP', 'ES'],
    ['Spain', 'ES'],
    ['España', 'ES'],
    ['espana', 'ES'],
    ['Estados Unidos', 'US'],
    ['U.S.A.', 'US'],
    ['México', 'MX'],
    ['Alemania', 'DE'],
    ['UK', 'GB'],
    ['United Kingdom', 'GB'],
  ])('%j is %s', (text, code) => {
    expect(countryCodeOf(text)).toBe(code);
  });

  test.each(['XX', 'SP', 'Atlantis', '', '123', 'constructor'])('%j is none', (text) => {
    expect(countryCodeOf(text)).toBeUndefined();
  });

  test('that is none is refused before any call, with the nearest one', () => {
    expect(() => readAddress({ country_code: 'Spian' }, carlos)).toThrow(
      /"Spian" is no ISO 3166-1 country code.*Did you mean Spain \(ES\)\?/,
    );
    expect(() => readAddress({ country_code: 'XX' }, carlos)).toThrow(
      expect.objectContaining({ code: 'invalid_params', param: 'country_code' }),
    );
  });
});

describe('a state', () => {
  test('code becomes the full name where the country is known', () => {
    expect(stateNameOf('CA', 'US')).toEqual({ name: 'California', known: true });
    expect(stateNameOf('ca', 'US')).toEqual({ name: 'California', known: true });
    expect(stateNameOf('US-NY', 'US')).toEqual({ name: 'New York', known: true });
    expect(stateNameOf('ON', 'CA')).toEqual({ name: 'Ontario', known: true });
  });

  test('without a country, or of a country without listed states, stays as it is', () => {
    expect(stateNameOf('CA', undefined)).toEqual({ name: 'CA', known: true });
    expect(stateNameOf('Somewhere', 'XK')).toMatchObject({ name: 'Somewhere' });
  });

  test('that is not listed passes through unchanged, and is told', () => {
    expect(stateNameOf('Nowhere', 'US')).toEqual({ name: 'Nowhere', known: false });
    expect(readAddress({ state: 'Nowhere', country_code: 'US' }, carlos).warnings).toMatchObject([
      { code: 'state_unknown', state: 'Nowhere', country_code: 'US' },
    ]);
    expect(stateNameOf('california', 'US')).toEqual({ name: 'california', known: true });
  });
});

describe('an address', () => {
  test('takes names and company from its customer, and the names of the API as well as ours', () => {
    const place = { address1: 'Calle 1', city: 'Madrid', country_code: 'ES' };
    const ours = readAddress({ ...place, state: 'Madrid', zip: '28001' }, carlos);
    const theirs = readAddress({ ...place, state_or_province: 'Madrid', postal_code: '28001' }, carlos);
    expect(ours).toEqual(theirs);
    expect(ours).toEqual({
      address: { ...carlos, ...place, state_or_province: 'Madrid', postal_code: '28001' },
      missing: [],
      warnings: [],
    });
    expect(readAddress({ ...place, first_name: 'Eva' }, carlos).address.first_name).toBe('Eva');
  });

  test.each([
    [{ city: 'Madrid', country_code: 'ES' }, ['address1']],
    [{ address1: 'Calle 1', country_code: 'ES' }, ['city']],
    [{ address1: 'Calle 1', city: 'Madrid' }, ['country_code']],
    [{ zip: '28001' }, ['address1', 'city', 'country_code']],
    [{ address1: 'Calle 1', city: 'Madrid', country: 'Spain' }, []],
  ])('%j lacks %j', (given, missing) => {
    expect(readAddress(given, carlos).missing).toEqual(missing);
  });
});
