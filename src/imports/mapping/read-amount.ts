import { isPlainObject } from './flatten.ts';

/** What stands before the decimals of an amount. */
export type Decimal = 'comma' | 'point';

export type AmountFault =
  | 'negative'
  | 'no_amount'
  | 'several'
  /** 1.250 is a thousand in half of the world, and one and a quarter in the other. */
  | 'two_ways'
  /** The decimals stand behind another sign than those above it, by which an amount was read that has two readings. */
  | 'other_decimal'
  /** It is not the store's currency, or not that of the column. */
  | 'currency';

/** An amount as digits and a point. `decimal` is known where only one of the two makes sense of the text. */
export type OneReading = { amount: string; decimal?: Decimal; currency?: string };
export type Reading = OneReading | { readings: Record<Decimal, string>; currency?: string } | { fault: AmountFault };

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const words = /^(?:euros?|kr|fr|sfr|ft|lei|tl|rs|r|zł|kč)$/iu;
const grouped = {
  comma: /^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/,
  // In India the groups above the thousands have two digits.
  point: /^\d{1,3}(?:,\d{2,3})*,\d{3}\.\d+$|^\d{1,3}(?:,\d{3}){2,}$/,
};
/** Signs that separate thousands and nothing else. */
const clearGroups = /^\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/** Reads a text as an amount, in whatever country it was written: `1.250,00 €`, `$1,250.00`, `1'250.00`. Never a guess. */
export function readAmount(given: string): Reading {
  // "20.-" is twenty, to the cent.
  const text = given
    .trim()
    .replace(/\s/gu, ' ')
    .replace(/[.,] ?[-–—]{1,2}(?=$|[^\d.,]*$)/u, '');
  const [, before = '', digits = '', after = ''] =
    /^([^\d.,]*(?:(?<=\p{L})\.)?)([\d.,'’ ]*\d)([^\d]*)$/u.exec(text) ?? [];
  const number = digits.trim();
  if (number === '') return { fault: 'no_amount' };
  if (/[-−–(]/.test(before) || /[-−]/.test(after)) return { fault: 'negative' };
  const currency = currencyOf(before, after);
  if (currency === undefined) return { fault: 'no_amount' };
  const told = currency === '' ? {} : { currency };
  if (/^\d+$/.test(number)) return { amount: number, ...told };
  if (clearGroups.test(number)) return { ...withDecimals(number.replace(/[ '’]/g, '')), ...told };
  for (const decimal of ['comma', 'point'] as const)
    if (grouped[decimal].test(number)) return { amount: plain(number, decimal), decimal, ...told };
  // "Fr.50" may be fifty, or half of one.
  if (!/^\d*[.,]\d+$/.test(number) || (/^[.,]/.test(number) && currency !== '')) return { fault: 'no_amount' };
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(number)) return { ...withDecimals(number), ...told };
  return { readings: { comma: plain(number, 'comma'), point: plain(number, 'point') }, ...told };
}

/** The text of a currency before or after a number; empty where there is none, undefined where something else stands there. */
function currencyOf(before: string, after: string): string | undefined {
  const [first, last] = [before, after].map((text) => text.trim());
  if (first !== '' && last !== '') return undefined;
  const sign = (first || last)!;
  const name = sign.replace(/\.$/, '');
  if (codes.has(name.toUpperCase())) return first?.endsWith('.') ? undefined : name.toUpperCase();
  return sign === '' || words.test(name) || /^\p{L}{0,3}\p{Sc}$/u.test(sign) ? name : undefined;
}

function withDecimals(number: string): OneReading {
  const decimal = number.includes(',') ? 'comma' : number.includes('.') ? 'point' : undefined;
  return decimal ? { amount: plain(number, decimal), decimal } : { amount: number };
}

function plain(number: string, decimal: Decimal): string {
  const text = decimal === 'comma' ? number.replaceAll('.', '').replace(',', '.') : number.replaceAll(',', '');
  return text.startsWith('.') ? `0${text}` : text;
}

/** BigCommerce's `store_credit_amounts`, or its JSON text: one amount, perhaps with its currency. */
export function readAmounts(
  value: unknown,
): { amount: unknown; currency?: string } | { fault: AmountFault } | undefined {
  let list = value;
  if (typeof value === 'string') {
    if (!/^\s*[[{]/.test(value)) return { amount: value };
    try {
      list = JSON.parse(value) as unknown;
    } catch {
      return { fault: 'no_amount' };
    }
  }
  if (!Array.isArray(list)) list = [list];
  const amounts = list as unknown[];
  if (amounts.length === 0) return undefined;
  if (amounts.length > 1) return { fault: 'several' };
  const [one] = amounts;
  if (!isPlainObject(one)) return { amount: one };
  const key = Object.keys(one).find((name) => /currency/i.test(name) && one[name]);
  return { amount: one.amount, ...(key !== undefined && { currency: String(one[key]).trim() }) };
}
