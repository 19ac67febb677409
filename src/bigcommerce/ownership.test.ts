import { describe, expect, test } from 'vitest';
import type { Customer, NewCustomer } from './customer.ts';
import { holdsWhatWasSent, inTargetChannels, isOurs } from './ownership.ts';
import type { Attempt } from './store.ts';

const sent: NewCustomer = { email: 'Ana@shop.com', first_name: 'Ana', last_name: 'Ruiz' };
const found: Customer = {
  id: 50,
  email: 'ana@shop.com',
  first_name: 'Ana ',
  last_name: 'Ruiz',
  company: '',
  date_created: '2026-03-01T12:00:05Z',
  channel_ids: null,
};
const attempt: Attempt = { kind: 'create', highestId: 49, at: 0 };
const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

describe('a customer found after a lost reply', () => {
  test('is ours when it is newer than the intent and holds what was sent', () => {
    expect(isOurs(sent, found, attempt, at('12:00:05.900'))).toBe(true);
  });

  test('is not ours when its id had been seen before the intent', () => {
    expect(isOurs(sent, found, { ...attempt, highestId: 50 }, at('12:00:05'))).toBe(false);
  });

  test('is not ours when it is more than two seconds older than the intent', () => {
    expect(isOurs(sent, found, attempt, at('12:00:07.999'))).toBe(true);
    expect(isOurs(sent, found, attempt, at('12:00:08'))).toBe(false);
  });

  test('is not ours when a field that was sent differs', () => {
    expect(isOurs({ ...sent, company: 'Acme' }, found, attempt, at('12:00:05'))).toBe(false);
    expect(isOurs({ ...sent, last_name: 'Ruis' }, found, attempt, at('12:00:05'))).toBe(false);
  });

  test('is judged without the password and the welcome mail, which leave no trace', () => {
    const secret = { authentication: { new_password: 'hunter2hunter2' }, trigger_account_created_notification: true };
    expect(holdsWhatWasSent({ ...sent, ...secret }, found)).toBe(true);
  });

  test('is compared by its addresses, attributes, form fields and credit too', () => {
    const full: NewCustomer = {
      ...sent,
      addresses: [{ address1: 'Calle 1', city: 'Madrid', country_code: 'ES' }],
      attributes: [{ attribute_id: 3, attribute_value: 'gold' }],
      form_fields: [{ name: 'Size', value: ['M', 'L'] }],
      store_credit_amounts: [{ amount: 12.5 }],
    };
    const whole: Customer = {
      ...found,
      addresses: [{ id: 9, address1: ' Calle 1', city: 'Madrid', country_code: 'ES', phone: '' }],
      attributes: [{ id: 4, attribute_id: 3, attribute_value: 'gold' }],
      form_fields: [{ name: 'Size', value: ['L', 'M'] }],
      store_credit_amounts: [{ amount: 12.5 }],
    };
    expect(holdsWhatWasSent(full, whole)).toBe(true);
    expect(holdsWhatWasSent(full, { ...whole, addresses: [] })).toBe(false);
    expect(holdsWhatWasSent(full, { ...whole, attributes: [] })).toBe(false);
    expect(holdsWhatWasSent(full, { ...whole, form_fields: [{ name: 'Size', value: 'M' }] })).toBe(false);
    expect(holdsWhatWasSent(full, { ...whole, store_credit_amounts: [{ amount: 12 }] })).toBe(false);
  });
});

describe('customers with the email in several channels', () => {
  const inChannels = (channel_ids: number[] | null) => ({ ...found, channel_ids });

  test('count when they are global, share a channel, or the input is global', () => {
    const input = { ...sent, channel_ids: [2] };
    expect(inTargetChannels(input, [inChannels(null), inChannels([2, 3]), inChannels([1])])).toHaveLength(2);
    expect(inTargetChannels(sent, [inChannels([1]), inChannels([2])])).toHaveLength(2);
  });
});
