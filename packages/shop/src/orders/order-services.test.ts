import { Address, StaffOrderView } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { STAFF, type TestOrders, useTestOrders } from '../testing/start-test-orders.ts';
import { ADDRESS, VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

describe('an order', () => {
  test('is accessible to its buyer only', async () => {
    const bought = await fixture.bought('fulfilled');
    const { buyer, orderId } = bought;
    const stranger = fixture.newBuyer();
    const missing = { reason: 'ORDER_NOT_FOUND' };
    const { orders } = fixture;
    const lines = fixture.unitsOf(bought, 1);
    await expect(orders.get(stranger, { orderId })).rejects.toMatchObject(missing);
    const cancel = orders.cancel(stranger, fixture.callInput(bought), VISITOR);
    await expect(cancel).rejects.toMatchObject(missing);
    const input = { ...fixture.callInput(bought), lines, reason: 'mine' };
    await expect(orders.requestReturn(stranger, input, VISITOR)).rejects.toMatchObject(missing);
    expect((await orders.list(stranger, { limit: 5 })).items).toEqual([]);
    expect((await orders.list(buyer, { limit: 5 })).items).toMatchObject([{ id: orderId }]);
    expect(await orders.get(buyer, { orderId })).toMatchObject({ id: orderId, returns: [] });
  });

  test('shows its buyer no internal data', async () => {
    const bought = await fixture.bought();
    await fixture.orderAdmin.addNote({ ...fixture.callInput(bought), text: 'rang twice' }, STAFF);
    const view = JSON.stringify(await fixture.orders.get(bought.buyer, bought));
    expect(view).not.toMatch(/rang twice|stockQuantity|restocked|keys|paymentId/);
    const staffView = await fixture.orderAdmin.get(bought);
    expect(staffView).toMatchObject({ accountId: null, notes: [{ text: 'rang twice' }] });
  });

  test('is found by staff under the name of its new address', async () => {
    const bought = await fixture.bought();
    const shippingAddress = { ...ADDRESS, name: 'Zoe Ñandú' };
    await fixture.orderAdmin.changeAddress(
      { ...fixture.callInput(bought), shippingAddress },
      STAFF,
    );
    const found = await fixture.orderAdmin.search({ search: 'nandu', limit: 5 });
    expect(found.items).toMatchObject([{ id: bought.orderId, name: 'Zoe Ñandú' }]);
    for (const elsewhere of [{ country: 'FR' }, { region: 'B' }]) {
      const moved = { ...shippingAddress, ...elsewhere };
      const change = fixture.orderAdmin.changeAddress(
        { ...fixture.callInput(bought), shippingAddress: moved },
        STAFF,
      );
      await expect(change).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' });
    }
    const { items } = await fixture.database.audit.list({ subjectId: bought.orderId, limit: 5 });
    expect(items).toMatchObject([
      { action: 'order.address-changed', details: expect.toBeOneOf([{}]) },
    ]);
  });

  test.each([
    ['UK', null, 'GB', null],
    ['ZZ', 'QQ', 'FR', null],
    ['US', 'CAL', 'US', 'CA'],
  ])(
    'that an earlier version accepted with %s, %s is shown, and corrected to %s, %s',
    async (country, region, isoCountry, isoRegion) => {
      const bought = await fixture.bought();
      const stored = { 'shippingAddress.country': country, 'shippingAddress.region': region };
      await fixture.server.withClient((client) =>
        client
          .db()
          .collection<{ _id: string }>('orders')
          .updateOne({ _id: bought.orderId }, { $set: stored }),
      );
      const view = StaffOrderView.parse(await fixture.orderAdmin.get(bought));
      expect(view.shippingAddress).toMatchObject({ country, region });
      const change = (place: object) =>
        fixture.orderAdmin.changeAddress(
          {
            ...fixture.callInput(bought),
            shippingAddress: Address.parse({ ...ADDRESS, ...place }),
          },
          STAFF,
        );
      if (country !== 'ZZ') {
        await expect(change({ country: 'PT' })).rejects.toMatchObject({
          reason: 'ORDER_STATE_INVALID',
        });
      }
      const corrected = await change({ country: isoCountry, region: isoRegion });
      expect(corrected.shippingAddress).toMatchObject({ country: isoCountry, region: isoRegion });
    },
  );
});

describe('a cancellation', () => {
  test('restocks the units and refunds the money', async () => {
    const bought = await fixture.bought();
    expect(await fixture.available(bought.sku)).toBe(8);
    const view = await fixture.orders.cancel(
      bought.buyer,
      { ...fixture.callInput(bought), reason: 'too late' },
      VISITOR,
    );
    expect(view).toMatchObject({ status: 'cancelled', isCancellable: false });
    expect(await fixture.available(bought.sku)).toBe(10);
    expect(await fixture.orders.get(bought.buyer, bought)).toMatchObject({
      paymentStatus: 'refunded',
      refunds: [{ amount: { amount: 2000 }, status: 'succeeded', reason: 'too late' }],
      lines: [{ refundedQuantity: 2 }],
    });
    expect(await fixture.eventsOf(bought)).toEqual([
      'order.placed',
      'order.paid',
      'order.cancelled',
      'order.refunded',
    ]);
    const { payment } = await fixture.stateOf(bought);
    const sums = Object.values(await fixture.ledgerOf(payment.id));
    expect(new Set(sums)).toEqual(new Set([0]));
  });

  test('of an order with an uncaptured authorization voids it', async () => {
    const bought = await fixture.bought('pending');
    const view = await fixture.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR);
    expect(view).toMatchObject({ status: 'cancelled', paymentStatus: 'voided', refunds: [] });
    expect((await fixture.stateOf(bought)).payment).toMatchObject({
      status: 'voided',
      amountCaptured: 0,
      nextAttemptAt: null,
    });
    expect(await fixture.available(bought.sku)).toBe(10);
  });

  test('succeeds while the provider is unavailable, and the refund follows', async () => {
    const away = () => Promise.reject(new Error('away'));
    const shop = fixture.openProcess({
      provider: { ...fixture.provider, fetch: away, refund: away },
    });
    const bought = await fixture.bought();
    const view = await shop.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR);
    expect(view).toMatchObject({ status: 'cancelled', refunds: [{ status: 'pending' }] });
    expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(0);
    await fixture.runBackground();
    const { order, payment } = await fixture.stateOf(bought);
    expect(order).toMatchObject({ status: 'cancelled', refundedAmount: 2000 });
    expect(payment).toMatchObject({ amountRefunded: 2000, nextAttemptAt: null });
  });

  test('that is repeated returns its first response and does nothing else', async () => {
    const bought = await fixture.bought();
    const input = fixture.callInput(bought);
    const cancel = () => fixture.orders.cancel(bought.buyer, input, VISITOR);
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    const before = await fixture.stateOf(bought);
    expect(await cancel()).toEqual(answers[0]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await fixture.stateOf(bought)).toEqual(before);
    expect(before.payment.refunds).toHaveLength(1);
    const other = fixture.orders.cancel(bought.buyer, { ...input, reason: 'other' }, VISITOR);
    await expect(other).rejects.toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
  });
});

describe('a refund of lines', () => {
  const refund = (
    bought: Parameters<TestOrders['callInput']>[0],
    quantity: number,
    restock: boolean,
  ) => {
    const what = { kind: 'lines', lines: fixture.unitsOf(bought, quantity), restock } as const;
    return fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
  };

  test('equals their price, and restocks each unit once', async () => {
    const bought = await fixture.bought('fulfilled');
    await refund(bought, 1, false);
    expect(await fixture.available(bought.sku)).toBe(8);
    await refund(bought, 1, true);
    expect(await fixture.available(bought.sku)).toBe(9);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      paymentStatus: 'refunded',
      refunded: { amount: 2000 },
      lines: [{ refundedQuantity: 2 }],
    });
    const more = refund(bought, 1, true);
    await expect(more).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });
  });

  test('that fails can be repeated, and does not restock the unit a second time', async () => {
    const bought = await fixture.bought('paid', 'pm_test_refund_fail');
    await refund(bought, 1, true);
    expect((await fixture.stateOf(bought)).payment.refunds).toMatchObject([{ status: 'failed' }]);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      refunded: { amount: 0 },
      lines: [{ refundedQuantity: 0 }],
    });
    await refund(bought, 1, true);
    expect(await fixture.available(bought.sku)).toBe(9);
  });

  test('that are not shipped yet cancels them', async () => {
    const bought = await fixture.bought();
    await refund(bought, 1, true);
    const both = fixture.orderAdmin.fulfil(
      { ...fixture.callInput(bought), lines: fixture.unitsOf(bought, 2) },
      STAFF,
    );
    await expect(both).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 1 },
    });
    const tracking = { carrier: 'Correos', number: 'X1', url: null };
    const view = await fixture.orderAdmin.fulfil({ ...fixture.callInput(bought), tracking }, STAFF);
    expect(view).toMatchObject({
      status: 'fulfilled',
      fulfilments: [{ lines: fixture.unitsOf(bought, 1), tracking }],
    });
  });

  test('that is pending ends the order, regardless of its outcome', async () => {
    for (const status of ['succeeded', 'failed'] as const) {
      const bought = await fixture.bought('paid', 'pm_test_refund_pending');
      await refund(bought, 1, false);
      await fixture.ship(bought, 1);
      const { order, payment } = await fixture.stateOf(bought);
      expect(order.status).toBe('fulfilled');
      const [{ reference } = { reference: null }] = payment.refunds;
      await fixture.driver.settleRefund(payment.reference ?? '', reference ?? '', status);
      await fixture.deliverWebhooks();
      expect(await fixture.orderAdmin.get(bought)).toMatchObject({
        status: 'fulfilled',
        refunds: [{ status }],
        lines: [{ fulfilledQuantity: 1, canceledQuantity: 1 }],
      });
      const parcel = fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
      await expect(parcel).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' });
    }
  });

  test('that fails does not make canceled units ship', async () => {
    for (const restock of [true, false]) {
      const bought = await fixture.bought('paid', 'pm_test_refund_fail');
      await refund(bought, 1, restock);
      const parcel = await fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
      expect(parcel).toMatchObject({
        status: 'fulfilled',
        fulfilments: [{ lines: fixture.unitsOf(bought, 1) }],
      });
      expect(await fixture.available(bought.sku)).toBe(restock ? 9 : 8);
    }
  });

  test('that are the last to ship fulfills the order', async () => {
    const bought = await fixture.bought('partially-fulfilled');
    await refund(bought, 1, true);
    expect((await fixture.orderAdmin.get(bought)).status).toBe('fulfilled');
  });

  test('and all later refunds sum to the paid amount', async () => {
    const bought = await fixture.bought('partially-fulfilled');
    await refund(bought, 1, false);
    const what = { kind: 'everything', restock: true } as const;
    await fixture.orderAdmin.refund(
      { ...fixture.callInput(bought), what, reason: 'broken' },
      STAFF,
    );
    const { order, payment } = await fixture.stateOf(bought);
    expect(order).toMatchObject({ refundedAmount: 2000, lines: [{ refundedQuantity: 2 }] });
    expect(payment.refunds.map(({ amount }) => amount)).toEqual([1000, 1000]);
    const again = fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
    await expect(again).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });
  });
});

describe('a return', () => {
  test('is requested once per shipped unit, and resolved once', async () => {
    const bought = await fixture.bought('partially-fulfilled');
    const ask = (quantity: number) =>
      fixture.orders.requestReturn(
        bought.buyer,
        {
          ...fixture.callInput(bought),
          lines: fixture.unitsOf(bought, quantity),
          reason: 'too small',
        },
        VISITOR,
      );
    await expect(ask(2)).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 1 },
    });
    const { returns } = await ask(1);
    expect(returns).toMatchObject([{ status: 'requested', reason: 'too small', answer: null }]);
    await expect(ask(1)).rejects.toMatchObject({
      reason: 'ORDER_QUANTITY_EXCEEDED',
      details: { left: 0 },
    });

    const returnId = returns[0]?.id ?? '';
    const resolve = (id: string, decision: 'accepted' | 'declined') =>
      fixture.orderAdmin.resolveReturn(
        { ...fixture.callInput(bought), returnId: id, decision, answer: 'sorry' },
        STAFF,
      );
    await expect(resolve('f'.repeat(24), 'accepted')).rejects.toMatchObject({
      reason: 'RETURN_NOT_FOUND',
    });
    expect((await resolve(returnId, 'declined')).returns).toMatchObject([
      { status: 'declined', answer: 'sorry' },
    ]);
    await expect(resolve(returnId, 'accepted')).rejects.toMatchObject({
      reason: 'ORDER_STATE_INVALID',
      details: { returnStatus: 'declined' },
    });
    expect((await ask(1)).returns).toHaveLength(2);
    expect(await fixture.eventsOf(bought)).toEqual([
      'order.placed',
      'order.paid',
      'order.fulfilled',
      'order.return-requested',
      'order.return-resolved',
      'order.return-requested',
    ]);
  });

  test('that is refunded leaves unshipped units to ship', async () => {
    const bought = await fixture.bought('partially-fulfilled');
    const one = fixture.unitsOf(bought, 1);
    const ask = { ...fixture.callInput(bought), lines: one, reason: 'broken' };
    const { returns } = await fixture.orders.requestReturn(bought.buyer, ask, VISITOR);
    const returnId = returns[0]?.id ?? '';
    const answer = { ...fixture.callInput(bought), returnId, decision: 'accepted' } as const;
    await fixture.orderAdmin.resolveReturn(answer, STAFF);
    const what = { kind: 'lines', lines: one, restock: true } as const;
    await fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
    expect((await fixture.stateOf(bought)).order.status).toBe('partially-fulfilled');
    const view = await fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
    expect(view).toMatchObject({
      status: 'fulfilled',
      refunded: { amount: 1000 },
      lines: [{ fulfilledQuantity: 2, refundedQuantity: 1 }],
    });
  });

  test('does not make units ship that were refunded before it was requested', async () => {
    const bought = await fixture.bought('partially-fulfilled');
    const one = fixture.unitsOf(bought, 1);
    const what = { kind: 'lines', lines: one, restock: true } as const;
    // A pending refund leaves the order open.
    const away = () => Promise.reject(new Error('away'));
    const shop = fixture.openProcess({
      provider: { ...fixture.provider, fetch: away, refund: away },
    });
    await shop.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
    fixture.advance(1);
    const ask = { ...fixture.callInput(bought), lines: one, reason: 'broken' };
    const { returns } = await fixture.orders.requestReturn(bought.buyer, ask, VISITOR);
    const returnId = returns[0]?.id ?? '';
    const answer = { ...fixture.callInput(bought), returnId, decision: 'accepted' } as const;
    await fixture.orderAdmin.resolveReturn(answer, STAFF);
    const parcel = fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
    await expect(parcel).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' });
    await fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      status: 'fulfilled',
      refunded: { amount: 2000 },
    });
  });
});
