import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp({ maxUploadBytes: 200_000, latency: [5, 15] });
  await opened.work();
});
afterAll(() => opened.close());

const person = (n: number, shop = 'shop') => `Ana,Ruiz ${n},ana${n}@${shop}.example`;
const list = (count: number, shop?: string) =>
  ['First Name,Last Name,Email', ...Array.from({ length: count }, (_, n) => person(n, shop))].join('\n');

const upload = (content: string, query = '', headers: Record<string, string> = {}) =>
  opened.send('POST', `/api/imports${query}`, content, { 'content-type': 'text/csv', ...headers });
const act = (id: string, action: string, body?: unknown) => opened.send('POST', `/api/imports/${id}/${action}`, body);
const get = async (id: string) => (await opened.send('GET', `/api/imports/${id}`)).json;

async function until(id: string, ...states: string[]) {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const shown = await get(id);
    if (states.includes(shown.state)) return shown;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It is not ${states.join(' or ')}: ${JSON.stringify(await get(id))}`);
}

/** An import that is checked. */
async function ready(content: string, query?: string): Promise<string> {
  const { json } = await upload(content, query);
  await until(json.import_id, 'ready');
  return json.import_id;
}

describe('a file', () => {
  test('goes in, is checked, started, and comes out as a report in which every row has its fate', async () => {
    const { status, json } = await upload(`${list(25)}\nNo,Email,\n`, '?credentials_id=main&filename=C:\\people.csv');
    expect([status, json]).toEqual([201, { import_id: expect.any(String), state: 'checking' }]);
    const id = json.import_id as string;

    const checked = await act(id, 'check', {});
    expect(checked.status).toBe(200);
    expect(checked.json).toMatchObject({
      import_id: id,
      state: 'ready',
      rows: 26,
      would: { created: 25, rejected: 1 },
      problems: [{ code: 'email_missing', count: 1, lines: [27], what_to_do: expect.any(String) }],
      calls: 3,
      unmapped: [],
      duplicates: 0,
      next: expect.stringContaining(id),
    });
    expect(checked.json.columns.map(({ target }: { target: string }) => target)).toEqual([
      'first_name',
      'last_name',
      'email',
    ]);

    const started = await act(id, 'start');
    expect(started.status).toBe(200);
    expect(['queued', 'running']).toContain(started.json.state);
    const done = await until(id, 'completed');
    expect(done).toMatchObject({
      rows: 26,
      created: 25,
      rejected: 1,
      pending: 0,
      file: 'people.csv',
      credentials_id: 'main',
    });

    const results = await opened.send('GET', `/api/imports/${id}/report/results`);
    expect(results.headers.get('content-type')).toContain('text/csv');
    expect(results.headers.get('content-disposition')).toMatch(/^attachment; filename="people-results\.csv"$/);
    expect(results.text.trim().split(/\r?\n/)).toHaveLength(27);
    const rejects = await opened.send('GET', `/api/imports/${id}/report/rejects`);
    expect(rejects.text).toMatch(/No,Email,/);
    expect((await opened.send('GET', `/api/imports/${id}/report/summary`)).json).toMatchObject({ created: 25 });
    const row = await opened.send('GET', `/api/imports/${id}/rows/2`);
    expect(row.json).toMatchObject({ line: 2, fate: 'created', email: 'ana0@shop.example' });

    const { imports } = (await opened.send('GET', '/api/imports')).json;
    expect(imports[0]).toMatchObject({
      import_id: id,
      file: 'people.csv',
      created: 25,
      store_hash: opened.sandbox.storeHash,
    });
    expect(imports[0]).not.toHaveProperty('columns');
  });

  test('that cannot be read says why, when it is checked and wherever the import is shown', async () => {
    const { json } = await upload('{"people": 1');
    const { status, json: failure } = await act(json.import_id, 'check');
    expect([status, failure.error.code]).toEqual([422, 'invalid_params']);
    expect((await get(json.import_id)).reason.message).toBe(failure.message);
    const started = await act(json.import_id, 'start');
    expect([started.status, started.json.message]).toEqual([422, failure.message]);
  });

  test('that is too large, empty or a form is refused, and no import is left behind', async () => {
    const count = async () => (await opened.send('GET', '/api/imports')).json.imports.length;
    const before = await count();
    const large = await upload(list(20_000));
    expect([large.status, large.json.error.code]).toEqual([413, 'too_large']);
    const pieces = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(list(500))),
    });
    const endless = await opened.app.fetch(
      new Request('http://127.0.0.1:4321/api/imports', {
        method: 'POST',
        headers: { authorization: opened.authorization },
        body: pieces,
        duplex: 'half',
      } as RequestInit),
    );
    expect(endless.status).toBe(413);
    expect((await upload('')).status).toBe(422);
    expect((await upload('--x', '', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await upload(list(1), '?credentials_id=none')).json.error.code).toBe('credentials_not_found');
    const unknown = await upload(list(1), '?credential_id=main');
    expect([unknown.status, unknown.json.message]).toEqual([
      422,
      expect.stringContaining('did you mean "credentials_id"?'),
    ]);
    expect(await count()).toBe(before);
  });

  test('is one import however often it is sent with one Idempotency-Key, and another file with that key is refused', async () => {
    const key = { 'idempotency-key': 'file-1' };
    const first = await upload(list(3, 'once'), '?filename=a.csv', key);
    expect(first.status).toBe(201);
    const again = await upload(list(3, 'once'), '?filename=a.csv', key);
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await upload(list(3, 'else'), '?filename=a.csv', key)).json.error.code).toBe('idempotency_conflict');
    expect((await upload(list(3, 'once'), '?filename=b.csv', key)).status).toBe(409);
    const both = await Promise.all([1, 2].map(() => upload(list(4, 'both'), '', { 'idempotency-key': 'file-2' })));
    expect(both[0]!.json).toEqual(both[1]!.json);
    // A refusal made no import, so the key is free.
    const mended = { 'idempotency-key': 'file-3' };
    expect((await upload('', '', mended)).status).toBe(422);
    expect((await upload(list(1, 'mended'), '', mended)).status).toBe(201);
  });
});

describe('the console', () => {
  test('uploads with its cookie from its own page only', async () => {
    const link = new Request(`http://127.0.0.1:4321/?link=${opened.access.makeLink()}`);
    const cookie = (await opened.app.fetch(link)).headers.get('set-cookie')!.split(';')[0]!;
    const send = async (origin?: string) => {
      const headers = { cookie, 'content-type': 'text/plain', ...(origin !== undefined && { origin }) };
      const url = 'http://127.0.0.1:4321/api/imports';
      return (await opened.app.fetch(new Request(url, { method: 'POST', body: list(1, 'console'), headers }))).status;
    };
    expect([await send(), await send('https://evil.example'), await send('http://127.0.0.1:4321')]).toEqual([
      403, 403, 201,
    ]);
  });
});

describe('a check', () => {
  test('lists its problems page by page', async () => {
    const bad = Array.from({ length: 7 }, (_, n) => `Bad,Row,nobody${n}`);
    const id = await ready([list(3, 'pages'), ...bad, person(0, 'pages')].join('\n'));
    const page = async (query: string) => (await opened.send('GET', `/api/imports/${id}/problems${query}`)).json;
    const first = await page('?limit=4');
    expect(first.problems.map(({ line }: { line: number }) => line)).toEqual([5, 6, 7, 8]);
    const rest = await page(`?limit=4&after=${first.next}`);
    expect(rest.problems.map(({ line }: { line: number }) => line)).toEqual([9, 10, 11, 12]);
    expect((await page('?code=duplicate_row')).problems).toMatchObject([{ line: 12, first_line: 2 }]);
    for (const query of ['?limit=1001', '?limit=0', '?after=x', '?page=2']) {
      const { status, json } = await opened.send('GET', `/api/imports/${id}/problems${query}`);
      expect([query, status, json.error.code]).toEqual([query, 422, 'invalid_params']);
    }
  });

  test('takes options, columns by hand and saved mappings', async () => {
    const id = await ready('Given,Family,Contact\nAna,Ruiz,ana@options.example\n'.replace('Contact', 'Email'));
    const { json } = await act(id, 'check', {
      if_exists: 'update',
      blank: 'clear',
      map: { Given: 'first_name', Family: null },
    });
    expect(json).toMatchObject({ unmapped: ['Family'], options: { if_exists: 'update', blank: 'clear' } });

    const mapping = { version: 1, columns: { Given: 'first_name', Family: 'last_name', Email: 'email' } };
    const saved = await opened.send('POST', '/api/mappings', { name: 'old shop', mapping });
    expect(saved.status).toBe(201);
    expect((await opened.send('GET', '/api/mappings')).json.mappings).toMatchObject([{ name: 'old shop', columns: 3 }]);
    expect((await opened.send('GET', '/api/mappings/old%20shop')).json).toEqual({ name: 'old shop', mapping });
    expect((await act(id, 'check', { map: {}, mapping: 'old shop' })).json.unmapped).toEqual([]);
    expect((await get(id)).options).toMatchObject({ mapping, mapping_from: 'old shop' });
    expect((await act(id, 'check', { mapping })).status).toBe(200);
    expect((await get(id)).options).not.toHaveProperty('mapping_from');
  });

  test('refuses what it does not know by its name, and never reads a file of the server', async () => {
    const id = await ready(list(1, 'names'));
    for (const [action, body, says] of [
      ['check', { blnk: 'keep' }, 'did you mean "blank"?'],
      ['check', { limit: 3 }, 'unknown parameter "limit"'],
      ['check', { if_exists: 'updat' }, 'Did you mean update?'],
      ['check', { quota_share: 2 }, 'quota_share'],
      ['check', { map: { Email: 5 } }, 'Email'],
      ['check', { map: { Emial: 'email' } }, 'Did you mean "Email"?'],
      ['check', { mapping: 'none' }, 'no mapping named "none"'],
      ['check', { mapping: '/etc/passwd' }, 'is a path'],
      ['check', { mapping: 'package.json' }, 'is a path'],
      ['start', { limt: 3 }, 'did you mean "limit"?'],
      ['start', { limit: 0 }, 'limit'],
      ['resume', { map: {} }, 'unknown parameter "map"'],
      ['pause', { now: true }, 'takes no options'],
    ] as const) {
      const { status, json } = await act(id, action, body);
      expect([body, status, json.error?.code]).toEqual([body, 422, 'invalid_params']);
      expect(json.message).toContain(says);
    }
    for (const name of ['old%20shp', '%2Fetc%2Fpasswd', 'package.json']) {
      const { status, json } = await opened.send('GET', `/api/mappings/${name}`);
      expect([name, status, json.message]).toEqual([name, 404, expect.stringContaining('Saved are: old shop.')]);
    }
    const path = await opened.send('POST', '/api/mappings', { name: '../x', mapping: {} });
    expect(path.json.message).toContain('is a path');
    expect((await opened.send('POST', '/api/mappings', { name: 'x', maping: {} })).json.message).toContain(
      '"mapping"?',
    );
  });
});

describe('an import', () => {
  test('that is started with other options is checked once more first', async () => {
    const id = await ready(`${list(2, 'again')}\n,,ana9@again.example\n`);
    expect((await get(id)).check.would).toMatchObject({ created: 2, rejected: 1 });
    const { status } = await act(id, 'start', { if_missing: 'skip', if_exists: 'update' });
    expect(status).toBe(200);
    expect(await until(id, 'completed')).toMatchObject({ created: 0, options: { if_missing: 'skip' } });
  });

  test('may be started right after its upload, and then waits for its check', async () => {
    const { json } = await upload(list(30, 'soon'));
    const { status } = await act(json.import_id, 'start', { limit: 10 });
    expect(status).toBe(200);
    const paused = await until(json.import_id, 'paused');
    expect(paused).toMatchObject({ created: 10, pending: 20, limit: 10, reason: { code: 'limit_reached' } });
    const late = await act(json.import_id, 'start', { blank: 'clear', if_exists: 'update' });
    expect([late.status, late.json.message]).toEqual([
      422,
      expect.stringContaining('is paused: blank can be chosen until'),
    ]);
    expect((await act(json.import_id, 'resume', { limit: 5 })).status).toBe(200);
    expect(await until(json.import_id, 'paused')).toMatchObject({ created: 15 });
    expect((await act(json.import_id, 'resume')).status).toBe(200);
    expect(await until(json.import_id, 'completed')).toMatchObject({ created: 30, pending: 0 });
    const again = await act(json.import_id, 'start');
    expect([again.status, again.json.error.code]).toEqual([422, 'invalid_params']);
    expect(again.json.message).toContain('is completed');
  });

  test('can be paused, resumed and cancelled while it runs', async () => {
    // A worker looks for a wish twice a second: the file lasts longer than that, and is as large as this app takes.
    const rows = 5_400;
    const id = await ready(list(rows, 'stops'));
    await act(id, 'start');
    await until(id, 'running');
    expect((await act(id, 'pause')).status).toBe(200);
    const paused = await until(id, 'paused');
    expect(paused.pending).toBeGreaterThan(0);
    await act(id, 'resume');
    await until(id, 'running');
    expect((await act(id, 'cancel', {})).status).toBe(200);
    const cancelled = await until(id, 'cancelled');
    expect(cancelled.created + cancelled.pending).toBe(rows);
    expect((await act(id, 'resume')).status).toBe(422);
  });

  test('that has failed rows tries them again, and one that has none says so', async () => {
    const id = await ready(list(2, 'retry'));
    await act(id, 'start');
    await until(id, 'completed');
    const { status, json } = await act(id, 'retry');
    expect([status, json.message]).toEqual([422, expect.stringContaining('nothing to retry')]);
    await opened.pool.query('update rollcall.imports set failed = 1, created = 1 where id = $1', [id]);
    await opened.pool.query(
      "update rollcall.import_outcomes set fate = 'failed', customer_id = null where row_no = 1 and import_no = (select no from rollcall.imports where id = $1)",
      [id],
    );
    expect((await act(id, 'retry')).status).toBe(200);
    expect(await until(id, 'completed')).toMatchObject({ failed: 0, pending: 0 });
  });

  test('that is not there is not found, on every route', async () => {
    for (const path of ['', '/problems', '/report/results', '/rows/2', '/events']) {
      const { status, json } = await opened.send('GET', `/api/imports/imp_none${path}`);
      expect([path, status, json.error.code]).toEqual([path, 404, 'not_found']);
    }
    for (const action of ['check', 'start', 'pause', 'resume', 'cancel', 'retry'])
      expect([action, (await act('imp_none', action)).status]).toEqual([action, 404]);
    const id = await ready(list(1, 'kinds'));
    const report = await opened.send('GET', `/api/imports/${id}/report/reject`);
    expect([report.status, report.json.message]).toEqual([404, expect.stringContaining('did you mean rejects?')]);
    expect((await opened.send('GET', `/api/imports/${id}/rows/two`)).status).toBe(422);
  });

  test('is counted for Prometheus, by state and by fate', async () => {
    const { text } = await opened.send('GET', '/metrics');
    expect(text).toMatch(/^rollcall_imports\{state="completed"\} [1-9]/m);
    expect(text).toMatch(/^rollcall_import_rows\{fate="created"\} [1-9]/m);
  });
});

test('a file that a terminal checked stays ready where it cannot be checked anew, and is started as it is', async () => {
  const { id } = await opened.imports.create({ file: 'mine.csv', credentialsId: 'main' });
  await opened.imports.check(id, { input: Readable.from([Buffer.from(list(3, 'terminal'))]) });
  for (const [action, body] of [
    ['check', {}],
    ['start', { check_existing: true }],
  ] as const) {
    const { status, json } = await act(id, action, body);
    expect([status, json.error.code]).toEqual([404, 'not_found']);
    expect(await get(id)).toMatchObject({ state: 'ready', rows: 3 });
  }
  expect((await act(id, 'start')).status).toBe(200);
  expect(await until(id, 'completed')).toMatchObject({ created: 3 });
});
