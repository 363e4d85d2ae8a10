import type { PriceBreakdown, PricedLine } from '@trastienda/shop-contract';
import { multiply, multiplyDivide, roundDown, sum } from '../base/money/minor-units-math.ts';
import { applyDiscounts } from './apply-discounts.ts';
import type { CartLineToPrice, PricingRules } from './pricing-rules.ts';

const WHOLE_PPM = 1_000_000;

/**
 * Returns the tax on an amount, rounded half up, and the taxed amount. Added tax is rounded to an
 * amount that can be paid, because it is paid on top; included tax is not.
 */
function taxed(amount: number, ratePpm: number, isTaxIncluded: boolean, step: number) {
  if (!isTaxIncluded) {
    const tax = multiplyDivide(amount, ratePpm, WHOLE_PPM, step);
    return { tax, total: amount + tax };
  }
  return { tax: multiplyDivide(amount, ratePpm, WHOLE_PPM + ratePpm, 1), total: amount };
}

/**
 * Returns a line's price before discounts, rounded down to an amount that can be paid.
 * @throws {ShopError} CART_FULL when it exceeds the largest amount.
 */
export function lineSubtotal(unitPrice: number, quantity: number, payableStep: number): number {
  return roundDown(multiply(unitPrice, quantity), payableStep);
}

/**
 * Prices a cart by the rules, in integer minor units. Takes discounts off displayed prices, then
 * computes tax for each line and for shipping, rounded half up; totals are sums of rounded amounts.
 * The totals of lines, shipping and the cart are multiples of `payableStep`. Lines keep their
 * order, which does not change any number. docs/adr/0009-pricing.md has the reasons.
 * @throws {ShopError} CART_FULL when an amount exceeds the largest amount.
 */
export function priceCart(cart: readonly CartLineToPrice[], rules: PricingRules): PriceBreakdown {
  const { currency, payableStep, tax } = rules;
  const shippingPrice =
    rules.shippingPrice === null ? null : roundDown(rules.shippingPrice, payableStep);
  const money = (amount: number) => ({ amount, currency });
  const isTaxIncluded = tax?.isTaxIncluded ?? false;

  const goods = cart.map((line) => ({
    ...line,
    subtotal: lineSubtotal(line.unitPrice, line.quantity, payableStep),
  }));
  const subtotal = sum(goods.map((line) => line.subtotal));
  const discounts = applyDiscounts(goods, shippingPrice, rules.discounts, payableStep);

  const lines = goods.map(({ sku, quantity, unitPrice, isTaxable, ...line }, index): PricedLine => {
    const discount = discounts.lines[index] ?? 0;
    const taxRatePpm = isTaxable ? (tax?.ratePpm ?? 0) : 0;
    const result = taxed(line.subtotal - discount, taxRatePpm, isTaxIncluded, payableStep);
    return {
      sku,
      quantity,
      unitPrice: money(unitPrice),
      subtotal: money(line.subtotal),
      discount: money(discount),
      tax: money(result.tax),
      taxRatePpm,
      total: money(result.total),
    };
  });

  const shippingRatePpm = tax?.isShippingTaxed === true ? tax.ratePpm : 0;
  const price = shippingPrice ?? 0;
  const shipping = taxed(price - discounts.shipping, shippingRatePpm, isTaxIncluded, payableStep);
  const taxTotal = sum([...lines.map((line) => line.tax.amount), shipping.tax]);

  return {
    currency,
    isTaxIncluded,
    lines,
    subtotal: money(subtotal),
    discountTotal: money(sum([...discounts.lines, discounts.shipping])),
    shipping: {
      price: money(price),
      discount: money(discounts.shipping),
      tax: money(shipping.tax),
      taxRatePpm: shippingRatePpm,
      total: money(shipping.total),
    },
    taxTotal: money(taxTotal),
    total: money(sum([...lines.map((line) => line.total.amount), shipping.total])),
    discounts: discounts.applied.map(({ rule: { id, code, title }, amount }) => ({
      id,
      code,
      title,
      amount: money(amount),
    })),
    taxes:
      tax === null || taxTotal === 0
        ? []
        : [{ name: tax.name, ratePpm: tax.ratePpm, amount: money(taxTotal) }],
  };
}
