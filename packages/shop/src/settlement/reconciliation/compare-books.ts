import type { ReconciliationDifference } from '@trastienda/shop-contract';
import type { NewLedgerEntry, OrderState, PaymentState } from '@trastienda/shop-db';
import { ledgerTotals } from '../../ledger/ledger-totals.ts';
import type { ProviderState } from '../../payments/apply-provider-state.ts';
import { refundableOf } from '../../payments/next-step.ts';

/** A payment in the shop, the ledger, the orders and at the provider. */
export interface Books {
  readonly payment: PaymentState;
  readonly entries: readonly Pick<NewLedgerEntry, 'kind' | 'postings'>[];
  /** Null when there is no order for it. */
  readonly order: OrderState | null;
  /** Null when the provider does not know it. */
  readonly provider: ProviderState | null;
}

/** Returns each difference between the records of a payment, with expected and actual amounts. */
export function compareBooks({ payment, entries, order, provider }: Books) {
  const differences: ReconciliationDifference[] = [];
  const { id: paymentId, orderId, reference, currency, amountCaptured, amountRefunded } = payment;
  const money = (amount: number) => (amount >= 0 ? { amount, currency } : null);
  const add = (
    kind: ReconciliationDifference['kind'],
    message: string,
    amounts?: readonly [expected: number, actual: number],
  ) => {
    const [expected, actual] = amounts ?? [-1, -1];
    differences.push({
      kind,
      paymentId,
      orderId,
      reference,
      message,
      expected: money(expected),
      actual: money(actual),
    });
  };
  const differ = (
    kind: ReconciliationDifference['kind'],
    [one, expected]: readonly [string, number],
    [other, actual]: readonly [string, number],
  ) => {
    if (expected === actual) return;
    const message = `${one} ${expected}, ${other} ${actual} (minor units of ${currency}).`;
    add(kind, message, [expected, actual]);
  };

  if (provider === null) {
    if (reference !== null)
      add(
        'unknown-to-provider',
        `${payment.provider} has no ${reference}, or is no longer the configured provider.`,
      );
  } else {
    const { amountCaptured: captured, amountRefunded: refunded } = provider;
    differ(
      'captured-differs',
      ['The provider captured', captured],
      ['the shop has', amountCaptured],
    );
    differ(
      'refunded-differs',
      ['The provider refunded', refunded],
      ['the shop has', amountRefunded],
    );
  }
  const ledger = ledgerTotals(entries);
  differ(
    'ledger-captured-differs',
    ['The payment captured', amountCaptured],
    ['the ledger has', ledger.captured],
  );
  differ(
    'ledger-refunded-differs',
    ['The payment refunded', amountRefunded],
    ['the ledger has', ledger.refunded],
  );
  // The amount that an order was paid with is a sale, and not owed.
  const owed = order === null ? amountCaptured - amountRefunded : 0;
  differ('ledger-owed-differs', ['The payment owes', owed], ['the ledger has', ledger.owed]);
  if (order !== null) {
    const { paidAmount, refundedAmount } = order;
    differ(
      'order-paid-differs',
      ['The payment captured', amountCaptured],
      ['the order has', paidAmount],
    );
    differ(
      'order-refunded-differs',
      ['The payment refunded', amountRefunded],
      ['the order has', refundedAmount],
    );
  } else if (refundableOf(payment) > 0) {
    const amount = refundableOf(payment);
    add('captured-without-order', 'Captured money has neither an order nor a refund.', [0, amount]);
  }
  return differences;
}
