import type { KeyedMutex } from '@trastienda/base';
import type { CheckoutState, Database, PaymentState } from '@trastienda/shop-db';
import { withLock } from '../base/with-lock.ts';
import type { ProviderState } from '../payments/apply-provider-state.ts';

/**
 * Runs a transaction that settles a payment, while holding this process's locks of the checkout's
 * stock if it may place an order. `knownLines` are the lines of the payment's checkout if the
 * caller has read them; they never change. Must not be called inside a transaction.
 */
export async function settleWithLock<Result>(
  deps: { readonly database: Database; readonly locks: KeyedMutex },
  payment: PaymentState,
  { status }: ProviderState,
  isOrdering: boolean,
  work: () => Promise<Result>,
  knownLines?: CheckoutState['lines'],
): Promise<Result> {
  const hasMoney = status === 'captured' || (status === 'authorized' && isOrdering);
  if (!hasMoney || payment.orderId !== null) return work();
  const lines = knownLines ?? (await deps.database.checkouts.find(payment.checkoutId))?.lines ?? [];
  return withLock(deps, { lines }, work);
}
