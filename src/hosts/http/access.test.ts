import { expect, test } from 'vitest';
import { createAccess } from './access.ts';
import { createEndedSessions } from './ended-sessions.ts';

test('a link opens the console once, and one with an end only until then', () => {
  let time = 1_000;
  const endedSessions = createEndedSessions({
    query: async () => {
      throw new Error('A link needs no database.');
    },
  });
  const access = createAccess({
    apiKey: () => 'a key',
    port: () => 4321,
    origins: [],
    endedSessions,
    now: () => time,
  });
  const lasting = access.makeLink();
  const [early, late] = [access.makeLink({ forMs: 100 }), access.makeLink({ forMs: 100 })];
  time += 99;
  expect([access.useLink(early), access.useLink(early)]).toEqual([true, false]);
  time += 1;
  expect(access.useLink(late)).toBe(false);
  time += 1e9;
  expect([access.useLink(lasting), access.useLink(lasting), access.useLink('made up')]).toEqual([true, false, false]);
});
