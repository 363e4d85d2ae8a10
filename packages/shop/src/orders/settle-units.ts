import type { ChangeContext } from '@trastienda/mongo';
import type { OrderStatus } from '@trastienda/shop-contract';
import type { Database, OrderChange, OrderState } from '@trastienda/shop-db';
import { restock } from '../stock/change-stock.ts';
import { type CountedLine, unsentQuantity } from './line-quantities.ts';
import { type CancelledOrder, cancelledEvent } from './order-events.ts';
import type { UnitPick } from './pick-units.ts';
import type { OrderEventDraft } from './write-order.ts';

/** Adds the units of picks to the counters of their lines. */
export function countPicks(
  lines: readonly CountedLine[],
  picks: readonly UnitPick[],
): CountedLine[] {
  const bySku = new Map(picks.map((pick) => [pick.line.sku, pick]));
  return lines.map((line) => {
    const pick = bySku.get(line.sku);
    if (pick === undefined) return line;
    return {
      ...line,
      canceledQuantity: line.canceledQuantity + pick.withdrawn,
      returnedQuantity: line.returnedQuantity + pick.returned,
      restockedQuantity: line.restockedQuantity + pick.restocked,
    };
  });
}

/** Sums the units of all picks. */
export function sumOfPicks(
  picks: readonly UnitPick[],
  part: 'withdrawn' | 'returned' | 'restocked',
): number {
  return picks.reduce((sum, pick) => sum + pick[part], 0);
}

/** Restocks the units of picks, within the transaction that writes the order's lines. */
export async function restockPicks(
  { database }: { readonly database: Database },
  { id: orderId }: Pick<OrderState, 'id'>,
  picks: readonly UnitPick[],
  context: ChangeContext,
  reason: string,
): Promise<void> {
  const items = picks
    .filter(({ restocked }) => restocked > 0)
    .map(({ line: { sku }, restocked: quantity }) => ({ sku, quantity }));
  if (items.length > 0) await restock(database, items, { ...context, orderId, reason });
}

/** Derives the status of an order from its shipped and canceled units. */
export function statusOfUnits(status: OrderStatus, lines: readonly CountedLine[]): OrderStatus {
  const isAnySent = lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0);
  const isAnyUnsent = lines.some((line) => unsentQuantity(line) > 0);
  if (isAnyUnsent) return isAnySent ? 'partially-fulfilled' : status;
  return isAnySent ? 'fulfilled' : 'cancelled';
}

/** Ends an order that has nothing left to ship after a refund. */
export function closeByRefund(
  order: CancelledOrder & Pick<OrderState, 'status'>,
  lines: readonly CountedLine[],
  reason: string | null,
): { readonly change: OrderChange; readonly drafts: readonly OrderEventDraft[] } {
  const { status } = order;
  const isOpen = status === 'paid' || status === 'partially-fulfilled';
  const after = isOpen ? statusOfUnits(status, lines) : status;
  if (after === status) return { change: {}, drafts: [] };
  if (after !== 'cancelled') return { change: { status: after }, drafts: [] };
  return {
    change: { status: after, isClosedByRefund: true },
    drafts: [cancelledEvent(order, 'refund', reason)],
  };
}
