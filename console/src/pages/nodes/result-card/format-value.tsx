import type { ReactNode } from 'react';
import type { ResultCard } from '../../../../../src/hosts/http/api-types.ts';
import { dateTime, money } from '../../../parts/amounts.ts';
import { inWords } from '../../../parts/in-words.ts';
import { personName } from '../../../parts/person-name.ts';

/** People's words for a value, where the store has them: the name of a customer group in place of its id. */
export type ValueNames = (field: string, value: unknown) => string | undefined;

export type CardField = ResultCard['fields'][number];
/** An object of the store as the API shows it. */
export type StoreObject = Record<string, unknown>;

/** One value as people read it; undefined where there is nothing to read. */
export function formatValue({ name, format }: Pick<CardField, 'name' | 'format'>, object: StoreObject): ReactNode {
  const value = object[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (format === 'money') return money(text, currencyOf(object));
  if (format === 'date-time') return Number.isNaN(Date.parse(text)) ? text : dateTime(text);
  return text;
}

function currencyOf({ currency_code: code }: StoreObject): string | undefined {
  return typeof code === 'string' ? code : undefined;
}

/** What people call an object: its name, its owner's, or its number. */
export function titleOf(object: StoreObject, kind: string): string {
  const name = personName(object);
  if (name !== '') return name;
  if (typeof object.name === 'string' && object.name !== '') return object.name;
  return `${inWords(singular[kind] ?? kind)} ${object.id ?? ''}`.trim();
}

const singular: Record<string, string> = { customers: 'customer', orders: 'order', groups: 'group' };

/** The page of the console that shows such an object. @param key Where it stands in a result: `customer`, `orders` */
export function pageOf(key: string, id: unknown): string | undefined {
  const page = pages[key];
  return page !== undefined && (typeof id === 'number' || typeof id === 'string') ? `/${page}/${id}` : undefined;
}
const pages: Record<string, string> = {
  customer: 'customers',
  customers: 'customers',
  order: 'orders',
  orders: 'orders',
};
