import type { CheckoutState, OrderState, PaymentState, RefundState } from '@trastienda/shop-db';
import type { ProviderState } from './apply-provider-state.ts';

/** Next request to the provider. */
export type Step =
  | { readonly kind: 'capture' }
  | { readonly kind: 'void' }
  | { readonly kind: 'refund'; readonly refund: RefundState };

/**
 * Default delay before a payment is looked at again that waits for its buyer, or whose process may
 * have crashed during a step; doubled with each attempt.
 */
export const RETRY_MS = 60_000;

const MAX_DOUBLINGS = 8;

/** Returns the longest delay between two attempts. */
export const maxWaitMs = (retryMs: number): number => retryMs * 2 ** MAX_DOUBLINGS;

/** Reason of a refund without a request when the payment itself was not rejected. */
export const ORDER_CANCELLED = 'order-cancelled';

/** Sums pending refunds, whether the provider knows them or not. */
function pendingRefunds({ refunds }: Pick<PaymentState, 'refunds'>): number {
  return refunds
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Returns the captured amount that is neither refunded nor in a pending refund. */
export function refundableOf(
  payment: Pick<PaymentState, 'amountCaptured' | 'amountRefunded' | 'refunds'>,
): number {
  return payment.amountCaptured - payment.amountRefunded - pendingRefunds(payment);
}

/**
 * Returns true when a payment that has ended in the shop continues at its provider: the provider
 * rejected it for an unrelated reason after it was created. Outdated responses look the same, and a
 * payment may be voided twice.
 */
function isUnmatched(payment: PaymentState, reported: ProviderState['status']): boolean {
  const isOver = payment.status === 'failed' || payment.status === 'voided';
  return isOver && ['requires-action', 'processing', 'authorized'].includes(reported);
}

/**
 * Returns the refund to send. A refund that repeats failed ones waits longer each time, regardless
 * of the caller: the notification of a failure schedules the payment, and would otherwise send the
 * next refund at once.
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
 * Returns the next step of a payment; null when it waits for an event or is settled. A checkout
 * that has ended, or that now has another payment, needs no money; this matters only while the
 * payment waits for the buyer.
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
 * Returns when to attempt the next step, unless a notification comes earlier; also set while a step
 * is in progress, because this process may crash. Null when settled.
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
