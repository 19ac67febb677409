import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followEvents, type ServerEvent } from '../fixtures/follow-events.ts';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';
import type {
  FixPage,
  FixResult,
  ImportCheckView,
  ImportList,
  ImportRowLife,
  ImportView,
  MappingTargets,
  ProblemPage,
  ProblemValues,
  SettledRowPage,
} from './api-types.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp({ latency: [5, 15] });
  await opened.work();
});
afterAll(() => opened.close());

const get = async <Body>(path: string) => {
  const { status, json } = await opened.send('GET', path);
  expect([path, status]).toEqual([path, 200]);
  return json as Body;
};
const post = (path: string, body?: unknown) => opened.send('POST', path, body);
const failed = async (method: string, path: string, body?: unknown) => {
  const { status, json } = await opened.send(method, path, body);
  return [status, json.error.code, json.message];
};

async function until(id: string, ...states: string[]): Promise<ImportView> {
  for (;;) {
    const shown = await get<ImportView>(`/api/imports/${id}`);
    if (states.includes(shown.state)) return shown;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ready(...rows: string[]): Promise<string> {
  const content = ['Email,First name,Last name', ...rows, ''].join('\n');
  const { json } = await opened.send('POST', '/api/imports?filename=people.csv', content, {
    'content-type': 'text/csv',
  });
  await until(json.import_id, 'ready');
  return json.import_id;
}

describe('cells with problems', () => {
  test('are corrected, seen as right at once, checked, imported, and told of in the row', async () => {
    const id = await ready('bad,Ana,Ruiz', 'b@fixes.example,Bea,', 'c@fixes.example,Cleo,Gil');
    const fixed = await post(`/api/imports/${id}/fixes`, {
      fixes: [
        { line: 2, column: 'Email', value: 'a@fixes.example' },
        { line: 3, row: 1, column: 'Last name', value: 'Gil' },
      ],
    });
    expect(fixed.status).toBe(200);
    const result: FixResult = fixed.json;
    expect(result).toMatchObject({
      fixes: 2,
      needs_check: true,
      rows: [
        { line: 2, problems: [] },
        { line: 3, problems: [] },
      ],
    });
    const { problems } = await get<ProblemPage>(`/api/imports/${id}/problems`);
    expect(problems.map(({ line, fix, fixable }) => [line, fix, fixable])).toEqual([
      [2, 'a@fixes.example', true],
      [3, 'Gil', true],
    ]);
    expect((await get<ImportView>(`/api/imports/${id}`)).fixes).toEqual({
      total: 2,
      replacements: 0,
      needs_check: true,
    });
    const checked: ImportCheckView = (await post(`/api/imports/${id}/check`)).json;
    expect(checked).toMatchObject({ would: { created: 3 }, fixes: { total: 2, needs_check: false }, fixes_applied: 2 });
    await post(`/api/imports/${id}/fixes`, { fixes: [{ line: 4, column: 'First name', value: 'Cleopatra' }] });
    expect((await post(`/api/imports/${id}/start`)).status).toBe(200);
    expect(await until(id, 'completed')).toMatchObject({ created: 3, fixes: { total: 3, needs_check: false } });
    const life = await get<ImportRowLife>(`/api/imports/${id}/rows/4`);
    expect(life).toMatchObject({
      cells: { 'First name': 'Cleopatra' },
      sends: { customer: { first_name: 'Cleopatra' } },
    });
    const page = await get<FixPage>(`/api/imports/${id}/fixes?limit=2`);
    expect(page).toMatchObject({ total: 3, next: 2, fixes: [{ line: 2, former: 'bad' }, { line: 3 }] });
    expect((await get<FixPage>(`/api/imports/${id}/fixes?offset=2`)).fixes).toMatchObject([{ former: 'Cleo' }]);
    expect(
      await failed('POST', `/api/imports/${id}/fixes`, { fixes: [{ line: 2, column: 'Email', value: null }] }),
    ).toEqual([422, 'invalid_params', expect.stringContaining('is completed')]);
  });

  test('that are not named rightly are refused by what is wrong', async () => {
    const id = await ready('bad,Ana,Ruiz');
    for (const [body, says] of [
      [{}, 'must be a list'],
      [{ fixes: [] }, 'must be a list'],
      [{ fix: [] }, 'did you mean "fixes"?'],
      [{ fixes: [{ line: 2, colum: 'Email', value: '' }] }, 'did you mean "column"?'],
      [{ fixes: [5] }, 'line must be'],
      [{ fixes: [{ line: 2, column: 'Mail', value: '' }] }, 'It has: Email, First name, Last name.'],
      [{ fixes: [{ line: 2, column: 'Email', value: 5 }] }, 'value must be the text'],
    ] as const)
      expect([body, ...(await failed('POST', `/api/imports/${id}/fixes`, body))]).toEqual([
        body,
        422,
        'invalid_params',
        expect.stringContaining(says),
      ]);
    const none = { fixes: [{ line: 2, column: 'Email', value: 'x' }] };
    expect(await failed('POST', '/api/imports/imp_none/fixes', none)).toEqual([404, 'not_found', expect.any(String)]);
  });
});

describe('a value that many rows have', () => {
  test('is counted, replaced wherever it stands, and taken back', async () => {
    const id = await ready('a@wrong,Ana,-', 'b@wrong,Bea,-', 'c@values.example,Cleo,-', 'd@wrong,Dora,Gil');
    const values = `/api/imports/${id}/problems/values`;
    const [group] = (await get<ImportView>(`/api/imports/${id}`)).check!.problems;
    expect(await get<ProblemValues>(`${values}?code=${group!.code}&column=Email&limit=2`)).toEqual({
      values: [
        { value: 'a@wrong', count: 1 },
        { value: 'b@wrong', count: 1 },
      ],
      total: 3,
    });
    const replacements = [
      { column: 'Last name', from: '-', to: 'Unknown' },
      { column: 'Email', from: 'a@wrong', to: 'a@values.example' },
    ];
    const fixed = await post(`/api/imports/${id}/fixes`, { replacements });
    expect([fixed.status, fixed.json]).toEqual([200, { fixes: 0, replacements: 2, needs_check: true, rows: [] }]);
    expect((await get<ImportView>(`/api/imports/${id}`)).fixes).toEqual({
      total: 0,
      replacements: 2,
      needs_check: true,
    });
    const checked: ImportCheckView = (await post(`/api/imports/${id}/check`)).json;
    expect(checked).toMatchObject({
      would: { created: 2, rejected: 2 },
      fixes: { total: 0, replacements: 2, needs_check: false },
      replaced: [
        { ...replacements[0], rows: 3 },
        { ...replacements[1], rows: 1 },
      ],
    });
    expect((await get<FixPage>(`/api/imports/${id}/fixes`)).replacements).toEqual(checked.replaced);
    await post(`/api/imports/${id}/fixes`, { replacements: [{ ...replacements[1], to: null }] });
    expect((await get<FixPage>(`/api/imports/${id}/fixes`)).replacements).toEqual([{ ...replacements[0], rows: 3 }]);
  });

  test('is asked for by a kind of problem, and named rightly', async () => {
    const id = await ready('bad,Ana,Ruiz');
    for (const [query, says] of [
      ['', 'code'],
      ['?code=invalid_params', 'column'],
      ['?code=invalid_params&column=Mail', 'no column "Mail"'],
      ['?code=invalid_params&column=Email&limit=201', 'limit'],
    ]) {
      const found = await failed('GET', `/api/imports/${id}/problems/values${query}`);
      expect([query, ...found]).toEqual([query, 422, 'invalid_params', expect.stringContaining(says!)]);
    }
    const given = [{ column: 'Email', value: 'bad', to: 'good@x.example' }];
    expect(await failed('POST', `/api/imports/${id}/fixes`, { replacements: given })).toEqual([
      422,
      'invalid_params',
      expect.stringContaining('no field "value"'),
    ]);
  });
});

describe('a list of problems', () => {
  test('is searched, jumped in, and says how long it is', async () => {
    const rows = Array.from({ length: 30 }, (_, n) =>
      n % 3 === 0 ? `bad${n},Ana,Ruiz` : `p${n}@list.example,Ana,${n % 3 === 1 ? '' : 'Ruiz'}`,
    );
    const id = await ready(...rows, 'p2@list.example,Ana,Ruiz');
    const page = (query: string) => get<ProblemPage>(`/api/imports/${id}/problems${query}`);
    const linesOf = ({ problems }: ProblemPage) => problems.map(({ line }) => line);
    const all = await page('');
    expect(all.total).toBe(21);
    expect(new Set(linesOf(all)).size).toBe(21);
    for (const offset of [0, 7, 20]) {
      const part = await page(`?offset=${offset}&limit=3`);
      expect(linesOf(part)).toEqual(linesOf(all).slice(offset, offset + 3));
      expect(part.total).toBe(offset === 0 ? 21 : undefined);
    }
    expect(linesOf(await page('?offset=21'))).toEqual([]);
    expect(await page('?code=last_name_missing&limit=2')).toMatchObject({
      total: 10,
      problems: [{ line: 3 }, { line: 6 }],
    });
    expect(await page('?code=last_name_missing&column=Last%20name&limit=2')).toMatchObject({ total: 10 });
    expect(await page('?code=last_name_missing&column=Email')).toMatchObject({ total: 0, problems: [] });
    expect(await page('?code=duplicate_row&column=')).toMatchObject({ total: 1, problems: [{ line: 32 }] });
    expect(await page('?code=last_name_missing&column=')).toMatchObject({ total: 0 });
    expect(await failed('GET', `/api/imports/${id}/problems?column=Email`)).toEqual([
      422,
      'invalid_params',
      expect.stringContaining('Give code'),
    ]);
    expect(await page('?q=BAD1')).toMatchObject({ total: 3 });
    expect(linesOf(await page('?q=%25'))).toEqual([]);
    expect(await page('?q=32')).toMatchObject({
      total: 1,
      problems: [{ code: 'duplicate_row', first_line: 4, row_rejected: false }],
    });
    expect(await page('?q=p2%40&code=duplicate_row')).toMatchObject({ total: 1 });
    expect(await page(`?after=${all.problems[3]!.row}`)).not.toHaveProperty('total');
    expect(await failed('GET', `/api/imports/${id}/problems?after=1&offset=2`)).toEqual([
      422,
      'invalid_params',
      expect.any(String),
    ]);
  });
});

describe('rows of a report', () => {
  test('are listed by what became of them, with the reason', async () => {
    const id = await ready('bad,Ana,Ruiz', 'a@report.example,Ana,Ruiz', 'a@report.example,Ana,Ruiz', 'worse,Ana,Ruiz');
    const page = (query: string) => get<SettledRowPage>(`/api/imports/${id}/rows${query}`);
    expect(await page('?fate=pending')).toMatchObject({ total: 4, rows: [{ line: 2 }, {}, {}, {}] });
    await post(`/api/imports/${id}/start`);
    await until(id, 'completed');
    const first = await page('?fate=rejected&limit=1');
    expect(first).toEqual({
      rows: [
        {
          ...{ row: 0, line: 2, email: 'bad', fate: 'rejected', warnings: [] },
          error: {
            code: 'invalid_params',
            column: 'Email',
            message: expect.any(String),
            what_to_do: expect.any(String),
          },
        },
      ],
      total: 2,
      next: 0,
    });
    expect(await page(`?fate=rejected&after=${first.next}`)).toMatchObject({ rows: [{ line: 5 }], total: 2 });
    expect(await page('?fate=rejected&offset=1')).toMatchObject({ rows: [{ line: 5 }], total: 2 });
    expect((await page('?offset=2')).rows.map(({ line }) => line)).toEqual([4, 5]);
    expect(await failed('GET', `/api/imports/${id}/rows?after=1&offset=2`)).toEqual([
      422,
      'invalid_params',
      expect.stringContaining('either after or offset'),
    ]);
    expect(await page('?fate=created')).toMatchObject({
      rows: [{ line: 3, customer_id: expect.any(Number) }],
      total: 1,
    });
    expect(await page('?fate=skipped')).toMatchObject({ rows: [{ line: 4, error: { code: 'duplicate_row' } }] });
    expect((await page('')).rows.map(({ fate }) => fate)).toEqual(['rejected', 'created', 'skipped', 'rejected']);
    expect(await failed('GET', `/api/imports/${id}/rows?fate=reject`)).toEqual([
      422,
      'invalid_params',
      expect.any(String),
    ]);
  });
});

describe('imports', () => {
  test('are listed page by page, the newest first, and all of them where no page is asked for', async () => {
    await ready('a@one.example,A,B');
    await ready('a@two.example,A,B');
    const all = await get<ImportList>('/api/imports');
    expect(all).not.toHaveProperty('next');
    const ids = all.imports.map(({ import_id }) => import_id);
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: ImportList = await get(`/api/imports?limit=2${next && `&after=${next}`}`);
      expect(page.imports.length).toBeLessThanOrEqual(2);
      seen.push(...page.imports.map(({ import_id }) => import_id));
      next = page.next;
    }
    expect(seen).toEqual(ids);
    expect(await failed('GET', '/api/imports?after=imp_none')).toEqual([404, 'not_found', expect.any(String)]);
    expect(await failed('GET', '/api/imports?limit=0')).toEqual([422, 'invalid_params', expect.any(String)]);
  });

  test('tell how their run went, also after a page was loaded anew', async () => {
    const id = await ready(...Array.from({ length: 900 }, (_, n) => `p${n}@history.example,Ana,Ruiz`));
    await post(`/api/imports/${id}/start`);
    const done = await until(id, 'completed');
    expect(done.history.at(-1)).toMatchObject({ settled: 900, run_ms: expect.any(Number), at: expect.any(Number) });
    const response = await opened.app.fetch(
      new Request(`http://127.0.0.1:4321/api/imports/${id}/events`, {
        headers: { authorization: opened.authorization },
      }),
    );
    const events: ServerEvent[] = [];
    for await (const event of followEvents(response)) events.push(event);
    expect(events.map(({ event, data }) => [event, data.history])).toEqual([
      ['snapshot', done.history],
      ['end', done.history],
    ]);
  });
});

test('the targets of a mapping are listed, and no mapping takes their place', async () => {
  const { targets } = await get<MappingTargets>('/api/mappings/targets');
  expect(targets.find(({ target }) => target === 'first_name')).toMatchObject({
    title: 'First name',
    group: 'Customer',
  });
  const mapping = { version: 1, columns: { Mail: 'email' } };
  expect(await failed('POST', '/api/mappings', { name: 'targets', mapping })).toEqual([
    422,
    'invalid_params',
    expect.stringContaining('cannot be named "targets"'),
  ]);
});

test('a line or place beyond all files is refused in words', async () => {
  const id = await ready('a@far.example,Ana,Ruiz');
  for (const path of ['rows/99999999999', 'rows?after=99999999999999', 'problems?offset=9999999999999'])
    expect([path, (await failed('GET', `/api/imports/${id}/${path}`))[0]]).toEqual([path, 422]);
});
