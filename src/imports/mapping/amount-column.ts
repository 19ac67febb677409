import { type AmountFault, type Decimal, readAmount, readAmounts } from './read-amount.ts';
import { isBlankCell } from './read-cell.ts';

export type AmountColumnOptions = {
  /** What the first values of the column have before their decimals, where it is one. */
  decimal?: Decimal | undefined;
  /** ISO 4217 code of what the store counts in. @default unknown: then any, but one alone */
  currency?: string | undefined;
};

export type AmountRead = { amount: unknown } | { fault: AmountFault; currency?: string };

/**
 * Reads the amounts of one column, from the first row to the last. A value with one reading is read so; one with two, as 1.250, is read by
 * what the others have before their decimals, as long as they agree.
 */
export function openAmountColumn({ decimal: first, currency: own }: AmountColumnOptions = {}) {
  let decimal: Decimal | 'mixed' | undefined = first;
  /** Whether the column told how to read a value that has two readings. */
  let isRelied = false;
  let seen: string | undefined;

  return { currency: own, read };

  /** @returns undefined for a cell without an amount */
  function read(value: unknown): AmountRead | undefined {
    if (isBlankCell(value)) return undefined;
    const given = readAmounts(value);
    if (!given || 'fault' in given) return given;
    if (isBlankCell(given.amount)) return undefined;
    if (given.currency !== undefined && !isOwn(given.currency)) return { fault: 'currency', currency: given.currency };
    if (typeof given.amount === 'number' && given.amount >= 0) return { amount: given.amount };
    const reading = readAmount(String(given.amount));
    if ('fault' in reading) return reading;
    if (reading.currency !== undefined && !isOwn(reading.currency))
      return { fault: 'currency', currency: reading.currency };
    if ('readings' in reading) {
      if (decimal === undefined || decimal === 'mixed') return { fault: 'two_ways' };
      isRelied = true;
      return { amount: reading.readings[decimal] };
    }
    if (reading.decimal !== undefined && decimal !== reading.decimal) {
      if (isRelied) return { fault: 'other_decimal' };
      decimal = decimal === undefined ? reading.decimal : 'mixed';
    }
    return { amount: reading.amount };
  }

  function isOwn(sign: string): boolean {
    if (own !== undefined) return namesOf(own).has(sign.toUpperCase());
    seen ??= sign;
    return seen === sign;
  }
}

export type AmountColumn = ReturnType<typeof openAmountColumn>;

/** What all of these have before their decimals; undefined where none tells, or they do not agree. */
export function decimalOf(values: readonly unknown[]): Decimal | undefined {
  const found = new Set<Decimal>();
  for (const value of values) {
    if (typeof value !== 'string') continue;
    const reading = readAmount(value.replace(/^'/, ''));
    if ('amount' in reading && reading.decimal) found.add(reading.decimal);
  }
  return found.size === 1 ? [...found][0] : undefined;
}

const names = new Map<string, ReadonlySet<string>>();

/** The code of a currency and its signs, in capitals: AUD, A$, $. */
function namesOf(code: string): ReadonlySet<string> {
  let found = names.get(code);
  if (!found) {
    const signs = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
      new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay })
        .formatToParts(1)
        .find(({ type }) => type === 'currency')!
        .value.toUpperCase(),
    );
    found = new Set([code, ...signs, ...(more[code] ?? [])]);
    names.set(code, found);
  }
  return found;
}

const more: Record<string, string[]> = {
  USD: ['US$'],
  EUR: ['EURO', 'EUROS'],
  CHF: ['FR', 'SFR'],
  CAD: ['C$'],
  AUD: ['AU$'],
  INR: ['RS'],
  ZAR: ['R'],
  TRY: ['TL'],
};
