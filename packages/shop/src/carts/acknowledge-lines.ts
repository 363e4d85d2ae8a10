import { ShopError } from '@trastienda/contract';
import type { CartState, StockQuantity } from '@trastienda/db';
import type { Quote, QuotedLine } from '../pricing/pricing-service.ts';

export type KnownLine = CartState['lines'][number];

/** A line of a cart that is in another currency now. */
export const unpriced = (line: KnownLine): KnownLine => ({ ...line, acknowledgedPrice: 0 });

/** A line as its buyer sees it in the answer. */
function acknowledgedLine({ variant, unitPrice }: QuotedLine, quantity: number): KnownLine {
  const { sku, productId, slug, title, optionValues, imageUrl } = variant;
  const about = { productId, slug, title, optionValues: [...optionValues], imageUrl };
  return { sku, quantity, acknowledgedPrice: unitPrice, ...about };
}

/**
 * The wanted lines with what their buyer knows of each: what it was, or what is quoted where the
 * line is new or `isAcknowledged` says that the buyer is told of it now. `VARIANT_NOT_FOUND` for a new line
 * that is not for sale.
 */
export function acknowledgeLines(
  wanted: readonly StockQuantity[],
  known: readonly KnownLine[],
  { lines }: Pick<Quote, 'lines'>,
  isAcknowledged: (sku: string) => boolean,
): KnownLine[] {
  const knownBySku = new Map(known.map((line) => [line.sku, line]));
  const quotedBySku = new Map(lines.map((line) => [line.variant.sku, line]));
  return wanted.map(({ sku, quantity }) => {
    const before = knownBySku.get(sku);
    const quoted = quotedBySku.get(sku);
    if (quoted !== undefined && (before === undefined || isAcknowledged(sku))) {
      return acknowledgedLine(quoted, quantity);
    }
    if (before === undefined) throw new ShopError('VARIANT_NOT_FOUND', { details: { sku } });
    return { ...before, quantity };
  });
}
