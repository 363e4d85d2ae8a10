import type { Order } from '@trastienda/shop-client';

/** Units of an order that its buyer may return. */
export interface ReturnableLine {
  readonly sku: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly left: number;
}

type ReturnedOrder = Pick<Order, 'lines' | 'returns'>;
type ReturnStatus = Order['returns'][number]['status'];

function unitsIn({ returns }: ReturnedOrder, sku: string, status: ReturnStatus): number {
  return returns
    .filter((request) => request.status === status)
    .flatMap(({ lines }) => lines.filter((line) => line.sku === sku))
    .reduce((total, { quantity }) => total + quantity, 0);
}

/** Returns the lines with units that were sent, and that the buyer has not asked to return. */
export function returnableLines(order: ReturnedOrder): ReturnableLine[] {
  return order.lines.flatMap((line) => {
    const { sku, title, optionValues, fulfilledQuantity, returnedQuantity } = line;
    // The units of an accepted return count as returned when they arrive.
    const gone = Math.max(unitsIn(order, sku, 'accepted'), returnedQuantity);
    const left = fulfilledQuantity - gone - unitsIn(order, sku, 'requested');
    return left > 0 ? [{ sku, title, optionValues, left }] : [];
  });
}
