import type { RefundOrderInput } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { type PlacedOrder, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

type Lines = Extract<RefundOrderInput['what'], { kind: 'lines' }>;

interface Wanted {
  readonly quantity?: number;
  readonly from?: 'unsent' | 'sent';
  readonly amount?: number;
  readonly restock?: boolean;
}

/** Builds a refund of one restocked unit of the first line by default. */
function units(
  { sku }: PlacedOrder,
  { quantity = 1, from, amount, restock = true }: Wanted = {},
): Lines {
  const line = { sku, quantity, ...(from !== undefined && { from }) };
  return { kind: 'lines', lines: [line], restock, ...(amount !== undefined && { amount }) };
}

/** Reads the stock, and the line and payment of the order. */
async function seen(bought: PlacedOrder) {
  const [stock] = await fixture.database.stock.find([bought.sku]);
  const { order, payment } = await fixture.stateOf(bought);
  const begun = payment.refunds.filter(({ status }) => status !== 'failed');
  return {
    onHand: stock?.onHand,
    canceled: order.lines[0]?.canceledQuantity,
    returned: order.lines[0]?.returnedQuantity,
    refunded: begun.reduce((sum, { amount }) => sum + amount, 0),
    tried: payment.refunds.length,
    returns: order.returns.map(({ status }) => status),
  };
}

/** Buys two units at 10 EUR each from a stock of ten, and ships `quantity` of them. */
async function sent(quantity: number, paymentMethod = 'pm_test_refund_fail'): Promise<PlacedOrder> {
  const bought = await fixture.boughtLines([{ quantity: 2 }], { paymentMethod });
  if (quantity > 0) await fixture.ship(bought, quantity);
  return bought;
}

/** Makes the refund, and processes its outcome. */
async function refundsAgain(bought: PlacedOrder, what: Lines) {
  await fixture.refund(bought, what);
  await fixture.deliverWebhooks();
  return seen(bought);
}

/** The buyer's bank returns a succeeded or pending refund. */
async function bounce(bought: PlacedOrder): Promise<void> {
  const { payment } = await fixture.stateOf(bought);
  for (const { reference, status } of payment.refunds) {
    if (reference === null || status === 'failed') continue;
    await fixture.driver.settleRefund(payment.reference ?? '', reference, 'failed');
  }
  await fixture.deliverWebhooks();
}

describe('a repeated refund of returned units', () => {
  test('covers the same units, which had no return request', async () => {
    for (const from of ['sent', undefined] as const) {
      const bought = await sent(2);
      const what = units(bought, from && { from });
      await fixture.refund(bought, what);
      const once = { onHand: 9, canceled: 0, returned: 1, refunded: 0, returns: ['accepted'] };
      expect(await seen(bought)).toMatchObject({ ...once, tried: 1 });
      expect(await refundsAgain(bought, what)).toMatchObject({ ...once, tried: 2 });
      expect(await refundsAgain(bought, what)).toMatchObject({ ...once, tried: 3 });
    }
  });

  test('covers the same units of an accepted return, whatever return was accepted since', async () => {
    const bought = await sent(2);
    await fixture.returnUnits(bought, 1);
    const what = units(bought);
    await fixture.refund(bought, what);
    const once = { onHand: 9, returned: 1 };
    expect(await seen(bought)).toMatchObject(once);
    expect(await refundsAgain(bought, what)).toMatchObject({ ...once, returns: ['accepted'] });
    await fixture.returnUnits(bought, 1);
    expect(await refundsAgain(bought, what)).toMatchObject({ ...once, tried: 3 });
  });

  test('covers the same units when the money had arrived and came back', async () => {
    const bought = await sent(2, 'pm_test_approve');
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 1, refunded: 1000 });
    await bounce(bought);
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 1, refunded: 0 });
    const again = await refundsAgain(bought, units(bought));
    expect(again).toMatchObject({ onHand: 9, returned: 1, refunded: 1000, returns: ['accepted'] });
    // The other unit is next.
    const next = await refundsAgain(bought, units(bought));
    expect(next).toMatchObject({ onHand: 10, returned: 2, refunded: 2000 });
    const more = fixture.refund(bought, units(bought));
    await expect(more).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });
  });

  test('covers the same units when the whole line was returned', async () => {
    for (const more of [{}, { from: 'sent' as const }, { amount: 1500 }]) {
      const bought = await sent(2, 'pm_test_approve');
      await fixture.returnUnits(bought, 2);
      const what = units(bought, { quantity: 2, ...more });
      await fixture.refund(bought, what);
      const refunded = more.amount ?? 2000;
      const all = { onHand: 10, returned: 2, returns: ['accepted'] };
      expect(await seen(bought)).toMatchObject({ ...all, refunded });
      await bounce(bought);
      expect(await refundsAgain(bought, what)).toMatchObject({ ...all, refunded, tried: 2 });
    }
  });

  test('covers the same units when it is for everything', async () => {
    const bought = await sent(1, 'pm_test_approve');
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    await bounce(bought);
    await fixture.refund(bought, { kind: 'everything', restock: true });
    await bounce(bought);
    await fixture.refund(bought, { kind: 'everything', restock: true });
    expect(await seen(bought)).toMatchObject({
      ...{ onHand: 10, canceled: 1, returned: 1, refunded: 2000, returns: ['accepted'] },
    });
  });
});

describe('units of failed refunds that are not restocked', () => {
  test('are restocked when they are canceled units, and the restocked ones had been shipped', async () => {
    const bought = await sent(1);
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 1 });
    await fixture.refund(bought, units(bought, { from: 'unsent', restock: false }));
    expect(await seen(bought)).toMatchObject({ onHand: 9, canceled: 1, returned: 1 });
    await fixture.refund(bought, units(bought, { from: 'unsent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 10, canceled: 1, returned: 1 });
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 10, canceled: 1, returned: 1, tried: 4 });
  });

  test('are restocked when they were returned, and the restocked ones had been canceled', async () => {
    const bought = await sent(1);
    await fixture.returnUnits(bought, 1);
    await fixture.refund(bought, units(bought, { from: 'sent', restock: false }));
    await fixture.refund(bought, units(bought, { from: 'unsent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 9, canceled: 1, returned: 1 });
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 10, canceled: 1, returned: 1 });
  });

  test('are restocked although others were, whose refund was repeated since', async () => {
    const bought = await sent(0, 'pm_test_approve');
    await fixture.refund(bought, units(bought));
    await bounce(bought);
    await fixture.refund(bought, units(bought));
    await fixture.refund(bought, units(bought, { restock: false }));
    const { payment } = await fixture.stateOf(bought);
    const { reference } = payment.refunds.at(-1) ?? {};
    await fixture.driver.settleRefund(payment.reference ?? '', reference ?? '', 'failed');
    await fixture.deliverWebhooks();
    expect(await seen(bought)).toMatchObject({ onHand: 9, canceled: 2, refunded: 1000 });
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 10, canceled: 2, refunded: 2000 });
  });

  test('of older refunds, which did not store what was restocked, are not restocked twice', async () => {
    const bought = await sent(1);
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    await fixture.server.withClient((client) =>
      client
        .db()
        .collection('payments')
        .updateOne(
          { orderId: bought.orderId },
          {
            $unset: {
              'refunds.$[].lines.$[].restockedReturned': 1,
              'refunds.$[].lines.$[].canceledOnShelf': 1,
              'refunds.$[].lines.$[].returnedOnShelf': 1,
            },
          },
        ),
    );
    await fixture.refund(bought, units(bought, { from: 'unsent', restock: false }));
    await fixture.refund(bought, units(bought, { from: 'sent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 1 });
    await fixture.refund(bought, units(bought, { from: 'unsent' }));
    expect(await seen(bought)).toMatchObject({ onHand: 10, canceled: 1, returned: 1 });
  });
});

describe('a unit that its buyer keeps at a reduced price', () => {
  /** Buys and ships one unit, and refunds `amount` for a defect. */
  async function scratched(amount: number): Promise<PlacedOrder> {
    const bought = await fixture.boughtLines([{ quantity: 1 }]);
    await fixture.ship(bought, 1);
    await fixture.refund(bought, units(bought, { from: 'sent', amount, restock: false }));
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 0, refunded: amount });
    return bought;
  }

  test('can still be returned, for the rest of its price', async () => {
    for (const amount of [200, 0]) {
      for (const more of [{}, { from: 'sent' as const }, { amount: 1000 - amount }]) {
        const bought = await scratched(amount);
        await fixture.refund(bought, units(bought, more));
        const back = { onHand: 10, returned: 1, refunded: 1000, returns: ['accepted'] };
        expect(await seen(bought)).toMatchObject({ ...back, tried: 2 });
        const again = fixture.refund(bought, units(bought));
        await expect(again).rejects.toMatchObject({ reason: 'ORDER_QUANTITY_EXCEEDED' });
        const { payment } = await fixture.stateOf(bought);
        expect(await fixture.ledgerOf(payment.id)).toMatchObject({ sales: 0 });
      }
    }
  });

  test('can be requested to be returned, once', async () => {
    const bought = await scratched(200);
    await fixture.returnUnits(bought, 1);
    const ask = {
      ...fixture.callInput(bought),
      lines: fixture.unitsOf(bought, 1),
      reason: 'too small',
    };
    const twice = fixture.orders.requestReturn(bought.buyer, ask, VISITOR);
    await expect(twice).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 1000 });
  });

  test('is refunded no more than its price for a second defect', async () => {
    const bought = await scratched(200);
    const next = units(bought, { from: 'sent', amount: 300, restock: false });
    await fixture.refund(bought, next);
    const tooMuch = fixture.refund(bought, units(bought, { amount: 501 }));
    await expect(tooMuch).rejects.toMatchObject({
      ...{ reason: 'REFUND_EXCEEDS_PAID', details: { amount: 501, left: 500 } },
    });
    const view = await fixture.refund(bought, units(bought));
    expect(view.refunds.map(({ lines }) => lines[0]?.quantity)).toEqual([1, 1, 1]);
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 1000 });
  });

  test('is refunded the rest again when that has failed', async () => {
    const bought = await scratched(200);
    await fixture.refund(bought, units(bought));
    const { payment } = await fixture.stateOf(bought);
    const { reference } = payment.refunds.at(-1) ?? {};
    await fixture.driver.settleRefund(payment.reference ?? '', reference ?? '', 'failed');
    await fixture.deliverWebhooks();
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 200 });
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 1000, tried: 3 });
  });

  test('is refunded the missing amount when its first refund came back', async () => {
    const bought = await scratched(200);
    await fixture.refund(bought, units(bought));
    const { payment } = await fixture.stateOf(bought);
    const { reference } = payment.refunds[0] ?? {};
    await fixture.driver.settleRefund(payment.reference ?? '', reference ?? '', 'failed');
    await fixture.deliverWebhooks();
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 800 });
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 1, refunded: 1000 });
  });

  test('leaves the prices of the other units unchanged', async () => {
    const bought = await sent(2, 'pm_test_approve');
    await fixture.refund(bought, units(bought, { from: 'sent', amount: 200, restock: false }));
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 9, returned: 1, refunded: 1200 });
    await fixture.refund(bought, units(bought));
    expect(await seen(bought)).toMatchObject({ onHand: 10, returned: 2, refunded: 2000 });
  });
});

test('a refund of zero that changes nothing is rejected for settled units', async () => {
  const bought = await sent(2, 'pm_test_approve');
  const nothing = units(bought, { quantity: 2, from: 'sent', amount: 0, restock: false });
  await fixture.refund(bought, nothing);
  const again = fixture.orderAdmin.refund({ ...fixture.callInput(bought), what: nothing }, STAFF);
  await expect(again).rejects.toMatchObject({
    reason: 'ORDER_QUANTITY_EXCEEDED',
    details: { left: 0 },
  });
});
