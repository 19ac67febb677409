import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Agent, csvOf, type OpenedImportTools, openImportTools, people } from './fixtures/open-import-tools.ts';

let opened: OpenedImportTools;
let agent: Agent;
beforeAll(async () => {
  opened = await openImportTools();
  agent = await opened.agent();
});
afterAll(() => opened.close());

const check = (args: Record<string, unknown>) => agent.call('check_import', args);
const upload = (text: string) =>
  opened.imports.upload({
    file: 'people.csv',
    content: Readable.from([Buffer.from(text)], { objectMode: false }),
    maxBytes: 1e6,
  });

describe('rows', () => {
  test('are checked as a file would be, and nothing is written to the store', async () => {
    const rows = [
      ...people(3),
      { email: 'P0@shop.example', first_name: 'Again', last_name: 'Ruiz' },
      { email: 'no-email', first_name: 'Ana', last_name: 'Ruiz', shoe: 44 },
      { email: 'x@shop.example', first_name: true, last_name: null },
    ];
    const found = await check({ rows });
    expect(found).toMatchObject({
      success: true,
      message:
        'rows.ndjson: 6 rows, of which would be 1 skipped, 2 rejected and at most 3 created: who exists was not asked. 1 call, about 1 s, no e-mail will be sent. Nothing was written to the store.',
      import_id: expect.stringMatching(/^imp_/),
      check_id: expect.stringMatching(/^chk_/),
      state: 'ready',
      store: { credentials_id: 'main', store_hash: 'sandbox1' },
      columns_mapped: [
        { column: 'email', target: 'email' },
        { column: 'first_name', target: 'first_name' },
        { column: 'last_name', target: 'last_name' },
      ],
      columns_unmapped: [{ column: 'shoe', samples: ['44'] }],
      rows: 6,
      would: { created: 3, skipped: 1, rejected: 2 },
      calls: 1,
      hours: expect.any(Number),
      store_credit_total: 0,
      mails: 'no e-mail will be sent',
      next: { tool: 'start_import', arguments: { check_id: found.check_id } },
    });
    const [wrong, missing, duplicate] = found.problems;
    expect(wrong).toMatchObject({
      code: 'invalid_params',
      column: 'email',
      count: 1,
      rejects: true,
      lines: [5],
      what_to_do: expect.any(String),
      samples: [{ line: 5, email: 'no-email', value: 'no-email' }],
    });
    expect(missing).toMatchObject({ code: 'last_name_missing', lines: [6] });
    expect(duplicate).toMatchObject({ code: 'duplicate_row', rejects: false, samples: [{ line: 4, first_line: 1 }] });
    const { requests, rows: kept } = opened.sandbox.sandbox.stats();
    expect(Object.keys(requests).filter((endpoint) => !endpoint.startsWith('GET '))).toEqual([]);
    expect(kept.customers).toBe(0);
  });

  test('are checked again with other options by their import_id; those that are not given stay', async () => {
    const first = await check({
      rows: [{ 'E-mail address of person': 'ana@shop.example', first: 'Ana', last: 'Ruiz' }],
    });
    const id = first.import_id ?? first.details.import_id;
    const mapped = await check({
      import_id: id,
      map: { 'E-mail address of person': 'email', first: 'first_name', last: 'last_name' },
      if_exists: 'update',
    });
    expect(mapped).toMatchObject({ success: true, would: { created: 1 }, options: { if_exists: 'update' } });
    const cleared = await check({ import_id: id, blank: 'clear' });
    expect(cleared).toMatchObject({ success: true, import_id: id, options: { if_exists: 'update', blank: 'clear' } });
  });

  test('whose email no column holds are kept, and the refusal says how to go on', async () => {
    const refused = await check({ rows: [{ who: 'Ana', where: 'Madrid' }] });
    expect(refused).toMatchObject({ success: false, code: 'invalid_params', param: 'map' });
    expect(refused.message).toMatch(/Call check_import with import_id imp_\w+ and a map\.$/);
    const mapped = await check({ import_id: refused.details.import_id, map: { who: 'email' } });
    expect(mapped).toMatchObject({ success: true, would: { rejected: 1 } });
  });

  test.each([
    [[], /must be a list of objects/],
    ['ana@shop.example', /must be a list of objects/],
    [[{ email: 'a@shop.example' }, 'b'], /^Row 2 must be an object/],
    [[{ email: 'a@shop.example', address: { city: 'Madrid' } }], /^Row 1 has an object in "address"/],
    [[{ email: ['a@shop.example'] }], /^Row 1 has a list in "email"/],
    [people(501), /^501 rows came, and a call takes 500\..*import_id/],
  ])('that are none are refused in words %#', async (rows, message) => {
    expect(await check({ rows })).toMatchObject({ code: 'invalid_params', message: expect.stringMatching(message) });
  });

  test('set no passwords', async () => {
    const rows = [{ ...people(1)[0], secret_word: 'hunter2hunter2' }];
    expect(await check({ rows, map: { secret_word: 'new_password' } })).toMatchObject({
      code: 'invalid_params',
      message: expect.stringMatching(/passwords are not set through agents/),
    });
    const { properties } = agent.tools[0]!.inputSchema;
    expect(properties?.map?.description).toContain('email, first_name');
    expect(properties?.map?.description).not.toContain('new_password');
  });
});

describe('an import', () => {
  test('that was only uploaded is checked, and one that was checked a moment ago is not read again', async () => {
    const { id } = await upload(csvOf(people(12)));
    const first = await check({ import_id: id });
    expect(first).toMatchObject({ import_id: id, file: 'people.csv', would: { created: 12 }, calls: 2 });
    const again = await check({ import_id: id, if_exists: 'skip' });
    expect(again).toMatchObject({ success: true, would: { created: 12 } });
    expect(again.check_id).not.toBe(first.check_id);
  });

  test('whose file is not kept is not spoilt by another check', async () => {
    const { id } = await opened.check(csvOf(people(2)));
    expect(await check({ import_id: id })).toMatchObject({ success: true, rows: 2 });
    expect(await check({ import_id: id, if_exists: 'update' })).toMatchObject({
      success: false,
      message: expect.stringMatching(/is not kept here/),
    });
    expect((await opened.imports.get(id)).state).toBe('ready');
  });

  test('that there is not, or of a store that is not allowed, is not found in the same words', async () => {
    const { id } = await upload(csvOf(people(1)));
    await opened.vault.add({
      id: 'other',
      storeHash: 'elsewhere',
      accessToken: 'x'.repeat(20),
      apiUrl: 'http://127.0.0.1:1',
    });
    const limited = await opened.agent({}, ['other']);
    for (const [tool, args] of [
      ['check_import', { import_id: id }],
      ['import_status', { import_id: id }],
      ['start_import', { import_id: id }],
    ] as const) {
      const refused = await limited.call(tool, args);
      expect(refused).toMatchObject({ success: false, code: 'not_found' });
      const unknown = await limited.call(tool, { import_id: 'imp_2222222222' });
      expect(unknown.message).toBe(refused.message.replace(id, 'imp_2222222222'));
    }
    expect((await limited.call('import_status')).imports).toEqual([]);
    await opened.vault.remove('other');
  });

  test('that was started cannot be checked any more', async () => {
    const { id } = await opened.check(csvOf(people(2)));
    await opened.imports.cancel(id);
    expect(await check({ import_id: id })).toMatchObject({
      code: 'invalid_params',
      message: expect.stringMatching(/is cancelled/),
    });
  });
});

describe('a path', () => {
  test('is read from the folder, also through a link within it', async () => {
    writeFileSync(join(opened.folder, 'customers.csv'), csvOf(people(25)));
    symlinkSync('customers.csv', join(opened.folder, 'latest.csv'));
    expect(await check({ path: 'customers.csv' })).toMatchObject({
      file: 'customers.csv',
      would: { created: 25 },
      calls: 3,
    });
    expect(await check({ path: join(opened.folder, 'customers.csv'), limit: 10 })).toMatchObject({ limit: 10 });
    expect(await check({ path: 'latest.csv' })).toMatchObject({ success: true, file: 'customers.csv' });
  });

  test('is one import, however often it is checked: by its path with other options, or by its import_id', async () => {
    const before = (await opened.imports.list()).length;
    writeFileSync(join(opened.folder, 'again.csv'), csvOf(people(3)));
    const first = await check({ path: 'again.csv', if_exists: 'update', blank: 'clear', map: { 'First Name': null } });
    const id = first.import_id;
    expect(first.would).toMatchObject({ created: 0, rejected: 3 });
    const anew = await check({ path: 'again.csv' });
    expect(anew).toMatchObject({ import_id: id, would: { created: 3 }, options: { if_exists: 'skip', blank: 'keep' } });
    const once = await check({ import_id: id, if_exists: 'fail' });
    expect(once).toMatchObject({ import_id: id, would: { created: 3 }, options: { if_exists: 'fail' } });
    writeFileSync(join(opened.folder, 'again.csv'), csvOf(people(4)));
    const longer = await check({ import_id: id });
    expect(longer).toMatchObject({ import_id: id, rows: 4, options: { if_exists: 'fail' } });
    expect(await opened.imports.list()).toHaveLength(before + 1);
    expect(await agent.call('start_import', { check_id: once.check_id })).toMatchObject({
      success: false,
      message: expect.stringMatching(/^Changed since the check: the file again\.csv/),
    });
    expect(await agent.call('start_import', { check_id: longer.check_id })).toMatchObject({ started: true });
    await agent.untilRest(id);
    // What was started is done with.
    expect((await check({ path: 'again.csv' })).import_id).not.toBe(id);
  });

  test('whose email no column holds waits for its map, and leaves nothing that is cancelled', async () => {
    writeFileSync(join(opened.folder, 'odd.csv'), 'who,where\nAna,Madrid\n');
    const refused = await check({ path: 'odd.csv' });
    const id = refused.details.import_id;
    expect(refused.message).toMatch(/Call check_import with import_id imp_\w+ and a map\.$/);
    expect(await check({ path: 'odd.csv' })).toMatchObject({ success: false, details: { import_id: id } });
    const map = { who: 'email', where: 'last_name' };
    expect(await check({ import_id: id, map })).toMatchObject({ success: true, rows: 1, import_id: id });
    expect(await check({ path: 'odd.csv', map })).toMatchObject({ success: true, import_id: id });
    expect(
      (await opened.imports.list()).filter(({ file, state }) => file === 'odd.csv' && state === 'cancelled'),
    ).toEqual([]);
  });

  test('that leads out of the folder is refused', async () => {
    writeFileSync(join(opened.home, 'private.csv'), csvOf(people(1)));
    symlinkSync('../private.csv', join(opened.folder, 'innocent.csv'));
    for (const path of ['../private.csv', 'innocent.csv', join(opened.home, 'private.csv'), '../none.csv'])
      expect(await check({ path })).toMatchObject({
        code: 'invalid_params',
        message: expect.stringMatching(/is outside/),
      });
  });

  test('of a folder or of nothing is refused before there is an import', async () => {
    mkdirSync(join(opened.folder, 'year'), { recursive: true });
    const before = (await agent.call('import_status')).imports.length;
    expect(await check({ path: 'year' })).toMatchObject({ message: expect.stringMatching(/is a folder/) });
    expect(await check({ path: 'none.csv' })).toMatchObject({ message: expect.stringMatching(/^There is no file/) });
    expect((await agent.call('import_status')).imports).toHaveLength(before);
  });

  test('that holds nothing is told by its name in the folder, not by what lies above', async () => {
    writeFileSync(join(opened.folder, 'empty.csv'), '');
    expect(await check({ path: 'empty.csv' })).toMatchObject({
      code: 'invalid_params',
      param: 'path',
      message: expect.stringMatching(/^empty\.csv is empty/),
    });
  });

  test('is not offered where no folder is', async () => {
    const without = await opened.agent({ files: undefined as unknown as string });
    expect(Object.keys(without.tools[0]!.inputSchema.properties!)).not.toContain('path');
    expect(Object.keys(agent.tools[0]!.inputSchema.properties!)).toContain('path');
    expect(await without.call('check_import', { path: 'customers.csv' })).toMatchObject({
      code: 'invalid_params',
      message: expect.stringMatching(/No file can be read here/),
    });
  });
});

describe('a call', () => {
  test('names exactly one of the three, and nothing unknown', async () => {
    expect((await check({})).message).toMatch(/^Give exactly one of rows, import_id and path: none came/);
    expect((await check({ rows: people(1), path: 'x.csv' })).message).toMatch(/2 came/);
    expect((await check({ rows: people(1), if_exist: 'update' })).message).toMatch(
      /"if_exist": did you mean "if_exists"\?/,
    );
    expect((await check({ customers: people(1) })).message).toMatch(/"customers": did you mean "rows"\?/);
    expect(await check({ rows: people(1), hovercraft: 1 })).toMatchObject({
      message: expect.stringMatching(/What check_import takes is in error\.details\.known/),
      details: { known: expect.arrayContaining(['rows', 'import_id', 'path', 'map', 'if_exists']) },
    });
    expect((await check({ rows: people(1), if_exists: 'replace' })).message).toMatch(/if_exists must be/);
    expect((await check({ rows: people(1), blank: 'clear' })).message).toMatch(/needs if_exists "update"/);
  });

  test('that waits too long is told how to wait on', async () => {
    const hurried = await opened.agent({ maxCheckWaitMs: 0 });
    writeFileSync(join(opened.folder, 'long.csv'), csvOf(people(5_000)));
    const found = await hurried.call('check_import', { path: 'long.csv' });
    expect(found).toMatchObject({ success: true, state: 'checking', next: { tool: 'check_import' } });
    await opened.imports.checking(found.import_id)?.done;
    const patient = await agent.call('check_import', found.next.arguments);
    expect(patient).toMatchObject({ import_id: found.import_id, rows: 5_000, would: { created: 5_000 } });
  });

  test('for an import that another call checks waits for its turn', async () => {
    const { id } = await upload(csvOf(people(4_000)));
    const first = check({ import_id: id });
    while (!opened.imports.checking(id)) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = check({ import_id: id, if_exists: 'fail' });
    expect(await first).toMatchObject({ success: true, rows: 4_000 });
    expect(await second).toMatchObject({ success: true, rows: 4_000, options: { if_exists: 'fail' } });
  });

  test('where nothing may be written says who can start it', async () => {
    const reader = await opened.agent({ allowWrites: false });
    const found = await reader.call('check_import', { rows: people(2) });
    expect(found.next).toEqual({
      message: expect.stringMatching(/may not write/),
      command: `rollcall imports resume ${found.import_id}`,
    });
    expect(await reader.call('check_import', { import_id: found.import_id, if_exists: 'update' })).toMatchObject({
      success: true,
      options: { if_exists: 'update' },
    });
  });

  test('where nothing may be written leaves alone what a person has prepared', async () => {
    const { id } = await upload(csvOf(people(3)));
    const reader = await opened.agent({ allowWrites: false });
    expect(await reader.call('check_import', { import_id: id })).toMatchObject({ success: true, rows: 3 });
    expect(await reader.call('check_import', { import_id: id, welcome_mails: true })).toMatchObject({
      code: 'invalid_params',
      message: expect.stringMatching(/its options stay as they are/),
    });
    expect((await opened.imports.get(id)).options.welcome_mails).toBe(false);
  });
});
