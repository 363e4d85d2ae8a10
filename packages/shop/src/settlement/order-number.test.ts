import { checkInvariants } from '@trastienda/shop-invariants';
import { expect, test, vi } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import { newOrderNumber } from './order-number.ts';

const draw = vi.fn(newOrderNumber);

const shop = await useTestShop({ newOrderNumber: draw });

async function buy() {
  const { buyer, checkout } = await shop.begin(await shop.offer());
  const call = () => ({ checkoutId: checkout.id, idempotencyKey: shop.newKey() });
  await shop.checkout.pay(buyer, { ...call(), paymentMethod: 'pm_test_approve' }, VISITOR);
  return shop.checkout.complete(buyer, call(), VISITOR);
}

test('has eight unambiguous characters and is different each time', () => {
  const numbers = Array.from({ length: 1000 }, newOrderNumber);
  for (const number of numbers) {
    expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  }
  expect(new Set(numbers).size).toBe(1000);
});

test('that is already taken makes the transaction retry with a new number', async () => {
  const { orderNumber } = await buy();
  draw.mockClear().mockReturnValueOnce(orderNumber ?? '');
  const second = await buy();
  expect(draw).toHaveBeenCalledTimes(2);
  expect(second).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
  expect(second.orderNumber).not.toBe(orderNumber);
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});
