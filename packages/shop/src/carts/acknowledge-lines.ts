import { ShopError } from '@trastienda/shop-contract';
import type { CartState, StockQuantity } from '@trastienda/shop-db';
import type { Quote, QuotedLine } from '../pricing/pricing-service.ts';

export type AcknowledgedLine = CartState['lines'][number];

/** Resets the acknowledged price of a line after the cart's currency has changed. */
export const withoutAcknowledgedPrice = (line: AcknowledgedLine): AcknowledgedLine => ({
  ...line,
  acknowledgedPrice: 0,
});

/** Returns a line as the response shows it to its buyer. */
function acknowledgedLine({ variant, unitPrice }: QuotedLine, quantity: number): AcknowledgedLine {
  const { sku, productId, slug, title, optionValues, imageUrl } = variant;
  const about = { productId, slug, title, optionValues: [...optionValues], imageUrl };
  return { sku, quantity, acknowledgedPrice: unitPrice, ...about };
}

/**
 * Returns the wanted lines with the values that their buyer has acknowledged: the earlier ones, or
 * the quoted ones for a new line and for lines that `isAcknowledged` names.
 * @throws {ShopError} VARIANT_NOT_FOUND for a new line that is not for sale.
 */
export function acknowledgeLines(
  wanted: readonly StockQuantity[],
  known: readonly AcknowledgedLine[],
  { lines }: Pick<Quote, 'lines'>,
  isAcknowledged: (sku: string) => boolean,
): AcknowledgedLine[] {
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
