import { balanceOf, definePaymentInvariant } from './payment-books.ts';

/** What an order's money is for; none of it is given back more than it was taken. */
const PARTS = ['sales', 'shipping', 'tax'];

/**
 * The ledger has of every payment what it took and gave back, in its currency, and of each part no
 * more given back than taken; it owes nothing to customers for what an order is paid with.
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
    const overdrawn = PARTS.filter((account) => balanceOf(entries, account) > 0);
    const strange = entries.filter((entry) => entry.currency !== currency);
    return [
      ...(captured === amountCaptured
        ? []
        : [`took ${amountCaptured}, the ledger has ${captured}`]),
      ...(refunded === amountRefunded
        ? []
        : [`gave back ${amountRefunded}, the ledger has ${refunded}`]),
      ...(owed === due ? [] : [`the ledger owes ${owed} to the customer instead of ${due}`]),
      ...overdrawn.map((account) => `gave back more ${account} than was taken`),
      ...strange.map(({ id }) => `entry ${id} is not in ${currency}`),
    ];
  },
);
