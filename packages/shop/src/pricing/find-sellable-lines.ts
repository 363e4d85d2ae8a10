import { ShopError } from '@trastienda/contract';
import type { Database, SellableVariant } from '@trastienda/db';
import type { QuotedLine, QuoteInput } from './pricing-service.ts';

interface SellableLines {
  readonly lines: readonly QuotedLine[];
  /** The SKUs of the other lines. */
  readonly unavailable: readonly string[];
}

/**
 * The lines that are for sale in the currency, at their prices: the catalogue's in the shop's own
 * currency, those of its price list in another one. A currency with nothing on its list is none
 * that the shop sells in: `CURRENCY_UNSUPPORTED`.
 */
export async function findSellableLines(
  database: Pick<Database, 'variants' | 'prices'>,
  shopCurrency: string,
  { currency, lines }: Pick<QuoteInput, 'currency' | 'lines'>,
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
  const found = await database.variants.findSellable(skus);
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
