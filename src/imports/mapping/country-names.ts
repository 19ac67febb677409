import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import { foldHeader } from './fold-header.ts';

/** Everyday names that the lists do not have; folded. */
const aliases: [name: string, code: string][] = [
  ['etatsunis', 'US'],
  ['statiuniti', 'US'],
  ['angleterre', 'GB'],
  ['inghilterra', 'GB'],
  ['holland', 'NL'],
  ['hollande', 'NL'],
  ['olanda', 'NL'],
];

type Names = Record<string, string | string[]>;

let codes: Map<string, string> | undefined;
const seen = new Map<string, string>();

/**
 * The code of a country that is written in German, French, Italian or Portuguese; anything else as it is. English and Spanish names the
 * node knows itself.
 */
export function readCountry(text: string): string {
  if (text.length <= 3) return text;
  let country = seen.get(text);
  if (country === undefined) {
    codes ??= foreignNames();
    country = codes.get(foldHeader(text)) ?? text;
    if (seen.size < 1000) seen.set(text, country);
  }
  return country;
}

function foreignNames(): Map<string, string> {
  const map = new Map(aliases);
  for (const { countries } of [de, fr, it, pt] as { countries: Names }[])
    for (const [code, names] of Object.entries(countries))
      for (const name of [names].flat()) if (!map.has(foldHeader(name))) map.set(foldHeader(name), code);
  // A name that is known as it stands stays so, whatever another language means by it.
  for (const { countries } of [en, es] as { countries: Names }[])
    for (const names of Object.values(countries)) for (const name of [names].flat()) map.delete(foldHeader(name));
  return map;
}
