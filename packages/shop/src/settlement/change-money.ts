import { collectEvents } from '@trastienda/mongo';
import type { OrderWithPayment } from '../orders/read-order.ts';
import type { RefundOrderDeps } from './refund-order.ts';

/**
 * Runs a change of an order's stock and money within the transaction that has read the order, and
 * appends its events at once. Also returns the order for `advanceQuietly` after the commit, if the
 * change has started a refund.
 */
export async function changeMoney<Done extends { readonly found: OrderWithPayment }>(
  deps: RefundOrderDeps,
  before: OrderWithPayment,
  work: (deps: RefundOrderDeps) => Promise<Done>,
): Promise<Done & { readonly begun: OrderWithPayment | null }> {
  const { database, flush } = collectEvents(deps.database);
  const done = await work({ ...deps, database });
  await flush();
  const { payment } = done.found;
  const hasBegun = payment.refunds.length > before.payment.refunds.length;
  return { ...done, begun: hasBegun ? done.found : null };
}
