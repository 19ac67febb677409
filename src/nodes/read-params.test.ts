import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isRollcallError, RollcallError } from '../bigcommerce/index.ts';
import { createCustomer, getOrders, nodeDefinitions } from './index.ts';
import { readParams } from './read-params.ts';

const params = v.object({
  id: v.optional(v.pipe(v.string(), v.regex(/^\d+$/, 'an id such as 789'))),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(250))),
  yes: v.optional(v.boolean()),
  kind: v.optional(v.picklist(['Awaiting Shipment', 'Shipped'])),
  sort: v.optional(v.picklist(['last_name:asc', 'last_name:desc'])),
  status: v.optional(v.union([v.picklist(['Pending', 'Shipped']), v.picklist([1, 2])])),
  ids: v.optional(v.array(v.pipe(v.number(), v.integer()))),
  people: v.optional(v.array(v.object({ name: v.optional(v.string()), age: v.optional(v.number()) }))),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())]))),
  limit: v.optional(v.number(), 50),
});
const definition = { params, rules: [] };
const read = (raw: unknown) => readParams(definition, raw);

function refusalOf(raw: unknown, of: Parameters<typeof readParams>[0] = definition): RollcallError {
  try {
    readParams(of, raw);
  } catch (error) {
    if (isRollcallError(error)) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

/** Ways to write one value. */
const blanks = fc.constantFrom('', ' ', '\t ');
const padded = (text: string) => fc.tuple(blanks, blanks).map(([before, after]) => `${before}${text}${after}`);
const looseNumber = (n: number) => fc.oneof(fc.constant<unknown>(n), padded(String(n)), padded(`${n}.0`));
const looseBoolean = (yes: boolean) =>
  fc.constantFrom<unknown>(
    ...(yes ? [true, 1, '1', 'true', ' TRUE', 'yes', 'Yes '] : [false, 0, '0', 'false', 'False', 'no', ' NO']),
  );
const looseId = (id: number) =>
  fc.oneof(fc.constant<unknown>(id), padded(String(id)), fc.constant<unknown>(BigInt(id)));
const looseList = (ids: number[]) =>
  fc.constantFrom<unknown>(
    ids,
    ids.map(String),
    ids.join(','),
    ids.join(' , '),
    JSON.stringify(ids),
    JSON.stringify(ids.map(String)),
  );
const looseStatus = fc.constantFrom<unknown>('Shipped', 'shipped', ' SHIPPED ');
const notGiven = fc.constantFrom<unknown>('', '  ', null, undefined);

describe('parameters', () => {
  test('mean the same however loosely they are written', () => {
    fc.assert(
      fc.property(
        fc
          .record({
            id: fc.nat(1_000_000),
            count: fc.integer({ min: 1, max: 250 }),
            yes: fc.boolean(),
            ids: fc.array(fc.nat(9_999), { minLength: 1 }),
          })
          .chain((strict) =>
            fc.tuple(
              fc.constant(strict),
              fc.record({
                id: looseId(strict.id),
                count: looseNumber(strict.count),
                yes: looseBoolean(strict.yes),
                ids: looseList(strict.ids),
                kind: looseStatus,
                status: fc.constantFrom<unknown>(2, '2', ' 2 '),
                sort: notGiven,
                values: fc.constantFrom<unknown>({ Tier: 'gold', Gone: '' }, '{"Tier":"gold"}', {
                  ' Tier ': ' gold ',
                  Off: null,
                }),
                people: fc.constantFrom<unknown>(
                  [{ name: 'Ana', age: 7 }],
                  '[{"name":"Ana","age":"7"}]',
                  { name: ' Ana ', age: '7' },
                  '{"name":"Ana","age":7}',
                ),
              }),
            ),
          ),
        ([strict, loose]) => {
          expect(read(loose)).toEqual({
            ...strict,
            id: String(strict.id),
            kind: 'Shipped',
            status: 2,
            values: { Tier: 'gold' },
            people: [{ name: 'Ana', age: 7 }],
            limit: 50,
          });
        },
      ),
    );
  });

  test('that nobody knows are refused by name, with the nearest known one', () => {
    expect(refusalOf({ email: 'a@b.co', fisrt_name: 'Ana', last_name: 'Ruiz' }, createCustomer).message).toContain(
      'unknown parameter "fisrt_name": did you mean "first_name"?',
    );
    const known = new Set(Object.keys(params.entries));
    fc.assert(
      fc.property(
        fc.string().filter((name) => !known.has(name)),
        fc.constantFrom<unknown>('x', '', null, 1, {}),
        (name, value) => {
          const raw = Object.fromEntries([[name, value]]);
          const error = refusalOf(raw);
          expect(error.code).toBe('invalid_params');
          expect(error.message).toContain(name);
        },
      ),
    );
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(refusalOf(JSON.parse(`{"${name}":"x"}`)).param).toBe(name);
  });

  test('of any shape are read or refused, and never break the call', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(params.entries)), fc.anything())),
        (raw) => {
          try {
            read(raw);
          } catch (error) {
            expect(error).toBeInstanceOf(RollcallError);
            expect((error as RollcallError).code).toBe('invalid_params');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('that are blank are not given, and defaults take their place', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(params.entries)), notGiven), (raw) => {
        expect(read(raw)).toEqual({ limit: 50 });
      }),
    );
  });

  test('of a text that is a number almost to its end comes at once, however long it is', () => {
    expect(refusalOf({ count: `${'1'.repeat(1_000_000)}x` }).message).toMatch(/^count must be a number/);
    expect(read({ count: ' 12. ' })).toMatchObject({ count: 12 });
  });

  test('of the wrong type are refused: the message says which, what came and what is wanted', () => {
    expect(refusalOf({ count: 'many' }).message).toBe('count must be a number, but "many" came.');
    expect(refusalOf({ count: 1.5 }).message).toBe('count must be a whole number, but 1.5 came.');
    expect(refusalOf({ count: true }).message).toBe('count must be a number, but true came.');
    expect(refusalOf({ yes: 'maybe' }).message).toBe('yes must be true or false, but "maybe" came.');
    expect(refusalOf({ id: 'abc' }).message).toBe('id must be an id such as 789, but "abc" came.');
    expect(refusalOf({ id: ['1'] }).message).toBe('id must be text, but a list came. Give several as ids.');
    expect(refusalOf({ kind: 'Shiped' }).message).toBe(
      'kind cannot be "Shiped". Did you mean Shipped? It must be one of Awaiting Shipment, Shipped.',
    );
    expect(refusalOf({ kind: 'lost' }).message).toBe(
      'kind must be one of Awaiting Shipment, Shipped, but "lost" came.',
    );
    expect(refusalOf({ ids: '[1,' }).message).toBe('ids must be a list, or its JSON text, but "[1," came.');
    expect(refusalOf({ people: [{ nmae: 'Ana' }] }).message).toBe(
      'unknown parameter "people[0].nmae": did you mean "name"?',
    );
    expect(refusalOf([]).message).toBe('The parameters must be one object, but a list came.');
  });

  test('with several faults are refused once, with all of them', () => {
    const { message, param, details } = refusalOf({ people: [{ age: 'old' }], count: 999, nonsense: 1 });
    expect(param).toBe('people');
    expect(details?.problems).toHaveLength(3);
    expect(message).toMatch(/people\[0\]\.age .* count is 999; the most is 250\. unknown parameter "nonsense"/);
  });

  test('with a required one missing are refused once for it, also where it was unreadable', () => {
    expect(refusalOf({ first_name: 'Ana', last_name: 'Ruiz' }, createCustomer).message).toBe(
      'email is missing: it is required.',
    );
    expect(refusalOf({ email: {}, first_name: 'Ana', last_name: 'Ruiz' }, createCustomer).message).toBe(
      'email must be text, but an object came.',
    );
  });

  test('take a sort by its field alone as ascending, and a status in any spelling', () => {
    expect(read({ sort: 'last_name' }).sort).toBe('last_name:asc');
    expect(readParams(getOrders, { status_id: 'awaiting-fulfillment' }).status_id).toBe('Awaiting Fulfillment');
    expect(readParams(getOrders, { status_id: '11' }).status_id).toBe(11);
    expect(refusalOf({ status_id: 'Shiped' }, getOrders).message).toContain('Did you mean Shipped?');
  });

  test('over the lengths that BigCommerce takes are refused before any call', () => {
    const person = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
    for (const [name, longest] of [
      ['first_name', 100],
      ['last_name', 100],
      ['company', 255],
      ['phone', 50],
      ['city', 100],
      ['zip', 30],
    ] as const) {
      expect(readParams(createCustomer, { ...person, [name]: 'x'.repeat(longest) })[name]).toHaveLength(longest);
      const { message, param } = refusalOf({ ...person, [name]: 'x'.repeat(longest + 1) }, createCustomer);
      expect(param).toBe(name);
      expect(message).toBe(`${name} has ${longest + 1} characters; at most ${longest} are taken.`);
    }
    expect(refusalOf({ ...person, email: `${'x'.repeat(245)}@ab.co` }, createCustomer).param).toBe('email');
  });

  test('of every node are read from its own examples', () => {
    for (const node of nodeDefinitions)
      for (const example of node.examples)
        expect(() => readParams(node, example.params), `${node.name}: ${example.title}`).not.toThrow();
  });
});
