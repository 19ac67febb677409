import { describe, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../test/simulation/virtual-clock.ts';
import { startCall } from './call.ts';
import type { HttpResponse } from './ports.ts';
import { createQuotaGate, type Permit, type QuotaGate } from './quota-gate.ts';

const endpoint = 'POST /v3/customers';

function reply(left: number, resetMs: number, status = 200, quota = 150): HttpResponse {
  return {
    status,
    body: '',
    headers: {
      'x-rate-limit-requests-left': String(left),
      'x-rate-limit-time-reset-ms': String(resetMs),
      'x-rate-limit-requests-quota': String(quota),
      'x-rate-limit-time-window-ms': '30000',
    },
  };
}

const bare = (status = 200): HttpResponse => ({ status, body: '', headers: {} });

/** Asks for places until one is not given at once; returns those that were given. */
async function takeAll(gate: QuotaGate, clock: VirtualClock, name = endpoint, bulk = false): Promise<Permit[]> {
  const permits: Permit[] = [];
  while (permits.length < 50) {
    let given: Permit | undefined;
    const asked = gate.acquire(name, { ...startCall({ clock }), bulk });
    asked.then((permit) => {
      given = permit;
    });
    await new Promise(setImmediate);
    if (!given) break;
    permits.push(given);
  }
  return permits;
}

describe('the quota gate', () => {
  test('lets one request fly alone until the store has named its quota', async () => {
    const clock = createVirtualClock();
    expect(await takeAll(createQuotaGate(clock), clock)).toHaveLength(1);
  });

  test('never has more in flight than the store has left', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    const [first] = await takeAll(gate, clock);
    first!.release(reply(3, 20_000));
    await new Promise(setImmediate);
    // The request that waited has one of the three units already.
    expect(gate.state()).toMatchObject({ inFlight: 1, available: 2 });
    expect(await takeAll(gate, clock)).toHaveLength(2);
    expect(gate.state().available).toBe(0);
  });

  test('opens again when the window ends, with one request that brings the new numbers', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(0, 12_000));
    const started = clock.now();
    const permit = await clock.run(gate.acquire(endpoint, startCall({ clock })));
    expect(clock.now() - started).toBe(12_000);
    permit.release(reply(149, 29_900));
    expect(await takeAll(gate, clock)).toHaveLength(5);
  });

  test('opens again however the clock moves while it decides, and though timers come a little early', async () => {
    const { run, now, wait } = createVirtualClock();
    for (let creepMs = 0.01; creepMs < 1; creepMs += 0.003) {
      let readings = 0;
      const clock = { now: () => now() + creepMs * readings++, wait: (ms: number) => wait(Math.max(0.1, ms - 0.9)) };
      const gate = createQuotaGate(clock);
      (await gate.acquire(endpoint, startCall({ clock }))).release(reply(0, 12_000));
      const permits = await run(
        Promise.all(
          [1, 2, 3].map(async () => {
            const permit = await gate.acquire(endpoint, startCall({ clock }));
            permit.release(reply(1, 9_000));
          }),
        ),
      );
      expect(permits).toHaveLength(3);
    }
  });

  test('counts a smaller Left that arrives late, since other apps spend the same quota', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(100, 20_000));
    const [a, b] = [
      await gate.acquire(endpoint, startCall({ clock })),
      await gate.acquire(endpoint, startCall({ clock })),
    ];
    a.release(reply(2, 19_000));
    b.release(reply(90, 19_000));
    expect(gate.state().available).toBe(2);
  });

  test('leaves the share of the other apps untouched', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock, 0.5);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(77, 20_000));
    expect(gate.state().available).toBe(2);
  });

  test('keeps a call to its own share, while others may use the whole', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(76, 20_000));
    const half = { ...startCall({ clock }), quotaShare: 0.5 };
    (await gate.acquire(endpoint, half)).release(reply(75, 20_000));
    let given = false;
    const asked = gate.acquire(endpoint, half).then((permit) => {
      given = true;
      permit.release(reply(149, 30_000));
    });
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(74, 20_000));
    expect(given).toBe(false);
    await clock.run(asked);
    expect(given).toBe(true);
  });

  test('knows no quota where the store names none: only the caps hold', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(bare());
    expect(await takeAll(gate, clock)).toHaveLength(5);
  });

  test('halves the cap of an endpoint that refuses although quota is left, once for all that flew together', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(bare());
    const flying = await Promise.all([1, 2, 3, 4, 5].map(() => gate.acquire(endpoint, startCall({ clock }))));
    for (const permit of flying) permit.release(bare(429));
    expect(gate.cap(endpoint)).toBe(2);
  });

  test('does not halve a cap when the quota itself is spent', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(0, 5_000, 429));
    expect(gate.cap(endpoint)).toBe(5);
  });

  test('raises a cap up to its ceiling while quota would be left unused, and stays below a level that was refused', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(bare());
    await fly(40, 200);
    expect(gate.cap(endpoint)).toBe(10);
    const flying = await Promise.all(Array.from({ length: 10 }, () => gate.acquire(endpoint, startCall({ clock }))));
    for (const permit of flying) permit.release(bare(429));
    expect(gate.cap(endpoint)).toBe(5);
    await fly(100, 200);
    expect(gate.cap(endpoint)).toBe(9);
    await clock.run(clock.wait(600_000).done);
    await fly(40, 200);
    expect(gate.cap(endpoint)).toBe(10);

    async function fly(rounds: number, ms: number) {
      for (let round = 0; round < rounds; round += 1) {
        const cap = gate.cap(endpoint);
        const permits = await Promise.all(
          Array.from({ length: cap }, () => gate.acquire(endpoint, startCall({ clock }))),
        );
        await clock.run(clock.wait(ms).done);
        for (const permit of permits) permit.release(bare());
      }
    }
  });

  test('does not raise a cap when the quota will be spent before the window ends anyway', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(149, 30_000));
    let left = 149;
    while (left > 10) {
      const permits = await Promise.all([1, 2, 3, 4, 5].map(() => gate.acquire(endpoint, startCall({ clock }))));
      await clock.run(clock.wait(40).done);
      for (const permit of permits) permit.release(reply(--left, 20_000));
    }
    expect(gate.cap(endpoint)).toBe(5);
  });

  test('keeps one place of each endpoint free for interactive calls while bulk work runs', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(bare());
    expect(await takeAll(gate, clock, endpoint, true)).toHaveLength(4);
    let given = false;
    gate.acquire(endpoint, startCall({ clock })).then(() => {
      given = true;
    });
    await new Promise(setImmediate);
    expect(given).toBe(true);
  });

  test('says at once when the quota returns too late for max_wait_ms, and how long to wait', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    (await gate.acquire(endpoint, startCall({ clock }))).release(reply(0, 20_000));
    await expect(gate.acquire(endpoint, startCall({ clock }, { maxWaitMs: 5_000 }))).rejects.toMatchObject({
      code: 'rate_limited',
      retryable: true,
      details: { retry_after_ms: 20_000 },
    });
    expect(clock.now()).toBe(0);
  });

  test('gives up the place in the line of a call that is cancelled', async () => {
    const clock = createVirtualClock();
    const gate = createQuotaGate(clock);
    await gate.acquire(endpoint, startCall({ clock }));
    const abort = new AbortController();
    const asked = gate.acquire(endpoint, startCall({ clock }, { signal: abort.signal }));
    abort.abort();
    await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('cancelled') });
    expect(gate.state().waiting).toBe(0);
  });
});
