import { ORDER_STATUSES, type OrderStatus } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { type PlacedOrder, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { ADDRESS, VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

interface Operation {
  readonly call: (bought: PlacedOrder) => Promise<{ readonly status: OrderStatus }>;
  /** Status after the call; any other status rejects it with `ORDER_STATE_INVALID`. */
  readonly leadsTo: Partial<Record<OrderStatus, OrderStatus>>;
}

const amount = { kind: 'amount', amount: 1 } as const;
const everything = { kind: 'everything', restock: true } as const;
const anything = Object.fromEntries(ORDER_STATUSES.map((status) => [status, status]));

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'a cancellation by its buyer': {
    call: (bought) => fixture.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR),
    leadsTo: { pending: 'cancelled', paid: 'cancelled' },
  },
  'a cancellation by staff': {
    call: (bought) => fixture.orderAdmin.cancel(fixture.callInput(bought), STAFF),
    leadsTo: { pending: 'cancelled', paid: 'cancelled', 'partially-fulfilled': 'fulfilled' },
  },
  'a parcel': {
    call: (bought) =>
      fixture.orderAdmin.fulfil(
        { ...fixture.callInput(bought), lines: fixture.unitsOf(bought, 1) },
        STAFF,
      ),
    leadsTo: { paid: 'partially-fulfilled', 'partially-fulfilled': 'fulfilled' },
  },
  'a parcel with all that is left': {
    call: (bought) => fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF),
    leadsTo: { paid: 'fulfilled', 'partially-fulfilled': 'fulfilled' },
  },
  'a refund': {
    call: (bought) =>
      fixture.orderAdmin.refund({ ...fixture.callInput(bought), what: amount }, STAFF),
    leadsTo: { paid: 'paid', 'partially-fulfilled': 'partially-fulfilled', fulfilled: 'fulfilled' },
  },
  'a refund of everything': {
    call: (bought) =>
      fixture.orderAdmin.refund({ ...fixture.callInput(bought), what: everything }, STAFF),
    leadsTo: { paid: 'cancelled', 'partially-fulfilled': 'fulfilled', fulfilled: 'fulfilled' },
  },
  'a refund of a unit at nothing': {
    call: (bought) => {
      const what = {
        kind: 'lines',
        lines: fixture.unitsOf(bought, 1),
        amount: 0,
        restock: true,
      } as const;
      return fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
    },
    leadsTo: { paid: 'paid', 'partially-fulfilled': 'fulfilled', fulfilled: 'fulfilled' },
  },
  'another address': {
    call: (bought) =>
      fixture.orderAdmin.changeAddress(
        { ...fixture.callInput(bought), shippingAddress: ADDRESS },
        STAFF,
      ),
    leadsTo: { pending: 'pending', paid: 'paid' },
  },
  'a request for a return': {
    call: (bought) =>
      fixture.orders.requestReturn(
        bought.buyer,
        { ...fixture.callInput(bought), lines: fixture.unitsOf(bought, 1), reason: 'too small' },
        VISITOR,
      ),
    leadsTo: { 'partially-fulfilled': 'partially-fulfilled', fulfilled: 'fulfilled' },
  },
  'a note': {
    call: (bought) =>
      fixture.orderAdmin.addNote({ ...fixture.callInput(bought), text: 'rang twice' }, STAFF),
    leadsTo: anything,
  },
};

/** A canceled order is fully refunded, so further refunds are rejected. */
const REFUSALS_OF_CANCELLED: Readonly<Record<string, string>> = {
  'a refund': 'REFUND_EXCEEDS_PAID',
  'a refund of everything': 'REFUND_EXCEEDS_PAID',
  'a refund of a unit at nothing': 'ORDER_QUANTITY_EXCEEDED',
};

function rejectionIn(status: OrderStatus, name: string) {
  const reason = status === 'cancelled' ? REFUSALS_OF_CANCELLED[name] : undefined;
  return reason === undefined ? { reason: 'ORDER_STATE_INVALID', details: { status } } : { reason };
}

describe.each(ORDER_STATUSES)('an order with status %s', (status) => {
  const operations = Object.entries(OPERATIONS);
  const allowed = operations.filter(([, { leadsTo }]) => leadsTo[status] !== undefined);
  const refused = operations.filter(([, { leadsTo }]) => leadsTo[status] === undefined);

  test.each(allowed)('allows %s, and appends its events', async (_name, { call, leadsTo }) => {
    const bought = await fixture.bought(status);
    expect((await fixture.stateOf(bought)).order.status).toBe(status);
    const before = await fixture.eventsOf(bought);
    expect(await call(bought)).toMatchObject({ status: leadsTo[status] });
    expect((await fixture.stateOf(bought)).order.status).toBe(leadsTo[status]);
    expect((await fixture.eventsOf(bought)).length).toBeGreaterThan(before.length);
  });

  test('rejects all other calls, and is left unchanged', async () => {
    const bought = await fixture.bought(status);
    const before = await fixture.stateOf(bought);
    for (const [name, { call }] of refused) {
      await expect(call(bought), name).rejects.toMatchObject(rejectionIn(status, name));
    }
    expect(await fixture.stateOf(bought)).toEqual(before);
  });
});
