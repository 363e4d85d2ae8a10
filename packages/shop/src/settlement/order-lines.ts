import type { CheckoutState, OrderLineDocument, StockQuantity } from '@trastienda/shop-db';

/** Converts the lines of a checkout to order lines, with the units taken from stock. */
export function toOrderLines(
  { lines, prices }: CheckoutState,
  sold: readonly StockQuantity[],
): OrderLineDocument[] {
  const priced = new Map(prices.lines.map((line) => [line.sku, line]));
  const soldQuantities = new Map(sold.map(({ sku, quantity }) => [sku, quantity]));
  return lines.map((line) => {
    const price = priced.get(line.sku);
    if (price === undefined) throw new Error(`The checkout has no price for ${line.sku}.`);
    const { discount, tax, taxRatePpm, total } = price;
    return {
      ...line,
      discount,
      tax,
      taxRatePpm,
      total,
      fulfilledQuantity: 0,
      refundedQuantity: 0,
      canceledQuantity: 0,
      returnedQuantity: 0,
      stockQuantity: soldQuantities.get(line.sku) ?? 0,
      restockedQuantity: 0,
    };
  });
}
