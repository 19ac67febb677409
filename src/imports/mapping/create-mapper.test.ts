import { describe, expect, test } from 'vitest';
import { csvRecord, mapRecords, mapRows } from './fixtures/map-rows.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const own = 'email,first_name,last_name';

describe('apostrophes', () => {
  test('go from ids, postal codes, phones and credit, whatever follows', () => {
    const { rows } = mapRows(`${own},id,zip,phone,store_credit`, [
      { ...ana, id: "'00123", zip: "'02026", phone: "'+34 600", store_credit: "'12.50" },
    ]);
    expect(rows[0]).toMatchObject({
      sourceId: '00123',
      params: { zip: '02026', phone: '+34 600', store_credit: '12.50' },
    });
  });

  test('go from text where our own report put them, before = + - and @', () => {
    const { params } = mapRows(`${own},company,notes,city,state`, [
      { ...ana, company: "'=A1", notes: "'-none-", city: "'@home", state: "'+" },
    ]);
    expect(params[0]).toMatchObject({ company: '=A1', notes: '-none-', city: '@home', state: '+' });
  });

  test('stay where they belong to a name', () => {
    const { params } = mapRows(own, [{ ...ana, last_name: "'t Hooft" }]);
    expect(params[0]).toMatchObject({ last_name: "'t Hooft" });
  });
});

describe('a number that a spreadsheet shortened', () => {
  test.each(['3.46E+10', '3,46e+10', '1E+05'])('to %s is left out and told of, since its digits are lost', (number) => {
    const [row] = mapRows(`${own},phone,city,zip,notes`, [
      { ...ana, phone: number, city: 'Austin', zip: number, notes: number },
    ]).rows;
    expect(row!.params).toEqual({ ...ana, city: 'Austin', notes: number });
    expect(row!.problems).toMatchObject([
      { code: 'value_not_understood', column: 'phone', value: number },
      { code: 'value_not_understood', column: 'zip', value: number },
    ]);
  });
});

describe('a row that lacks what BigCommerce demands', () => {
  test.each([
    ['an email', { ...ana, email: '' }, ['email_missing']],
    ['both names', { email: ana.email }, ['name_missing']],
    ['the first name', { ...ana, first_name: ' ' }, ['first_name_missing']],
    ['the last name', { ...ana, last_name: '' }, ['last_name_missing']],
  ])('such as %s is refused with the column', (_, row, codes) => {
    const [mapped] = mapRows(own, [row]).rows;
    expect(mapped!.params).toBeUndefined();
    expect(mapped!.problems.map(({ code }) => code)).toEqual(codes);
    expect(mapped!.problems[0]).toMatchObject({
      column: expect.any(String),
      what_to_do: expect.stringContaining('ill in'),
    });
  });

  test('needs no names where customers are only updated', () => {
    const { rows } = mapRows(own, [{ email: ana.email }], { ifMissing: 'skip' });
    expect(rows[0]).toMatchObject({ params: { email: ana.email }, problems: [] });
  });

  test('says how to map the emails where no column is', () => {
    const { rows } = mapRows('first_name,last_name', [{ first_name: 'Ana', last_name: 'Ruiz' }]);
    expect(rows[0]!.problems[0]).toMatchObject({
      code: 'email_missing',
      what_to_do: expect.stringContaining('Choose the column'),
    });
  });
});

describe('store credit', () => {
  const credits = (...amounts: string[]) =>
    mapRows(
      `${own},store_credit`,
      amounts.map((store_credit) => ({ ...ana, store_credit })),
    ).rows.map(({ params, problems }) => params?.store_credit ?? problems[0]!.message);

  test.each(['0', '12.50', '1250', '0.005', '100.0000'])('of %s is taken as it stands', (store_credit) => {
    expect(mapRows(`${own},store_credit`, [{ ...ana, store_credit }]).params[0]).toMatchObject({ store_credit });
  });

  test.each([
    ['-5', 'negative'],
    ['(5.00)', 'negative'],
    ['1.250', 'two ways'],
    ['1,250', 'two ways'],
    ['12 points', 'no amount'],
    ['12.34.56', 'no amount'],
    ['€ 5 $', 'no amount'],
    ['[{"amount":5},{"amount":6}]', 'more than one'],
  ])('of %s is a problem of its line and never a guess', (store_credit, reason) => {
    const [row] = mapRows(`${own},store_credit`, [{ ...ana, store_credit }]).rows;
    expect(row!.params).toBeUndefined();
    expect(row!.problems).toMatchObject([
      { code: 'store_credit_unclear', column: 'store_credit', value: store_credit, rejects: true },
    ]);
    expect(row!.problems[0]!.message).toContain(reason);
  });

  test('that has two readings is read by the other amounts of its column', () => {
    expect(credits('1.250', '12,50', '1.250.000', '3,500')).toEqual(['1250', '12.50', '1250000', '3.500']);
    expect(credits('1,250', '12.50', '1.005')).toEqual(['1250', '12.50', '1.005']);
  });

  test('that has two readings is refused where the others do not agree, or say nothing', () => {
    expect(credits('12,50', '12.50', '1.250')).toEqual(['12.50', '12.50', expect.stringContaining('two ways')]);
    expect(credits('10', '1.250', '2.500')).toEqual(['10', ...Array(2).fill(expect.stringContaining('two ways'))]);
  });

  test('that contradicts by what others were read is refused, however late it comes', () => {
    const rows = credits('12,50', ...Array(300).fill('1.250'), '12.50');
    expect(rows.at(-2)).toBe('1250');
    expect(rows.at(-1)).toContain('behind another sign');
  });

  test('is read with the sign of one currency, and refused with that of another', () => {
    expect(credits('€ 12,50', '5')).toEqual(['12.50', '5']);
    expect(credits('€ 12,50', '$ 5')).toEqual(['12.50', expect.stringContaining('in another currency')]);
    const rows = (store_credit: string) =>
      mapRows(`${own},store_credit`, [{ ...ana, store_credit }], { currency: 'EUR' }).rows[0]!;
    expect(rows('12,50 EUR').params).toMatchObject({ store_credit: '12.50' });
    expect(rows('$12.50').problems[0]!.message).toBe('The store credit is in $, and the store counts in EUR.');
    expect(rows('[{"amount":5,"currency_code":"USD"}]').problems[0]!.message).toContain('is in USD');
  });
});

describe('consent', () => {
  test.each(['Accepts Email Marketing', 'is_subscribed', 'Newsletter', 'Email Marketing: Status', 'Subscribed'])(
    '%s is the newsletter, and no other kind of mail',
    (column) => {
      const { params } = mapRows(`${own},${column}`, [
        { ...ana, [column]: 'TRUE' },
        { ...ana, [column]: 'no' },
      ]);
      expect(params).toEqual([{ ...ana, newsletter: 'subscribed' }, ana]);
    },
  );

  test.each([
    ['Y', true],
    ['n', false],
    ['TRUE', true],
    ['0', false],
  ])("in BigCommerce's own column, %s is %s", (cell, answer) => {
    const column = 'Receive Review/Abandoned Cart Emails?';
    const { params } = mapRows(`Email Address,First Name,Last Name,${column}`, [
      { 'Email Address': ana.email, 'First Name': 'Ana', 'Last Name': 'Ruiz', [column]: cell },
    ]);
    expect(params[0]).toEqual({ ...ana, accepts_product_review_abandoned_cart_emails: answer });
  });

  test('that nobody can read is left out with a warning', () => {
    const { rows } = mapRows(`${own},newsletter`, [{ ...ana, newsletter: 'perhaps' }]);
    expect(rows[0]).toMatchObject({
      params: ana,
      problems: [{ code: 'value_not_understood', column: 'newsletter', value: 'perhaps', rejects: false }],
    });
  });

  test('to text messages is listed with its values and not carried', () => {
    const { mapper, params } = mapRows(`${own},Accepts SMS Marketing,WhatsApp opt-in`, [
      { ...ana, 'Accepts SMS Marketing': 'yes', 'WhatsApp opt-in': 'no' },
    ]);
    expect(params).toEqual([ana]);
    expect(mapper.judged()).toMatchObject([
      { column: 'Accepts SMS Marketing', kind: 'consent_sms', values: [{ value: 'yes', count: 1 }] },
      { column: 'WhatsApp opt-in', kind: 'consent_sms' },
    ]);
  });

  test('of one who unsubscribed is an opt-out', () => {
    const { params } = mapRows(`${own},newsletter`, [{ ...ana, newsletter: 'unsubscribed' }]);
    expect(params).toEqual([{ ...ana, newsletter: 'unsubscribed' }]);
  });
});

describe('tags, roles and foreign groups', () => {
  const mapping = {
    version: 1 as const,
    columns: {},
    group_rules: [
      { column: 'Tags', value: 'VIP', group: 'Gold' },
      { column: 'role', value: 'wholesale', group: 'Trade' },
      { column: 'Tags', value: 'b2b, eu', group: 'Europe' },
    ],
  };
  const rows = [
    { ...ana, Tags: 'new, vip', role: 'wholesale' },
    { ...ana, Tags: 'viper', role: 'Wholesale' },
    { ...ana, Tags: 'b2b, EU' },
    { ...ana, group_id: '3' },
  ];

  test('give a customer the group of the first rule that holds', () => {
    const { params } = mapRows(`${own},Tags,role,group_id`, rows, { mapping });
    expect(params.map((given) => given?.customer_group)).toEqual(['Gold', 'Trade', 'Europe', undefined]);
    expect(JSON.stringify(params)).not.toContain('customer_group_id');
  });

  test('are listed with their counts', () => {
    const { mapper } = mapRows(`${own},Tags,role,group_id`, rows);
    expect(mapper.judged()).toEqual([
      {
        column: 'Tags',
        kind: 'tags',
        note: expect.stringContaining('one BigCommerce group'),
        values: ['EU', 'b2b', 'new', 'vip', 'viper'].map((value) => ({ value, count: 1 })),
      },
      {
        column: 'role',
        kind: 'group',
        note: expect.any(String),
        values: [
          { value: 'Wholesale', count: 1 },
          { value: 'wholesale', count: 1 },
        ],
      },
      { column: 'group_id', kind: 'group', note: expect.any(String), values: [{ value: '3', count: 1 }] },
    ]);
  });

  test('are counted in bounded memory', () => {
    const many = Array.from({ length: 30_000 }, (_, index) =>
      csvRecord([ana.email, 'Ana', 'Ruiz', `tag${index}`], index),
    );
    const [tags] = mapRecords(['email', 'first_name', 'last_name', 'Tags'], many).mapper.judged();
    expect(tags!.values).toHaveLength(200);
    expect(tags!.note).toContain('10000 further values');
  });

  test('refuse a rule for a column that the file does not have', () => {
    expect(() => mapRows(`${own},Tag`, [], { mapping })).toThrow(/column "role"|column "Tags"/);
  });
});

describe('blank cells', () => {
  test('are not given, and named for those who want them to erase', () => {
    const [row] = mapRows(`${own},company,phone,notes,customer_group,city`, [
      { ...ana, company: '  ', notes: 'x' },
    ]).rows;
    expect(row!.params).toEqual({ ...ana, notes: 'x' });
    expect(row!.clear).toEqual(['company', 'phone', 'customer_group_id']);
  });
});

describe('attributes and form fields', () => {
  test('come from JSON in a cell and from columns of their own', () => {
    const { params } = mapRows(
      `${own},attributes,Shoe size`,
      [{ ...ana, attributes: '{"Loyalty":"gold"}', 'Shoe size': '43' }],
      { overrides: { 'Shoe size': 'attributes.Shoe size' } },
    );
    expect(params[0]).toEqual({ ...ana, attributes: { Loyalty: 'gold', 'Shoe size': '43' } });
  });

  test.each(['attributes', 'form_fields', 'addresses'])(
    'of which the %s cannot be read are left out with a warning',
    (column) => {
      const { rows } = mapRows(`${own},${column}`, [{ ...ana, [column]: 'gold' }]);
      expect(rows[0]).toMatchObject({
        params: ana,
        problems: [{ code: 'value_not_understood', column, rejects: false }],
      });
    },
  );
});
