import { expect, test } from 'vitest';
import { readAmount } from './read-amount.ts';

test.each([
  ['1.250,00', '1250.00'],
  ['12,50', '12.50'],
  ['1 250,00', '1250.00'],
  ['1\u00a0250,00', '1250.00'],
  ['1\u202f250,00 €', '1250.00'],
  ["1'250.00", '1250.00'],
  ['1’250', '1250'],
  ['1 250 000', '1250000'],
  ['1.250.000', '1250000'],
  ['1,250,000.5', '1250000.5'],
  ['1,25,000.00', '125000.00'],
  ['€ 12,50', '12.50'],
  ['$1,250.00', '1250.00'],
  ['R$ 1.250,00', '1250.00'],
  ['US$5', '5'],
  ['CHF 20.-', '20'],
  ['20,--', '20'],
  ['12,50 EUR', '12.50'],
  ['kr. 100,00', '100.00'],
  ['Rs.500', '500'],
  ['1250.500', '1250.500'],
  ['0,250', '0.250'],
  ['.50', '0.50'],
])('%s is %s in every country', (text, amount) => {
  expect(readAmount(text)).toMatchObject({ amount });
});

test.each(['1.250', '1,250', '€ 1.250', '10,000'])('%s has two readings', (text) => {
  expect(readAmount(text)).toHaveProperty('readings');
});

test.each(['', '-', '.', '1..5', '1.25.0', '12 50', '1 25,00', '5 %', 'EUR.50', 'x12', '12a', '1,2,3', '1e5'])(
  '%s is no amount',
  (text) => {
    expect(readAmount(text)).toEqual({ fault: 'no_amount' });
  },
);

test.each(['-5', '−5,00', '5-', '(5.00)', '€ -5', '-1.250,00 €'])('%s is negative', (text) => {
  expect(readAmount(text)).toEqual({ fault: 'negative' });
});
