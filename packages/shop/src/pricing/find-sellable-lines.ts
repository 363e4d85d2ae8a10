import { ShopError } from '@trastienda/shop-contract';
import type { Database, SellableVariant } from '@trastienda/shop-db';
import type { QuotedLine, QuoteInput } from './pricing-service.ts';

interface SellableLines {
  readonly lines: readonly QuotedLine[];
  /** SKUs that cannot be bought in this currency. */
  readonly unavailable: readonly string[];
}

/**
 * Finds the lines that are for sale in the currency among the variants of active products, with
 * their prices: catalog prices in the shop's currency, price-list prices in another.
 * @throws {ShopError} CURRENCY_UNSUPPORTED when the currency's price list is empty.
 */
export async function findSellableLines(
  database: Pick<Database, 'prices'>,
  shopCurrency: string,
  { currency, lines }: Pick<QuoteInput, 'currency' | 'lines'>,
  found: readonly SellableVariant[],
): Promise<SellableLines> {
  const skus = lines.map(({ sku }) => sku);
  const listed = currency === shopCurrency ? null : await database.prices.find(currency, skus);
  if (listed?.size === 0 && !(await database.prices.has(currency))) {
    throw new ShopError('CURRENCY_UNSUPPORTED', { details: { currency, shopCurrency } });
  }
  const priceOf = (variant: SellableVariant): number | undefined => {
    if (listed !== null) return listed.get(variant.sku);
    return variant.price.currency === currency ? variant.price.amount : undefined;
  };
  const variants = new Map(found.map((variant) => [variant.sku, variant]));
  const sellable: QuotedLine[] = [];
  const unavailable: string[] = [];
  for (const { sku, quantity } of lines) {
    const variant = variants.get(sku);
    const unitPrice = variant && priceOf(variant);
    if (variant === undefined || unitPrice === undefined) unavailable.push(sku);
    else sellable.push({ variant, quantity, unitPrice });
  }
  return { lines: sellable, unavailable };
}
