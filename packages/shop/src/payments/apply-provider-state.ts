import type { EventTypeOf, PaymentStatus } from '@trastienda/shop-contract';
import type { EventDraft, PaymentChange, PaymentState, RefundState } from '@trastienda/shop-db';
import {
  fitSplit,
  fromStoredSplit,
  type MoneySplit,
  NO_MONEY,
  prorateSplit,
  remainingSplit,
  sumOfSplit,
  toStoredSplit,
} from '../base/money/money-split.ts';
import type { ProviderPayment, ProviderRefund } from './payment-provider.ts';

/** State of a payment at its provider; a refund that the provider rejected has no reference. */
export type ProviderState = Omit<ProviderPayment, 'refunds'> & {
  readonly refunds: readonly (Omit<ProviderRefund, 'reference'> & {
    readonly reference: string | null;
  })[];
};

export type PaymentEventDraft = EventDraft<EventTypeOf<'payment'>>;

/** Changes that a provider's state causes. */
export interface ProviderUpdate {
  readonly change: PaymentChange;
  readonly drafts: readonly PaymentEventDraft[];
  /** Captured amount that was not known before. */
  readonly captured: number;
  /** Refunds that have newly succeeded. */
  readonly refunded: readonly RefundState[];
  /** Refunds that failed before any money moved. */
  readonly failedRefunds: readonly RefundState[];
  /** Succeeded refunds whose money has come back because the buyer's bank rejected it. */
  readonly returned: readonly RefundState[];
}

interface Context {
  readonly at: Date;
  readonly newId: () => string;
  /** Split of the order's price; null without an order. */
  readonly whole: MoneySplit | null;
}

/**
 * Ranks of statuses. A status is only replaced by one of the same or a higher rank: responses
 * overtake each other, and an outdated one must not undo a newer one. A payment may alternate
 * between statuses that wait for the buyer.
 */
const RANK: Readonly<Record<PaymentStatus, number>> = {
  created: 0,
  'requires-action': 1,
  processing: 1,
  authorized: 2,
  failed: 3,
  voided: 3,
  captured: 4,
};
const REFUND_RANK: Readonly<Record<RefundState['status'], number>> = {
  pending: 0,
  succeeded: 1,
  failed: 2,
};

function statusChange(before: PaymentState, state: ProviderState): PaymentChange {
  const rank = RANK[state.status];
  const known = RANK[before.status];
  const isOld = rank < known || (rank === known && rank > 1);
  if (isOld) return {};
  const { status, failure } = state;
  // The client secret only serves to finish a payment; clear it as soon as possible.
  if (rank > 1) return { status, failure, clientSecret: null, actionUrl: null };
  return { status, failure, clientSecret: state.clientSecret, actionUrl: state.actionUrl };
}

const succeeded = (refunds: readonly RefundState[]) =>
  refunds.filter(({ status }) => status === 'succeeded');

/**
 * Splits a refund that was made at the provider's site. When our pending refunds leave no room for
 * it, one of them will fail, and the refund that was made counts.
 */
function splitElsewhere(whole: MoneySplit, refunds: readonly RefundState[], amount: number) {
  const left = remainingSplit(whole, refunds);
  const hasRoom = sumOfSplit(left) >= amount;
  return prorateSplit(amount, hasRoom ? left : remainingSplit(whole, succeeded(refunds)));
}

/**
 * Recomputes the split of a succeeded refund, because external refunds may have taken parts of it
 * meanwhile.
 */
function refit(refund: RefundState, whole: MoneySplit, refunds: readonly RefundState[]) {
  const wanted = fromStoredSplit(refund.split, whole);
  return toStoredSplit(fitSplit(remainingSplit(whole, succeeded(refunds)), wanted));
}

function applyRefunds(before: PaymentState, state: ProviderState, { at, newId, whole }: Context) {
  const refunds = [...before.refunds];
  const changed: { readonly refund: RefundState; readonly before: RefundState['status'] }[] = [];
  for (const theirs of state.refunds) {
    const { reference, status, amount } = theirs;
    const index = refunds.findIndex(
      (refund) =>
        refund.id === theirs.refundId || (reference !== null && refund.reference === reference),
    );
    const ours = refunds[index];
    if (ours === undefined) {
      // A refund that was made at the provider's site.
      const split = toStoredSplit(
        whole === null ? NO_MONEY : splitElsewhere(whole, refunds, amount),
      );
      const parts = { reference, status, amount, split, reason: null, lines: [], createdAt: at };
      const refund: RefundState = { id: newId(), ...parts };
      refunds.push(refund);
      if (status !== 'pending') changed.push({ refund, before: 'pending' });
      continue;
    }
    const isUpdate = REFUND_RANK[status] > REFUND_RANK[ours.status];
    const fitting = status === 'succeeded' && isUpdate && whole !== null;
    const split = fitting ? refit(ours, whole, refunds) : ours.split;
    const update = isUpdate ? { status, split } : {};
    const refund = { ...ours, reference: ours.reference ?? reference, ...update };
    refunds[index] = refund;
    if (isUpdate) changed.push({ refund, before: ours.status });
  }
  return { refunds, changed };
}

/**
 * Computes the changes of a payment that a provider's state causes: outdated states undo nothing,
 * and nothing counts twice. A pure function.
 */
export function applyProviderState(
  before: PaymentState,
  state: ProviderState,
  context: Context,
): ProviderUpdate {
  const ofStatus = statusChange(before, state);
  const { refunds, changed } = applyRefunds(before, state, context);
  const became = (status: RefundState['status'], from?: RefundState['status']) =>
    changed
      .filter(({ refund, before: was }) => refund.status === status && (from ?? was) === was)
      .map(({ refund }) => refund);
  const refunded = became('succeeded');
  const failedRefunds = became('failed', 'pending');
  const returned = became('failed', 'succeeded');
  const amountCaptured = Math.max(before.amountCaptured, state.amountCaptured);
  const sumOf = (some: readonly RefundState[]) =>
    some.reduce((total, { amount }) => total + amount, 0);

  const drafts: PaymentEventDraft[] = [];
  const { checkoutId, orderId, provider, amount, currency } = before;
  const { status = before.status, failure = before.failure } = ofStatus;
  // A declined card may leave the status as it is: the buyer may try another one.
  const isNews = status !== before.status || failure?.code !== before.failure?.code;
  if (isNews && status !== 'created') {
    const data = {
      checkoutId,
      amount,
      currency,
      failure: failure?.code ?? null,
      orderId,
      provider,
    };
    drafts.push({ type: `payment.${status}`, data });
  }
  for (const { id: refundId, amount } of refunded) {
    const data = { refundId, amount, currency, checkoutId, orderId };
    drafts.push({ type: 'payment.refunded', data });
  }
  for (const refund of [...failedRefunds, ...returned]) {
    const { id: refundId, amount } = refund;
    const isReturned = returned.includes(refund);
    const data = { refundId, amount, currency, checkoutId, orderId, isReturned };
    drafts.push({ type: 'payment.refund-failed', data });
  }

  return {
    change: {
      ...ofStatus,
      reference: before.reference ?? state.reference,
      amountCaptured,
      amountRefunded: before.amountRefunded + sumOf(refunded) - sumOf(returned),
      refunds,
    },
    drafts,
    captured: amountCaptured - before.amountCaptured,
    refunded,
    failedRefunds,
    returned,
  };
}
