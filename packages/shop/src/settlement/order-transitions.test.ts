import { ORDER_STATUSES, type OrderStatus } from '@trastienda/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bought, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { ADDRESS, VISITOR } from '../testing/start-test-shop.ts';

const test = await useTestOrders();

afterAll(async () => {
  expect(await test.violations()).toEqual([]);
});

interface Operation {
  readonly call: (bought: Bought) => Promise<{ readonly status: OrderStatus }>;
  /** What the order is after it; a status that is not here refuses it with `ORDER_STATE`. */
  readonly leadsTo: Partial<Record<OrderStatus, OrderStatus>>;
}

const amount = { kind: 'amount', amount: 1 } as const;
const everything = { kind: 'everything', restock: true } as const;
const anything = Object.fromEntries(ORDER_STATUSES.map((status) => [status, status]));

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'a cancellation by its buyer': {
    call: (bought) => test.order.cancel(bought.buyer, test.about(bought), VISITOR),
    leadsTo: { pending: 'cancelled', paid: 'cancelled' },
  },
  'a cancellation by staff': {
    call: (bought) => test.orders.cancel(test.about(bought), STAFF),
    leadsTo: { pending: 'cancelled', paid: 'cancelled', 'partially-fulfilled': 'fulfilled' },
  },
  'a parcel': {
    call: (bought) =>
      test.orders.fulfil({ ...test.about(bought), lines: test.some(bought, 1) }, STAFF),
    leadsTo: { paid: 'partially-fulfilled', 'partially-fulfilled': 'fulfilled' },
  },
  'a parcel with all that is left': {
    call: (bought) => test.orders.fulfil(test.about(bought), STAFF),
    leadsTo: { paid: 'fulfilled', 'partially-fulfilled': 'fulfilled' },
  },
  'a refund': {
    call: (bought) => test.orders.refund({ ...test.about(bought), what: amount }, STAFF),
    leadsTo: { paid: 'paid', 'partially-fulfilled': 'partially-fulfilled', fulfilled: 'fulfilled' },
  },
  'a refund of everything': {
    call: (bought) => test.orders.refund({ ...test.about(bought), what: everything }, STAFF),
    leadsTo: { paid: 'cancelled', 'partially-fulfilled': 'fulfilled', fulfilled: 'fulfilled' },
  },
  'a refund of a unit at nothing': {
    call: (bought) => {
      const what = {
        kind: 'lines',
        lines: test.some(bought, 1),
        amount: 0,
        restock: true,
      } as const;
      return test.orders.refund({ ...test.about(bought), what }, STAFF);
    },
    leadsTo: { paid: 'paid', 'partially-fulfilled': 'fulfilled', fulfilled: 'fulfilled' },
  },
  'another address': {
    call: (bought) =>
      test.orders.changeAddress({ ...test.about(bought), shippingAddress: ADDRESS }, STAFF),
    leadsTo: { pending: 'pending', paid: 'paid' },
  },
  'a request for a return': {
    call: (bought) =>
      test.order.requestReturn(
        bought.buyer,
        { ...test.about(bought), lines: test.some(bought, 1), reason: 'too small' },
        VISITOR,
      ),
    leadsTo: { 'partially-fulfilled': 'partially-fulfilled', fulfilled: 'fulfilled' },
  },
  'a note': {
    call: (bought) => test.orders.addNote({ ...test.about(bought), text: 'rang twice' }, STAFF),
    leadsTo: anything,
  },
};

/** A cancelled order was paid back whole, which is why refunds of it are refused. */
const REFUSALS_OF_CANCELLED: Readonly<Record<string, string>> = {
  'a refund': 'REFUND_EXCEEDS',
  'a refund of everything': 'REFUND_EXCEEDS',
  'a refund of a unit at nothing': 'ORDER_QUANTITY',
};

function refusalIn(status: OrderStatus, name: string) {
  const reason = status === 'cancelled' ? REFUSALS_OF_CANCELLED[name] : undefined;
  return reason === undefined ? { reason: 'ORDER_STATE', details: { status } } : { reason };
}

describe.each(ORDER_STATUSES)('an order that is %s', (status) => {
  const operations = Object.entries(OPERATIONS);
  const allowed = operations.filter(([, { leadsTo }]) => leadsTo[status] !== undefined);
  const refused = operations.filter(([, { leadsTo }]) => leadsTo[status] === undefined);

  it.each(allowed)('takes %s, and tells of it', async (_name, { call, leadsTo }) => {
    const bought = await test.bought(status);
    expect((await test.stateOf(bought)).order.status).toBe(status);
    const before = await test.eventsOf(bought);
    expect(await call(bought)).toMatchObject({ status: leadsTo[status] });
    expect((await test.stateOf(bought)).order.status).toBe(leadsTo[status]);
    expect((await test.eventsOf(bought)).length).toBeGreaterThan(before.length);
  });

  it('refuses the rest, and is left as it was', async () => {
    const bought = await test.bought(status);
    const before = await test.stateOf(bought);
    for (const [name, { call }] of refused) {
      await expect(call(bought), name).rejects.toMatchObject(refusalIn(status, name));
    }
    expect(await test.stateOf(bought)).toEqual(before);
  });
});
