import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ServedImports, serveImports } from './fixtures/serve-imports.ts';
import type { ImportRecord } from './import.ts';
import type { ImportWorker } from './worker.ts';

let opened: ServedImports;
let worker: ImportWorker;
beforeAll(async () => {
  opened = await serveImports({ latency: [20, 40] });
  worker = await opened.imports.work();
});
afterAll(async () => {
  await worker.stop();
  await opened.close();
});
beforeEach(() => {
  opened.sandbox.sandbox.reset({ empty: true });
});

const rows = 300;
const held = () => opened.sandbox.sandbox.stats().rows;

/** Asks for the end of an import while hundreds of its customers are there and wait for their newsletter. */
async function endHalfWay(shop: string, how: 'pause' | 'cancel'): Promise<ImportRecord> {
  const people = Array.from({ length: rows }, (_, n) => `${shop}${n}@example.com,Ana,Ruiz,yes\n`);
  const file = `email,first_name,last_name,newsletter\n${people.join('')}`;
  const { id } = await opened.check(file, { newsletter: true });
  await opened.imports.start(id);
  await expect.poll(() => held().customers).toBeGreaterThan(60);
  await opened.imports[how](id);
  return opened.rest(id);
}

describe('an import whose customers still wait for their newsletter', () => {
  test('is paused with nobody failed, and goes on with what was left, although replies were lost', async () => {
    opened.sandbox.sandbox.setFaults([{ kind: 'lost-after', match: 'POST /v3/customers/subscribers', rate: 0.2 }]);
    const { id, state, counts } = await endHalfWay('pause', 'pause');
    expect([state, counts.failed, counts.rejected]).toEqual(['paused', 0, 0]);
    expect(held().subscribers).toBeLessThan(rows);
    await opened.imports.start(id);
    const { state: end, counts: all } = await opened.rest(id);
    expect([end, all.created, all.failed]).toEqual(['completed', rows, 0]);
    expect([held().customers, held().subscribers]).toEqual([rows, rows]);
  });

  test('is cancelled with a fate for each customer who is there, and says what each lacks', async () => {
    const { id, state, counts } = await endHalfWay('cancel', 'cancel');
    expect([state, counts.created + counts.failed]).toEqual(['cancelled', held().customers]);
    expect(counts.failed).toBeGreaterThan(0);
    const fates = new Set((await opened.fates(id)).filter((fate) => fate.startsWith('failed')));
    expect([...fates]).toEqual(['failed partial']);
  });
});
