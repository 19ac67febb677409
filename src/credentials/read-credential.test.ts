import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRollcallError } from '../bigcommerce/index.ts';
import { draftCredential, type NewCredential } from './index.ts';
import { makeId } from './make-id.ts';
import { readCredential } from './read-credential.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
const word = (min: number, max: number) =>
  fc.array(fc.constantFrom(...lower), { minLength: min, maxLength: max }).map((letters) => letters.join(''));
const hash = word(3, 12);
// Longer than anything that a refusal says.
const token = word(24, 40);
const blank = fc.constantFrom('', ' ', '\t', '\n', '\r\n  ', '\u00a0');
const version = fc.constantFrom('', '/', '/v2', '/v2/', '/v3', '/v3/', '/v3/customers?limit=1');
const host = fc.constantFrom(
  'https://api.bigcommerce.com',
  'http://127.0.0.1:4322',
  'http://localhost:4322',
  'https://proxy.example/bc',
);

/** What a refusal says, as a surface shows it. */
function refused(input: NewCredential): { code?: string; param?: string | undefined; text: string } {
  try {
    readCredential(input);
  } catch (error) {
    if (!isRollcallError(error)) throw error;
    return { code: error.code, param: error.param, text: JSON.stringify(error) + error.message };
  }
  return { text: 'it was taken' };
}

it('of a text that is no address and no file of an account, nothing is read but its length', () => {
  const accessToken = 'a-token-of-a-store';
  const slashes = `https://api.bigcommerce.com${'/'.repeat(60_000)}x`;
  for (const [param, input] of [
    ['store_hash', { storeHash: slashes, accessToken }],
    ['api_url', { storeHash: 'abc123', accessToken, apiUrl: slashes }],
    ['pasted', { pasted: `${', '.repeat(30_000)}x` }],
  ] as const) {
    const { code, param: told, text } = refused(input);
    expect([code, told]).toEqual(['invalid_params', param]);
    expect(text).toContain('60,0');
  }
});

describe('a label', () => {
  it('is one line that says no more than it shows', () => {
    const label = (text: string) => refused({ storeHash: 'abc123', accessToken: 'a-token-of-a-store', label: text });
    for (const text of ['Acme\u001b[31m', 'Acme\u009b31m', 'Acme\nOutdoor', 'Acme\u2028Outdoor', 'x'.repeat(201)])
      expect([text, label(text).param]).toEqual([text, 'label']);
    expect(label('Tienda de José 👩‍💻, S.L.').param).toBeUndefined();
  });
});

describe('a store', () => {
  it('is the same, by its hash and by its API path, with blanks around and any version behind', () => {
    fc.assert(
      fc.property(hash, host, version, blank, blank, (storeHash, apiUrl, behind, before, after) => {
        const path = `${before}${apiUrl}/stores/${storeHash}${behind}${after}`;
        expect(readCredential({ storeHash: path, accessToken: 't' })).toMatchObject({ storeHash, apiUrl });
        // Named twice, it is no contradiction.
        expect(readCredential({ storeHash: path, accessToken: 't', apiUrl })).toMatchObject({ storeHash, apiUrl });
        expect(readCredential({ storeHash, accessToken: 't', apiUrl: path.trim() })).toMatchObject({
          storeHash,
          apiUrl,
        });
        expect(readCredential({ storeHash, accessToken: 't', apiUrl })).toMatchObject({ storeHash, apiUrl });
      }),
    );
  });

  it('is known by the address of its control panel', () => {
    const page = fc.constantFrom('', '/', '/manage/dashboard', '/manage/settings/api-accounts?x=1#y');
    fc.assert(
      fc.property(hash, page, fc.constantFrom('', '-1', '-12'), blank, (storeHash, path, channel, around) => {
        const given = `${around}https://store-${storeHash}${channel}.mybigcommerce.com${path}${around}`;
        const read = readCredential({ storeHash: given, accessToken: 't' });
        expect(read).toMatchObject({ storeHash, apiUrl: 'https://api.bigcommerce.com' });
      }),
    );
  });

  it.each([
    ['API path: https://api.bigcommerce.com/stores/abc123/v3/', 'https://api.bigcommerce.com'],
    ['127.0.0.1:4322/stores/abc123/v3', 'http://127.0.0.1:4322'],
    ['HTTPS://API.BIGCOMMERCE.COM/stores/abc123', 'https://api.bigcommerce.com'],
    ['/stores/abc123/v2', 'https://api.bigcommerce.com'],
    ['proxy.example/bc/stores/abc123/v2', 'https://proxy.example/bc'],
  ])('%s is abc123', (storeHash, apiUrl) => {
    expect(readCredential({ storeHash, accessToken: 't' })).toMatchObject({ storeHash: 'abc123', apiUrl });
  });

  it.each([
    'https://www.acme.com/manage',
    'https://api.bigcommerce.com/stores/',
    'https://api.bigcommerce.com/stores/a%20b/v3',
    'https://api.bigcommerce.com/stores/abc\n123',
    'see https://api.bigcommerce.com/stores/abc123',
    'https://user:secret@api.bigcommerce.com/stores/abc123',
    'http://api.bigcommerce.com/stores/abc123',
    'ftp://127.0.0.1/stores/abc123',
    'store-abc123.mybigcommerce.com.evil.example',
    'https://',
    'a'.repeat(65),
  ])('is not to be guessed from %j', (storeHash) => {
    expect(refused({ storeHash, accessToken: 't' })).toMatchObject({ code: 'invalid_params', param: 'store_hash' });
  });

  it('that is named twice and differently is refused with both', () => {
    const two = refused({
      storeHash: 'http://127.0.0.1:4322/stores/abc123/v3',
      accessToken: 't',
      apiUrl: 'https://x.example',
    });
    expect(two).toMatchObject({ code: 'invalid_params', param: 'api_url' });
    expect(two.text).toMatch(/http:\/\/127\.0\.0\.1:4322.*https:\/\/x\.example.*abc123/);
    const hashes = refused({ storeHash: 'abc123', accessToken: 't', apiUrl: 'https://x.example/stores/zzz999/v3' });
    expect(hashes).toMatchObject({ code: 'invalid_params', param: 'api_url' });
  });
});

describe('the text file of an API account', () => {
  const account = fc.record({
    token,
    secret: token,
    id: token,
    name: fc.string({ maxLength: 20 }).filter((name) => !/[\r\n\u2028]/.test(name)),
    hash,
    host,
    version,
  });
  type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;
  const lines = ({ token, secret, id, name, hash, host, version }: Account): [string, string][] => [
    ['ACCESS TOKEN', token],
    ['CLIENT NAME', name],
    ['CLIENT ID', id],
    ['CLIENT SECRET', secret],
    ['NAME', name],
    ['API PATH', `${host}/stores/${hash}${version}`],
  ];
  const isRead = (given: Account, pasted: string) => {
    const read = readCredential({ pasted });
    expect(read).toEqual({
      id: undefined,
      label: undefined,
      storeHash: given.hash,
      apiUrl: given.host,
      accessToken: given.token,
    });
    expect(Object.keys(draftCredential({ pasted }))).toEqual(['id', 'label', 'storeHash', 'apiUrl']);
  };

  it('is read in any order, with any line ends, quotes and blanks, and nothing else is taken from it', () => {
    const ending = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\u2028');
    const style = fc.constantFrom<(key: string, value: string) => string>(
      (key, value) => `${key}: ${value}`,
      (key, value) => `  ${key} :${value}  `,
      (key, value) => `# ${key}: ${value}`,
      (key, value) => `${key.toLowerCase()}: ${value}`,
      (key, value) => `${key.replace(' ', '_')}="${value}"`,
      (key, value) => `"${key.toLowerCase().replace(' ', '_')}": "${value}",`,
    );
    fc.assert(
      fc.property(
        account,
        ending,
        style,
        fc.nat(719),
        fc.constantFrom('', '\ufeff'),
        (given, end, write, order, bom) => {
          const shuffled = permutation(lines(given), order);
          isRead(given, bom + shuffled.map(([key, value]) => write(key, value)).join(end) + end);
        },
      ),
    );
  });

  it('is read from the pop-up, where each value stands below its name', () => {
    fc.assert(
      fc.property(account, fc.constantFrom('\n', '\n\n', '\n \t\n'), (given, gap) => {
        const shown = lines(given).filter(([, value]) => value.trim() !== '');
        isRead(
          given,
          shown
            .map(([key, value]) => `${key.toLowerCase()}${gap}x${value}`)
            .join(gap)
            .replaceAll(`${gap}x`, gap),
        );
      }),
    );
  });

  it('is read also when a field of one line took its line breaks away', () => {
    fc.assert(
      fc.property(account, fc.constantFrom('', ' '), (given, gap) => {
        const joined = lines(given).map(([key, value]) => `${key}: ${value}`);
        isRead(given, joined.join(gap));
      }),
    );
  });

  it('without its token or its path is refused, and neither token nor secret is quoted', () => {
    fc.assert(
      fc.property(account, fc.subarray([0, 1, 2, 3, 4, 5], { maxLength: 5 }), (given, kept) => {
        fc.pre(!(kept.includes(0) && kept.includes(5)));
        const pasted = kept.map((at) => lines(given)[at]!.join(': ')).join('\n');
        const { code, param, text } = refused({ pasted });
        expect([code, param]).toEqual(['invalid_params', 'pasted']);
        for (const hidden of [given.token, given.secret, given.id]) expect(text).not.toContain(hidden);
      }),
    );
  });

  it('of two accounts is refused; the same one twice is not', () => {
    fc.assert(
      fc.property(account, token, (given, other) => {
        fc.pre(other !== given.token);
        const once = lines(given)
          .map((line) => line.join(': '))
          .join('\n');
        isRead(given, `${once}\n${once}`);
        const two = refused({ pasted: `${once}\nACCESS TOKEN: ${other}` });
        expect(two).toMatchObject({ code: 'invalid_params', param: 'pasted' });
        expect(two.text).toContain('more than one ACCESS TOKEN');
        expect(two.text).not.toContain(other);
      }),
    );
  });

  it('may be any text: it is read or refused, never a defect, and its secrets are not quoted', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('ACCESS TOKEN', 'API PATH', 'NAME', 'CLIENT SECRET', ':', '=', '\n', ' ', 'https://', '/stores/'),
      token,
    );
    fc.assert(
      fc.property(fc.array(part), token, (parts, secret) => {
        const { text } = refused({ pasted: `${parts.join('')}${secret}` });
        expect(text).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('says the store itself, so a store beside it is refused', () => {
    const pasted = 'ACCESS TOKEN: abc\nAPI PATH: http://127.0.0.1:4322/stores/abc123/v3/';
    for (const more of [{ storeHash: 'abc123' }, { accessToken: 'abc' }])
      expect(refused({ pasted, ...more })).toMatchObject({ param: 'pasted' });
    expect(refused({ pasted, apiUrl: 'https://api.bigcommerce.com' })).toMatchObject({ param: 'api_url' });
    expect(refused({ pasted: 'ACCESS TOKEN: abc\nAPI PATH: www.acme.com' })).toMatchObject({ param: 'pasted' });
  });

  it('that is very long is read at once', { timeout: 10_000 }, () => {
    for (const filler of ['NAME:', ' "#', 'a', 'CLIENT NAME: a\n', '\n'])
      expect(refused({ pasted: `${filler.repeat(200_000 / filler.length)}x` })).toMatchObject({ param: 'pasted' });
  });
});

describe('an id that is made', () => {
  it('can always be used, and names nothing that is there already', () => {
    // Few enough that they meet.
    const near = fc.constantFrom('Acme', 'acme', 'ACME!', 'acme-2', 'Ácme', 'a'.repeat(80), `${'a'.repeat(79)}é`);
    const any = fc.oneof(near, fc.string(), fc.string({ unit: 'grapheme', maxLength: 200 }));
    const label = fc.option(any, { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, fc.boolean()), { maxLength: 8 }), hash, (given, storeHash) => {
        const others: { id: string; label: string | null }[] = [];
        for (const [label, isGivenAnId] of given) {
          const id = makeId({ label, storeHash }, others);
          expect(readCredential({ id, storeHash, accessToken: 't' }).id).toBe(id);
          expect(others.flatMap((other) => [other.id, other.label])).not.toContain(id);
          others.push({ id: isGivenAnId ? `own${others.length}` : id, label: label ?? null });
        }
      }),
    );
  });
});

/** One of the 720 orders of six. */
function permutation<T>(items: T[], order: number): T[] {
  const left = [...items];
  let rest = order;
  return items.map(() => {
    const at = rest % left.length;
    rest = Math.floor(rest / left.length);
    return left.splice(at, 1)[0]!;
  });
}
