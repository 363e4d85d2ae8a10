import type { Clock, Money } from '@trastienda/base';
import {
  type ChangeContext,
  ConflictError,
  collectEvents,
  type IdempotentCall,
  reserveKey,
} from '@trastienda/mongo';
import { type PaymentRejection, paymentTags } from '@trastienda/shop-contract';
import type { CheckoutState, OrderState, PaymentState, RefundState } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';
import { findUnlessKnown } from '../base/find-unless-known.ts';
import { NO_MONEY, splitOfPrices, toStoredSplit } from '../base/money/money-split.ts';
import { refundEverything } from '../orders/refund-plan.ts';
import {
  applyProviderState,
  type PaymentEventDraft,
  type ProviderState,
} from '../payments/apply-provider-state.ts';
import {
  nextStep,
  ORDER_CANCELLED,
  planNextAttempt,
  RETRY_MS,
  refundableOf,
  type Step,
} from '../payments/next-step.ts';
import { type OpenCheckout, type PlaceOrderDeps, placeOrder } from './place-order.ts';
import { recordMoney } from './record-money.ts';

export interface SettlePaymentDeps extends PlaceOrderDeps {
  readonly clock: Clock;
  /**
   * Delay before a payment is looked at again without a failure; doubled for each further attempt.
   */
  readonly retryMs?: number;
}

export interface Settled {
  readonly payment: PaymentState;
  readonly order: OrderState | null;
  /** The payment's checkout, if this call has completed it. */
  readonly checkout: CheckoutState | null;
  /** Next request to the provider. */
  readonly next: Step | null;
}

/**
 * State that an earlier transaction has committed. Guarded by the payment's revision, which is
 * incremented by everything that affects what its money is for: a cancellation or a refund of its
 * order, the end of its checkout or its amendment.
 */
export interface KnownState {
  readonly payment: PaymentState;
  readonly order?: OrderState | null;
  readonly checkout?: OpenCheckout | null;
}

interface SettleInput {
  readonly paymentId: string;
  /** Read within the transaction unless given. */
  readonly known: KnownState | null;
  /** State reported by the provider. */
  readonly state: ProviderState;
  /** The payment's `notifications` before it was asked. */
  readonly notifications: number;
  /** The call that places the order, if any. */
  readonly call?: IdempotentCall | undefined;
  /**
   * True to place the order of an authorized payment now; false to wait until its buyer completes
   * the checkout.
   */
  readonly isOrdering: boolean;
}

/** Returns whether the provider has authorized or captured the full requested amount. */
function isWhole(
  { status, amount, currency, amountCaptured }: PaymentState,
  reported: Money,
): boolean {
  const offered = status === 'captured' ? amountCaptured : reported.amount;
  return reported.currency === currency && offered >= amount;
}

/** Places the order of a payment, or returns why it gets none. */
async function placeOrRefuse(
  deps: SettlePaymentDeps,
  payment: PaymentState,
  reported: Money,
  context: ChangeContext,
  open: OpenCheckout | null,
) {
  const rejected = <Rejection>(rejection: Rejection) => ({
    order: null,
    checkout: null,
    rejection,
  });
  if (!isWhole(payment, reported)) return rejected('amount' as const);
  // The payment was refunded at the provider before there was an order.
  if (payment.refunds.length > 0) return rejected('abandoned' as const);
  const placement = await placeOrder(deps, payment, context, open);
  if (placement.kind === 'refused') return rejected(placement.reason);
  const { order, checkout } = placement;
  return { order, checkout, rejection: null };
}

/** Builds the event of a payment that gets no order. */
function rejectedEvent(
  { checkoutId, amount, currency, provider }: PaymentState,
  reason: PaymentRejection,
): PaymentEventDraft {
  return {
    type: 'payment.rejected',
    data: { checkoutId, amount, currency, provider, reason },
  };
}

/** Builds the refund of money without an order; null when nothing was captured. */
function owedRefund(
  payment: PaymentState,
  order: OrderState | null,
  id: string,
  createdAt: Date,
): RefundState | null {
  const { rejection, refunds } = payment;
  // Negative while our refund and an external one are of the same money: ours will fail.
  const amount = refundableOf(payment);
  const isCancelled = order?.status === 'cancelled' && order.isClosedByRefund !== true;
  if (amount <= 0 || (rejection === null && !isCancelled)) return null;
  const plan =
    order === null
      ? { lines: [], split: toStoredSplit(NO_MONEY) }
      : refundEverything(order, refunds).money;
  const reason = rejection ?? ORDER_CANCELLED;
  return { ...plan, id, amount, reason, createdAt, status: 'pending', reference: null };
}

/**
 * Stores the provider's state of a payment with all its consequences, within the caller's
 * transaction: the order, the ledger, refunds of what is owed, events. Returns the next request to
 * the provider. Idempotent.
 */
export async function settlePayment(
  settleDeps: SettlePaymentDeps,
  { paymentId, known, state, notifications, call, isOrdering }: SettleInput,
  context: ChangeContext,
): Promise<Settled> {
  const { retryMs = RETRY_MS } = settleDeps;
  const { database, flush } = collectEvents(settleDeps.database);
  const deps = { ...settleDeps, database };
  const { at } = context;
  const before = known?.payment ?? (await database.payments.find(paymentId));
  if (before === null) throw new Error(`Payment ${paymentId} no longer exists.`);
  let order = await findUnlessKnown(before.orderId, known?.order, (id) => database.orders.find(id));
  let checkout: CheckoutState | null = null;

  const newId = () => database.payments.newId();
  const whole = order && splitOfPrices(order.prices);
  const update = applyProviderState(before, state, { at, newId, whole });
  const drafts: PaymentEventDraft[] = [...update.drafts];
  let payment: PaymentState = { ...before, ...update.change };

  const hasMoney = payment.status === 'captured' || (payment.status === 'authorized' && isOrdering);
  if (hasMoney && order === null && payment.rejection === null) {
    const open = known?.checkout ?? null;
    const placed = await placeOrRefuse(deps, payment, state.amount, context, open);
    ({ order, checkout } = placed);
    if (order !== null && call !== undefined) {
      await reserveKey(deps, call, { lookup: known === null });
    }
    payment = { ...payment, orderId: order?.id ?? null, rejection: placed.rejection };
    if (placed.rejection !== null) drafts.push(rejectedEvent(payment, placed.rejection));
  }
  const wasCaptured = before.status === 'captured';
  order = await recordMoney(deps, { payment, update, wasCaptured }, order, context);

  const owed = owedRefund(payment, order, newId(), at);
  if (owed !== null) {
    payment = { ...payment, refunds: [...payment.refunds, owed] };
    const { id: refundId, amount, reason } = owed;
    const { currency, checkoutId, orderId } = payment;
    const data = { refundId, amount, currency, reason, checkoutId, orderId };
    drafts.push({ type: 'payment.refund-requested', data });
  }

  // Repeated failures of a refund are not progress.
  const isProgress = drafts.some(({ type }) => !type.startsWith('payment.refund-'));
  const attempts = isProgress ? 0 : payment.attempts;
  const planned = planNextAttempt(payment, at, state.status, { attempts, retryMs });
  // A notification arrived since the provider was asked: its current state may be newer. Where that
  // has settled the payment already, this state may still require a refund.
  const isNotified = before.notifications !== notifications;
  const nextAttemptAt = isNotified ? (before.nextAttemptAt ?? planned) : planned;
  const { orderId, rejection, refunds } = payment;
  const change = { ...update.change, orderId, rejection, refunds, attempts, nextAttemptAt };
  const after = await database.payments.update(before, change, drafts.length, at);
  if (after === null) throw new ConflictError(`Payment ${paymentId} has changed.`);
  const { eventSequence } = before;
  const subject = {
    aggregate: 'payment',
    aggregateId: paymentId,
    before: eventSequence,
    tags: paymentTags(after),
  } as const;
  await appendShopEvents(database, subject, drafts, context);
  await flush();

  const isWaiting = after.status === 'requires-action';
  const wanting = isWaiting ? await database.checkouts.find(after.checkoutId) : null;
  const next = nextStep(after, order, wanting, state.status, { at, retryMs });
  return { payment: after, order, checkout, next };
}
