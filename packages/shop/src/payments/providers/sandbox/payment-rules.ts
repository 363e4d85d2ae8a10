import { ShopError } from '@trastienda/shop-contract';
import type { SandboxPayment, SandboxPaymentChange, SandboxRefund } from '@trastienda/shop-db';
import { cardPayableStep } from '../card-payable-step.ts';
import { DECLINED, openingRefundStatus } from './opening-state.ts';

/** A change of a payment and its event. */
export interface Step {
  readonly change: SandboxPaymentChange;
  readonly event: string;
}

/**
 * A transition of a payment; returns null when it has already happened.
 * @throws {ShopError} PAYMENT_REJECTED when the payment does not allow it.
 */
export type Rule = (payment: SandboxPayment, now: Date) => Step | null;

function reject(payment: SandboxPayment, code: string): never {
  throw new ShopError('PAYMENT_REJECTED', { details: { code, status: payment.status } });
}

const WAITING: ReadonlySet<SandboxPayment['status']> = new Set(['requires-action', 'processing']);

/** The buyer or their bank approves the payment. */
export const approve: Rule = (payment) => {
  if (payment.status === 'authorized' || payment.status === 'captured') return null;
  if (!WAITING.has(payment.status)) return reject(payment, 'payment_over');
  return {
    change: { status: 'authorized', failure: null, authorizesAt: null },
    event: 'payment.authorized',
  };
};

/** The card is declined; another one may be tried. */
export const decline: Rule = (payment) => {
  if (!WAITING.has(payment.status)) return reject(payment, 'payment_over');
  return {
    change: { status: 'requires-action', failure: DECLINED, authorizesAt: null },
    event: 'payment.declined',
  };
};

/** The payment fails permanently. */
export const fail: Rule = (payment) => {
  if (payment.status === 'failed') return null;
  if (!WAITING.has(payment.status)) return reject(payment, 'payment_over');
  return {
    change: { status: 'failed', failure: DECLINED, authorizesAt: null },
    event: 'payment.failed',
  };
};

/** The bank requires authentication by the buyer. */
export const requireAction: Rule = (payment) => {
  if (payment.status === 'requires-action') return null;
  if (!WAITING.has(payment.status)) return reject(payment, 'payment_over');
  return {
    change: { status: 'requires-action', failure: null, authorizesAt: null },
    event: 'payment.requires-action',
  };
};

/** The bank processes the payment and approves it after `delayMs`. */
export function delay(delayMs: number): Rule {
  return (payment, now) => {
    if (!WAITING.has(payment.status)) return reject(payment, 'payment_over');
    const authorizesAt = new Date(now.getTime() + delayMs);
    return {
      change: { status: 'processing', failure: null, authorizesAt },
      event: 'payment.processing',
    };
  };
}

/** Authorizes a processing payment when its delay is over. */
export const authorizeInTime: Rule = (payment, now) => {
  const { status, authorizesAt } = payment;
  const isTime = status === 'processing' && authorizesAt !== null && authorizesAt <= now;
  return isTime ? approve(payment, now) : null;
};

export const capture: Rule = (payment) => {
  if (payment.status === 'captured') return null;
  if (payment.status !== 'authorized') return reject(payment, 'not_authorized');
  return {
    change: { status: 'captured', amountCaptured: payment.amount },
    event: 'payment.captured',
  };
};

/** Cancels an uncaptured payment: voided by the shop, or an expired authorization. */
export const cancel: Rule = (payment) => {
  if (payment.status === 'voided' || payment.status === 'failed') return null;
  if (payment.status === 'captured') return reject(payment, 'captured');
  return { change: { status: 'voided', authorizesAt: null }, event: 'payment.voided' };
};

/** Sums succeeded and pending refunds. */
export const sumOf = (refunds: readonly SandboxRefund[]): number =>
  refunds.reduce((sum, { amount, status }) => sum + (status === 'failed' ? 0 : amount), 0);

/** Refunds money; `refundId` is null for a refund that the shop has not requested. */
export function refund(reference: string, refundId: string | null, amount: number): Rule {
  return (payment) => {
    const { refunds, amountCaptured, paymentMethod } = payment;
    const same = refunds.find((known) => refundId !== null && known.refundId === refundId);
    if (same !== undefined) return same.amount === amount ? null : reject(payment, 'other_amount');
    const left = amountCaptured - sumOf(refunds);
    if (amount < 1 || amount > left) return reject(payment, 'refund_exceeds');
    // The whole rest can be refunded for a payment from before amounts had to be payable.
    if (amount !== left && amount % cardPayableStep(payment.currency) !== 0) {
      return reject(payment, 'amount_not_payable');
    }
    const status = openingRefundStatus(paymentMethod);
    return {
      change: { refunds: [...refunds, { reference, refundId, amount, status }] },
      event: `refund.${status}`,
    };
  };
}

/** Sets the outcome of a refund; a succeeded refund may still come back. */
export function settleRefund(reference: string, status: 'succeeded' | 'failed'): Rule {
  return (payment) => {
    const before = payment.refunds.find((known) => known.reference === reference);
    if (before === undefined) return reject(payment, 'no_such_refund');
    if (before.status === status) return null;
    if (before.status === 'failed') return reject(payment, 'refund_failed');
    const refunds = payment.refunds.map((known) =>
      known.reference === reference ? { ...known, status } : known,
    );
    return { change: { refunds }, event: `refund.${status}` };
  };
}
