import { expect, test } from 'vitest';
import { connect, createCustomers, type Transport } from '../../src/bigcommerce/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** A name that is longer than the store takes. */
const tooLong = 'x'.repeat(101);

test.each([0, 5, 9])(
  'a file that another process sent two seconds ago creates nobody, also where the store refuses its row %i',
  async (badRow) => {
    const clock = createVirtualClock();
    const sandbox = createSandbox({
      quota: 0,
      latency: [100, 100],
      clock: { now: () => Date.UTC(2026, 0, 1) + 400 + clock.now(), sleep: (ms) => clock.wait(ms).done },
    });
    const transport: Transport = async (request) => {
      const reply = await sandbox.handle(request);
      if (reply.lost) throw new Error('Nothing is lost here.');
      return reply;
    };
    const { storeHash, accessToken } = sandbox;
    const sendFile = async () => {
      const store = connect({ storeHash, accessToken, transport, clock, random: () => 0.5 });
      const inputs = Array.from({ length: 30 }, (_, index) => ({
        index,
        ifExists: 'skip' as const,
        customer: { email: `p${index}@example.com`, first_name: index === badRow ? tooLong : 'Ana', last_name: 'Ruiz' },
      }));
      const counts: Record<string, number> = {};
      for await (const { fate } of createCustomers(store, inputs)) counts[fate] = (counts[fate] ?? 0) + 1;
      return counts;
    };
    await clock.run(
      (async () => {
        expect(await sendFile()).toEqual({ created: 29, rejected: 1 });
        await clock.wait(2_000).done;
        expect(await sendFile()).toEqual({ skipped: 29, rejected: 1 });
      })(),
    );
  },
);
