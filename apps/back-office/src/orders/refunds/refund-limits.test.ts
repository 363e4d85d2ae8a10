import { describe, expect, test } from 'vitest';
import { lineWith, orderWith, refundWith, returnWith } from '../testing/order-fixture.ts';
import {
  canRefund,
  moneyLeft,
  priceOfChoice,
  priceOfUnits,
  refundableUnits,
  shippingLeft,
} from './refund-limits.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

describe('the money that is left', () => {
  test('is what was taken less all refunds but failed ones', () => {
    const refunds = [
      refundWith({ amount: eur(300) }),
      refundWith({ amount: eur(200), status: 'pending' }),
      refundWith({ amount: eur(900), status: 'failed' }),
    ];
    expect(moneyLeft({ refunds }, 1500)).toBe(1000);
    expect(moneyLeft({ refunds }, 0)).toBe(0);
  });

  test('of the shipping is at most what is left in all', () => {
    const { prices } = orderWith();
    const refunds = [refundWith({ amount: eur(200), shipping: eur(200) })];
    expect(shippingLeft({ prices, refunds }, 1500)).toBe(300);
    expect(shippingLeft({ prices, refunds: [refundWith({ amount: eur(1400) })] }, 1500)).toBe(100);
  });
});

describe('the price of units', () => {
  const line = lineWith({ quantity: 3, total: eur(1000) });

  test('sums to the total of the line, with leftover cents in the last units', () => {
    const prices = [0, 1, 2].map((refundedQuantity) =>
      priceOfUnits({ ...line, refundedQuantity }, 1, 1),
    );
    expect(prices).toEqual([333, 333, 334]);
    expect(priceOfUnits(line, 3, 1)).toBe(1000);
  });

  test('is a multiple of what the provider can transfer', () => {
    expect(priceOfUnits(line, 1, 10)).toBe(330);
    expect(priceOfUnits({ ...line, refundedQuantity: 1 }, 1, 10)).toBe(330);
    expect(priceOfUnits({ ...line, refundedQuantity: 2 }, 1, 10)).toBe(340);
  });

  test('of units that are refunded already is nothing', () => {
    expect(priceOfUnits({ ...line, refundedQuantity: 3 }, 1, 1)).toBe(0);
    expect(priceOfUnits({ ...line, refundedQuantity: 2 }, 2, 1)).toBe(334);
  });

  test('is exact where a product exceeds what a number can represent', () => {
    const large = lineWith({ quantity: 9999, total: eur(Number.MAX_SAFE_INTEGER) });
    const parts = priceOfUnits(large, 5000, 1);
    expect(parts + priceOfUnits({ ...large, refundedQuantity: 5000 }, 4999, 1)).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });

  test('of several lines is at most what is left', () => {
    const chosen = [
      { line, quantity: 1 },
      { line: lineWith({ total: eur(500) }), quantity: 1 },
    ];
    expect(priceOfChoice(chosen, 5000, 1)).toBe(833);
    expect(priceOfChoice(chosen, 700, 1)).toBe(700);
  });
});

describe('units that a refund can name', () => {
  test('are those to send and those with the buyer, but for open return requests', () => {
    const line = lineWith({ quantity: 5, fulfilledQuantity: 3, canceledQuantity: 1 });
    expect(refundableUnits(line, { returns: [returnWith('requested', 'TEE', 2)] })).toEqual({
      unsent: 1,
      sent: 1,
    });
  });
});

describe('an order', () => {
  test('can be refunded while money or units are left', () => {
    expect(canRefund(orderWith(), 1500)).toBe(true);
    expect(canRefund(orderWith({ status: 'pending' }), 0)).toBe(false);
    const sent = orderWith({
      status: 'cancelled',
      lines: [lineWith({ canceledQuantity: 1 })],
      refunds: [refundWith({ amount: eur(1500) })],
    });
    expect(canRefund(sent, 1500)).toBe(false);
    expect(canRefund({ ...sent, refunds: [] }, 1500)).toBe(true);
  });
});
