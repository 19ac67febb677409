import { describe, expect, test } from 'vitest';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import {
  createCustomer,
  deleteCustomers,
  getCustomers,
  getOrders,
  type NodeDefinition,
  runNode,
  updateCustomer,
  updateOrder,
} from './index.ts';
import { hintFor } from './unknown-name.ts';

const { store, calls } = openSandboxStore();
const refuse = async (node: unknown, params: object) =>
  (await refusal(runNode(node as NodeDefinition, store, params))).message;
const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };

describe('a name that no parameter has', () => {
  test.each([
    [createCustomer, 'zipcode', 'did you mean "zip"?'],
    [createCustomer, 'postal_code', 'did you mean "zip"?'],
    [createCustomer, 'PostCode', 'did you mean "zip"?'],
    [createCustomer, 'group', 'did you mean "customer_group"?'],
    [createCustomer, 'province', 'did you mean "state"?'],
    [createCustomer, 'country', 'did you mean "country_code"?'],
    [createCustomer, 'street', 'did you mean "address1"?'],
    [createCustomer, 'name', 'did you mean "first_name" or "last_name"?'],
    [getCustomers, 'search', 'did you mean "name" or "email"?'],
    [getCustomers, 'id', 'did you mean "customer_id"?'],
    [getOrders, 'id', 'did you mean "order_id" or "customer_id"?'],
    [updateOrder, 'id', 'did you mean "order_id"?'],
    [updateOrder, 'zip', 'did you mean "billing_zip"?'],
    [deleteCustomers, 'customers', 'did you mean "customer_ids"?'],
  ])('is told by its meaning: %o %s', async (node, name, hint) => {
    expect(await refuse(node, { order_id: 1, [name]: 'x' })).toContain(`unknown parameter "${name}": ${hint}`);
  });

  test('and holds an object is told of the list of such', async () => {
    const address = { address1: 'Calle 1', city: 'Madrid', country_code: 'ES' };
    expect(await refuse(createCustomer, { ...ana, address })).toContain('did you mean "addresses"?');
    expect(await refuse(createCustomer, { ...ana, address: 'Calle 1' })).toContain('did you mean "address1"?');
  });

  test('is told by its meaning within an address, too', async () => {
    const addresses = [{ id: 1, postcode: '28001', street: 'Calle 1' }];
    const message = await refuse(updateCustomer, { customer_id: 1, addresses });
    expect(message).toContain('unknown parameter "addresses[0].postcode": did you mean "zip"?');
    expect(message).toContain('unknown parameter "addresses[0].street": did you mean "address1"?');
  });

  test('and that holds the fields of the customer says to give them directly', async () => {
    expect(await refuse(createCustomer, { customer: ana })).toContain(
      'unknown parameter "customer": give its fields directly, not within "customer".',
    );
    expect(await refuse(getOrders, { customer: 12 })).toContain('did you mean "customer_id"?');
  });

  test('and that nothing is near to lists the known ones, once for all such names', async () => {
    const message = await refuse(createCustomer, { ...ana, hovercraft: 1, wavelength: 2, zipcode: '28001' });
    expect(message).toMatch(/unknown parameter "hovercraft": known are credentials_id, email, first_name/);
    expect(message).toContain('unknown parameter "wavelength". unknown parameter "zipcode": did you mean "zip"?');
    expect(message.split('known are')).toHaveLength(2);
    expect(calls).toEqual([]);
  });

  test('of two letters is no other name of three', () => {
    expect(hintFor('id', ['zip', 'city'])).toBeUndefined();
    expect(hintFor('zp', ['zip', 'city'])).toBe('did you mean "zip"?');
    expect(hintFor('constructor', ['zip'])).toBeUndefined();
  });
});
