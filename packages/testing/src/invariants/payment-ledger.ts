import { balanceOf, definePaymentInvariant } from './payment-books.ts';

/**
 * The ledger has of every payment what it took and gave back, in its currency; and owes nothing to
 * customers for what an order is paid with.
 */
export const paymentLedger = definePaymentInvariant(
  'payment-ledger',
  ({ payment, orders, entries }) => {
    const { currency, amountCaptured, amountRefunded } = payment;
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    const captured = balanceOf(of('capture'), 'provider:');
    const refunded = -balanceOf(of('refund'), 'provider:');
    const owed = -balanceOf(entries, 'customers');
    const due = orders.length > 0 ? 0 : amountCaptured - amountRefunded;
    const strange = entries.filter((entry) => entry.currency !== currency);
    return [
      ...(captured === amountCaptured
        ? []
        : [`took ${amountCaptured}, the ledger has ${captured}`]),
      ...(refunded === amountRefunded
        ? []
        : [`gave back ${amountRefunded}, the ledger has ${refunded}`]),
      ...(owed === due ? [] : [`the ledger owes ${owed} to the customer instead of ${due}`]),
      ...strange.map(({ id }) => `entry ${id} is not in ${currency}`),
    ];
  },
);
