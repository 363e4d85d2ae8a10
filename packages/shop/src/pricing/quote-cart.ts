import { buyerKeyOf, type PriceBreakdown, type ShippingOption } from '@trastienda/shop-contract';
import type { DiscountState, SellableVariant } from '@trastienda/shop-db';
import { sum } from '../base/money/minor-units-math.ts';
import { type OwnUrls, PLAIN_URLS, thumbnailOf } from '../base/own-urls.ts';
import { eligibleDiscounts } from './eligible-discounts.ts';
import { findSellableLines } from './find-sellable-lines.ts';
import { findTax } from './find-tax.ts';
import { lineSubtotal, priceCart } from './price-cart.ts';
import type { PricingRules } from './pricing-rules.ts';
import type { Quote, QuoteInput, QuotingDeps } from './pricing-service.ts';
import { shippingOptions } from './shipping-options.ts';

/** Selects the discounts that the cart is eligible for. */
async function selectDiscounts(
  { database, clock }: QuotingDeps,
  { discountCodes, currency, buyer, ownDiscountIds = [] }: QuoteInput,
  found: readonly DiscountState[],
  subtotal: number,
) {
  const own = new Set(ownDiscountIds);
  const lessOwn = (id: string, used: number) => (own.has(id) ? used - 1 : used);
  const discounts = found.map((each) => ({ ...each, used: lessOwn(each.id, each.used) }));
  const limited = discounts.filter(({ usageLimitPerBuyer }) => usageLimitPerBuyer !== null);
  const counts =
    limited.length === 0
      ? new Map<string, number>()
      : await database.discountUses.countsOf(
          limited.map(({ id }) => id),
          buyerKeyOf(buyer),
        );
  const usedByBuyer = new Map([...counts].map(([id, used]) => [id, lessOwn(id, used)]));
  const now = clock.now();
  const codes = [...new Set(discountCodes)];
  return eligibleDiscounts(discounts, codes, { currency, subtotal, now, usedByBuyer });
}

/** Returns a variant with the URL of a small version of its image. */
function withThumbnail(variant: SellableVariant, { toStored, toPublic }: OwnUrls): SellableVariant {
  const { imageUrl } = variant;
  if (imageUrl === null) return variant;
  return { ...variant, imageUrl: toPublic(thumbnailOf(toStored(imageUrl))) };
}

/** Quotes a cart by the current rules. Reads one after another, as a transaction requires. */
export async function quoteCart(deps: QuotingDeps, input: QuoteInput): Promise<Quote> {
  const { database } = deps;
  const { currency, destination } = input;
  const skus = input.lines.map(({ sku }) => sku);
  const discountCodes = [...new Set(input.discountCodes)];
  const basis = await database.quotes.read({ skus, discountCodes, destination });
  const { lines, unavailable } = await findSellableLines(
    database,
    deps.currency,
    input,
    basis.variants.map((variant) => withThumbnail(variant, deps.urls ?? PLAIN_URLS)),
  );
  const cart = lines.map(({ variant: { sku, isTaxable }, quantity, unitPrice }) => ({
    sku,
    quantity,
    unitPrice,
    isTaxable,
  }));
  const payableStep = deps.payableStep(currency);
  const subtotal = sum(
    cart.map(({ unitPrice, quantity }) => lineSubtotal(unitPrice, quantity, payableStep)),
  );
  const { rules: discounts, rejectedCodes } = await selectDiscounts(
    deps,
    input,
    basis.discounts,
    subtotal,
  );
  const isShippingRequired = lines.some(({ variant }) => variant.requiresShipping);

  const priced = (rules: Pick<PricingRules, 'tax' | 'shippingPrice'>) =>
    priceCart(cart, { currency, payableStep, discounts, ...rules });
  const quoted = (
    prices: PriceBreakdown,
    options: readonly ShippingOption[],
    shippingMethod: ShippingOption | null,
    regionProblem: Quote['regionProblem'] = null,
  ): Quote => ({
    lines,
    unavailable,
    rejectedCodes,
    prices,
    discounts: prices.discounts,
    isShippingRequired,
    regionProblem,
    shippingOptions: options,
    shippingMethod,
  });
  const unknownShipping = isShippingRequired ? null : 0;
  if (destination === null || basis.tax === null) {
    return quoted(priced({ tax: null, shippingPrice: unknownShipping }), [], null);
  }

  const { country } = destination;
  const { tax, regionProblem } = findTax(basis.tax, destination);
  const methods = isShippingRequired ? basis.shippingMethods : [];
  const goods = priced({ tax: null, shippingPrice: 0 });
  const goodsTotal = goods.subtotal.amount - goods.discountTotal.amount;
  const options = shippingOptions(methods, { country, currency, payableStep, lines, goodsTotal });
  const method = options.find(({ id }) => id === input.shippingMethodId) ?? null;
  const shippingPrice = method?.price.amount ?? unknownShipping;
  return quoted(priced({ tax, shippingPrice }), options, method, regionProblem);
}
