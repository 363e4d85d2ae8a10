import { ShopError } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import { RESERVATION_SECONDS, useTestShop } from '../testing/start-test-shop.ts';
import { sell } from './sell.ts';

const shop = await useTestShop();
const ORDER = 'd'.repeat(24);

/** A checkout of two units whose reservation has expired. */
async function expired() {
  const sku = await shop.offer({ quantity: 3 });
  const { checkout } = await shop.begin(sku, 2);
  shop.advance(10 * RESERVATION_SECONDS);
  await createExpireCheckouts(shop.deps).runOnce();
  const state = await shop.database.checkouts.find(checkout.id);
  if (state === null) throw new Error('The checkout is gone.');
  return { sku, state };
}

type Redeem = Parameters<typeof sell>[0]['pricing']['redeem'];

const sellTo = (state: Parameters<typeof sell>[1], redeem: Redeem = () => Promise.resolve()) =>
  shop.database.transaction(() =>
    sell({ database: shop.database, pricing: { redeem } }, state, ORDER, {
      ...{ at: shop.clock.now(), requestId: null },
    }),
  );

describe('the sale of an expired checkout', () => {
  test('takes its units from stock', async () => {
    const { sku, state } = await expired();
    expect(await sellTo(state)).toEqual({ sold: [{ sku, quantity: 2 }] });
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 1, reserved: 0 });
  });

  test('is refused for stock that is not there any more', async () => {
    const { state } = await expired();
    const [line] = state.lines;
    const gone = { ...state, lines: line === undefined ? [] : [{ ...line, sku: 'GONE' }] };
    expect(await sellTo(gone)).toEqual({ refused: 'stock' });
  });

  test('is refused for a used-up discount, and fails for any other error, which is retried', async () => {
    const { sku, state } = await expired();
    const failWith = (error: unknown) => sellTo(state, () => Promise.reject(error));
    const details = { code: 'ONE', reason: 'used-up' } as const;
    const usedUp = new ShopError('DISCOUNT_REFUSED', { details });
    expect(await failWith(usedUp)).toEqual({ refused: 'discount' });
    for (const error of [new ShopError('ORDER_NOT_FOUND'), new Error('The socket closed.')]) {
      await expect(failWith(error)).rejects.toBe(error);
    }
    const reason = { reason: 'DISCOUNT_REFUSED' };
    await expect(failWith(reason)).rejects.toBe(reason);
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 3, reserved: 0 });
  });
});
