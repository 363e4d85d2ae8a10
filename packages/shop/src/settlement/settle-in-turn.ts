import type { PaymentState } from '@trastienda/db';
import { inTurn } from '../base/in-turn.ts';
import type { ProviderState } from '../payments/apply-provider-state.ts';
import type { PaymentsDeps } from './payments-deps.ts';

/**
 * Runs a transaction that settles a payment after those in this process that change the same stock,
 * if it may place an order. Not to be called inside a transaction.
 */
export async function settleInTurn<Result>(
  deps: PaymentsDeps,
  payment: PaymentState,
  { status }: ProviderState,
  isOrdering: boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  const hasMoney = status === 'captured' || (status === 'authorized' && isOrdering);
  if (!hasMoney || payment.orderId !== null) return work();
  const checkout = await deps.database.checkouts.find(payment.checkoutId);
  return inTurn(deps, { lines: checkout?.lines ?? [] }, work);
}
