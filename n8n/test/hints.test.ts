import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SandboxServer, startSandboxServer } from '../../src/sandbox/index.ts';
import { execute, people, upsert } from './execute.ts';
import type { StoreCredential } from './n8n-context.ts';

let server: SandboxServer;

beforeAll(async () => {
  server = await startSandboxServer({ quota: 0 });
});
afterAll(() => server.stop());

async function hintsOf(
  form: IDataObject,
  items: IDataObject[],
  credential: StoreCredential = server,
): Promise<string[]> {
  const hints: string[] = [];
  await execute({ credential, form, items, hints, continueOnFail: true });
  return hints;
}

test('a list that several items read alike is named with the setting that reads it once', async () => {
  const list = { resource: 'customer', operation: 'getAll', limit: 2 };
  const byEmail = people(2).map(({ email }) => ({ filters: { emails: email } as IDataObject }));
  expect(await hintsOf(list, [{}, {}, {}])).toEqual([
    'The same list was read 3 times, once for each item that came in. To read it once, switch on Settings > Execute Once.',
  ]);
  expect(await hintsOf(list, [{}])).toEqual([]);
  expect(await hintsOf(list, byEmail)).toEqual([]);
  const unread = { ...server, accessToken: 'revoked' };
  expect(await hintsOf(list, [{}, {}, {}], unread)).toEqual([]);
});

test('warnings are counted, since they are no failures', async () => {
  const [first, second, ...others] = people(4);
  const withoutCountry = { additionalFields: { address1: 'Calle Mayor 5', city: 'Madrid' } };
  const refused = { ...others[0], email: 'no email' };
  expect(await hintsOf(upsert, [{ ...first, ...withoutCountry }, second!, refused, others[1]!])).toEqual([
    '1 of 4 items succeeded with a warning: see "warnings" in the output.',
  ]);
  expect(await hintsOf(upsert, [second!])).toEqual([]);
});
