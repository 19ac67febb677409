import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import { countryAliases } from './country-aliases.ts';
import { createCountryHint } from './country-hint.ts';
import { foldName } from './fold-name.ts';

/** Every ISO 3166-1 alpha-2 code. */
export const countryCodes = new Set(isoCodes.map(([alpha2]) => alpha2!));

let codes: Map<string, string> | undefined;
let hint: ReturnType<typeof createCountryHint> | undefined;

/**
 * The ISO 3166-1 alpha-2 code for what people write: a code (ISO alpha-2 or alpha-3, else a vehicle or Olympic one) or a name in English, Spanish,
 * German, French, Italian, Portuguese or Dutch; undefined for anything else.
 */
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

/** A country that somebody who wrote `text` may have meant: "Germany (DE)". */
export function nearestCountry(text: string): string | undefined {
  codes ??= namesAndCodes();
  hint ??= createCountryHint(codes);
  const code = hint(foldName(text));
  return code === undefined ? undefined : `${countryNameOf(code)} (${code})`;
}

/** What comes first counts: a code of ISO before any other, a name in English before the same in another language. */
function namesAndCodes(): Map<string, string> {
  const map = new Map<string, string>();
  const add = (name: string, code: string): void => {
    if (!map.has(name)) map.set(name, code);
  };
  for (const [alpha2, alpha3] of isoCodes) add(foldName(alpha3!), alpha2!);
  for (const [name, code] of countryAliases) add(name, code);
  for (const { countries } of [en, es, de, fr, it, pt, nl] as { countries: Record<string, string | string[]> }[])
    for (const [code, names] of Object.entries(countries)) for (const name of [names].flat()) add(foldName(name), code);
  return map;
}
