import { describe, expect, test } from 'vitest';
import { csvRecord, mapObjects, mapRecords } from './fixtures/map-rows.ts';

const ana = { email: 'ana@example.com', first_name: 'Ana', last_name: 'Ruiz' };
const own = 'email,first_name,last_name';

describe('secrets', () => {
  const header = 'email,first_name,last_name,password,company,rp_token';
  const cells = ['ana@example.com', 'Ana', 'Ruiz', 'hunter"2, x', ' Acme ', 'tok3n'];

  test('are blanked in the raw record, and everything else stays as it is', () => {
    const { rows } = mapRecords(header.split(','), [csvRecord(cells)]);
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,, Acme ,');
    expect(rows[0]!.params).toEqual({ ...ana, company: 'Acme' });
  });

  test('are blanked at once, however many line breaks a cell has', () => {
    const notes = `a${'\n'.repeat(500_000)}b`;
    const { rows } = mapRecords([...header.split(','), 'notes'], [csvRecord([...cells, notes])]);
    expect(rows[0]!.raw).toBe(`ana@example.com,Ana,Ruiz,, Acme ,,"${notes}"`);
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
      fault: { code: 'wrong_field_count' as const, message: 'm.', what_to_do: 'w' },
    };
    const { rows } = mapRecords(header.split(','), [record]);
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,,,,');
    expect(rows[0]!.problems).toMatchObject([{ code: 'wrong_field_count', rejects: true }]);
    expect(rows[0]!.problems[0]!.message).toBe(
      'm. Cells 4, 5, 6, 7 are left out of it here, since each may be what belongs in "password", "rp_token", which is never kept: take them from the original file.',
    );
  });

  test('take no neighbour with them where the email tells where they stand', () => {
    const ragged = (names: string, raw: string) => {
      const fault = { code: 'wrong_field_count' as const, message: 'm.', what_to_do: 'w' };
      const [row] = mapRecords(names.split(','), [{ index: 0, line: 2, raw, fault }]).rows;
      return [row!.raw, row!.problems[0]!.message];
    };
    const late = 'first_name,last_name,company,password,phone,email';
    const early = 'company,email,first_name,last_name,password,phone';
    expect(ragged(late, 'Ana,Ruiz,Acme,hunter2,555,ana@x.example,more')).toEqual([
      'Ana,Ruiz,Acme,,555,ana@x.example,more',
      'm.',
    ]);
    expect(ragged(early, 'Acme, Inc,ana@x.example,Ana,Ruiz,hunter2,555')).toEqual([
      'Acme, Inc,ana@x.example,Ana,Ruiz,,555',
      'm.',
    ]);
    expect(ragged(early, 'ana@x.example,Ana,Ruiz,hunter2,555')).toEqual(['ana@x.example,Ana,Ruiz,,555', 'm.']);
    // The surplus may be within the password, or before it.
    expect(ragged(early, 'Acme,ana@x.example,Ana,Ruiz,hunt,er2,555')).toEqual([
      'Acme,ana@x.example,Ana,Ruiz,,,555',
      expect.stringContaining('Cells 5, 6 are left out'),
    ]);
    // A part of the password that looks like an email tells nothing.
    expect(ragged(late, 'Ana,Ruiz,Acme,hunt,er@2.example,555,ana@x.example')[0]).toBe(
      'Ana,Ruiz,Acme,,,555,ana@x.example',
    );
    expect(ragged(early, 'Acme,ana@x.example,Ana,Ruiz,hunter2,')[1]).toBe('m.');
  });

  test('take a record with them whose cells cannot be told apart', () => {
    const record = {
      index: 0,
      line: 2,
      raw: 'ana@example.com,"Ana,Ruiz,hunter2',
      fault: { code: 'unclosed_quote' as const, message: 'm', what_to_do: 'w' },
    };
    const [row] = mapRecords(header.split(','), [record]).rows;
    expect([row!.raw, row!.problems[0]!.message]).toEqual(['', expect.stringContaining('The record is left out here')]);
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

  test.each([
    'passhash, secure_key, user_activation_key, wachtwoord, mdp, mot de passe, Heslo, haslo, Hasło, пароль, senha, contraseña',
    'Kennwort, Passwort, lozinka, parola, salasana, Lösenord, adgangskode, passord, şifre, jelszó, パスワード, 密码, 비밀번호',
    'API key, apiToken, access-token, client_secret, otp, 2fa, remember_token, session, session_id, phpsessid, auth_key, reset link, backup_codes',
    'pwd, user_pass, PasswordHash, pass_md5_hash, account activation url, security answer, cvv2, credit card number',
  ])('are known by their names: %s', (names) => {
    const columns = ['email', ...names.split(', ')];
    const { proposal, rows } = mapRecords(columns, [
      csvRecord(columns.map((_, at) => (at === 0 ? ana.email : 'hush'))),
    ]);
    expect(proposal.columns.filter(({ why }) => why !== 'secret').map(({ column }) => column)).toEqual(['email']);
    expect(JSON.stringify([proposal, rows])).not.toContain('hush');
  });

  test.each([
    'Compass order, Passenger, the slope, Profession id, Keyboard, Company pin code, Session count, Author, Passport country',
    'Activation date, Access code for delivery, Recovery plan, Hashtag, Salty snacks, force_password_reset, Monkey, Parole officer',
  ])('are not taken for such by a likeness: %s', (names) => {
    const columns = ['email', ...names.split(', ')];
    const { proposal } = mapRecords(columns, []);
    expect(proposal.columns.filter(({ why }) => why === 'secret')).toEqual([]);
  });

  test.each([32, 40, 64])(
    'are found in a column of %i hexadecimal digits, where its name says key, pass or hash',
    (size) => {
      const digest = 'a0F9'.repeat(16).slice(0, size);
      const propose = (column: string, value: string) =>
        mapRecords(
          ['email', column],
          [csvRecord(['ana@example.com', value]), csvRecord(['bob@example.com', digest], 1)],
        ).proposal.columns[1]!.why;
      for (const column of ['custkey', 'mypassfield', 'userpwd2', 'legacyhashes'])
        expect(propose(column, digest)).toBe('secret');
      expect(propose('device', digest)).toBe('unknown');
      expect(propose('custkey', 'k-1')).toBe('unknown');
    },
  );
});

describe('secrets in JSON within a cell', () => {
  const columns = ['email', 'first_name', 'last_name', 'attributes', 'form_fields', 'widget_data'];
  const map = (cells: Record<string, string>) =>
    mapRecords(columns, [csvRecord(columns.map((name) => cells[name] ?? ana[name as 'email'] ?? ''))]);

  test('are blanked in the raw record, carried nowhere and shown in no sample; the rest of the cell is', () => {
    const { rows, proposal, mapper } = map({
      attributes: '{"api_token":"t0ps3cret","Tier":"gold"}',
      form_fields: '[{"name":"Password","value":"hunter2hunter2"},{"name":"How","value":"ad"}]',
      widget_data: ' [{"meta_key":"_pass","meta_value":["hunter3"]}]',
    });
    expect(rows[0]!.raw).toBe(
      'ana@example.com,Ana,Ruiz,"{""api_token"":"""",""Tier"":""gold""}","[{""name"":""Password"",""value"":""""},{""name"":""How"",""value"":""ad""}]"," [{""meta_key"":""_pass"",""meta_value"":""""}]"',
    );
    expect(rows[0]!.params).toMatchObject({ attributes: { Tier: 'gold' }, form_fields: { How: 'ad' } });
    expect(JSON.stringify([rows, proposal, mapper.judged()])).not.toMatch(/hunter|t0ps/);
    expect(proposal.columns[3]!.samples).toEqual(['{"api_token":"","Tier":"gold"}']);
  });

  test('leave a row without secrets as it is, byte for byte', () => {
    const cells = [ana.email, 'Ana', 'Ruiz', '{"Tier" : "gold"}', '[ {"name":"How","value":"ad"} ]', '{"a":1}'];
    const record = csvRecord(cells);
    const { rows } = mapRecords(columns, [record]);
    expect(rows[0]).toMatchObject({ raw: record.raw, problems: [] });
  });

  test('take a cell with them that cannot be read, and that is said without the cell', () => {
    const { rows, proposal } = map({ attributes: '{"api_token":"t0ps3cret"', widget_data: '[{"password":"hunter2"' });
    expect(rows[0]!.raw).toBe('ana@example.com,Ana,Ruiz,,,');
    // The last column goes nowhere.
    expect(rows[0]!.problems).toEqual([
      {
        code: 'value_not_understood',
        column: 'attributes',
        message: 'The cell names a password, hash or token and cannot be read as JSON; it was left out.',
        what_to_do: 'Write it as JSON, or without secrets.',
        rejects: false,
      },
    ]);
    expect(JSON.stringify([rows, proposal])).not.toMatch(/hunter|t0ps/);
  });

  test('or may stand in any cell of attributes that cannot be read: the problem does not show it', () => {
    const { rows } = map({ attributes: 'pw=hunter2', form_fields: 'x: hunter2' });
    expect(rows[0]!.problems).toMatchObject([{ column: 'attributes' }, { column: 'form_fields' }]);
    expect(JSON.stringify(rows[0]!.problems)).not.toContain('hunter');
  });

  test('are blanked where a text of a JSON record is JSON, too', () => {
    const object = {
      ...ana,
      company: '{"password":"hunter2","a":1}',
      attributes: '[{"name":"api_token","value":"t1"}]',
    };
    const { rows, proposal } = mapObjects([object]);
    expect(rows[0]!.params).toEqual({ ...ana, company: '{"password":"","a":1}' });
    expect(JSON.stringify([rows, proposal])).not.toMatch(/hunter|t1/);
    const broken = mapObjects([{ ...ana, company: '{"password":"hunter2' }]).rows[0]!;
    expect(broken).toMatchObject({ params: ana, problems: [{ code: 'value_not_understood', column: 'company' }] });
    expect(broken.clear).toBeUndefined();
  });
});
