import { ShopError } from '@trastienda/contract';
import type { Database, PaymentState } from '@trastienda/db';
import type { ProviderState } from '../../payments/apply-provider-state.ts';
import { FREE_PROVIDER, stateOfFree } from '../../payments/free-payment.ts';
import type { PaymentProvider } from '../../payments/payment-provider.ts';
import { type Books, compareBooks } from './compare-books.ts';

export interface ReadBooksDeps {
  readonly database: Database;
  readonly provider: PaymentProvider;
}

/** Null for a payment that the provider has not, or that was made with another one. */
async function askFor(
  { provider }: ReadBooksDeps,
  payment: PaymentState,
): Promise<ProviderState | null> {
  const { reference } = payment;
  if (payment.provider === FREE_PROVIDER) return stateOfFree(payment);
  if (reference === null || payment.provider !== provider.name) return null;
  try {
    return await provider.fetch(reference);
  } catch (error) {
    if (error instanceof ShopError && error.reason === 'PAYMENT_REJECTED') return null;
    throw error;
  }
}

/** The shop's own books are read as they are at one moment. */
async function readOnce(deps: ReadBooksDeps, paymentId: string): Promise<Books> {
  const { payments, ledger, orders, transaction } = deps.database;
  const own = await transaction(async () => {
    const payment = await payments.find(paymentId);
    if (payment === null) throw new Error(`Payment ${paymentId} is gone.`);
    const entries = await ledger.ofPayments([paymentId]);
    const order = payment.orderId === null ? null : await orders.find(payment.orderId);
    return { payment, entries, order };
  });
  return { ...own, provider: await askFor(deps, own.payment) };
}

/**
 * A payment in every book. What differs is looked at again: a payment may go on between a look at
 * the shop and one at the provider, and that is no difference. `PAYMENT_UNAVAILABLE`.
 */
export async function readBooks(deps: ReadBooksDeps, paymentId: string): Promise<Books> {
  const books = await readOnce(deps, paymentId);
  return compareBooks(books).length === 0 ? books : readOnce(deps, paymentId);
}
