import { describe, expect, test } from 'vitest';
import { type PlacedOrder, STAFF } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';
import { EVERYTHING, rejection, useTestRefunds } from '../testing/use-test-refunds.ts';

const fixture = await useTestRefunds();
const { cancel, onHand, refundOf } = fixture;

describe('free units', () => {
  /** Buys three units at 100 % off, and ships one. */
  async function sentOne(): Promise<PlacedOrder> {
    const bought = await fixture.boughtLines([{ quantity: 3 }], { isFree: true });
    await fixture.ship(bought, 1);
    expect(await onHand(bought)).toBe(7);
    return bought;
  }

  test.for<[string, (bought: PlacedOrder) => Promise<unknown>]>([
    ['a cancellation', cancel],
    ['a refund of them', (bought) => fixture.refund(bought, refundOf(bought, 2))],
    ['a refund of everything', (bought) => fixture.refund(bought, EVERYTHING)],
  ])('are canceled by %s, which ends the order', async ([, withdraw]) => {
    const bought = await sentOne();
    await withdraw(bought);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      status: 'fulfilled',
      lines: [{ fulfilledQuantity: 1, canceledQuantity: 2, returnedQuantity: 0 }],
    });
    expect(await onHand(bought)).toBe(9);
    expect(await fixture.isReadyToPack(bought)).toBe(false);
    const parcel = fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
    await expect(parcel).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' });
    const { payment } = await fixture.stateOf(bought);
    expect(payment.refunds).toMatchObject([{ amount: 0, status: 'succeeded', reference: null }]);
    expect(await fixture.ledgerOf(payment.id)).toEqual({});
  });

  test('are returned by an accepted return', async () => {
    const bought = await fixture.boughtLines([{ amount: 0, quantity: 1 }]);
    await fixture.ship(bought, 1);
    await fixture.returnUnits(bought, 1);
    const after = await fixture.refund(bought, refundOf(bought, 1));
    expect(after).toMatchObject({ lines: [{ returnedQuantity: 1 }], refunded: { amount: 0 } });
    expect(await onHand(bought)).toBe(10);
    const again = fixture.refund(bought, refundOf(bought, 1));
    await expect(again).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });
  });

  test('of a paid order are canceled as an unwanted gift, and the rest ships', async () => {
    const gift = await fixture.boughtLines([
      { amount: 0, quantity: 1 },
      { amount: 1000, quantity: 1 },
    ]);
    const after = await fixture.refund(gift, refundOf(gift, 1));
    expect(after).toMatchObject({
      ...{ status: 'paid', paymentStatus: 'paid', refunds: [{ amount: { amount: 0 } }] },
      lines: [{ canceledQuantity: 1 }, { canceledQuantity: 0 }],
    });
    expect(await onHand(gift)).toBe(10);
    const sent = await fixture.orderAdmin.fulfil(fixture.callInput(gift), STAFF);
    expect(sent).toMatchObject({
      status: 'fulfilled',
      fulfilments: [{ lines: [{ sku: gift.skus[1], quantity: 1 }] }],
    });
  });

  test('still ship when the price of the other units is fully refunded', async () => {
    const gift = await fixture.boughtLines([{ amount: 0 }, { amount: 1000, quantity: 1 }]);
    const other = [{ sku: gift.skus[1] ?? '', quantity: 1 }];
    await fixture.refund(gift, { kind: 'lines', lines: other, restock: true });
    const sent = await fixture.orderAdmin.fulfil(fixture.callInput(gift), STAFF);
    expect(sent).toMatchObject({ status: 'fulfilled', paymentStatus: 'refunded' });
  });
});

describe('after a refund by amount', () => {
  /** Buys three units at 10 EUR each, ships one, and refunds `amount`. */
  async function refunded(amount: number): Promise<PlacedOrder> {
    const bought = await fixture.boughtLines();
    await fixture.ship(bought, 1);
    await fixture.refund(bought, { kind: 'amount', amount });
    return bought;
  }

  test('the unshipped rest costs more than is left, and is canceled for less or for nothing', async () => {
    const bought = await refunded(2000);
    const whole = fixture.refund(bought, refundOf(bought, 2));
    await expect(whole).rejects.toMatchObject(
      rejection('REFUND_EXCEEDS_PAID', { amount: 2000, left: 1000 }),
    );
    await fixture.refund(bought, refundOf(bought, 1, 0));
    await fixture.refund(bought, refundOf(bought, 1, 400));
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      status: 'fulfilled',
      refunded: { amount: 2400 },
      lines: [{ fulfilledQuantity: 1, canceledQuantity: 2, refundedQuantity: 2 }],
      refunds: [
        { amount: { amount: 2000 }, lines: [] },
        { amount: { amount: 0 }, lines: [{ quantity: 1 }] },
        { amount: { amount: 400 }, lines: [{ quantity: 1 }] },
      ],
    });
    expect(await onHand(bought)).toBe(9);
    expect(await fixture.isReadyToPack(bought)).toBe(false);
  });

  test('canceling the rest leaves the kept unit paid', async () => {
    const bought = await refunded(2000);
    const after = await cancel(bought);
    expect(after).toMatchObject({ status: 'fulfilled', refunded: { amount: 2000 } });
    expect(await onHand(bought)).toBe(9);
    const none = await fixture.boughtLines();
    await fixture.ship(none, 1);
    const whole = await cancel(none);
    expect(whole).toMatchObject({ status: 'fulfilled', isCancellable: false });
    expect((await fixture.stateOf(none)).order).toMatchObject({ refundedAmount: 2000 });
  });

  test('a refund of everything pays the rest of the money, and restocks only unshipped units', async () => {
    const bought = await refunded(2000);
    const after = await fixture.refund(bought, EVERYTHING);
    expect(after).toMatchObject({ status: 'fulfilled', lines: [{ canceledQuantity: 2 }] });
    expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(3000);
    expect(await onHand(bought)).toBe(9);
  });

  test('of the whole amount nothing more ships, and the order ends at no cost', async () => {
    for (const end of [cancel, (all: PlacedOrder) => fixture.refund(all, EVERYTHING)]) {
      const bought = await refunded(3000);
      const parcel = fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
      await expect(parcel).rejects.toMatchObject(
        rejection('ORDER_STATE_INVALID', {
          status: 'partially-fulfilled',
          paymentStatus: 'refunded',
        }),
      );
      expect(await end(bought)).toMatchObject({ status: 'fulfilled' });
      expect(await onHand(bought)).toBe(9);
      expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(3000);
    }
  });

  test('of the whole amount everything cancels and takes back units that are not restocked', async () => {
    const bought = await fixture.boughtLines([{ quantity: 2, isTracked: false }]);
    await fixture.ship(bought, 1);
    await fixture.returnUnits(bought, 1);
    await fixture.refund(bought, { kind: 'amount', amount: 2000 });
    // As many units are canceled as are returned, and none is restocked.
    expect(await fixture.refund(bought, EVERYTHING)).toMatchObject({
      status: 'fulfilled',
      lines: [{ canceledQuantity: 1, returnedQuantity: 1, refundedQuantity: 2 }],
    });
    expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(2000);
    const again = fixture.refund(bought, EVERYTHING);
    await expect(again).rejects.toMatchObject(rejection('REFUND_EXCEEDS_PAID', { left: 0 }));
  });

  test('of the whole amount everything cancels an unshipped line beside a shipped one', async () => {
    const bought = await fixture.boughtLines([{ quantity: 1 }, { quantity: 1 }]);
    await fixture.ship(bought, 1);
    await fixture.refund(bought, { kind: 'amount', amount: 2000 });
    expect(await fixture.refund(bought, EVERYTHING)).toMatchObject({
      status: 'fulfilled',
      lines: [
        { canceledQuantity: 0, returnedQuantity: 0 },
        { canceledQuantity: 1, returnedQuantity: 0 },
      ],
      returns: [],
    });
    expect(await fixture.eventsOf(bought)).toEqual([
      ...['order.placed', 'order.paid', 'order.fulfilled'],
      ...['order.refund-requested', 'order.refunded'],
      ...['order.refund-requested', 'order.units-canceled'],
    ]);
  });

  test('of the whole amount canceling an unshipped order costs nothing', async () => {
    const bought = await fixture.boughtLines();
    await fixture.refund(bought, { kind: 'amount', amount: 3000 });
    expect(await cancel(bought)).toMatchObject({ status: 'cancelled' });
    expect(await onHand(bought)).toBe(10);
    expect((await fixture.stateOf(bought)).payment.refunds).toHaveLength(1);
  });
});

describe('an order whose units are all canceled', () => {
  test('is closed by that refund, keeps its shipping, and is not in the list to pack', async () => {
    const bought = await fixture.boughtLines([{ quantity: 2 }], { shipping: 500 });
    await fixture.refund(bought, refundOf(bought, 1));
    expect(await fixture.isReadyToPack(bought)).toBe(true);
    const after = await fixture.refund(bought, refundOf(bought, 1));
    expect(after).toMatchObject({ status: 'cancelled', isCancellable: false });
    expect(await fixture.isReadyToPack(bought)).toBe(false);
    expect(await onHand(bought)).toBe(10);
    await fixture.runBackground();
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      ...{ paymentStatus: 'partially-refunded', refunded: { amount: 2000 } },
      lines: [{ canceledQuantity: 2, refundedQuantity: 2 }],
    });
    expect(await fixture.eventsOf(bought)).toEqual([
      ...['order.placed', 'order.paid'],
      ...['order.refund-requested', 'order.units-canceled', 'order.refunded'],
      ...['order.refund-requested', 'order.units-canceled', 'order.cancelled', 'order.refunded'],
    ]);
    await fixture.refund(bought, { kind: 'shipping' });
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({ paymentStatus: 'refunded' });
  });

  test('without restocking leaves the stock unchanged', async () => {
    const bought = await fixture.boughtLines();
    await fixture.refund(bought, { ...refundOf(bought, 3), restock: false });
    expect((await fixture.orderAdmin.get(bought)).status).toBe('cancelled');
    expect(await onHand(bought)).toBe(7);
    // Units that turn up later are restocked at no cost.
    await fixture.refund(bought, refundOf(bought, 3, 0));
    expect(await onHand(bought)).toBe(10);
    const more = fixture.refund(bought, refundOf(bought, 1, 0));
    await expect(more).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });
  });

  test('is canceled by its buyer without the units canceled before', async () => {
    const bought = await fixture.boughtLines();
    await fixture.refund(bought, { ...refundOf(bought, 1, 0), restock: false });
    await fixture.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR);
    expect(await onHand(bought)).toBe(9);
    expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(3000);
  });
});

describe('a refund of lines', () => {
  test('states which units it covers', async () => {
    const bought = await fixture.boughtLines();
    await fixture.ship(bought, 1);
    const from = (of: 'unsent' | 'sent', quantity: number) => ({
      ...{ kind: 'lines' as const, restock: false },
      lines: [{ sku: bought.sku, quantity, from: of }],
    });
    const tooMany = rejection('ORDER_QUANTITY_EXCEEDED', { sku: bought.sku, left: 1 });
    await expect(fixture.refund(bought, from('sent', 2))).rejects.toMatchObject(tooMany);
    await fixture.refund(bought, from('sent', 1));
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      ...{ status: 'partially-fulfilled', refunded: { amount: 1000 } },
      lines: [{ canceledQuantity: 0, returnedQuantity: 0, refundedQuantity: 1 }],
    });
    const unsent = { ...tooMany, details: { left: 2 } };
    await expect(fixture.refund(bought, from('unsent', 3))).rejects.toMatchObject(unsent);
    await fixture.refund(bought, from('unsent', 2));
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      ...{ status: 'fulfilled', paymentStatus: 'refunded' },
      lines: [{ canceledQuantity: 2, refundedQuantity: 3 }],
    });
  });

  test('that await a return decision waits for it', async () => {
    const bought = await fixture.boughtLines([{ quantity: 2 }]);
    await fixture.ship(bought, 2);
    const returnId = await fixture.returnUnits(bought, 1, null);
    const details = { returnStatus: 'requested', sku: bought.sku };
    for (const what of [refundOf(bought, 2), { ...refundOf(bought, 2), restock: false }]) {
      const refund = fixture.refund(bought, what);
      await expect(refund).rejects.toMatchObject(rejection('ORDER_STATE_INVALID', details));
    }
    // All money may be refunded without waiting; that does not restock the goods.
    await fixture.refund(bought, EVERYTHING);
    expect(await onHand(bought)).toBe(8);
    const answer = { ...fixture.callInput(bought), returnId, decision: 'accepted' } as const;
    await fixture.orderAdmin.resolveReturn(answer, STAFF);
    await fixture.refund(bought, refundOf(bought, 1));
    expect(await onHand(bought)).toBe(9);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      ...{ refunded: { amount: 2000 }, lines: [{ returnedQuantity: 1, refundedQuantity: 2 }] },
    });
  });

  test('that came back without a request records a return', async () => {
    const bought = await fixture.boughtLines([{ quantity: 2 }]);
    await fixture.ship(bought, 2);
    const what = refundOf(bought, 1);
    await fixture.orderAdmin.refund(
      { ...fixture.callInput(bought), what, reason: 'undeliverable' },
      STAFF,
    );
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      returns: [{ status: 'accepted', reason: 'undeliverable', lines: fixture.unitsOf(bought, 1) }],
      lines: [{ returnedQuantity: 1 }],
    });
    const ask = {
      ...fixture.callInput(bought),
      lines: fixture.unitsOf(bought, 2),
      reason: 'too small',
    };
    const asked = fixture.orders.requestReturn(bought.buyer, ask, VISITOR);
    await expect(asked).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 1 },
    });
  });

  test('records a return only for the lines that came back without a request', async () => {
    const bought = await fixture.boughtLines([{ quantity: 1 }, { quantity: 1 }]);
    await fixture.ship(bought, 1);
    const both = bought.skus.map((sku) => ({ sku, quantity: 1 }));
    const after = await fixture.refund(bought, { kind: 'lines', lines: both, restock: true });
    expect(after).toMatchObject({
      status: 'fulfilled',
      lines: [{ returnedQuantity: 1 }, { canceledQuantity: 1 }],
    });
    expect(after.returns.map(({ lines: returned }) => returned)).toEqual([
      fixture.unitsOf(bought, 1),
    ]);
  });

  test('everything restocks the units of an accepted return', async () => {
    const bought = await fixture.boughtLines();
    await fixture.ship(bought, 2);
    await fixture.returnUnits(bought, 1);
    await fixture.refund(bought, EVERYTHING);
    expect(await onHand(bought)).toBe(9);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      ...{ status: 'fulfilled', paymentStatus: 'refunded' },
      lines: [{ canceledQuantity: 1, returnedQuantity: 1, refundedQuantity: 3 }],
    });
  });
});
