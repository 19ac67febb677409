import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAttributes, startCall } from '../bigcommerce/index.ts';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';
import type { GivenOptions } from './imports.ts';

let served: ServedImports;
beforeAll(async () => {
  served = await serveImports();
});
afterAll(() => served.close());

const sample = (name: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../docs/moving-from', name), 'utf8');
const file =
  'email,first_name,last_name,Tags,Size\na@check.example,Ana,Ruiz,"vip, new",42\nb@check.example,Bo,Lind,,43\n';

describe('the cost of a check', () => {
  test('names what is made: groups as groups, attributes as attributes', async () => {
    const { check } = await served.check(`${file.replace('Tags', 'customer_group')}`, {
      create_missing: true,
      map: { Size: 'attributes.Shoe size' },
    });
    expect(check!.missing).toEqual({ groups: ['vip, new'], attributes: ['Shoe size'] });
    expect(check!.parts.map(({ part, count, calls }) => [part, count, calls])).toEqual([
      ['groups', 1, 1],
      ['new_attributes', 1, 1],
      ['customers', 2, 1],
    ]);
    expect(check!.calls).toBe(3);
  });
});

test('a choice that is none is told as it was given', async () => {
  const given = { if_exists: { always: true } } as never;
  await expect(served.check(file, given)).rejects.toThrow('and {"always":true} is none of them.');
});

describe('an attribute that the store lacks', () => {
  const both = { Tags: 'attributes.Tags', Size: 'attributes.Shoe size' };

  test('is told with the cell of its own column, and that it could be made', async () => {
    const store = await served.stores.open('main');
    await makeAttributes(store, ['Tags'], startCall(store));
    const { id, check } = await served.check(file, { map: both });
    expect(check!.problems.map(({ code, column }) => [code, column])).toEqual([['attribute_not_found', 'Size']]);
    const { problems } = await served.imports.problems(id);
    expect(problems.map(({ column, value }) => [column, value])).toEqual([
      ['Size', '42'],
      ['Size', '43'],
    ]);
    for (const { what_to_do } of problems) expect(what_to_do).toContain('choose that attributes which are missing are');
  });
});

test('a wrong item of a list is told with the column and the cell that hold the list', async () => {
  const channels = 'email,first_name,last_name,Channels\na@check.example,Ana,Ruiz,"1,x"\n';
  const { id } = await served.check(channels, { map: { Channels: 'channel_ids' } });
  const { problems } = await served.imports.problems(id);
  expect(problems).toMatchObject([
    { column: 'Channels', value: '1,x', message: '"Channels" must be a number, but "x" came.' },
  ]);
});

describe('a kind of problem in several rows', () => {
  const wrong = (emails: string[]) =>
    served
      .check(`email,first_name,last_name\n${emails.map((email) => `${email},Ana,Ruiz\n`).join('')}`)
      .then(({ check }) => check!.problems.map(({ message }) => message));

  test('names the line of its example, where it is not the same in each', async () => {
    expect(await wrong(['a b@x.example', 'c@@x.example'])).toEqual([
      expect.stringMatching(/^For example line 2: .*"a b@x\.example"/),
    ]);
    expect(await wrong(['same', 'same'])).toEqual([expect.stringMatching(/^email "same"/)]);
    expect(await wrong(['a@x.example,more', 'b@x.example,more,more'])).toEqual([
      'For example: Line 2 has 4 cells, the header 3.',
    ]);
  });

  test('is told with each of its reasons, the most frequent first', async () => {
    const { check } = await served.check(
      'email,first_name,last_name,phone\nx,Ana,Ruiz,\nab@,Ana,Ruiz,\ncd@,Ana,Ruiz,\n"a@x.example,b@x.example",Ana,Ruiz,\nc@x.example,Ana,Ruiz,1\n',
      { map: { phone: 'customer_group_id' } },
    );
    expect(check!.problems.filter(({ column }) => column === 'email').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^2 rows as line 3: .*"ab@".* 1 row as line 2: .*3 are needed\.$/),
      expect.stringContaining('holds a comma'),
    ]);
  });
});

describe('all that is wrong with a row is told at once', () => {
  const wrong = async (row: string, options?: GivenOptions) => {
    const header = 'email,first_name,last_name,phone,country,store_credit,customer_group,Size';
    const { id } = await served.check(`${header}\n${row}\n`, { map: { Size: 'attributes.Size' }, ...options });
    const { problems } = await served.imports.problems(id);
    return problems.map(({ code, column }) => [code, column]);
  };

  test('whether a file, a check of values or the store finds it', async () => {
    expect(await wrong(`x@,,Ruiz,${'1'.repeat(51)},Narnia,1.250,Nobody,42`)).toEqual([
      ['store_credit_unclear', 'store_credit'],
      ['first_name_missing', 'first_name'],
      ['invalid_params', 'email'],
      ['invalid_params', 'phone'],
      ['invalid_params', 'country'],
      ['group_not_found', 'customer_group'],
      ['attribute_not_found', 'Size'],
    ]);
    expect(await wrong(',Ana,Ruiz,,,1.250,,')).toEqual([
      ['store_credit_unclear', 'store_credit'],
      ['email_missing', 'email'],
    ]);
  });

  test('and nothing is made for it', async () => {
    const file = 'email,first_name,last_name,customer_group,store_credit\na@x.example,Ana,Ruiz,Only here,x\n';
    const { check } = await served.check(file, { create_missing: true });
    expect(check!.missing).toBeUndefined();
    expect(check!.problems.map(({ code }) => code)).toEqual(['store_credit_unclear']);
  });
});

describe('a mapping', () => {
  const rules = [{ column: 'Tags', value: 'vip', group: 'VIP' }];

  test('that has group rules alone leaves the columns as they are', async () => {
    const mapping = { version: 1 as const, columns: {}, group_rules: rules };
    const plain = await served.check(file);
    const ruled = await served.check(file, { mapping, create_missing: true });
    expect(ruled.check!.missing).toEqual({ groups: ['VIP'], attributes: [] });
    expect(ruled.proposal!.columns).toEqual(plain.proposal!.columns);
  });

  test('of which no column is in the file is refused, whatever its rules', async () => {
    const mapping = { version: 1 as const, columns: { Kunde: 'email' }, group_rules: rules };
    await expect(served.check(file, { mapping })).rejects.toThrow(
      'The mapping fits no column of the file: it is for Kunde, and the file has email, first_name, last_name, Tags, Size.',
    );
  });

  test('whose rules name a column that the file lacks is refused', async () => {
    const mapping = { version: 1 as const, columns: {}, group_rules: [{ ...rules[0]!, column: 'Labels' }] };
    await expect(served.check(file, { mapping })).rejects.toThrow(
      'A group rule of the mapping names the column "Labels", which the file does not have.',
    );
  });
});

describe("Magento's customer addresses", () => {
  const addresses = sample('magento-addresses.csv');
  const choices = { if_exists: 'update', if_missing: 'skip', duplicates: 'merge' } as const;
  const told = async (options: GivenOptions) => {
    const { check } = await served.check(addresses, options);
    return check!.problems.find(({ code }) => code === 'addresses_alone')?.message;
  };

  test('are told apart from customers, until they are chosen to be added to customers who exist', async () => {
    expect(await told({})).toBe(
      'Each row is an address, and its customer is imported from another file. As chosen: rows of customers who exist are skipped; customers who do not exist are made, named as their address; of several addresses of a customer the first one counts.',
    );
    expect(await told({ ...choices, duplicates: 'first' })).toMatch(/As chosen: of several addresses/);
    expect(await told(choices)).toBeUndefined();
  });

  test('are added to their customers, who keep name and phone; once more the same file adds nothing', async () => {
    const worker = await served.imports.work();
    try {
      await served.run(sample('magento-customers.csv'));
      const atWork = addresses.replace('Stefan,Huber,,8010', 'Karl,Lager,,8010');
      expect((await served.run(atWork, choices)).counts).toMatchObject({ updated: 4, created: 0 });
      expect((await served.run(atWork, choices)).counts).toMatchObject({ updated: 0, unchanged: 4 });
      const { url, storeHash, accessToken } = served.sandbox;
      const response = await fetch(`${url}/stores/${storeHash}/v3/customers?include=addresses`, {
        headers: { 'x-auth-token': accessToken },
      });
      const { data } = (await response.json()) as { data: { email: string }[] };
      expect(data.find(({ email }) => email.startsWith('stefan'))).toMatchObject({
        ...{ first_name: 'Stefan', last_name: 'Huber', company: '', phone: '' },
        addresses: [
          {
            first_name: 'Stefan',
            company: 'Huber KG',
            address1: 'Ringstraße 1',
            address2: 'Stiege 2',
            country_code: 'AT',
          },
          { first_name: 'Karl', last_name: 'Lager', city: 'Graz', phone: '+43 316 000023' },
        ],
      });
    } finally {
      await worker.stop();
    }
  });
});

describe('a file with equal headings and columns without one', () => {
  const text =
    ',Email,first_name,last_name,Phone,phone,\r\n0,a@twice.example,Ana,Ruiz,600,700,\r\n1,b@,Bo,Lind,601,701,x\r\n';

  test('is read, told of, and mapped by the names that the check gives', async () => {
    const { source, proposal, check } = await served.check(text);
    expect(source!.warnings.map(({ code }) => code)).toEqual(['duplicate_header', 'unnamed_column']);
    expect(check!.unmapped).toEqual(['column 1', 'phone (2)', 'column 7']);
    expect(proposal!.needs_choice).toEqual(['phone (2)']);
    const chosen = await served.check(text, { map: { 'column 1': 'source_id', 'phone (2)': 'phone' } });
    expect(chosen.check!.unmapped).toEqual(['Phone', 'column 7']);
    const saved = await served.check(text, { mapping: chosen.proposal!.mapping });
    expect([saved.check!.unmapped, saved.proposal!.needs_choice]).toEqual([['Phone', 'column 7'], []]);
  });
});

describe('a problem is told in the words of the file', () => {
  const messages = async (text: string, options: GivenOptions = {}) =>
    (await served.check(text, options)).check!.problems.map(({ column, message }) => [column, message]);

  test('what an address lacks is named by its column, else as the mapping screen calls it', async () => {
    const lacking = 'E-mail,Vorname,Nachname,Ort,Land\na@words.example,Ana,Ruiz,,Spain\n';
    expect(await messages(lacking)).toEqual([
      [undefined, 'The address was left out: BigCommerce demands Address line 1 and "Ort", which are missing.'],
    ]);
  });

  test('which of several addresses is to blame is told by its column', async () => {
    const header =
      'Email Address,First Name,Last Name,Address Line 1 - 1,Address City - 1,Address Country - 1,Address Line 1 - 2,Address City - 2,Address Country - 2';
    const rows = [
      'a@words.example,Ana,Ruiz,S 1,Town,Spain,S 2,Town,Nirgends',
      'b@words.example,Bo,Lind,S 1,Town,Spain,S 2,,Spain',
    ];
    expect(await messages(`${header}\n${rows.join('\n')}\n`)).toEqual([
      ['Address Country - 2', expect.stringMatching(/^"Address Country - 2": "Nirgends" is no ISO/)],
      ['Address City - 2', 'The address was left out: BigCommerce demands "Address City - 2", which is missing.'],
    ]);
  });

  test('a value of the wrong kind is named by its column', async () => {
    const text = 'Email,First name,Last name,Kundengruppe\na@words.example,Ana,Ruiz,x\n';
    expect(await messages(text, { map: { Kundengruppe: 'customer_group_id' } })).toEqual([
      ['Kundengruppe', expect.stringMatching(/^"Kundengruppe" must be a number, but "x" came\./)],
    ]);
  });
});

test("of Shopify's JSON nothing has to be chosen, and whether an account is enabled is no state of an address", async () => {
  const address = { id: 1, customer_id: 7, address1: 'S 1', city: 'Town', country_code: 'ES', default: true };
  const customer = { id: 7, email: 'a@shopify.example', first_name: 'Ana', last_name: 'Ruiz', state: 'enabled' };
  const { proposal, check } = await served.check(JSON.stringify([{ ...customer, default_address: address }]));
  expect([proposal!.needs_choice, check!.problems]).toEqual([[], []]);
  expect(proposal!.columns.filter(({ why }) => why === 'unknown')).toEqual([]);
  expect(proposal!.mapping.columns.state).toBeNull();
});

describe('what goes in', () => {
  const text = [
    'email,first_name,last_name,store_credit,newsletter,phone,country,state,address1,city',
    'a@in.example,Ana,Ruiz,10.25,yes,1E+10,Germany,Nirgends,S 1,Berlin',
    'A@in.example,Ana,Ruiz,20,yes,1E+10,Germany,Nirgends,S 1,Berlin',
    'b@in.example,Bo,Lind,1.10,unsubscribed,1E+10,,,,',
    'c@,Cy,Moe,5,yes,1E+10,,,,',
  ].join('\n');

  test('is counted without the rows that are skipped as duplicates or rejected', async () => {
    const { check } = await served.check(text, { newsletter: true });
    expect(check).toMatchObject({
      would: { created: 2, skipped: 1, rejected: 1 },
      store_credit_total: 11.35,
      newsletter: { subscribed: 1, unsubscribed: 1 },
    });
    expect(check!.parts.find(({ part }) => part === 'newsletter')).toMatchObject({ count: 2, calls: 2 });
    const without = check!.problems.map(({ code, count, going_in }) => [code, count, going_in]);
    expect(without).toContainEqual(['value_not_understood', 4, 2]);
    expect(without).toContainEqual(['state_unknown', 2, 1]);
    expect(without).toContainEqual(['invalid_params', 1, undefined]);
  });

  test('of rows that are applied one after the other has the consent of each, and the credit of the first', async () => {
    const { check } = await served.check(text, { newsletter: true, if_exists: 'update', duplicates: 'merge' });
    expect(check).toMatchObject({ store_credit_total: 11.35, newsletter: { subscribed: 2, unsubscribed: 1 } });
    expect(check!.problems.find(({ code }) => code === 'state_unknown')).not.toHaveProperty('going_in');
  });

  test('is counted without customers who exist, where the store was asked', async () => {
    const worker = await served.imports.work();
    try {
      await served.run('email,first_name,last_name\na@in.example,Ana,Ruiz\n');
    } finally {
      await worker.stop();
    }
    const { check } = await served.check(text, { newsletter: true, check_existing: true });
    expect(check).toMatchObject({
      would: { created: 1, skipped: 2, rejected: 1 },
      store_credit_total: 1.1,
      newsletter: { subscribed: 0, unsubscribed: 1 },
    });
    expect(check!.problems.find(({ code }) => code === 'state_unknown')).toMatchObject({ count: 2, going_in: 0 });
    const update = await served.check(text, { newsletter: true, check_existing: true, if_exists: 'update' });
    expect(update.check).toMatchObject({
      would: { created: 1, updated: 1 },
      store_credit_total: 1.1,
      newsletter: { subscribed: 1, unsubscribed: 1 },
    });
    const only = await served.check(text, { if_exists: 'update', if_missing: 'skip' });
    expect(only.check!.store_credit_total).toBe(0);
  });

  test('is told of the newsletter with those who say yes and those who have unsubscribed', async () => {
    const { check } = await served.check(text);
    expect(check!.problems.find(({ code }) => code === 'newsletter_not_carried')).toMatchObject({
      count: 2,
      message: 'Newsletter consent is not carried: in the file 1 person says yes, and 1 has unsubscribed.',
    });
  });
});

describe('a value that a person or a spreadsheet spoiled', () => {
  const found = async (header: string, rows: string[], options: GivenOptions = {}) => {
    const lines = rows.map((row, at) => `p${at}@spoiled.example,Ana,Ruiz,${row}\n`);
    const { id } = await served.check(`email,first_name,last_name,${header}\n${lines.join('')}`, options);
    const { problems } = await served.imports.problems(id);
    return problems.map(({ line, code, column, value, rejects }) => [line, code, column, value, rejects]);
  };

  test('is a phone without a digit, which is left out with a warning', async () => {
    expect(await found('phone', ['keine', '-', '030 1', '٠٣٠', ''])).toEqual([
      [2, 'value_not_understood', 'phone', 'keine', false],
      [3, 'value_not_understood', 'phone', '-', false],
    ]);
    const place = 'Address Phone - 1,Address Line 1 - 1,Address City - 1,Address Country - 1';
    expect(await found(place, ['keine,S 1,Berlin,DE', '030 1,S 1,Berlin,DE'])).toEqual([
      [2, 'value_not_understood', 'Address Phone - 1', 'keine', false],
    ]);
    const { id } = await served.check('email,first_name,last_name,phone\na@spoiled.example,Ana,Ruiz,keine\n');
    expect((await served.imports.row(id, 2))!.sends).not.toHaveProperty('customer.phone');
  });

  test('is a postal code a digit short, which is told and sent as it is', async () => {
    const header = 'PLZ,Straße,Ort,Land';
    const rows = ['1067,S 1,Dresden,DE', '01067,S 1,Dresden,DE', '1010,S 1,Wien,AT', '2138,S 1,Boston,USA', 'x,S,Y,DE'];
    expect(await found(header, rows)).toEqual([
      [2, 'postal_code_short', 'PLZ', '1067', false],
      [5, 'postal_code_short', 'PLZ', '2138', false],
    ]);
  });

  test('is a cell with several emails, which is told apart from a comma in one', async () => {
    const header = 'email,first_name,last_name';
    const cells = ['shop@gmail,com', 'a@x.example; b@x.example', '"a@x.example, b@x.example"', 'a@@x.example'];
    const { id } = await served.check(
      `${header}\n${cells.map((cell) => `${cell},Ana,Ruiz\n`).join('')}`.replace('shop@gmail,com', '"shop@gmail,com"'),
    );
    const { problems } = await served.imports.problems(id);
    expect(
      problems.map(({ code, message }) => [
        code,
        /a comma,|comma between emails|more than one|Write it like/.exec(message)?.[0],
      ]),
    ).toEqual([
      ['email_not_searchable', 'a comma,'],
      ['invalid_params', 'more than one'],
      ['email_not_searchable', 'comma between emails'],
      ['invalid_params', 'Write it like'],
    ]);
  });
});

test('a column whose target another one was given is said to stand back for that one', async () => {
  const text = 'email,first_name,last_name,Telefon,Handy,Size\na@stand.example,Ana,Ruiz,600,700,42\n';
  const { proposal } = await served.check(text, { map: { Telefon: null, Handy: 'phone', Size: null } });
  const notes = new Map(proposal!.columns.map(({ column, note }) => [column, note]));
  expect(notes.get('Telefon')).toBe('"Handy" goes to phone in its place.');
  expect(notes.get('Size')).toBe('Left out by your choice.');
});
