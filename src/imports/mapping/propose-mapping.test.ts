import { describe, expect, test } from 'vitest';
import { nameColumns } from '../sources/name-columns.ts';
import { carried, csvRecord } from './fixtures/map-rows.ts';
import { isTarget, type Mapping, nearestTarget, proposeMapping, targets } from './index.ts';

function propose(
  header: string,
  rows: string[] = [],
  more: { mapping?: Mapping; overrides?: Record<string, string | null> } = {},
) {
  const samples = rows.map((row, index) => csvRecord(row.split(';'), index));
  const headings = header.split(';');
  return proposeMapping({ header: nameColumns(headings), headings, samples, ...more });
}

describe('a file that no template knows is mapped by what its columns are called', () => {
  test.each([
    [
      'German',
      'E-Mail;Vorname;Name;Firma;Straße;PLZ;Ort;Land;Telefon;Kundennummer;Geburtsdatum',
      'email,first_name,last_name,company,address1,zip,city,country_code,phone,source_id',
    ],
    [
      'Spanish',
      'Correo electrónico;Nombre;Apellidos;Empresa;Dirección;Código postal;Población;Provincia;País;Teléfono',
      'email,first_name,last_name,company,address1,zip,city,state,country_code,phone',
    ],
    [
      'French',
      'Courriel;Prénom;Nom;Société;Adresse;Complément d’adresse;Code postal;Ville;Pays;Téléphone',
      'email,first_name,last_name,company,address1,address2,zip,city,country_code,phone',
    ],
    [
      'Portuguese',
      'E-mail;Nome;Sobrenome;Empresa;Endereço;CEP;Cidade;Estado;País;Celular',
      'email,first_name,last_name,company,address1,zip,city,state,country_code,phone',
    ],
    [
      'Italian',
      'Email;Nome;Cognome;Azienda;Indirizzo;CAP;Città;Provincia;Paese;Cellulare',
      'email,first_name,last_name,company,address1,zip,city,state,country_code,phone',
    ],
    [
      'English, with two addresses',
      'Contact Email;Full Name;Organisation;Mobile Number;Billing Street;Billing City;Billing Postcode;Billing Country;Ship To City;Shipping Address 2',
      'email,name,company,phone,billing.address1,billing.city,billing.zip,billing.country_code,shipping.city,shipping.address2',
    ],
    [
      'English, with slips and an own order',
      'Surname;Fist Name;Emial Address;Phone Nummber;Post Code;Town;County',
      'last_name,first_name,email,phone,zip,city,state',
    ],
    [
      'written in camel case',
      'userEmail;firstName;lastName;streetAddress;postalCode;countryCode',
      'email,first_name,last_name,address1,zip,country_code',
    ],
    [
      'German compounds',
      'Kunden-E-Mail;Rechnungsort;Rechnungsstraße;Lieferort',
      'email,billing.city,billing.address1,shipping.city',
    ],
    [
      'Spanish, with addresses after their word',
      'Correo;Nombre;Ciudad de facturación;Ciudad de envío',
      'email,name,billing.city,shipping.city',
    ],
    [
      'numbered addresses',
      'Mail;Name;Address 1;Address 2;City;City 2;Zip 2',
      'email,name,address1,address2,city,address[2].city,address[2].zip',
    ],
    [
      'lines of one address, numbered',
      'Mail;Name;Address Street 1;Address Street 2;Address City;Billing Address 2;Billing Address 1 City',
      'email,name,address1,address2,city,billing.address2,billing.city',
    ],
    [
      'paths of JSON',
      'email;firstName;lastName;address.address1;address.address2;address.city;address.country',
      'email,first_name,last_name,address1,address2,city,country_code',
    ],
    [
      'an address of a street, which is no file of Magento',
      'Email;First Name;Last Name;Address Street;Address City;Address Country',
      'email,first_name,last_name,address1,city,country_code',
    ],
  ])('%s', (_, header, expected) => {
    const proposal = propose(header);
    expect(Object.values(carried(proposal)).join()).toBe(expected);
    expect(proposal.needs_choice).toEqual([]);
    expect(proposal.template).toBeUndefined();
  });

  test('and shows what is in them', () => {
    const proposal = propose('Correo;Color', ['ana@example.com;red', 'ana@example.com;blue', 'bob@example.com; ']);
    expect(proposal.columns).toEqual([
      { column: 'Correo', target: 'email', why: 'similar', samples: ['ana@example.com', 'bob@example.com'] },
      {
        column: 'Color',
        target: null,
        why: 'unknown',
        note: 'Nothing is like it. Choose where it goes, or leave it out.',
        samples: ['red', 'blue'],
      },
    ]);
  });

  test('or by what they hold, where emails stand under a name that says nothing', () => {
    const proposal = propose('Field 7;Vorname', ['ana@example.com;Ana', 'bob@example.com;Bob']);
    expect(proposal.columns[0]).toMatchObject({ target: 'email', why: 'similar', note: 'Every sample is an email.' });
  });

  test('but not by a likeness that is none', () => {
    expect(carried(propose('Stage;Votes;Email verified;Phone type;Colour;???;'))).toEqual({});
  });

  test('but not against what they hold', () => {
    const proposal = propose('Mail;Login', ['yes;ana@example.com', 'no;bob@example.com']);
    expect(carried(proposal)).toEqual({ Login: 'email' });
    expect(proposal.needs_choice).toEqual(['Mail']);
    expect(proposal.columns[0]!.note).toContain('no emails');
  });
});

describe('what is not carried is said', () => {
  test.each([
    'Date Joined',
    'error_code',
    'total spent',
    'AOV',
    'Birthday',
    'Tags',
    'Role',
    'Tax Exempt',
    'Size (customer.metafields.a.b)',
    'WhatsApp Consent',
    'Password',
  ])('%s, with the reason', (column) => {
    const proposal = propose(`email;${column}`);
    expect(proposal.columns[1]).toMatchObject({ target: null, note: expect.stringMatching(/\w{3}/) });
    expect(['not_carried', 'secret']).toContain(proposal.columns[1]!.why);
    expect(proposal.mapping.columns).toEqual({ email: 'email', [column]: null });
  });
});

describe('two columns never go to one target in silence', () => {
  test('the better one wins, and the other needs a choice', () => {
    const proposal = propose('E-mail address;email;Work e-mail');
    expect(carried(proposal)).toEqual({ email: 'email' });
    expect(proposal.needs_choice).toEqual(['E-mail address']);
    expect(proposal.columns[0]!.note).toContain('"email" goes to email already');
  });

  test('of equal headings the first that holds values is read by it, and the others need a choice', () => {
    const twice = propose('Email;Phone;email;Phone', ['a@example.com;;b@example.com;600100200']);
    expect(carried(twice)).toEqual({ Email: 'email', 'Phone (2)': 'phone' });
    expect(twice.needs_choice).toEqual(['email (2)']);
    expect(twice.columns[2]!.note).toBe(
      'Column 1, "Email", has the same heading and is read by it. Choose where this one goes, or leave it out.',
    );
    expect(twice.columns[1]).toMatchObject({ target: null, why: 'not_carried' });
  });

  test('equal headings are never read as the numbered fields of a form', () => {
    const row = 'a@example.com;Street 1;Road 2;600100200;600100201';
    const addresses = propose('Email;Address;Address;Phone;Phone', [row]);
    expect(carried(addresses)).toEqual({ Email: 'email', Address: 'address1', Phone: 'phone' });
    const mapping: Mapping = { version: 1, columns: { 'Address 2': 'address2' } };
    expect(carried(propose('Email;Address;Address', ['a@example.com;x;y'], { mapping }))).toEqual({
      Email: 'email',
      Address: 'address1',
    });
  });

  test('each of equal headings is chosen by its name, now or in a saved mapping', () => {
    const header = 'Email;Phone;Phone;Phone 2';
    const row = 'a@example.com;1;2;3';
    const overrides = { 'phone (2)': 'phone', 'phone 2': 'notes' };
    const chosen = propose(header, [row], { overrides });
    expect(carried(chosen)).toEqual({ Email: 'email', 'Phone (2)': 'phone', 'Phone 2': 'notes' });
    expect(chosen.columns[1]).toMatchObject({ target: null, note: '"Phone (2)" goes to phone already.' });
    const again = propose(header, [row], { mapping: chosen.mapping });
    expect(again.mapping).toEqual(chosen.mapping);
    expect(again.needs_choice).toEqual([]);
  });

  test('a column without a heading goes nowhere unless it is chosen', () => {
    const row = '0;x;a@example.com';
    expect(propose(';Code;', [row]).columns.map(({ target }) => target)).toEqual([null, null, null]);
    const overrides = { 'column 1': 'source_id', 'Column 3': 'email' };
    expect(carried(propose(';Code;', [row], { overrides }))).toEqual({ 'column 1': 'source_id', 'column 3': 'email' });
  });

  test('a secret is one under each of equal headings', () => {
    const secret = propose('Email;PIN;PIN', ['a@example.com;1;2']);
    expect(secret.columns.map(({ why }) => why)).toEqual(['exact', 'secret', 'secret']);
    expect(() => propose('Email;PIN;PIN', [], { overrides: { 'PIN (2)': 'notes' } })).toThrow('holds passwords');
  });

  test('and two that the user sends to one are refused', () => {
    expect(() => propose('a;b', [], { overrides: { a: 'email', b: 'email' } })).toThrow(
      'The columns "a" and "b" both go to email, which takes one.',
    );
    expect(() => propose('a;b', [], { overrides: { a: 'city', b: 'address[1].city' } })).toThrow(/both go to/);
  });
});

describe('the choice of the user', () => {
  test('goes before everything, and finds its column without regard to case and dots', () => {
    const proposal = propose('E-mail;Login;Tags;Notes', [], {
      overrides: { e_MAIL: '', login: 'email', tags: 'notes' },
    });
    expect(carried(proposal)).toEqual({ Login: 'email', Tags: 'notes' });
    expect(proposal.columns.map(({ why }) => why)).toEqual(['chosen', 'chosen', 'chosen', 'not_carried']);
  });

  test('for a column or target that there is not is refused with the nearest one', () => {
    expect(() => propose('E-mail;Name', [], { overrides: { 'E-mial': 'email' } })).toThrow(/Did you mean "E-mail"\?/);
    expect(() => propose('E-mail;Name', [], { overrides: { Name: 'firstname' } })).toThrow(/Did you mean first_name\?/);
  });

  test('is kept in a mapping, which serves another file of the same kind', () => {
    const first = propose('Login;Colour;City', [], { overrides: { login: 'email', colour: 'attributes.Colour' } });
    const second = propose('city;COLOUR;login;Phone', [], { mapping: first.mapping });
    expect(carried(second)).toEqual({ city: 'city', COLOUR: 'attributes.Colour', login: 'email', Phone: 'phone' });
    expect(second.columns[1]!.why).toBe('mapping');
  });

  test('to leave a column out does not hide what is in it', () => {
    const { mapping } = propose('email;Tags;Password');
    const proposal = propose('email;Tags;Password', ['a@b.co;vip;x'], { mapping });
    expect(proposal.columns).toMatchObject([
      { why: 'mapping' },
      { why: 'mapping', kind: 'tags', note: 'Left out by the mapping.' },
      { why: 'secret', samples: [] },
    ]);
  });

  test('on top of a mapping takes its target over', () => {
    const mapping: Mapping = { version: 1, columns: { Login: 'email', Mail: 'notes' } };
    expect(carried(propose('Login;Mail', [], { mapping, overrides: { Mail: 'email' } }))).toEqual({ Mail: 'email' });
  });
});

describe('targets', () => {
  test.each([
    'email',
    'address[2].city',
    'billing.address_phone',
    'shipping.zip',
    'attributes.Shoe size',
    'form_fields.How?',
  ])('%s is one', (name) => expect(isTarget(name)).toBe(true));

  test.each([
    '',
    'mail',
    'address[0].city',
    'address[2].email',
    'billing',
    'attributes.',
    'address[2].',
    'constructor',
  ])('"%s" is none', (name) => expect(isTarget(name)).toBe(false));

  test('have the nearest one for a slip', () => {
    expect(nearestTarget('adress1')).toBe('address1');
    expect(nearestTarget('Postal code')).toBe('zip');
    expect(nearestTarget('qwertyuiop')).toBeUndefined();
    expect(nearestTarget('attribute.Tags')).toBe('attributes.Tags');
    expect(nearestTarget('Attributes: Loyalty level')).toBe('attributes.Loyalty level');
    expect(nearestTarget('formfields.Favourite colour')).toBe('form_fields.Favourite colour');
    expect(nearestTarget('attribute')).toBe('attributes');
    expect(() => propose('E-mail;Tags', [], { overrides: { Tags: 'attribute.Tags' } })).toThrow(
      /Did you mean attributes\.Tags\?/,
    );
  });

  test('are listed with what they mean', () => {
    for (const { name, title, description } of targets) expect([name, title, description].join(' ')).toMatch(/\w+ \w+/);
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  });
});

describe('headings in seven languages', () => {
  const targets = (header: string) =>
    proposeMapping({ header: header.split(';'), samples: [] }).columns.map(({ column, target }) => [column, target]);

  test.each([
    'Customer Group',
    'Kundengruppe',
    'Grupo de clientes',
    'Groupe client',
    'Gruppo cliente',
    'Grupo do cliente',
    'Klantgroep',
  ])('%s is the group of the customer', (column) => {
    expect(targets(column)).toEqual([[column, 'customer_group']]);
  });

  test.each(['Group', 'Gruppe', 'Groupe', 'Grupo', 'Gruppo', 'Groep', 'Role'])('%s may be any group', (column) => {
    expect(targets(column)).toEqual([[column, null]]);
  });

  test('make the address that they name', () => {
    expect(
      targets(
        'Adresse de facturation;Code postal de facturation;Ville de facturation;Adresse de livraison;Ville de livraison',
      ).map(([, target]) => target),
    ).toEqual(['billing.address1', 'billing.zip', 'billing.city', 'shipping.address1', 'shipping.city']);
    expect(targets('Voornaam;Achternaam;Straat;Postcode;Plaats;Land').map(([, target]) => target)).toEqual([
      'first_name',
      'last_name',
      'address1',
      'zip',
      'city',
      'country_code',
    ]);
    expect(targets('Street Address 1;Street Address 2;Address Line 3;City/Town').map(([, target]) => target)).toEqual([
      'address1',
      'address2',
      null,
      'city',
    ]);
  });

  test('in brackets say less than what stands before them', () => {
    expect(targets('Guthaben (EUR);Telefon (privat)').map(([, target]) => target)).toEqual(['store_credit', 'phone']);
  });
});

describe('part of an address that has no city', () => {
  const decided = (header: string) =>
    proposeMapping({ header: header.split(','), samples: [] }).columns.map(({ target }) => target);

  test('joins the one that has, where that lacks it', () => {
    expect(decided('Billing Address,Town,Zipcode')).toEqual(['address1', 'city', 'zip']);
    expect(decided('Apartment,Billing Street,Billing Town')).toEqual([
      'billing.address2',
      'billing.address1',
      'billing.city',
    ]);
  });

  test('is left to the user else, since no address could be made of it', () => {
    const { columns, needs_choice } = proposeMapping({
      header: ['Phone', 'Phone 2', 'Calle', 'Ciudad', 'Dirección de facturación'],
      samples: [],
    });
    expect(columns.map(({ target }) => target)).toEqual(['phone', null, 'address1', 'city', null]);
    expect(needs_choice).toEqual(['Phone 2', 'Dirección de facturación']);
    expect(columns[1]!.note).toContain('no column holds the city of that address');
  });
});
