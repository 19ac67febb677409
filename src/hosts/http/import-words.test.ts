import { expect, test } from 'vitest';
import { openApp } from '../fixtures/open-app.ts';

const file = [
  'Email,First name,Last name,Address,City,State,Zip,Country,Newsletter,Customer Group,Store credit,E mail,Frobnitz',
  'ana@w.example,Ana,Ruiz,Main St 1,Austin,Texas,78701,US,yes,,,x,1',
  'ana@w.example,Ana,Ruiz,Main St 1,Austin,Texas,78701,US,yes,,,x,1',
  ',,,,,,,,,,,,',
  ',Bob,Lee,,,,,,no,,,x,1',
  'cleo@w.example,,,,,,,,,,,x,1',
  'dan@w.example,Dan,Poe,,Austin,Nowhere,78701,US,,No Such Group,ten,x,1',
  'eve@w.example,Eve',
].join('\n');

/** How a terminal is spoken to. */
const terminal = /(^|[\s"'(`])--[a-z]|=TARGET|=email|`rollcall|rollcall import/;

test('nothing that an import says to people is for a terminal alone', async () => {
  const opened = await openApp();
  const { imports, send } = opened;
  try {
    await opened.work();
    const said: string[] = [];
    const hear = async (method: string, path: string, body?: unknown) => {
      const { json, text } = await send(method, path, body);
      // `next` is a command by its meaning.
      const { next: _, ...rest } = json ?? { text };
      said.push(`${path} ${JSON.stringify(rest)}`);
      return json;
    };
    const upload = async (content: string): Promise<string> => {
      const { json } = await send('POST', '/api/imports?filename=words.csv', content, { 'content-type': 'text/csv' });
      await imports.checking(json.import_id)?.done.catch(() => undefined);
      return json.import_id;
    };
    const odd = await upload('kontakt,first_name\nx,Ana\n');
    await hear('GET', `/api/imports/${odd}`);
    await hear('POST', `/api/imports/${odd}/check`, { map: { kontakt: 'email', first_name: 'email' } });
    const id = await upload(file);
    const { check } = await hear('GET', `/api/imports/${id}`);
    expect(check.problems.length).toBeGreaterThan(5);
    await hear('GET', `/api/imports/${id}/problems`);
    for (const kind of ['rejects', 'warnings']) await hear('GET', `/api/imports/${id}/report/${kind}`);
    await hear('POST', `/api/imports/${id}/retry`);
    await send('POST', `/api/imports/${id}/start`);
    while ((await imports.get(id)).state !== 'completed') await new Promise((resolve) => setTimeout(resolve, 50));
    await hear('GET', `/api/imports/${id}/rows?limit=1000`);
    await hear('POST', `/api/imports/${id}/retry`);
    await hear('GET', '/api/imports/imp_none');
    expect(said.filter((text) => terminal.test(text))).toEqual([]);
    expect(said.length).toBe(10);
  } finally {
    await opened.close();
  }
});
