import type { OrderLineDocument, OrderState, StockQuantity } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';

interface Restocking {
  /** The order's lines, with what goes back counted. */
  readonly lines: OrderState['lines'];
  /** What goes back. */
  readonly items: readonly StockQuantity[];
}

/** Puts back of each line as many as `quantityOf` says, and never more than have left stock. */
export function planRestock(
  { lines }: Pick<OrderState, 'lines'>,
  quantityOf: (line: OrderLineDocument) => number,
): Restocking {
  const planned = lines.map((line) => {
    const left = line.stockQuantity - line.restockedQuantity;
    return { line, quantity: Math.max(0, Math.min(quantityOf(line), left)) };
  });
  return {
    lines: planned.map(({ line, quantity }) => ({
      ...line,
      restockedQuantity: line.restockedQuantity + quantity,
    })),
    items: planned
      .filter(({ quantity }) => quantity > 0)
      .map(({ line: { sku }, quantity }) => ({ sku, quantity })),
  };
}

/** All that has left stock and is not back. */
export function planRestockAll(order: Pick<OrderState, 'lines'>): Restocking {
  return planRestock(order, ({ stockQuantity }) => stockQuantity);
}

/** Puts planned goods back, within the transaction that writes the order's lines. */
export async function giveBackStock(
  { database }: Pick<BuyingDeps, 'database'>,
  { id: orderId }: Pick<OrderState, 'id'>,
  { items }: Restocking,
  cause: Cause,
  reason: string,
): Promise<void> {
  if (items.length > 0) await database.stock.giveBack(items, { ...cause, orderId, reason });
}
