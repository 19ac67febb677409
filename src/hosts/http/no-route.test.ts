import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedApp, openApp } from '../fixtures/open-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

test('a wrong method is answered with those that the address takes', async () => {
  for (const [method, path, allow] of [
    ['GET', '/api/nodes/BigcommerceGetCustomers/run', 'POST'],
    ['PUT', '/api/credentials', 'GET, HEAD, POST'],
    ['POST', '/api/imports/imp_1', 'GET, HEAD'],
    ['DELETE', '/healthz', 'GET, HEAD'],
    ['GET', '/sign-out', 'POST'],
  ] as const) {
    const { status, headers, json } = await opened.send(method, path);
    expect([path, status, headers.get('allow'), json.error.code]).toEqual([path, 405, allow, 'not_found']);
    expect(json.message).toBe(`${path} takes ${allow}, but ${method} came. See /openapi.json.`);
  }
});

test('a slash too many is named, and what is not there at all is said to be so', async () => {
  const message = async (path: string) => {
    const { status, json } = await opened.send('GET', path);
    expect([path, status]).toEqual([path, 404]);
    return json.message;
  };
  expect(await message('/api/nodes/')).toBe(
    'There is no route GET /api/nodes/. Did you mean /api/nodes? See /openapi.json.',
  );
  expect(await message('/api//imports')).toContain('Did you mean /api/imports?');
  expect(await message('/api/node')).toBe('There is no route GET /api/node. See /openapi.json.');
  expect(await message('/api/imports/a/b/c/d')).not.toContain('Did you mean');
});
