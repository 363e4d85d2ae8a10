import type { RefundState } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { useTestShop } from '../testing/start-test-shop.ts';
import { beginRefund } from './begin-refund.ts';
import { paymentState } from './testing/payment-state.ts';

const { database } = await useTestShop();
const AT = new Date('2100-01-01T00:00:00.000Z');

function refundOf(id: string, amount: number, status: RefundState['status']): RefundState {
  const split = { sales: amount, shipping: 0, tax: 0 };
  return { id, amount, status, split, lines: [], reason: null, reference: null, createdAt: AT };
}

// A refund was pending and unsent when the merchant refunded all the money at the provider.
test('Units are canceled at no cost even when pending refunds exceed what is left', async () => {
  const payment = paymentState({
    ...{ id: database.payments.newId(), checkoutId: database.checkouts.newId() },
    ...{ status: 'captured', amountCaptured: 100, amountRefunded: 100, reference: 'pay_elsewhere' },
    refunds: [refundOf('ours', 40, 'pending'), refundOf('theirs', 100, 'succeeded')],
  });
  await database.payments.insert(payment);
  const begin = (amount: number) =>
    database.transaction(() =>
      beginRefund(
        { database },
        payment,
        { ...refundOf('next', amount, 'pending') },
        {
          ...{ at: AT, requestId: null },
        },
      ),
    );
  const { refunds } = await begin(0);
  expect(refunds.at(-1)).toMatchObject({ id: 'next', amount: 0, status: 'succeeded' });
  await expect(begin(1)).rejects.toMatchObject({
    reason: 'REFUND_EXCEEDS_PAID',
    details: { left: 0 },
  });
});
