import { PriceBreakdown } from '@trastienda/shop-contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardPayableStep } from '../payments/providers/card-payable-step.ts';
import { toStripeAmount } from '../payments/providers/stripe/stripe-amount.ts';
import { priceCart } from './price-cart.ts';
import type { DiscountRule, PricingRules } from './pricing-rules.ts';

const ratePpm = fc.integer({ min: 0, max: 1_000_000 });

const anyLines = fc.uniqueArray(
  fc.record({
    sku: fc.string({ minLength: 1, maxLength: 3 }).map((text) => `S${text}`.trim()),
    // Small prices exercise rounding, large ones the limits of numbers.
    unitPrice: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 4_000_000 })),
    quantity: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 9999 })),
    isTaxable: fc.boolean(),
  }),
  { selector: ({ sku }) => sku, maxLength: 10 },
);

const anyEffect: fc.Arbitrary<DiscountRule['effect']> = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), ratePpm }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 0, max: 5000 }) }),
  fc.record({ kind: fc.constant('free-shipping' as const) }),
);

/** Currencies with no, two and three decimals; KWD and MGA are paid in steps. */
const anyCurrency = { currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'MGA') };

const anyRules: fc.Arbitrary<PricingRules> = fc
  .record({
    ...anyCurrency,
    discounts: fc.array(anyEffect, { maxLength: 5 }).map((effects) =>
      effects.map((effect, index) => ({
        id: String(index).padStart(24, '0'),
        code: null,
        title: 'Off',
        effect,
      })),
    ),
    tax: fc.option(
      fc.record({
        name: fc.constant('Tax'),
        ratePpm,
        isTaxIncluded: fc.boolean(),
        isShippingTaxed: fc.boolean(),
      }),
    ),
    shippingPrice: fc.option(fc.integer({ min: 0, max: 10_000 })),
  })
  .map((rules) => ({ ...rules, payableStep: cardPayableStep(rules.currency) }));

const total = (amounts: readonly { readonly amount: number }[]) =>
  amounts.reduce((sum, { amount }) => sum + amount, 0);

test('the parts of a price sum to the whole, and none is negative or larger than the whole', () => {
  fc.assert(
    fc.property(anyLines, anyRules, (lines, rules) => {
      const prices = priceCart(lines, rules);
      // Money in the contract is an integer from 0 to the largest amount.
      PriceBreakdown.parse(prices);
      const { shipping, isTaxIncluded } = prices;
      for (const [index, line] of prices.lines.entries()) {
        const { subtotal, discount, tax } = line;
        expect(line).toMatchObject({ sku: lines[index]?.sku, quantity: lines[index]?.quantity });
        const exact = line.unitPrice.amount * line.quantity;
        expect(subtotal.amount).toBe(exact - (exact % rules.payableStep));
        expect(discount.amount).toBeLessThanOrEqual(subtotal.amount);
        const net = subtotal.amount - discount.amount;
        expect(line.total.amount).toBe(isTaxIncluded ? net : net + tax.amount);
        expect(tax.amount).toBeLessThanOrEqual(line.total.amount);
      }
      expect(shipping.discount.amount).toBeLessThanOrEqual(shipping.price.amount);
      const net = shipping.price.amount - shipping.discount.amount;
      expect(shipping.total.amount).toBe(isTaxIncluded ? net : net + shipping.tax.amount);

      const sumOf = (part: 'subtotal' | 'discount' | 'tax' | 'total') =>
        total(prices.lines.map((line) => line[part]));
      expect(prices.subtotal.amount).toBe(sumOf('subtotal'));
      expect(prices.discountTotal.amount).toBe(sumOf('discount') + shipping.discount.amount);
      expect(prices.discountTotal.amount).toBe(total(prices.discounts.map((each) => each.amount)));
      expect(prices.taxTotal.amount).toBe(sumOf('tax') + shipping.tax.amount);
      expect(prices.taxTotal.amount).toBe(total(prices.taxes.map((each) => each.amount)));
      expect(prices.total.amount).toBe(sumOf('total') + shipping.total.amount);
    }),
  );
});

test('the order of lines and of discounts does not change any number', () => {
  const anyCart = anyLines.chain((lines) =>
    fc.tuple(
      fc.constant(lines),
      fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
    ),
  );
  fc.assert(
    fc.property(anyCart, anyRules, ([lines, shuffled], rules) => {
      const reversed = { ...rules, discounts: rules.discounts.toReversed() };
      const { lines: some, ...rest } = priceCart(lines, rules);
      const { lines: others, ...same } = priceCart(shuffled, reversed);
      expect(same).toEqual(rest);
      for (const line of some) expect(others).toContainEqual(line);
    }),
  );
});

test('every total, for lines and for shipping, can be charged by the payment provider', () => {
  fc.assert(
    fc.property(anyLines, anyRules, (lines, rules) => {
      const { total, shipping, discounts, ...prices } = priceCart(lines, rules);
      const payable = [total, shipping.total, ...prices.lines.map((line) => line.total)];
      for (const money of [...payable, ...discounts.map(({ amount }) => amount)]) {
        expect(money.amount % rules.payableStep).toBe(0);
        expect(toStripeAmount(money)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('rounding favors the buyer, except for at most half a step of added tax', () => {
  const plainRules = anyRules.map((rules) => ({ ...rules, discounts: [], shippingPrice: null }));
  fc.assert(
    fc.property(anyLines, plainRules, (lines, { tax, ...rules }) => {
      for (const line of lines) {
        const exact = line.unitPrice * line.quantity;
        const isAdded = tax?.isTaxIncluded === false && line.isTaxable;
        const exactTax = isAdded ? (exact * tax.ratePpm) / 1_000_000 : 0;
        const difference = priceCart([line], { ...rules, tax }).total.amount - (exact + exactTax);
        expect(difference).toBeGreaterThan(-2.5 * rules.payableStep);
        expect(difference).toBeLessThanOrEqual(isAdded ? rules.payableStep / 2 : 0);
      }
    }),
  );
});
