import { describe, expect, test } from 'vitest';
import { csvRecord, mapRecords } from './fixtures/map-rows.ts';

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
