import type { OrderStatus } from '@trastienda/contract';
import type { Database, OrderChange, OrderState } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import { restock } from '../stock/change-stock.ts';
import { type CountedLine, unsentQuantity } from './line-quantities.ts';
import type { UnitPick } from './pick-units.ts';
import type { OrderEventDraft } from './write-order.ts';

/** The lines with their picks counted. */
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

/** How many units of all picks. */
export function sumOfPicks(
  picks: readonly UnitPick[],
  part: 'withdrawn' | 'returned' | 'restocked',
): number {
  return picks.reduce((sum, pick) => sum + pick[part], 0);
}

/** Puts the picks' units back on the shelf, within the transaction that writes the order's lines. */
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

/** What an order is of which these units are sent and withdrawn. */
export function statusOfUnits(status: OrderStatus, lines: readonly CountedLine[]): OrderStatus {
  const isAnySent = lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0);
  const isAnyUnsent = lines.some((line) => unsentQuantity(line) > 0);
  if (isAnyUnsent) return isAnySent ? 'partially-fulfilled' : status;
  return isAnySent ? 'fulfilled' : 'cancelled';
}

/** The end of an order of which nothing is left to be sent after a refund. */
export function closeByRefund(
  { status }: Pick<OrderState, 'status'>,
  lines: readonly CountedLine[],
  reason: string | null,
): { readonly change: OrderChange; readonly drafts: readonly OrderEventDraft[] } {
  const isOpen = status === 'paid' || status === 'partially-fulfilled';
  const after = isOpen ? statusOfUnits(status, lines) : status;
  if (after === status) return { change: {}, drafts: [] };
  if (after !== 'cancelled') return { change: { status: after }, drafts: [] };
  const data = { by: 'refund', reason };
  return {
    change: { status: after, isClosedByRefund: true },
    drafts: [{ type: 'order.cancelled', data }],
  };
}
