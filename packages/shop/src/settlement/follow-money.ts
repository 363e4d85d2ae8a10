import type { NewLedgerEntry, OrderState, PaymentState } from '@trastienda/db';
import type { Cause } from '../base/buying-deps.ts';
import { shareOfSplit, splitOfPrices } from '../base/money/money-split.ts';
import { captureEntry, refundEntry, returnedEntry, saleEntry } from '../ledger/ledger-entries.ts';
import {
  cancelUnpaidOrder,
  markOrderPaid,
  recordOrderRefund,
  undoOrderRefund,
} from '../orders/order-of-payment.ts';
import type { ProviderNews } from '../payments/apply-provider-state.ts';
import type { PaymentsDeps } from './payments-deps.ts';

interface Money {
  /** The payment as it is with the news. */
  readonly payment: PaymentState;
  readonly news: ProviderNews;
  /** Whether it was captured before the news. */
  readonly wasCaptured: boolean;
}

/**
 * The order and the ledger follow what has become of a payment's money, within the caller's
 * transaction. Gives the order as it is afterwards.
 */
export async function followMoney(
  deps: PaymentsDeps,
  { payment, news, wasCaptured }: Money,
  before: OrderState | null,
  cause: Cause,
): Promise<OrderState | null> {
  const { at } = cause;
  const entries: NewLedgerEntry[] = [];
  let order = before;
  if (news.captured > 0) entries.push(...captureEntry(payment, order, at, news.captured));
  const isPaid = news.captured > 0 || (payment.status === 'captured' && !wasCaptured);
  if (order !== null && isPaid) {
    const split = shareOfSplit(news.captured, splitOfPrices(order.prices));
    entries.push(...saleEntry(payment, order, at, split));
    order = await markOrderPaid(deps, order, payment.amountCaptured, cause);
  }
  for (const refund of news.refunded) {
    entries.push(...refundEntry(payment, order, at, refund));
    if (order !== null) {
      order = await recordOrderRefund(deps, order, refund, payment.refunds, cause);
    }
  }
  for (const refund of news.returned) {
    entries.push(...returnedEntry(payment, order, at, refund));
    if (order !== null) order = await undoOrderRefund(deps, order, refund, cause);
  }
  const isLost = payment.status === 'voided' || payment.status === 'failed';
  if (isLost && order !== null) order = await cancelUnpaidOrder(deps, order, cause);
  await deps.database.ledger.post(entries);
  return order;
}
