import type { PaymentStatus } from '@trastienda/contract';
import type { PaymentChange, PaymentState, RefundState } from '@trastienda/db';
import type { EventDraft } from '../base/append-events.ts';
import {
  fitSplit,
  fromStoredSplit,
  type MoneySplit,
  NO_MONEY,
  shareOfSplit,
  splitLeft,
  sumOfSplit,
  toStoredSplit,
} from '../base/money/money-split.ts';
import type { ProviderPayment, ProviderRefund } from './payment-provider.ts';

/** What is known of a payment at its provider; a refund that it refused has no reference. */
export type ProviderState = Omit<ProviderPayment, 'refunds'> & {
  readonly refunds: readonly (Omit<ProviderRefund, 'reference'> & {
    readonly reference: string | null;
  })[];
};

/** What a provider's answer changes. */
export interface ProviderUpdate {
  readonly change: PaymentChange;
  readonly drafts: readonly EventDraft[];
  /** What was taken that nobody knew of. */
  readonly captured: number;
  /** Refunds that have succeeded, and nobody knew. */
  readonly refunded: readonly RefundState[];
  /** Refunds that came to nothing before anything was given back. */
  readonly failedRefunds: readonly RefundState[];
  /** Refunds that had succeeded, and whose money has come back: the buyer's bank did not take it. */
  readonly returned: readonly RefundState[];
}

interface Context {
  readonly at: Date;
  readonly newId: () => string;
  /** What the order's money was for; null while there is no order. */
  readonly whole: MoneySplit | null;
}

/**
 * A status gives way to one of the same or a higher rank only: answers overtake each other, and an
 * old one must not undo a newer one. What waits for the buyer goes back and forth.
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
  // What lets the buyer finish a payment is of no use afterwards, and no secret is kept for longer.
  if (rank > 1) return { status, failure, clientSecret: null, actionUrl: null };
  return { status, failure, clientSecret: state.clientSecret, actionUrl: state.actionUrl };
}

const succeeded = (refunds: readonly RefundState[]) =>
  refunds.filter(({ status }) => status === 'succeeded');

/**
 * What a refund that was made at the provider's own site is for. Where ours that are on their way
 * have left no room for it, one of them will fail, and it is what was given back that counts.
 */
function splitElsewhere(whole: MoneySplit, refunds: readonly RefundState[], amount: number) {
  const left = splitLeft(whole, refunds);
  const hasRoom = sumOfSplit(left) >= amount;
  return shareOfSplit(amount, hasRoom ? left : splitLeft(whole, succeeded(refunds)));
}

/** What a refund that has succeeded is for: refunds elsewhere may have taken some of it meanwhile. */
function refit(refund: RefundState, whole: MoneySplit, refunds: readonly RefundState[]) {
  const wanted = fromStoredSplit(refund.split, whole);
  return toStoredSplit(fitSplit(splitLeft(whole, succeeded(refunds)), wanted));
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
      // Somebody gave money back at the provider's own site.
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
 * What a provider's answer changes of what is known: nothing that is known is undone by an answer
 * from before it, and nothing counts twice. A pure function.
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

  const drafts: EventDraft[] = [];
  const { checkoutId, amount, currency } = before;
  const { status = before.status, failure } = ofStatus;
  if (status !== before.status && status !== 'created') {
    const data = { checkoutId, amount, currency, failure: failure?.code ?? null };
    drafts.push({ type: `payment.${status}`, data });
  }
  for (const { id: refundId, amount } of refunded) {
    drafts.push({ type: 'payment.refunded', data: { refundId, amount, currency } });
  }
  for (const { id: refundId, amount } of [...failedRefunds, ...returned]) {
    drafts.push({ type: 'payment.refund-failed', data: { refundId, amount, currency } });
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
