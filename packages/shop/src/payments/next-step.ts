import type { CheckoutState, OrderState, PaymentState, RefundState } from '@trastienda/db';
import type { ProviderState } from './apply-provider-state.ts';

/** What is to be asked of the provider next. */
export type Step =
  | { readonly kind: 'capture' }
  | { readonly kind: 'void' }
  | { readonly kind: 'refund'; readonly refund: RefundState };

/** By default how long to wait before the second look at a payment. */
export const RETRY_MS = 60_000;

const MAX_DOUBLINGS = 8;

/** Why money goes back of which nobody has asked a refund, when the payment was not refused. */
export const ORDER_CANCELLED = 'order-cancelled';

/** What is on its way back, whether the provider knows of it or not. */
function pendingRefunds({ refunds }: Pick<PaymentState, 'refunds'>): number {
  return refunds
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** What was taken, and is neither given back nor about to be. */
export function refundableOf(
  payment: Pick<PaymentState, 'amountCaptured' | 'amountRefunded' | 'refunds'>,
): number {
  return payment.amountCaptured - payment.amountRefunded - pendingRefunds(payment);
}

/**
 * Whether a payment that is over for the shop goes on at its provider: it was refused there for a
 * reason that had nothing to do with it, after it had been begun. Old answers look the same, and
 * a payment may be voided twice.
 */
function isUnmatched(payment: PaymentState, reported: ProviderState['status']): boolean {
  const isOver = payment.status === 'failed' || payment.status === 'voided';
  return isOver && ['requires-action', 'processing', 'authorized'].includes(reported);
}

/**
 * The refund to be sent. One that is begun again after others have failed waits for longer each
 * time, whoever asks: the news that it failed wakes the payment, and would send the next one.
 */
function refundToSend(
  { refunds, rejection }: PaymentState,
  at: Date,
  retryMs: number,
): RefundState | undefined {
  let failures = 0;
  for (const refund of refunds) {
    if (refund.status === 'failed') failures += 1;
    if (refund.status !== 'pending' || refund.reference !== null) continue;
    const waitMs = failures === 0 ? 0 : retryMs * 2 ** Math.min(failures - 1, MAX_DOUBLINGS);
    const isOwed = refund.reason === (rejection ?? ORDER_CANCELLED);
    if (!isOwed || refund.createdAt.getTime() + waitMs <= at.getTime()) return refund;
  }
  return undefined;
}

/**
 * What a payment needs of its provider now; null when it waits for somebody, or is settled. A
 * checkout that has ended, or that another payment is for by now, wants no money any more; it
 * matters while the payment waits for the buyer only.
 */
export function nextStep(
  payment: PaymentState,
  order: OrderState | null,
  checkout: Pick<CheckoutState, 'status' | 'paymentId'> | null,
  reported: ProviderState['status'],
  { at, retryMs }: { readonly at: Date; readonly retryMs: number },
): Step | null {
  if (isUnmatched(payment, reported)) return { kind: 'void' };
  switch (payment.status) {
    case 'requires-action': {
      const isWanted = checkout?.status === 'open' && checkout.paymentId === payment.id;
      return isWanted && payment.rejection === null ? null : { kind: 'void' };
    }
    case 'authorized':
      if (payment.rejection !== null || order?.status === 'cancelled') return { kind: 'void' };
      return order === null ? null : { kind: 'capture' };
    case 'captured': {
      const refund = refundToSend(payment, at, retryMs);
      return refund === undefined ? null : { kind: 'refund', refund };
    }
    default:
      return null;
  }
}

/**
 * When to look at a payment again, if nobody asks for it before: also while a step is under way,
 * for this process may die over it. Null for what is settled.
 */
export function planNextAttempt(
  payment: PaymentState,
  at: Date,
  reported: ProviderState['status'],
  { attempts, retryMs }: { readonly attempts: number; readonly retryMs: number },
): Date | null {
  const isFinal = ['captured', 'failed', 'voided'].includes(payment.status);
  if (isFinal && !isUnmatched(payment, reported) && pendingRefunds(payment) === 0) return null;
  return new Date(at.getTime() + retryMs * 2 ** Math.min(attempts, MAX_DOUBLINGS));
}
