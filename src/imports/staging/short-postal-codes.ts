import type { CreateInput, Warning } from '../../bigcommerce/index.ts';

/** All codes of these countries have five digits, and some begin with 0. */
const fiveDigits = new Set(['DE', 'ES', 'FR', 'IT', 'US']);

/** Postal codes that lost their leading zero where a spreadsheet took them for numbers: 1067 of Dresden is 01067. Nothing is put in its place. */
export function shortPostalCodes({ addresses }: CreateInput['customer']): Warning[] {
  const found: Warning[] = [];
  for (const { postal_code: zip, country_code: country } of addresses ?? [])
    if (zip?.length === 4 && /^\d{4}$/.test(zip) && country !== undefined && fiveDigits.has(country))
      found.push({
        code: 'postal_code_short',
        message: `The postal code "${zip}" has four digits, and those of ${country} have five: it may have lost a zero at its beginning. It is sent as it is.`,
        zip,
      });
  return found;
}
