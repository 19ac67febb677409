import { expect, test } from 'vitest';
import { serveImports } from '../fixtures/serve-imports.ts';

const odd = 'p3@x.example';

test('a sent row that the store refuses to be asked for stays open, the rows behind it go on, and the import then pauses with the reason', async () => {
  let refuses = true;
  const opened = await serveImports(
    { faults: [{ kind: 'lost-after', match: 'POST /v3/customers', count: 1 }] },
    (request) => {
      if (!refuses || request.method !== 'GET' || !decodeURIComponent(request.url).includes(odd)) return;
      // The store knows no such filter.
      (request as { url: string }).url += '&shoe_size=42';
    },
  );
  const worker = await opened.imports.work();
  try {
    const rows = Array.from({ length: 60 }, (_, n) => `p${n}@x.example,A,B\n`);
    const paused = await opened.run(`email,first_name,last_name\n${rows.join('')}${odd},A,Other\n`);
    expect(paused).toMatchObject({
      state: 'paused',
      reason: { code: 'outcome_unknown' },
      counts: { created: 59, skipped: 0 },
    });
    expect(paused.reason!.message).toContain(odd);
    expect((await opened.fates(paused.id)).flatMap((fate, at) => (fate === 'pending' ? [at] : []))).toEqual([3, 60]);

    refuses = false;
    await opened.imports.start(paused.id);
    expect(await opened.rest(paused.id)).toMatchObject({ state: 'completed', counts: { created: 60, skipped: 1 } });
  } finally {
    await worker.stop();
    await opened.close();
  }
});
