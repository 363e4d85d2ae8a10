import { balanceOf, definePaymentInvariant } from './payment-books.ts';

/** Parts of an order's money; none is refunded beyond the amount taken. */
const PARTS = ['sales', 'shipping', 'tax'];

/**
 * The ledger contains what every payment captured and refunded, in its currency, and of each part
 * no more refunded than taken; the shop owes customers nothing for an order that is paid.
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
