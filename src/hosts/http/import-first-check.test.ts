import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import type { ImportView } from './api-types.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

const get = async (id: string): Promise<ImportView> => (await opened.send('GET', `/api/imports/${id}`)).json;
const check = (id: string, body: object) => opened.send('POST', `/api/imports/${id}/check`, body);

/** Uploads a file whose first check fails. */
async function failing(content: string, query = ''): Promise<ImportView> {
  const { json } = await opened.send('POST', `/api/imports?filename=odd.csv${query}`, content, {
    'content-type': 'text/csv',
  });
  for (;;) {
    const view = await get(json.import_id);
    if (view.reason) return view;
    expect(view.state).toBe('checking');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const file =
  'kontaktfeld;first_name;last_name;Passwort\nx@odd.example y@odd.example;Ana;Roy;hunter2\nz@odd.example;Bea;Roy;x\n';
const columns = [
  { column: 'kontaktfeld', target: null, why: 'unknown', samples: ['x@odd.example y@odd.example', 'z@odd.example'] },
  { column: 'first_name', target: 'first_name', samples: ['Ana', 'Bea'] },
  { column: 'last_name', target: 'last_name' },
  { column: 'Passwort', target: null, samples: [] },
];

describe('a first check that fails for its columns', () => {
  test('keeps what the file is and what its columns hold, so that the right one can be chosen', async () => {
    const view = await failing(file);
    expect(view).toMatchObject({
      state: 'checking',
      reason: { code: 'invalid_params', param: 'map', message: expect.stringContaining('email') },
      source: { format: 'csv', delimiter: ';', encoding: 'utf-8' },
      columns,
      needs_choice: [],
      mapping: { version: 1, columns: { first_name: 'first_name', Passwort: null } },
      rows: 0,
    });
    expect(view).not.toHaveProperty('check');
    expect(JSON.stringify(view)).not.toContain('hunter2');
    const { status, json } = await check(view.import_id, { map: { kontaktfeld: 'email' } });
    expect([status, json]).toMatchObject([
      200,
      { state: 'ready', rows: 2, columns: [{ target: 'email' }, {}, {}, {}] },
    ]);
    expect(await get(view.import_id)).not.toHaveProperty('reason');
  });

  test('keeps the columns as they were where a choice is refused, since the next one is not made on top of it', async () => {
    const { import_id: id } = await failing(file);
    for (const [body, param, says] of [
      [{ map: { last_name: 'company' } }, 'map', 'email'],
      [{ map: { kontaktfeld: 'emial' } }, 'map', 'Did you mean email?'],
      [{ mapping: { version: 1, columns: { Elsewhere: 'email' } } }, 'map', 'email'],
      [{ map: { kontaktfeld: 'email', first_name: 'email' } }, 'map', 'both go to email'],
    ] as const) {
      expect((await check(id, body)).status).toBe(422);
      const view = await get(id);
      expect(view).toMatchObject({ reason: { param, message: expect.stringContaining(says) }, columns });
      expect(view.options).not.toHaveProperty('map');
    }
  });

  test('has nothing to show of a file that cannot be read', async () => {
    const view = await failing('PK\u0003\u0004 a workbook');
    expect(view.reason).not.toHaveProperty('param');
    expect(view).not.toHaveProperty('columns');
    expect(view).not.toHaveProperty('source');
  });
});

test('a first check that the store refuses keeps the columns too', async () => {
  const { url: apiUrl, storeHash } = opened.sandbox;
  await opened.vault.add({ id: 'revoked', storeHash, accessToken: 'no-longer-valid', apiUrl });
  const view = await failing('email,Frobnitz\na@odd.example,1\n', '&credentials_id=revoked');
  expect(view).toMatchObject({
    reason: { code: 'unauthorized' },
    columns: [{ column: 'email', target: 'email' }, { column: 'Frobnitz' }],
  });
});

test('a saved mapping that was applied is taken off again, by a check or with the start, and what was chosen by hand stays', async () => {
  await opened.work();
  await opened.send('POST', '/api/mappings', { name: 'notes', mapping: { version: 1, columns: { Extra: 'notes' } } });
  const upload = async (email: string) => {
    const content = `email,first_name,last_name,Extra,Firm\n${email},Ana,Roy,hello,Acme\n`;
    const { json } = await opened.send('POST', '/api/imports?filename=a.csv&credentials_id=main', content, {
      'content-type': 'text/csv',
    });
    const applied = await check(json.import_id, { mapping: 'notes', map: { Firm: 'company' } });
    expect(applied.json.mapping.columns).toMatchObject({ Extra: 'notes', Firm: 'company' });
    return json.import_id as string;
  };
  const id = await upload('a@off.example');
  const off = await check(id, { mapping: null });
  expect(off.json.mapping.columns).toMatchObject({ Extra: null, Firm: 'company' });
  expect(Object.keys(off.json.options)).not.toContain('mapping');
  expect(Object.keys(off.json.options)).not.toContain('mapping_from');
  expect((await check(id, {})).json.mapping.columns).toMatchObject({ Extra: null });

  const second = await upload('b@off.example');
  await opened.send('POST', `/api/imports/${second}/start`, { mapping: null });
  while ((await get(second)).state !== 'completed') await new Promise((resolve) => setTimeout(resolve, 25));
  const { json: row } = await opened.send('GET', `/api/imports/${second}/rows/2`);
  expect(row.sends.customer).toMatchObject({ company: 'Acme' });
  expect(row.sends.customer).not.toHaveProperty('notes');
});
