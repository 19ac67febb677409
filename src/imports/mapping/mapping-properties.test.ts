import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SourceRecord, splitRawCells } from '../sources/index.ts';
import { csvRecord } from './fixtures/map-rows.ts';
import { foldHeader } from './fold-header.ts';
import { createMapper, type MappedRow, proposeMapping } from './index.ts';

const headers = [
  'email,first_name,last_name,name,store_credit,addresses,attributes,form_fields,channel_ids,newsletter,password',
  'Email,First Name,Last Name,Accepts Marketing,Address1,City,Province,Province Code,Tags,Password',
  'email,_website,_store,firstname,lastname,_address_street,_address_city,_address_telephone,password_hash',
  'user_email,billing_first_name,billing_address_1,billing_phone,shipping_address_1,shipping_city,user_pass',
  'email,first_name,last_name,company,notes,addresses,attributes,form_fields,widget_data',
  'Email,Command,Address Is Default,Address City,Address First Name,secret',
].map((header) => header.split(','));

/** Cells that meet each other: few emails and names, JSON, blanks, quotes, odd text. */
const cell = fc.oneof(
  fc.constantFrom('', ' ', 'ana@example.com', 'ANA@example.com', 'bob@example.com', 'Ana', 'Ruiz, Ana', "'+34", "'=x"),
  fc.constantFrom('1,250', '12.50', 'yes', 'DELETE', 'Main 1\nFloor 2', '[{"city":"x"}]', '{"__proto__":1}', '[', '""'),
  fc.constantFrom('Address ID: 1, City/Suburb: Waco', 'vip, new', '\u0000', '{"a":{"b":[null]}}', '[[[]]]'),
  fc.string(),
  fc.json(),
);

const sheet = fc.constantFrom(...headers).chain((header) => {
  const row = fc.tuple(...header.map(() => cell));
  return fc.record({
    header: fc.constant(header),
    rows: fc.array(row, { maxLength: 12 }),
    faults: fc.array(fc.nat(11)),
  });
});

const secretMark = 'hunter2-SECRET';
const isSecret = (name: string) => /pass|secret/i.test(name);

/** JSON with a secret in it, as cells hold it: in the forms of attributes and form fields, as text within text, and broken. */
const hiding = fc.array(
  fc
    .tuple(
      fc.constantFrom('Password', 'api_token', 'secure_key', 'mot de passe', 'hasło', 'apiToken'),
      fc.oneof(
        fc.constant(secretMark),
        fc.string().map((text) => text + secretMark),
      ),
      fc.constantFrom<((name: string, value: unknown) => unknown)[]>(
        (name, value) => ({ [name]: value }),
        (name, value) => [{ name, value }],
        (name, value) => [
          { attribute_name: name, attribute_value: value },
          { name: 'How', value: 'ad' },
        ],
        (name, value) => [1, { meta_key: name, id: 7, value: [value, { deep: value }] }],
        (name, value) => [{ city: 'Waco', [name]: { deep: value } }],
        (name, value) => ({ How: JSON.stringify([{ name, value }]) }),
        (name, value) => JSON.stringify({ [name]: value }),
      ),
      fc.constantFrom<((json: string) => string)[]>(
        (json) => json,
        (json) => ` ${json}\n`,
        (json) => json.slice(0, -1),
        (json) => `${json},`,
      ),
    )
    .map(([name, value, form, finish]) => finish(JSON.stringify(form(name, value)))),
  { minLength: 1, maxLength: 6 },
);

function mapAll(header: string[], records: SourceRecord[], json = false) {
  const proposal = proposeMapping({ header, samples: records.slice(0, 5), json });
  const mapper = createMapper({ proposal, json, ...(!json && { header }) });
  const rows: MappedRow[] = [...records.flatMap((record) => mapper.push(record)), ...mapper.flush()];
  return { proposal, mapper, rows };
}

describe('whatever the cells hold', () => {
  test('each row comes out exactly once and in order, with params, as a continuation, or with a reason', () => {
    fc.assert(
      fc.property(sheet, ({ header, rows, faults }) => {
        const records = rows.map((cells, index): SourceRecord => {
          const record = csvRecord(cells, index);
          const fault = { code: 'wrong_field_count' as const, message: 'm', what_to_do: 'w' };
          return faults.includes(index) ? { index, line: record.line, raw: record.raw, fault } : record;
        });
        const mapped = mapAll(header, records).rows;
        expect(mapped.map(({ index }) => index)).toEqual(records.map(({ index }) => index));
        for (const { params, continues, problems, index } of mapped) {
          const rejected = problems.some(({ rejects }) => rejects);
          expect([params !== undefined, continues !== undefined, rejected].filter(Boolean)).toHaveLength(1);
          if (continues !== undefined) expect(continues).toBeLessThan(index);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the raw record keeps its bytes but for the cells of secret columns', () => {
    fc.assert(
      fc.property(sheet, ({ header, rows }) => {
        const records = rows.map((cells, index) => csvRecord(cells, index));
        mapAll(header, records).rows.forEach(({ raw }, position) => {
          const before = splitRawCells(records[position]!.raw, ',');
          const after = splitRawCells(raw, ',');
          // JSON that is generated may happen to name a secret, though seldom.
          const expected = before.map((text, column) => {
            if (isSecret(header[column]!)) return '';
            return text.includes('{') && namesSecret(text) ? after[column] : text;
          });
          expect(raw).toBe(expected.join(','));
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a secret is in nothing that comes out', () => {
    fc.assert(
      fc.property(sheet, fc.string(), fc.boolean(), hiding, ({ header, rows, faults }, around, surplus, hidden) => {
        const records = rows.map((cells, index): SourceRecord => {
          const filled = cells.map((text, column) => {
            if (isSecret(header[column]!)) return `${around}${secretMark}`;
            return (column + index) % 3 === 0 ? hidden[(column + index * 5) % hidden.length]! : text;
          });
          if (!faults.includes(index)) return csvRecord(filled, index);
          const { line, raw } = csvRecord(surplus ? ['extra', ...filled] : filled.slice(1), index);
          return { index, line, raw, fault: { code: 'wrong_field_count', message: 'm', what_to_do: 'w' } };
        });
        const { proposal, mapper, rows: out } = mapAll(header, records);
        expect(JSON.stringify([proposal, out, mapper.judged()])).not.toContain(secretMark);
      }),
      { numRuns: 300 },
    );
  });

  test('a secret in JSON that nobody put in quotes is not kept where the row falls apart', () => {
    fc.assert(
      fc.property(fc.constantFrom(...headers), hiding, fc.boolean(), (header, hidden, unclosed) => {
        const records = hidden.map((text, index): SourceRecord => {
          const code = unclosed ? 'unclosed_quote' : 'wrong_field_count';
          const raw = `ana@example.com,Ana,${text},x${unclosed ? ',"' : ''}`;
          return { index, line: index + 2, raw, fault: { code, message: 'm', what_to_do: 'w' } };
        });
        expect(JSON.stringify(mapAll(header, records))).not.toContain(secretMark);
      }),
      { numRuns: 300 },
    );
  });

  test('JSON records never break it, and keep their bytes and their secrets', () => {
    const key = fc.oneof(
      fc.constantFrom('email', 'first_name', 'addresses', 'attributes', 'address', 'tags', '__proto__'),
      fc.string(),
    );
    const object = fc.dictionary(key, fc.jsonValue(), { maxKeys: 8 });
    const known = [
      'company',
      'addresses',
      'attributes',
      'form_fields',
      'channel_ids',
      'store_credit',
      'tags',
      'newsletter',
      'x',
    ];
    const deep = { x: 1, password: [secretMark, { y: secretMark }] };
    const secrets = fc.oneof(
      fc.record({
        at: fc.constantFrom('password', 'api.token', 'Pass-Word'),
        value: fc.constant(secretMark as unknown),
      }),
      fc.record({
        at: fc.constantFrom(...known),
        value: fc.constantFrom<unknown>(
          JSON.stringify(deep),
          [{ name: 'How', value: JSON.stringify({ a: JSON.stringify(deep) }) }],
          [{ attribute_name: 'api_token', attribute_value: secretMark }],
          `{"password":"${secretMark}`,
          deep,
          [deep],
          { a: deep },
          { a: [deep] },
          [[deep], 3],
          [{ name: 'n', value: deep }],
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(object, secrets), { maxLength: 8 }), (given) => {
        const plain = given.map(([value], index) => recordOf(value, index));
        const keys = [...new Set(plain.slice(0, 3).flatMap(({ object: value }) => Object.keys(value!)))];
        const rows = mapAll(keys, plain, true).rows;
        expect(rows.map(({ index }) => index)).toEqual(plain.map(({ index }) => index));
        rows.forEach(({ raw }, position) => {
          // A generated key may happen to name a secret, though seldom.
          if (!namesSecret(plain[position]!.raw) && !hasSecretPath(plain[position]!.object, ''))
            expect(raw).toBe(plain[position]!.raw);
        });
        const hidden = given.map(([value, secret], index) => recordOf({ ...value, [secret.at]: secret.value }, index));
        const allKeys = hidden.flatMap(({ object: value }) => Object.keys(value!));
        const { rows: out, proposal, mapper } = mapAll([...new Set([...keys, ...allKeys.slice(0, 9)])], hidden, true);
        expect(JSON.stringify([proposal, out, mapper.judged()])).not.toContain(secretMark);
      }),
      { numRuns: 400 },
    );
  });

  test('any header is decided, no target is given twice, and each column that is left out says why', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...headers.flat())), { maxLength: 30 }), (header) => {
        const proposal = proposeMapping({ header, samples: [] });
        expect(proposal.columns.map(({ column }) => column)).toEqual(header);
        const given = proposal.columns.flatMap(({ target }) => (target === null ? [] : [target]));
        expect(new Set(given).size).toBe(given.length);
        for (const { target, note } of proposal.columns) if (target === null) expect(note).toBeTruthy();
        for (const { target } of proposal.columns) expect(target).not.toBe('new_password');
      }),
      { numRuns: 500 },
    );
  });
});

function recordOf(object: Record<string, unknown>, index: number): SourceRecord {
  const raw = JSON.stringify(object);
  return { index, line: index + 1, raw, object: JSON.parse(raw) as Record<string, unknown> };
}

const secretWord =
  /pass|pw|pswd|token|hash|salt|secret|cvc|cvv|otp|[2m]fa|mdp|slo|key|code|auth|cookie|session|card|pin|senha|clave/;

function namesSecret(json: string): boolean {
  return secretWord.test(foldHeader(json));
}

/** Along a path of names: "proto" over "ken" is one, too. */
function hasSecretPath(value: unknown, path: string): boolean {
  if (secretWord.test(path)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) =>
    hasSecretPath(inner, path + (Array.isArray(value) ? '' : foldHeader(name).replace(/[^\p{L}\p{N}]/gu, ''))),
  );
}
