import { ShopError } from '@trastienda/shop-contract';
import type { Database, SellableVariant } from '@trastienda/shop-db';
import type { QuotedLine, QuoteInput, UnavailableLine } from './pricing-service.ts';

interface SellableLines {
  readonly lines: readonly QuotedLine[];
  readonly unavailable: readonly UnavailableLine[];
}

/**
 * Finds the lines that are for sale in the currency among the variants of active products, with
 * their prices: catalog prices in the shop's currency, price-list prices in another; or those that
 * were agreed on.
 * @throws {ShopError} CURRENCY_UNSUPPORTED when the currency's price list is empty.
 */
export async function findSellableLines(
  database: Pick<Database, 'prices'>,
  shopCurrency: string,
  { currency, lines }: Pick<QuoteInput, 'currency' | 'lines'>,
  found: readonly SellableVariant[],
): Promise<SellableLines> {
  const skus = lines.flatMap(({ sku, agreedPrice }) => (agreedPrice === undefined ? [sku] : []));
  const areAllAgreed = lines.length > 0 && skus.length === 0;
  const isListed = currency !== shopCurrency && !areAllAgreed;
  const listed = isListed ? await database.prices.find(currency, skus) : null;
  if (listed?.size === 0 && !(await database.prices.has(currency))) {
    throw new ShopError('CURRENCY_UNSUPPORTED', { details: { currency, shopCurrency } });
  }
  const priceOf = (variant: SellableVariant): number | undefined => {
    if (listed !== null) return listed.get(variant.sku);
    return variant.price.currency === currency ? variant.price.amount : undefined;
  };
  const variants = new Map(found.map((variant) => [variant.sku, variant]));
  const sellable: QuotedLine[] = [];
  const unavailable: UnavailableLine[] = [];
  for (const { sku, quantity, agreedPrice } of lines) {
    const variant = variants.get(sku);
    const unitPrice = variant && (agreedPrice ?? priceOf(variant));
    if (variant === undefined) unavailable.push({ sku, reason: 'not-for-sale' });
    else if (unitPrice === undefined) unavailable.push({ sku, reason: 'currency' });
    else sellable.push({ variant, quantity, unitPrice });
  }
  return { lines: sellable, unavailable };
}
