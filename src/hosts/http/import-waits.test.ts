import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdUp } from '../fixtures/hold-up.ts';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  // Each check asks the store, which is held up where a check is to last.
  opened = await openApp({ maxCheckWaitMs: 1, latency: [20, 20] });
  await opened.work();
});
afterAll(() => opened.close());

const act = (id: string, action: string, body?: unknown) => opened.send('POST', `/api/imports/${id}/${action}`, body);
const get = async (id: string) => (await opened.send('GET', `/api/imports/${id}`)).json;

async function upload(shop: string): Promise<string> {
  const file = `email,first_name,last_name\na@${shop}.example,Ana,Ruiz\nb@${shop}.example,Bea,Ruiz\n`;
  const { json } = await opened.send('POST', '/api/imports', file);
  return json.import_id;
}

async function until(id: string, ...states: string[]) {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const shown = await get(id);
    if (states.includes(shown.state)) return shown;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It is not ${states.join(' or ')}: ${JSON.stringify(await get(id))}`);
}

test('a check that takes long goes on when its caller is answered, and the same call again joins it', async () => {
  const id = await upload('long');
  await until(id, 'ready');
  const letGo = holdUp(opened.sandbox.sandbox);
  const { check } = opened.imports;
  let checks = 0;
  opened.imports.check = (...given) => {
    checks += 1;
    return check(...given);
  };
  try {
    const body = { if_exists: 'update', blank: 'clear' };
    for (const _ of [1, 2, 3]) {
      const { status, json } = await act(id, 'check', body);
      expect([status, json]).toEqual([202, { import_id: id, state: expect.stringMatching(/^(checking|ready)$/) }]);
    }
    letGo();
    await expect.poll(() => opened.imports.checking(id)).toBeUndefined();
    expect(await get(id)).toMatchObject({ state: 'ready', options: body });
    expect(checks).toBe(1);
  } finally {
    opened.imports.check = check;
  }
});

test('a start that waits for the check starts by itself, once, however often it was asked for', async () => {
  const letGo = holdUp(opened.sandbox.sandbox);
  const id = await upload('waits');
  for (const _ of [1, 2]) expect((await act(id, 'start', { limit: 1 })).status).toBe(202);
  const other = await act(id, 'start', { limit: 2 });
  expect([other.status, other.json.message]).toEqual([422, expect.stringContaining('about to be started with other')]);
  letGo();
  expect(await until(id, 'paused')).toMatchObject({ created: 1, pending: 1 });
});

test('a start that waits is taken back by a pause or a cancellation', async () => {
  for (const [action, state] of [
    ['pause', 'ready'],
    ['cancel', 'cancelled'],
  ] as const) {
    const letGo = holdUp(opened.sandbox.sandbox);
    const id = await upload(action);
    expect((await act(id, 'start')).status).toBe(202);
    expect((await act(id, action)).status).toBe(200);
    letGo();
    await until(id, state);
    // Longer than a start would take now.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await get(id)).toMatchObject({ state });
  }
});
