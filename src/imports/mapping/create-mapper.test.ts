import { describe, expect, test } from 'vitest';
import { createCustomer, readParams } from '../../nodes/index.ts';
import { csvRecord, mapObjects, mapRecords, mapRows } from './fixtures/map-rows.ts';

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

describe('a full name in one column', () => {
  test.each([
    ['Ana Ruiz', 'Ana', 'Ruiz'],
    ['Ana María Ruiz', 'Ana María', 'Ruiz'],
    ['Ruiz Gil, Ana María', 'Ana María', 'Ruiz Gil'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Juan van der Berg', 'Juan', 'van der Berg'],
    ['Ludwig von Beethoven', 'Ludwig', 'von Beethoven'],
    ['De La Cruz', 'De', 'La Cruz'],
    ['John Smith Jr.', 'John', 'Smith Jr.'],
    ['John Smith, Jr.', 'John', 'Smith Jr.'],
  ])('%s is %s and %s', (name, first_name, last_name) => {
    expect(mapRows('email,name', [{ email: ana.email, name }]).params).toEqual([
      { email: ana.email, first_name, last_name },
    ]);
  });

  test('of a single word has no last name, and the row is refused', () => {
    const { rows } = mapRows('email,Full Name', [{ email: ana.email, 'Full Name': 'Cher' }]);
    expect(rows[0]!.params).toBeUndefined();
    expect(rows[0]!.problems).toMatchObject([
      { code: 'last_name_missing', column: 'Full Name', value: 'Cher', rejects: true },
    ]);
  });

  test('of a single word is left out where customers are only updated', () => {
    const { rows } = mapRows('email,name', [{ email: ana.email, name: 'Cher' }], { ifMissing: 'skip' });
    expect(rows[0]!.params).toEqual({ email: ana.email });
    expect(rows[0]!.problems).toMatchObject([{ code: 'last_name_missing', rejects: false }]);
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
    expect(rows[0]!.problems[0]).toMatchObject({ code: 'email_missing', what_to_do: expect.stringContaining('--map') });
  });
});

describe('store credit', () => {
  test.each(['0', '12.50', '1250', '0.005', '100.0000'])('of %s is taken as it stands', (store_credit) => {
    expect(mapRows(`${own},store_credit`, [{ ...ana, store_credit }]).params[0]).toMatchObject({ store_credit });
  });

  test.each([
    ['$12.50', 'currency'],
    ['12.50 EUR', 'currency'],
    ['1,250.00', 'thousands'],
    ['1,250', 'thousands'],
    ['1.250', 'thousands'],
    ['1 250', 'thousands'],
    ["1'250", 'thousands'],
    ['12,50', 'comma'],
    ['-5', 'negative'],
    ['[{"amount":5},{"amount":6}]', 'more than one'],
    ['[{"amount":5,"currency_code":"EUR"}]', 'currency'],
  ])('of %s is a problem of its line and never a guess', (store_credit, reason) => {
    const [row] = mapRows(`${own},store_credit`, [{ ...ana, store_credit }]).rows;
    expect(row!.params).toBeUndefined();
    expect(row!.problems).toMatchObject([
      { code: 'store_credit_unclear', column: 'store_credit', value: store_credit, rejects: true },
    ]);
    expect(row!.problems[0]!.message).toContain(reason);
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

describe('secrets', () => {
  const header = 'email,first_name,last_name,password,company,rp_token';
  const cells = ['ana@example.com', 'Ana', 'Ruiz', 'hunter"2, x', ' Acme ', 'tok3n'];

  test('are blanked in the raw record, and everything else stays as it is', () => {
    const { rows } = mapRecords(header.split(','), [csvRecord(cells)]);
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,, Acme ,');
    expect(rows[0]!.params).toEqual({ ...ana, company: 'Acme' });
  });

  test('are no samples, and are named with the reason', () => {
    const { proposal, mapper } = mapRecords(header.split(','), [csvRecord(cells)]);
    expect(JSON.stringify([proposal, mapper.judged()])).not.toMatch(/hunter|tok3n/);
    expect(proposal.columns.filter(({ why }) => why === 'secret').map(({ column }) => column)).toEqual([
      'password',
      'rp_token',
    ]);
  });

  test('are found by what they hold, too', () => {
    const { proposal, rows } = mapRecords(
      ['email', 'first_name', 'last_name', 'legacy'],
      [csvRecord(['ana@example.com', 'Ana', 'Ruiz', '$2y$10$abcdefghijklmnopqrstuv'])],
    );
    expect(proposal.columns[3]).toMatchObject({ why: 'secret', samples: [] });
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,');
  });

  test('are a password only where somebody chose that, and then apart from everything else', () => {
    const { rows, proposal } = mapRecords(header.split(','), [csvRecord(cells)], {
      overrides: { Password: 'new_password' },
    });
    expect(rows[0]!.password).toBe('hunter"2, x');
    const { password, ...rest } = rows[0]!;
    expect(JSON.stringify([rest, proposal])).not.toContain('hunter');
  });

  test('cannot be mapped to anything else', () => {
    expect(() => mapRecords(header.split(','), [], { overrides: { password: 'notes' } })).toThrow(
      /new_password or nowhere/,
    );
  });

  test('are blanked in a record with a comma too many, wherever they may have slipped to', () => {
    const record = {
      index: 0,
      line: 2,
      raw: 'ana@example.com,Ana,Ruiz,hunt,er2,Acme,tok3n',
      fault: { code: 'wrong_field_count' as const, message: 'm', what_to_do: 'w' },
    };
    const { rows } = mapRecords(header.split(','), [record]);
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,,,,');
    expect(rows[0]!.problems).toMatchObject([{ code: 'wrong_field_count', rejects: true }]);
  });

  test('take a record with them whose cells cannot be told apart', () => {
    const record = {
      index: 0,
      line: 2,
      raw: 'ana@example.com,"Ana,Ruiz,hunter2',
      fault: { code: 'unclosed_quote' as const, message: 'm', what_to_do: 'w' },
    };
    expect(mapRecords(header.split(','), [record]).rows[0]!.raw).toBe('');
    expect(mapRecords(own.split(','), [record]).rows[0]!.raw).toBe(record.raw);
  });

  test('of JSON are blanked however deep they are, also under keys that come late', () => {
    const raw =
      '{ "email":"ana@example.com", "first_name":"Ana","last_name":"Ruiz", "password" : "hunter2", "meta":{"api_token":["t1",2], "n":1e2}, "form_fields":[{"name":"Password","value":"hunter2"},{"name":"How","value":"ad"}] }';
    const record = { index: 1, line: 2, raw, object: JSON.parse(raw) as Record<string, unknown> };
    const { rows, mapper } = mapRecords(
      ['email', 'first_name', 'last_name', 'form_fields'],
      [{ index: 0, line: 1, raw: '{}', object: {} }, record],
      {},
      true,
    );
    expect(rows[1]!.raw).toBe(
      '{ "email":"ana@example.com", "first_name":"Ana","last_name":"Ruiz", "password" : "", "meta":{"api_token":["",""], "n":1e2}, "form_fields":[{"name":"Password","value":""},{"name":"How","value":"ad"}] }',
    );
    expect(rows[1]!.params).toEqual({ ...ana, form_fields: { How: 'ad' } });
    expect(mapper.judged().map(({ column, kind }) => [column, kind])).toContainEqual(['password', 'secret']);
  });
});

describe('addresses', () => {
  const woo =
    'user_email,first_name,last_name,billing_address_1,billing_city,billing_country,billing_phone,shipping_address_1,shipping_city,shipping_country';
  const row = { user_email: ana.email, first_name: 'Ana', last_name: 'Ruiz' };

  test('of billing and shipping that are equal but for case, blanks and dots are one', () => {
    const { params } = mapRows(woo, [
      {
        ...row,
        billing_address_1: 'Main St. 1',
        billing_city: 'Austin',
        billing_country: 'US',
        shipping_address_1: ' main  st 1',
        shipping_city: 'AUSTIN',
        shipping_country: 'us',
      },
    ]);
    expect(params).toEqual([{ ...ana, address1: 'Main St. 1', city: 'Austin', country_code: 'US' }]);
  });

  test('of which billing is blank are the shipping one, and problems name its columns', () => {
    const { params, mapper, rows } = mapRows(woo, [
      { ...row, billing_phone: '600', shipping_address_1: 'Side 2', shipping_city: 'Dallas', shipping_country: 'XX' },
    ]);
    expect(params).toEqual([
      { ...ana, phone: '600', addresses: [{ address1: 'Side 2', city: 'Dallas', country_code: 'XX' }] },
    ]);
    expect(mapper.columnOf('addresses[0].country_code', rows[0])).toBe('shipping_country');
  });

  test('that are blank are no address, and names alone are none either', () => {
    const { params } = mapRows(
      'Email Address,First Name,Last Name,Address First Name - 1,Address Line 1 - 1,Address Line 1 - 2,Address City - 3',
      [
        {
          'Email Address': ana.email,
          'First Name': 'Ana',
          'Last Name': 'Ruiz',
          'Address First Name - 1': 'Ana',
          'Address Line 1 - 1': '  ',
          'Address City - 3': 'Austin',
        },
      ],
    );
    expect(params).toEqual([{ ...ana, addresses: [{ city: 'Austin' }] }]);
  });

  test('in rows of their own need the customer directly above them', () => {
    const header = 'Email,First Name,Last Name,Accepts Marketing,Address1,City,Province,Country,Tags';
    const first = { Email: ana.email, 'First Name': 'Ana', 'Last Name': 'Ruiz', Address1: 'Main 1', City: 'Austin' };
    const other = { Email: 'bob@example.com', 'First Name': 'Bob', 'Last Name': 'Gil' };
    const { rows } = mapRows(header, [
      first,
      { Email: ana.email, Address1: 'Side 2', City: 'Dallas' },
      { Email: ana.email, Address1: 'side 2', City: 'dallas' },
      { Email: ana.email, 'First Name': 'Anita', Address1: 'Far 3', City: 'Waco' },
      other,
      { Email: ana.email, Address1: 'Late 4', City: 'Waco' },
    ]);
    expect(rows.map(({ index, continues }) => [index, continues])).toEqual([
      [0, undefined],
      [1, 0],
      // An address that is there already adds nothing: an ordinary duplicate.
      [2, undefined],
      [3, undefined],
      [4, undefined],
      [5, undefined],
    ]);
    expect(rows[0]!.params).toMatchObject({ address1: 'Main 1', addresses: [{ address1: 'Side 2', city: 'Dallas' }] });
  });

  test('of a customer that is refused go with it', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city';
    const { rows } = mapRows(header, [
      { email: ana.email, firstname: 'Ana' },
      { _address_street: 'Side 2', _address_city: 'Dallas' },
    ]);
    expect(rows).toMatchObject([{ problems: [{ code: 'last_name_missing' }] }, { continues: 0, problems: [] }]);
  });

  test('without a customer above them are refused, also after a row that cannot be read', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city'.split(',');
    const address = ['', '', '', '', '', 'Side 2', 'Dallas'];
    const { rows } = mapRecords(header, [
      csvRecord(address, 0),
      csvRecord([ana.email, '', '', 'Ana', 'Ruiz', 'Main 1', 'Austin'], 1),
      { index: 2, line: 4, raw: 'x', fault: { code: 'wrong_field_count', message: 'm', what_to_do: 'w' } },
      csvRecord(address, 3),
      csvRecord(['', '', '', 'Bob', 'Gil', '', ''], 4),
    ]);
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['email_missing'],
      [],
      ['wrong_field_count'],
      ['email_missing'],
      ['email_missing'],
    ]);
  });

  test('beyond the ten that BigCommerce takes are left out with a warning', () => {
    const header = 'email,_website,_store,firstname,lastname,_address_street,_address_city';
    const further = Array.from({ length: 12 }, (_, at) => ({
      _address_street: `Street ${at}`,
      _address_city: 'Austin',
    }));
    const { rows } = mapRows(header, [{ email: ana.email, firstname: 'Ana', lastname: 'Ruiz' }, ...further]);
    // The first one is in the flat parameters.
    expect(rows[0]!.params!.addresses).toHaveLength(9);
    expect(rows[0]!.problems).toMatchObject([{ code: 'too_many_addresses', rejects: false }]);
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

describe('the column behind a parameter', () => {
  test.each([
    ['country_code', 'Default Address Country Code'],
    ['state', 'Default Address Province Code'],
    ['address_phone', 'Default Address Phone'],
    ['email', 'Email'],
    ['newsletter', 'Accepts Email Marketing'],
    ['notes', undefined],
  ])('%s of a Shopify file is %s', (param, column) => {
    const { mapper } = mapRows(
      'Email,First Name,Last Name,Accepts Email Marketing,Default Address Address1,Default Address Province Code,Default Address Country Code,Default Address Phone,Phone',
      [],
    );
    expect(mapper.columnOf(param)).toBe(column);
  });

  test.each([
    ['addresses[1].city', 'Address City - 2'],
    ['addresses[0].country_code', 'Address Country - 1'],
    ['addresses[1].state_or_province', 'Address State - 2'],
    ['first_name', 'Name'],
    ['attributes.Loyalty', 'Loyalty tier'],
  ])('%s of a file with many addresses is %s', (param, column) => {
    const header =
      'Email Address,Name,Address First Name - 1,Address Line 1 - 1,Address Country - 1,Address City - 2,Address State - 2,Loyalty tier';
    const { mapper } = mapRows(header, [], { overrides: { 'loyalty tier': 'attributes.Loyalty', name: 'name' } });
    expect(mapper.columnOf(param)).toBe(column);
  });
});

describe('records of JSON', () => {
  const customer = {
    id: 99,
    authentication: { force_password_reset: true },
    company: 'Acme',
    customer_group_id: 0,
    email: 'ana@example.com',
    first_name: 'Ana',
    last_name: 'Ruiz',
    notes: '',
    phone: '555',
    registration_ip_address: '',
    tax_exempt_category: 'E',
    date_created: '2026-01-30T00:49:10Z',
    date_modified: '2026-01-30T00:49:10Z',
    accepts_product_review_abandoned_cart_emails: false,
    store_credit_amounts: [{ amount: 12.5 }],
    origin_channel_id: 1,
    channel_ids: null,
    shopper_profile_id: '4b5c',
    segment_ids: [],
    addresses: [
      {
        id: 5,
        customer_id: 99,
        first_name: 'Ana',
        last_name: 'Ruiz',
        company: '',
        address1: 'Main St. 1',
        address2: '',
        city: 'Austin',
        state_or_province: 'Texas',
        postal_code: '78701',
        country: 'United States',
        country_code: 'US',
        phone: '555',
        address_type: 'commercial',
      },
    ],
    attributes: [{ id: 1, customer_id: 99, attribute_id: 4, attribute_value: 'gold', date_created: 'x' }],
    form_fields: [
      { customer_id: 99, name: 'How', value: ['ad', 'friend'] },
      { customer_id: 99, name: 'Empty', value: '' },
    ],
  };

  test('as the API gives them come to the same customer', () => {
    const { params, rows, proposal } = mapObjects([customer]);
    expect(params).toEqual([
      {
        ...ana,
        company: 'Acme',
        phone: '555',
        tax_exempt_category: 'E',
        customer_group_id: 0,
        origin_channel_id: 1,
        accepts_product_review_abandoned_cart_emails: false,
        force_password_reset: true,
        store_credit: 12.5,
        attributes: { 4: 'gold' },
        form_fields: { How: ['ad', 'friend'] },
        addresses: [
          {
            first_name: 'Ana',
            last_name: 'Ruiz',
            address1: 'Main St. 1',
            city: 'Austin',
            state: 'Texas',
            zip: '78701',
            country_code: 'US',
            phone: '555',
            address_type: 'commercial',
          },
        ],
      },
    ]);
    expect(rows[0]).toMatchObject({ sourceId: '99', problems: [], raw: JSON.stringify(customer) });
    expect(proposal.columns.filter(({ why }) => why === 'unknown')).toEqual([]);
    expect(() => readParams(createCustomer, params[0])).not.toThrow();
  });

  test('with an object for the address have its fields as columns', () => {
    const { params, proposal } = mapObjects([
      { ...ana, address: { street: 'Main 1', city: 'Austin', country: 'US' }, tags: ['vip', 'new'] },
    ]);
    expect(params).toEqual([{ ...ana, address1: 'Main 1', city: 'Austin', country_code: 'US' }]);
    expect(proposal.columns.map(({ column }) => column)).toContain('address.city');
  });

  test('whose keys come after the samples are carried where the name leaves no doubt, and told of', () => {
    const objects: Record<string, unknown>[] = Array.from({ length: 20 }, () => ({ ...ana }));
    objects.push({ ...ana, company: 'Acme', shoe_size: 43, tags: ['vip', 'new'] });
    const records = objects.map((object, index) => ({ index, line: index + 1, raw: JSON.stringify(object), object }));
    const { params, mapper } = mapRecords(Object.keys(ana), records, {}, true);
    expect(params.at(-1)).toEqual({ ...ana, company: 'Acme' });
    expect(mapper.columnOf('company')).toBe('company');
    expect(mapper.judged().map(({ column, kind, note }) => [column, kind, note.slice(0, 60)])).toEqual([
      ['tags', 'tags', expect.any(String)],
      ['company', 'other', expect.stringContaining('It goes to company')],
      ['shoe_size', 'other', expect.stringContaining('It is not carried')],
    ]);
    expect(mapper.judged()[0]!.values).toHaveLength(2);
  });

  test('keep a value that is an object out of a text, with a warning', () => {
    const { rows } = mapObjects([{ ...ana, company: [{ name: 'Acme' }] }]);
    expect(rows[0]).toMatchObject({ params: ana, problems: [{ code: 'value_not_understood', column: 'company' }] });
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
