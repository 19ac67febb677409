import { isPlainObject } from './flatten.ts';

const plain = /^\d+(?:\.\d+)?$/;
/** 1.250 is a thousand in half of the world, and one and a quarter in the other. */
const thousands = /^[1-9]\d{0,2}\.\d{3}$/;

/** What stands against reading a text as an amount of store credit; undefined where it is one. Never a guess. */
export function amountFault(text: string): string | undefined {
  if (plain.test(text) && !thousands.test(text)) return undefined;
  if (thousands.test(text)) return 'may have a thousands separator';
  if (/^[-(]/.test(text)) return 'is negative';
  if (/\p{Sc}|[A-Za-z]/u.test(text)) return 'has a currency in it';
  if (/[,'’\s.].*[,'’\s.]|^\d{1,3}[,'’\s]\d{3}$/.test(text)) return 'has a thousands separator';
  if (text.includes(',')) return 'has a comma';
  return 'is no amount';
}

/** BigCommerce's `store_credit_amounts`, or its JSON text: one amount in the store's own currency. */
export function readAmounts(value: unknown): { amount: unknown } | { fault: string } | undefined {
  let list = value;
  if (typeof value === 'string') {
    if (!/^\s*[[{]/.test(value)) return { amount: value };
    try {
      list = JSON.parse(value) as unknown;
    } catch {
      return { fault: 'is no amount' };
    }
  }
  if (!Array.isArray(list)) list = [list];
  const amounts = list as unknown[];
  if (amounts.length === 0) return undefined;
  if (amounts.length > 1) return { fault: 'has more than one amount' };
  const [one] = amounts;
  if (!isPlainObject(one)) return { amount: one };
  if (Object.keys(one).some((key) => /currency/i.test(key) && one[key])) return { fault: 'has a currency in it' };
  return { amount: one.amount };
}
