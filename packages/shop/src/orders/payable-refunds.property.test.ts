import type { PriceBreakdown } from '@trastienda/shop-contract';
import type { OrderState, RefundState } from '@trastienda/shop-db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardPayableStep } from '../payments/providers/card-payable-step.ts';
import { priceCart } from '../pricing/price-cart.ts';
import type { CartLineToPrice } from '../pricing/pricing-rules.ts';
import {
  type RefundPlan,
  refundAmount,
  refundEverything,
  refundLines,
  refundShipping,
  refundUnsent,
} from './refund-plan.ts';
import { begun, counted, orderOf as pricedOrderOf } from './testing/priced-order.ts';

const ID = 'a'.repeat(24);

/** Builds a paid order with these prices. */
function orderOf(prices: PriceBreakdown): OrderState {
  const about = { productId: ID, title: 'A thing', optionValues: [], imageUrl: null };
  const sent = { weightGrams: null, requiresShipping: true };
  const counts = { fulfilledQuantity: 0, refundedQuantity: 0, restockedQuantity: 0 };
  const { currency, total } = prices;
  return {
    ...pricedOrderOf([], { total: 0, tax: 0 }),
    ...{ currency, prices, totalAmount: total.amount, paidAmount: total.amount },
    lines: prices.lines.map(({ subtotal: _, ...line }) => ({
      ...{ ...line, ...about, ...sent, ...counts, canceledQuantity: 0, returnedQuantity: 0 },
      stockQuantity: line.quantity,
    })),
  };
}

const cart = fc.uniqueArray(
  fc.record<CartLineToPrice>({
    sku: fc.constantFrom('A', 'B', 'C'),
    quantity: fc.integer({ min: 1, max: 7 }),
    unitPrice: fc.integer({ min: 0, max: 5000 }),
    isTaxable: fc.boolean(),
  }),
  { selector: ({ sku }) => sku, minLength: 1 },
);
/** Paid orders in currencies with no, two or three decimals, with a percentage discount and tax. */
const orders = fc
  .record({
    cart,
    currency: fc.constantFrom('JPY', 'EUR', 'HUF', 'KWD', 'TND', 'MGA'),
    percent: fc.integer({ min: 1, max: 1_000_000 }),
    taxPpm: fc.integer({ min: 0, max: 250_000 }),
    isTaxIncluded: fc.boolean(),
    shippingPrice: fc.integer({ min: 0, max: 3000 }),
  })
  .map(({ cart, currency, percent, taxPpm, isTaxIncluded, shippingPrice }) => {
    const effect = { kind: 'percent', ratePpm: percent } as const;
    const tax = { name: 'Tax', ratePpm: taxPpm, isTaxIncluded, isShippingTaxed: true };
    const discounts = [{ id: ID, code: null, title: 'Off', effect }];
    const payableStep = cardPayableStep(currency);
    return orderOf(priceCart(cart, { currency, payableStep, discounts, tax, shippingPrice }));
  });

/** Builds a refund of units of a line, at their price or a given amount. */
const linesOf = (sku: string, quantity: number, amount?: number) => ({
  ...{ lines: [{ sku, quantity }], restock: true },
  ...(amount !== undefined && { amount }),
});

/** Returns the plan; null when nothing is left for it, or the amount cannot be paid. */
function planned(plan: () => RefundPlan): RefundPlan | null {
  try {
    return plan();
  } catch (error) {
    expect(error).toMatchObject({
      reason: expect.stringMatching(
        /^(ORDER_QUANTITY_EXCEEDED|REFUND_EXCEEDS_PAID|AMOUNT_NOT_PAYABLE)$/,
      ),
    });
    return null;
  }
}

describe('refunds of an order in any currency', () => {
  test('can all be paid, and sum to the paid amount', () => {
    const attempts = fc.array(
      fc.record({
        kind: fc.constantFrom('line', 'line at', 'shipping', 'amount', 'send', 'rest'),
        sku: fc.constantFrom('A', 'B', 'C'),
        quantity: fc.integer({ min: 1, max: 3 }),
        amount: fc.integer({ min: 1, max: 5000 }),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(orders, attempts, (placed, tries) => {
        let order = placed;
        const step = cardPayableStep(order.currency);
        const refunds: RefundState[] = [];
        const planOf = ({ kind, sku, quantity, amount }: (typeof tries)[number]) => {
          if (kind === 'line') return refundLines(order, refunds, linesOf(sku, quantity), step);
          if (kind === 'line at') {
            return refundLines(order, refunds, linesOf(sku, quantity, amount), step);
          }
          if (kind === 'shipping') return refundShipping(order, refunds, undefined, step);
          if (kind === 'amount') return refundAmount(order, refunds, amount, step);
          return refundUnsent(order, refunds, step);
        };
        for (const attempt of tries) {
          if (attempt.kind === 'send') {
            const lines = order.lines.map((line) => ({ ...line, fulfilledQuantity: 1 }));
            if (refunds.length === 0) order = { ...order, lines };
            continue;
          }
          const plan = planned(() => planOf(attempt));
          if (plan === null) continue;
          expect(plan.money.amount % step).toBe(0);
          order = counted(order, refunds, plan);
          refunds.push(begun(plan, 'succeeded'));
        }
        refunds.push(begun(refundEverything(order, refunds), 'succeeded'));
        expect(refunds.at(-1)?.amount).toSatisfy((amount) => Number(amount) % step === 0);
        expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.paidAmount);
      }),
      { numRuns: 500 },
    );
  });

  test('of a line unit by unit sum to its total', () => {
    fc.assert(
      fc.property(orders, (placed) => {
        const step = cardPayableStep(placed.currency);
        for (const line of placed.lines) {
          let order = placed;
          const refunds: RefundState[] = [];
          for (let unit = 0; unit < line.quantity; unit += 1) {
            const plan = refundLines(order, refunds, linesOf(line.sku, 1), step);
            order = counted(order, refunds, plan);
            refunds.push(begun(plan, 'succeeded'));
          }
          expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(line.total.amount);
        }
      }),
    );
  });
});

describe('a part that the provider cannot refund', () => {
  const dinars = orderOf(
    priceCart([{ sku: 'A', quantity: 2, unitPrice: 1000, isTaxable: false }], {
      ...{ currency: 'KWD', payableStep: 10, discounts: [], tax: null, shippingPrice: 0 },
    }),
  );

  test('is rejected with the step', () => {
    expect(() => refundAmount(dinars, [], 1005, 10)).toThrow(
      expect.objectContaining({
        reason: 'AMOUNT_NOT_PAYABLE',
        details: { amount: 1005, payableStep: 10 },
      }),
    );
  });

  test('may be the whole rest of an order from before amounts had to be payable', () => {
    const before = { ...dinars, paidAmount: 1005 };
    expect(refundAmount(before, [], 1005, 10).money.amount).toBe(1005);
    expect(() => refundAmount(before, [], 1004, 10)).toThrow();
  });
});
