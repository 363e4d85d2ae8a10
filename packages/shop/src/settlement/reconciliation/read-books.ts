import { isShopError } from '@trastienda/shop-contract';
import type { Database, PaymentState } from '@trastienda/shop-db';
import type { ProviderState } from '../../payments/apply-provider-state.ts';
import { FREE_PROVIDER, stateOfFree } from '../../payments/free-payment.ts';
import type { PaymentProvider } from '../../payments/payment-provider.ts';
import { type Books, compareBooks } from './compare-books.ts';

export interface ReadBooksDeps {
  readonly database: Database;
  readonly provider: PaymentProvider;
}

/**
 * Returns null for a payment that the provider does not have, or that belongs to another provider.
 */
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
    if (isShopError(error, 'PAYMENT_REJECTED')) return null;
    throw error;
  }
}

/** Reads the shop's records in one snapshot. */
async function readOnce(deps: ReadBooksDeps, paymentId: string): Promise<Books> {
  const { payments, ledger, orders, transaction } = deps.database;
  const own = await transaction(async () => {
    const payment = await payments.find(paymentId);
    if (payment === null) throw new Error(`Payment ${paymentId} no longer exists.`);
    const entries = await ledger.ofPayments([paymentId]);
    const order = payment.orderId === null ? null : await orders.find(payment.orderId);
    return { payment, entries, order };
  });
  return { ...own, provider: await askFor(deps, own.payment) };
}

/**
 * Reads all records of a payment. Reads again on a difference: a payment that advances between the
 * reads of the shop and the provider is not a difference.
 * @throws {ShopError} PAYMENT_UNAVAILABLE.
 */
export async function readBooks(deps: ReadBooksDeps, paymentId: string): Promise<Books> {
  const books = await readOnce(deps, paymentId);
  return compareBooks(books).length === 0 ? books : readOnce(deps, paymentId);
}
