import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import { foldName } from './fold-name.ts';
import { nearestName } from './nearest-name.ts';

/** Everyday names that no list of ISO 3166-1 has. */
const aliases: Record<string, string> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  inglaterra: 'GB',
  eeuu: 'US',
};

/** Every ISO 3166-1 alpha-2 code. */
export const countryCodes = new Set(isoCodes.map(([alpha2]) => alpha2!));

let codes: Map<string, string> | undefined;

/** The ISO 3166-1 alpha-2 code for a code (alpha-2 or alpha-3) or a name in English or Spanish; undefined for anything else. */
export function countryCodeOf(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  if (countryCodes.has(upper)) return upper;
  codes ??= namesAndCodes();
  return codes.get(foldName(text));
}

/** The English name of a country, as the API shows it. */
export function countryNameOf(code: string): string {
  const name = en.countries[code as keyof typeof en.countries] as string | string[] | undefined;
  return (Array.isArray(name) ? name[0] : name) ?? code;
}

/** A country that somebody who wrote `text` may have meant. */
export function nearestCountry(text: string): string | undefined {
  const names = [...namesOf(en.countries), ...namesOf(es.countries)].map(([name]) => name);
  return nearestName(text, names);
}

function namesAndCodes(): Map<string, string> {
  const map = new Map<string, string>();
  for (const [alpha2, alpha3] of isoCodes) map.set(foldName(alpha3!), alpha2!);
  for (const list of [es.countries, en.countries])
    for (const [name, code] of namesOf(list)) map.set(foldName(name), code);
  for (const [name, code] of Object.entries(aliases)) map.set(name, code);
  return map;
}

function namesOf(list: Record<string, string | string[]>): [name: string, code: string][] {
  return Object.entries(list).flatMap(([code, names]) => [names].flat().map((name): [string, string] => [name, code]));
}
