import { expect, test } from 'vitest';
import { toOrderSummary, toStaffOrderSummary } from './order-view.ts';
import { orderOf } from './testing/priced-order.ts';

const order = orderOf(
  [
    { quantity: 2, total: 2000, tax: 0 },
    { quantity: 3, total: 900, tax: 0 },
  ],
  { total: 100, tax: 0 },
);

test('a summary counts the units of an order and has its amounts in its currency', () => {
  const summary = {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: 'paid',
    total: { amount: 3000, currency: 'EUR' },
    refunded: { amount: 0, currency: 'EUR' },
    itemCount: 5,
    isShipped: false,
    placedAt: '2100-01-01T00:00:00.000Z',
  };
  expect(toOrderSummary(order)).toEqual(summary);
  expect(toStaffOrderSummary(order)).toEqual({
    ...summary,
    email: order.email,
    name: order.shippingAddress.name,
  });
});

test('an order with a shipping method is shipped', () => {
  const shippingMethod = { id: 'standard', name: 'Standard' };
  expect(toOrderSummary({ ...order, shippingMethod }).isShipped).toBe(true);
});

test.each([
  [{}, 'pending'],
  [{ status: 'cancelled' }, 'voided'],
  [{ status: 'paid', paidAmount: 2000 }, 'paid'],
  [{ status: 'paid', paidAmount: 2000, refundedAmount: 1 }, 'partially-refunded'],
  [{ status: 'cancelled', paidAmount: 2000, refundedAmount: 2000 }, 'refunded'],
  [{ status: 'paid', totalAmount: 0 }, 'paid'],
  [{ status: 'fulfilled' }, 'pending'],
  [{ totalAmount: 0 }, 'pending'],
] as const)('a summary says where the money is: %j is %s', (overrides, paymentStatus) => {
  const placed = { ...order, status: 'pending', totalAmount: 2000, paidAmount: 0 } as const;
  expect(toOrderSummary({ ...placed, refundedAmount: 0, ...overrides })).toMatchObject({
    paymentStatus,
  });
});
