import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { countryCodeOf, countryCodes, nearestCountry } from './country.ts';
import { countryAliases } from './country-aliases.ts';
import { foldName } from './fold-name.ts';

test.each([
  ['DE', 'D BRD GER DEU Deutschland Allemagne Germania Alemania Alemanha Duitsland Germany d'],
  ['AT', 'A AUT Österreich Austria Autriche Oostenrijk'],
  ['FR', 'F FRA Frankreich Francia Frankrijk'],
  ['ES', 'E ESP España Spanien Espagne Spagna Espanha Spanje'],
  ['IT', 'I ITA Italien Italie Italia Itália Italië'],
  ['CH', 'SUI CHE Schweiz Suisse Svizzera Suíça Zwitserland'],
  ['GB', 'UK U.K. GBR England Scotland Wales Großbritannien Angleterre Engeland ENG'],
  ['US', 'USA U.S.A. EEUU America'],
  ['NL', 'Holland Nederland Niederlande NED NLD Olanda'],
  ['BE', 'B Belgien Belgique België'],
  ['GR', 'EL GRE Ελλάδα Griechenland'],
  ['CZ', 'Czechia Tschechien Česko'],
  ['LI', 'FL'],
  ['CG', 'Congo'],
])('%s is also called %s', (code, names) => {
  for (const name of names.split(' ')) expect([name, countryCodeOf(name)]).toEqual([name, code]);
});

test.each([
  ['Great Britain', 'GB'],
  ['Northern Ireland', 'GB'],
  ['Estados Unidos', 'US'],
  ['États-Unis', 'US'],
  ['Vereinigte Staaten', 'US'],
  ['Bundesrepublik Deutschland', 'DE'],
  ['Czech Republic', 'CZ'],
  ['South Korea', 'KR'],
])('%j is %s', (name, code) => expect(countryCodeOf(name)).toBe(code));

test('every country is known by its common English name, as stores and shops export it', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  for (const [alpha2] of isoCodes)
    expect([names.of(alpha2!), countryCodeOf(names.of(alpha2!)!)]).toEqual([names.of(alpha2!), alpha2]);
  expect([countryCodeOf('Hong Kong SAR'), countryCodeOf('St. Lucia')]).toEqual(['HK', 'LC']);
});

test('no other code takes the place of one of ISO', () => {
  for (const [alpha2, alpha3] of isoCodes)
    expect([countryCodeOf(alpha2!), countryCodeOf(alpha3!)]).toEqual([alpha2, alpha2]);
  const iso = new Set(isoCodes.flat());
  for (const [name, code] of countryAliases) {
    expect([name, iso.has(name.toUpperCase())]).toEqual([name, false]);
    expect([name, foldName(name)]).toEqual([name, name]);
    expect(countryCodes).toContain(code);
    expect([name, countryCodeOf(name)]).toEqual([name, code]);
  }
});

test.each([
  ['Deutshland', 'Germany (DE)'],
  ['Untied Kingdom', 'United Kingdom (GB)'],
  ['Untied Staets', 'United States of America (US)'],
  ['Germny', 'Germany (DE)'],
  ['Spian', 'Spain (ES)'],
  ['Spane', 'Spain (ES)'],
  ['Itly', 'Italy (IT)'],
  ['Swizterland', 'Switzerland (CH)'],
  ['Neterlands', 'Netherlands (NL)'],
  ['Fracne', 'France (FR)'],
])('%j is near to %s', (text, hint) => {
  expect(countryCodeOf(text)).toBeUndefined();
  expect(nearestCountry(text)).toBe(hint);
});

test.each(['X', 'XX', 'SP', 'ABC', 'Berlin', 'Paris', 'Nowhere', 'Nirgends', 'Atlantis', 'Madrid', '28001', '', '???'])(
  'to %j none is near',
  (text) => {
    expect(countryCodeOf(text)).toBeUndefined();
    expect(nearestCountry(text)).toBeUndefined();
  },
);
