import { expect, test } from 'vitest';
import { serveImports } from '../fixtures/serve-imports.ts';

test('what a run survived is told for good, counted by kind over all its runs', async () => {
  const opened = await serveImports();
  const worker = await opened.imports.work();
  const fault = async (...rules: object[]) => {
    const response = await fetch(`${opened.sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rules),
    });
    expect(response.status).toBe(200);
  };
  try {
    const rows = (from: number) => Array.from({ length: 40 }, (_, n) => `p${from + n}@x.example,A,B\n`).join('');
    const quiet = await opened.run(`email,first_name,last_name\n${rows(0)}`);
    expect(quiet.survived).toBeUndefined();
    const { id } = await opened.check(`email,first_name,last_name\n${rows(100)}${rows(200)}`);
    await fault(
      { match: 'POST /v3/customers', kind: 'lost-after', count: 1 },
      { match: 'POST /v3/customers', kind: '429', count: 1 },
    );
    await opened.imports.start(id, { limit: 40 });
    const first = await opened.rest(id);
    expect(first).toMatchObject({ state: 'paused', counts: { created: 40 } });
    expect(first.survived).toEqual({ rate_limited: 1, server_errors: 0, replies_lost: 1, not_reached: 0 });
    expect(first.live).toBeUndefined();
    await fault({ match: 'POST /v3/customers', kind: '5xx', count: 1 });
    await opened.imports.start(id);
    const done = await opened.rest(id);
    expect(done).toMatchObject({ state: 'completed', counts: { created: 80, failed: 0 } });
    const survived = { rate_limited: 1, server_errors: 1, replies_lost: 1, not_reached: 0 };
    expect(done.survived).toEqual(survived);
    expect(opened.imports.summary(done).survived).toEqual(survived);
    await opened.imports.purge({ olderThanDays: 0, now: new Date(Date.now() + 1_000) });
    expect(await opened.imports.get(id)).toMatchObject({ survived });
  } finally {
    await worker.stop();
    await opened.close();
  }
});
