import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agent, csvOf, type OpenedImportTools, openImportTools, people } from './fixtures/open-import-tools.ts';

let opened: OpenedImportTools;
let agent: Agent;
beforeAll(async () => {
  opened = await openImportTools({ latency: [20, 40] });
  agent = await opened.agent();
});
afterAll(() => opened.close());

const status = (import_id: string) => agent.call('import_status', { import_id });

test('an import that nobody started leads to its check', async () => {
  const { import_id } = await agent.call('check_import', { rows: people(3) });
  expect(await status(import_id)).toMatchObject({
    success: true,
    message: `Import ${import_id} (rows.ndjson) is ready. 3 rows pending.`,
    state: 'ready',
    rows: 3,
    created: 0,
    pending: 3,
    next: { tool: 'check_import', arguments: { import_id } },
  });
});

test('an import whose columns could not be mapped says so, and which columns wait for a map', async () => {
  const { details } = await agent.call('check_import', { rows: [{ who: 'Ana', where: 'Madrid' }] });
  const found = await status(details.import_id);
  expect(found).toMatchObject({
    state: 'checking',
    message: expect.stringMatching(/could not be checked\./),
    next: { tool: 'check_import', arguments: { import_id: details.import_id, map: { who: null, where: null } } },
  });
  const map = { ...found.next.arguments.map, who: 'email' };
  expect(await agent.call('check_import', { ...found.next.arguments, map })).toMatchObject({ success: true, rows: 1 });
});

test('a name or an id that is mixed up is told from the right one', async () => {
  const { import_id, check_id } = await agent.call('check_import', { rows: people(1) });
  expect((await agent.call('import_status', { id: import_id })).message).toMatch(/did you mean "import_id"\?/);
  for (const tool of ['import_status', 'start_import', 'check_import'])
    expect((await agent.call(tool, { import_id: check_id })).message).toBe(
      `"${check_id}" is a check_id, which start_import takes as check_id. The import_id of its import is "${import_id}".`,
    );
});

test('ten of many rejected rows are shown, how many there are besides, and the call that shows them', async () => {
  const rows = [...people(2), ...people(14).map((row, n) => ({ ...row, email: `wrong ${n}` }))];
  const { import_id, check_id } = await agent.call('check_import', { rows });
  await agent.call('start_import', { check_id });
  const done = await agent.untilRest(import_id);
  expect(done).toMatchObject({ created: 2, rejected: 14, more_problems: 4, next: { tool: 'import_status' } });
  expect(done.problems).toHaveLength(10);
  expect(done.problems[0]).toEqual({
    line: 3,
    email: 'wrong 0',
    fate: 'rejected',
    code: 'invalid_params',
    column: 'email',
    message: expect.any(String),
    what_to_do: 'Correct the cell and import the row again.',
  });
  const rest = await agent.call('import_status', done.next.arguments);
  expect(rest.problems.map(({ line }: { line: number }) => line)).toEqual([13, 14, 15, 16]);
  expect(rest).toMatchObject({
    rejected: 14,
    next: { tool: 'check_import', message: expect.stringMatching(/in the console/) },
  });
  expect(rest.problems_after ?? rest.more_problems).toBeUndefined();
  const one = await agent.call('import_status', { import_id, after: done.problems_after, limit: 1 });
  expect(one.problems).toMatchObject([{ line: 13 }]);
  const all = await agent.call('import_status', { import_id, limit: '100' });
  expect(all.problems).toEqual([...done.problems, ...rest.problems]);
  expect((await agent.call('import_status', { after: 3 })).message).toBe(
    'after is about the problems of one import: give its import_id, too.',
  );
});

test('a token that is refused pauses the import, and the status says who must do what', async () => {
  const { import_id, check_id } = await agent.call('check_import', { rows: people(3, 'token') });
  const { url: apiUrl, storeHash, accessToken } = opened.sandbox;
  await opened.vault.add({ id: 'main', storeHash, accessToken: 'no-longer-any-good', apiUrl });
  await agent.call('start_import', { check_id });
  expect(await agent.untilRest(import_id)).toMatchObject({
    state: 'paused',
    reason: { code: 'unauthorized' },
    pending: 3,
    next: {
      message: 'A person must first give the credential "main" a token that works. Then go on; nothing was lost.',
      tool: 'start_import',
    },
  });
  await opened.vault.add({ id: 'main', storeHash, accessToken, apiUrl });
  await agent.call('start_import', { import_id });
  expect(await agent.untilRest(import_id)).toMatchObject({ state: 'completed', created: 3 });
});

test('an import that waits for another one of its store says for which', async () => {
  const { id: first } = await opened.check(csvOf(people(3_000, 'first')));
  const start = async (import_id: string) => {
    const { check_id } = await agent.call('check_import', { import_id });
    await agent.call('start_import', { check_id });
  };
  await start(first);
  const { import_id: second } = await agent.call('check_import', { rows: people(2, 'second') });
  while ((await status(first)).state === 'queued') await new Promise((resolve) => setTimeout(resolve, 20));
  await start(second);
  expect(await status(second)).toMatchObject({
    state: 'queued',
    message: `Import ${second} (rows.ndjson) is queued. 2 rows pending. It waits for import ${first} of the same store.`,
    next: { tool: 'import_status' },
  });
  await opened.imports.pause(first);
  expect(await agent.untilRest(second)).toMatchObject({ state: 'completed', created: 2 });
  expect(await agent.untilRest(first)).toMatchObject({
    state: 'paused',
    next: { message: 'It was paused on purpose. Go on only when the user wants that.' },
  });
});

test('without an id the newest ten are listed, newest first', async () => {
  for (let n = 0; n < 8; n += 1) await agent.call('check_import', { rows: people(1, `list${n}`) });
  const { imports, message } = await agent.call('import_status');
  expect(imports).toHaveLength(10);
  expect(message).toBe('10 imports, the newest ones.');
  const dates = imports.map(({ created_at }: { created_at: string }) => created_at);
  expect(dates).toEqual([...dates].sort().reverse());
});
