import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../sandbox/index.ts';
import { collect } from './fixtures/collect.ts';
import { refusal } from './fixtures/refusal.ts';
import { openSandboxStore } from './fixtures/sandbox-store.ts';
import { runNode, runNodeMany, updateOrder } from './index.ts';

/** Waits to be shipped to two addresses. */
const order_id = 112;
const ship = { order_id, status_id: 'Shipped', tracking_number: 'T1', shipping_provider: 'ups' };
const shipmentFault = (kind: FaultRule['kind'], more: Partial<FaultRule> = {}): FaultRule => ({
  match: `POST /v2/orders/${order_id}/shipments`,
  kind,
  ...more,
});

function writes(calls: string[]) {
  return calls.filter((call) => !call.startsWith('GET'));
}

describe('updating an order', () => {
  test('sends only what differs and names it', async () => {
    const { store, requests, calls } = openSandboxStore();
    const change = {
      order_id,
      status_id: 11,
      staff_notes: 'Called',
      billing_city: 'Sevilla',
      billing_country: 'Francia',
      billing_state: '',
    };
    const result = await runNode(updateOrder, store, change);
    expect(result).toMatchObject({
      success: true,
      order_id,
      status_id: 11,
      status: 'Awaiting Fulfillment',
      fields_updated: ['staff_notes', 'billing_city', 'billing_country'],
      shipment: null,
      shipments: [],
      order: { staff_notes: 'Called', billing_address: { city: 'Sevilla', country: 'France', country_iso2: 'FR' } },
      message: `Order ${order_id} updated successfully`,
    });
    const sent = JSON.parse(requests.at(-1)!.body!);
    expect(sent).not.toHaveProperty('status_id');
    expect(sent.billing_address.email).toContain('@');
    calls.length = 0;
    expect(await runNode(updateOrder, store, change)).toMatchObject({ outcome: 'unchanged', fields_updated: [] });
    expect(writes(calls)).toEqual([]);
  });

  test("names the state of a code in the order's own country where no other is given", async () => {
    const { store } = openSandboxStore();
    const moved = { order_id, billing_country: 'US', billing_state: 'ny' };
    expect(await runNode(updateOrder, store, moved)).toMatchObject({
      order: { billing_address: { state: 'New York' } },
    });
    const within = await runNode(updateOrder, store, { order_id, billing_state: 'CA' });
    expect(within).toMatchObject({
      fields_updated: ['billing_state'],
      order: { billing_address: { state: 'California', country_iso2: 'US' } },
    });
    const same = await runNode(updateOrder, store, { order_id, billing_state: 'CA' });
    expect(same).toMatchObject({ outcome: 'unchanged' });
  });

  test('with a tracking number makes one shipment per address, once, and ends in the asked status', async () => {
    const { store, calls } = openSandboxStore();
    const shipped = await runNode(updateOrder, store, ship);
    expect(shipped).toMatchObject({
      status_id: 2,
      status: 'Shipped',
      fields_updated: ['status_id', 'shipment_created'],
    });
    expect(shipped).toMatchObject({ shipments: [{ tracking_number: 'T1' }, { tracking_number: 'T1' }] });
    const { shipments, shipment } = shipped as unknown as {
      shipments: { order_address_id: number }[];
      shipment: unknown;
    };
    expect(new Set(shipments.map(({ order_address_id }) => order_address_id)).size).toBe(2);
    expect(shipment).toEqual(shipments[0]);
    calls.length = 0;
    const again = await runNode(updateOrder, store, ship);
    expect(again).toMatchObject({ outcome: 'unchanged', fields_updated: [], shipments: { length: 2 } });
    expect(again).not.toHaveProperty('warnings');
    expect(writes(calls)).toEqual([]);
  });

  test.each([
    ['UPS', 'ups'],
    [' ups ', 'ups'],
    ['Royal Mail', 'royalmail'],
    ['royal-mail', 'royalmail'],
  ])('takes the provider %j as people write it', async (shipping_provider, sent) => {
    const { store, requests } = openSandboxStore();
    await runNode(updateOrder, store, { ...ship, shipping_provider });
    const [post] = requests.filter(({ method }) => method === 'POST');
    expect(JSON.parse(post!.body!)).toMatchObject({ shipping_provider: sent });
  });

  test('refuses a tracking number that came as a number and lost its last digits', async () => {
    const { store, calls } = openSandboxStore();
    const tracking_number = JSON.parse('12345678901234567891');
    const error = await refusal(runNode(updateOrder, store, { order_id, tracking_number }));
    expect(error).toMatchObject({ code: 'invalid_params', param: 'tracking_number' });
    expect(error.message).toMatch(/^tracking_number must be text, in quotes/);
    expect(calls).toEqual([]);
    const dry = { order_id, tracking_number: 123456789012345, dry_run: true };
    expect(await runNode(updateOrder, store, dry)).toMatchObject({ would: 'updated' });
  });

  test('with nothing left to ship warns and ships nothing', async () => {
    const { store, calls } = openSandboxStore();
    await runNode(updateOrder, store, ship);
    calls.length = 0;
    const result = await runNode(updateOrder, store, { order_id, tracking_number: 'T2' });
    expect(result).toMatchObject({
      success: true,
      outcome: 'unchanged',
      shipment: null,
      warnings: [{ code: 'nothing_to_ship' }],
    });
    expect(result.message).toContain('no unshipped items');
    expect(writes(calls)).toEqual([]);
  });

  test('whose status the shipment changed gets the asked one again', async () => {
    const { store } = openSandboxStore();
    expect(await runNode(updateOrder, store, { ...ship, status_id: 'Completed' })).toMatchObject({
      status_id: 10,
      status: 'Completed',
    });
    expect(await runNode(updateOrder, openSandboxStore().store, { order_id, tracking_number: 'T1' })).toMatchObject({
      status_id: 2,
    });
  });

  test('whose shipment was made but whose reply was lost finds it and never makes a second', async () => {
    const { store, calls } = openSandboxStore({ faults: [shipmentFault('lost-after', { count: 1 })] });
    const result = await runNode(updateOrder, store, ship);
    expect(result).toMatchObject({ fields_updated: ['status_id', 'shipment_created'], shipments: { length: 2 } });
    expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
  });

  test('whose shipment is lost without a trace is outcome_unknown, not sent again', async () => {
    const { store, calls } = openSandboxStore({ faults: [shipmentFault('lost-before', { count: 1 })] });
    const error = await refusal(runNode(updateOrder, store, ship));
    expect(error).toMatchObject({
      code: 'outcome_unknown',
      details: { order_id, parts: { order: 'done', shipment: 'failed' } },
    });
    expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
    expect(await runNode(updateOrder, store, ship)).toMatchObject({
      fields_updated: ['shipment_created'],
      shipments: { length: 2 },
    });
  });

  test('whose shipment is refused says which half happened', async () => {
    const { store } = openSandboxStore();
    const { transport } = store;
    const refusing = {
      ...store,
      accessToken: store.accessToken,
      transport: async (request: Parameters<typeof transport>[0]) =>
        request.method === 'POST'
          ? { status: 400, headers: {}, body: '[{"status":400,"message":"Bad carrier"}]' }
          : transport(request),
    };
    const error = await refusal(runNode(updateOrder, refusing, ship));
    expect(error).toMatchObject({
      code: 'partial',
      details: { order_id, parts: { order: 'done', shipment: 'failed' }, body: 'Bad carrier' },
    });
    expect(error.message).toContain('Order 112 was changed, but a shipment was not created');
    const { status_id: _, ...onlyShip } = ship;
    expect(await refusal(runNode(updateOrder, refusing, onlyShip))).toMatchObject({
      code: 'rejected',
      details: { parts: { order: 'unchanged', shipment: 'failed' } },
    });
  });

  test('dry writes nothing and shows what would change', async () => {
    const { store, calls } = openSandboxStore();
    expect(await runNode(updateOrder, store, { ...ship, dry_run: true })).toMatchObject({
      dry_run: true,
      would: 'updated',
      changes: { status_id: { from: 11, to: 2 }, shipment_created: { from: 0, to: 2 } },
      message: 'Nothing written: dry run. Order 112 would be updated, with 2 shipments',
    });
    expect(writes(calls)).toEqual([]);
  });

  test.each([
    [{ order_id }, 'order_id'],
    [{ order_id, shipping_provider: 'ups' }, 'order_id'],
    [{ order_id, staff_notes: 'x', tracking_carrier: 'dhl' }, 'tracking_number'],
    [{ order_id, billing_country: 'Atlantis' }, 'billing_country'],
    [{ status_id: 2 }, 'order_id'],
  ])('refuses %j before any call', async (params, param) => {
    const { store, calls } = openSandboxStore();
    expect(await refusal(runNode(updateOrder, store, params))).toMatchObject({ code: 'invalid_params', param });
    expect(calls).toEqual([]);
  });

  test('that is not there is order_not_found', async () => {
    const { store } = openSandboxStore();
    expect(await refusal(runNode(updateOrder, store, { order_id: '999999', staff_notes: 'x' }))).toMatchObject({
      code: 'order_not_found',
    });
  });

  test('of many stops asking a store that refuses the token', async () => {
    const { store, calls } = openSandboxStore();
    const locked = { ...store, accessToken: 'revoked' };
    const items = Array.from({ length: 50 }, (_, n) => ({ order_id: n + 101, staff_notes: 'x' }));
    const results = await collect(runNodeMany(updateOrder, locked, items));
    expect(results.every((result) => !result.success && result.error.code === 'unauthorized')).toBe(true);
    expect(calls.length).toBeLessThanOrEqual(3);
  });
});
