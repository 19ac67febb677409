import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedImports, serveImports } from '../../../imports/fixtures/serve-imports.ts';
import type { Imports } from '../../../imports/index.ts';
import { createDriver } from './drive-imports.ts';
import { csvOf, people } from './fixtures/open-import-tools.ts';

let served: ServedImports;
beforeAll(async () => {
  served = await serveImports({ latency: [400, 400] });
});
afterAll(() => served.close());

test('an import that is started again while the report of its pause is written is driven to its end', async () => {
  const writing = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const imports: Imports = {
    ...served.imports,
    async writeReport(id) {
      writing.resolve();
      await mayEnd.promise;
      return served.imports.writeReport(id);
    },
  };
  const driver = createDriver({ imports });
  const { id } = await served.check(csvOf(people(300)));
  await driver.drive(await imports.start(id, { limit: 10 }));
  await writing.promise;
  expect((await imports.get(id)).state).toBe('paused');
  await driver.drive(await imports.start(id));
  mayEnd.resolve();
  await expect.poll(async () => (await imports.get(id)).state).toBe('completed');
  await driver.close();
});
