import type { ChangeContext } from '@trastienda/mongo';
import type { Database, NewLedgerEntry, OrderState, PaymentState } from '@trastienda/shop-db';
import { splitOfCapture } from '../base/money/split-of-capture.ts';
import { captureEntry, refundEntry, returnedEntry, saleEntry } from '../ledger/ledger-entries.ts';
import {
  cancelUnpaidOrder,
  markOrderPaid,
  recordOrderRefund,
  undoOrderRefund,
} from '../orders/order-of-payment.ts';
import type { ProviderUpdate } from '../payments/apply-provider-state.ts';

interface Money {
  /** The payment after the update. */
  readonly payment: PaymentState;
  readonly update: ProviderUpdate;
  /** True when it was captured before the update. */
  readonly wasCaptured: boolean;
}

/**
 * Updates the order and the ledger after a change of a payment's money, within the caller's
 * transaction. Returns the order after the change.
 */
export async function recordMoney(
  deps: { readonly database: Database },
  { payment, update, wasCaptured }: Money,
  before: OrderState | null,
  context: ChangeContext,
): Promise<OrderState | null> {
  const { at } = context;
  const entries: NewLedgerEntry[] = [];
  let order = before;
  if (update.captured > 0) entries.push(...captureEntry(payment, order, at, update.captured));
  const isPaid = update.captured > 0 || (payment.status === 'captured' && !wasCaptured);
  if (order !== null && isPaid) {
    const split = splitOfCapture(order, payment.amountCaptured, update.captured);
    entries.push(...saleEntry(payment, order, at, split));
    order = await markOrderPaid(deps, order, payment.amountCaptured, context);
  }
  for (const refund of update.refunded) {
    entries.push(...refundEntry(payment, order, at, refund));
    if (order !== null) {
      order = await recordOrderRefund(deps, order, refund, payment.refunds, context);
    }
  }
  for (const refund of update.returned) {
    entries.push(...returnedEntry(payment, order, at, refund));
    if (order !== null) order = await undoOrderRefund(deps, order, refund, context);
  }
  const isLost = payment.status === 'voided' || payment.status === 'failed';
  if (isLost && order !== null) order = await cancelUnpaidOrder(deps, order, context);
  await deps.database.ledger.post(entries);
  return order;
}
