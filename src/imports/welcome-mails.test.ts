import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpRequest } from '../bigcommerce/index.ts';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';
import type { ImportWorker } from './worker.ts';

const sent: HttpRequest[] = [];
let opened: ServedImports;
let worker: ImportWorker;

beforeAll(async () => {
  opened = await serveImports({}, (request) => void sent.push(request));
  worker = await opened.imports.work();
});

afterAll(async () => {
  await worker.stop();
  await opened.close();
});

test('a new customer is mailed by BigCommerce only where the import says so, and then all of them are', async () => {
  const header = 'email,first_name,last_name\n';
  await opened.run(`${header}ana@example.com,Ana,Ruiz\nluis@example.com,Luis,Gil\n`);
  expect(mailsAskedFor()).toEqual([false, false]);
  await opened.run(`${header}eva@example.com,Eva,Sanz\nmax@example.com,Max,Roth\n`, { welcome_mails: true });
  expect(mailsAskedFor()).toEqual([false, false, true, true]);
});

function mailsAskedFor(): unknown[] {
  return sent
    .filter(({ method, url }) => method === 'POST' && url.endsWith('/v3/customers'))
    .flatMap(({ body }) => JSON.parse(body!) as { trigger_account_created_notification?: boolean }[])
    .map((customer) => customer.trigger_account_created_notification);
}
