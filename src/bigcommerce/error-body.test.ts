import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCulprit, readRefusal } from './error-body.ts';

function refusal(json: unknown, text = JSON.stringify(json), status = 422) {
  return readRefusal({ status, json, text, receivedAt: 0 });
}

const emails = ['a@shop.com', 'bobby.bob@bobberton.co', 'c@shop.com'];

describe('a refused batch', () => {
  test('names an email that is in use by its text, as BigCommerce answers today', () => {
    const body = refusal({
      status: 422,
      title: 'Create customers failed.',
      errors: { '.customer_create': 'Error creating customers: email Bobby.Bob@bobberton.co already in use' },
    });
    expect(findCulprit(body, emails)).toMatchObject({ position: 1, kind: 'exists' });
  });

  test('names an item by the index in front of the key', () => {
    const body = refusal({ title: 'Create customers failed.', errors: { '2.first_name': 'error.maxLength' } });
    expect(findCulprit(body, emails)).toEqual({ position: 2, kind: 'invalid', text: 'first_name: error.maxLength' });
  });

  test('leaves it open whether an email that is blamed without words exists', () => {
    expect(findCulprit(refusal({ errors: { '0.email': 'error' } }), emails)).toMatchObject({
      position: 0,
      kind: 'maybe_exists',
    });
    expect(findCulprit(refusal({ errors: { '0.email': 'email already exists' } }), emails)).toMatchObject({
      kind: 'exists',
    });
  });

  test('that names nobody, or somebody else, points at no item', () => {
    expect(
      findCulprit(refusal({ errors: { '.customer_create': 'Error creating customers' } }), emails),
    ).toBeUndefined();
    expect(findCulprit(refusal({ errors: { '7.email': 'error' } }), emails)).toBeUndefined();
    expect(
      findCulprit(refusal({ errors: { '.customer_create': 'email z@else.com already in use' } }), emails),
    ).toBeUndefined();
    expect(findCulprit(refusal({ errors: { id: 'error.path.missing' } }), emails)).toBeUndefined();
  });

  test('of one item is about that item, with or without an index', () => {
    expect(findCulprit(refusal({ errors: { id: 'error.path.missing' } }), ['a@shop.com'])).toMatchObject({
      position: 0,
    });
  });

  test('finds each email of any batch, in any letter case', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.emailAddress(), { minLength: 1, maxLength: 10, selector: (e) => e.toLowerCase() }),
        fc.nat(9),
        (batch, n) => {
          const position = n % batch.length;
          const body = refusal({
            errors: { '.customer_create': `Error creating customers: email ${batch[position]} already in use` },
          });
          const culprit = findCulprit(
            body,
            batch.map((email) => email.toLowerCase()),
          );
          expect(culprit).toMatchObject({ position, kind: 'exists' });
        },
      ),
    );
  });
});

describe('the text of a refusal', () => {
  test('is kept from V3 objects, V2 arrays and plain text', () => {
    expect(refusal({ title: 'Update customers failed.', errors: { '0.id': 'invalid customer ID' } }).text).toBe(
      'Update customers failed. 0.id: invalid customer ID',
    );
    expect(refusal([{ status: 404, message: 'The requested resource was not found.' }]).text).toBe(
      'The requested resource was not found.',
    );
    expect(refusal(undefined, 'X-Auth-Token header is required', 401).text).toBe('X-Auth-Token header is required');
    expect(refusal({ errors: [{ status: 400, title: 'Bad name' }] }).text).toBe('Bad name');
  });
});
