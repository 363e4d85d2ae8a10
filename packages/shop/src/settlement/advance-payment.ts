import type { KeyedMutex } from '@trastienda/base';
import { type IdempotentCall, withCommittedState } from '@trastienda/mongo';
import { type CheckoutView, isShopError, ShopError } from '@trastienda/shop-contract';
import type { CheckoutState, OrderState, PaymentState } from '@trastienda/shop-db';
import type { OrderWithPayment } from '../orders/read-order.ts';
import type { ProviderState } from '../payments/apply-provider-state.ts';
import { askProvider, takeStep } from '../payments/ask-provider.ts';
import { nextStep, RETRY_MS, type Step } from '../payments/next-step.ts';
import type { PaymentFault } from '../payments/payment-fault.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { rejectPayment } from '../payments/reject-payment.ts';
import { isOpen } from './place-order.ts';
import { planRetry } from './plan-retry.ts';
import {
  type KnownState,
  type Settled,
  type SettlePaymentDeps,
  settlePayment,
} from './settle-payment.ts';
import { settleWithLock } from './settle-with-lock.ts';

/**
 * Maximum steps per call; more than any payment needs (void after capture, refunds). The worker
 * takes the remaining ones.
 */
const MAX_STEPS = 24;

export interface AdvancePaymentDeps extends SettlePaymentDeps {
  readonly provider: PaymentProvider;
  readonly locks: KeyedMutex;
  readonly onFault: (fault: PaymentFault) => void;
}

interface Request {
  readonly requestId: string | null;
  /** The call whose idempotency key is reserved when the order is placed. */
  readonly call?: IdempotentCall;
  /** The payment's checkout, if the caller read it before the payment. */
  readonly checkout?: CheckoutState;
  /** The payment, if the caller has read it. */
  readonly payment?: PaymentState | null;
  /** The payment as the caller has leased it. */
  readonly leased?: PaymentState;
  /**
   * Stores the response of the call, if it placed the order, in the transaction after which no
   * further step remains. Returns null when it could not.
   */
  readonly storeAnswer?: (placed: Placed) => Promise<CheckoutView | null>;
}

interface Placed extends Pick<KnownState, 'payment' | 'order'> {
  readonly checkout: CheckoutState;
}

/** Result of advancing a payment, with its order if it was read. */
export interface Advanced {
  readonly payment: PaymentState;
  readonly order?: OrderState | null;
  /** The payment's checkout, if this call has completed it. */
  readonly checkout?: CheckoutState;
  /** The stored response of the call, if any. */
  readonly answer?: CheckoutView;
}

async function getPayment(
  { database }: AdvancePaymentDeps,
  paymentId: string,
): Promise<PaymentState> {
  const payment = await database.payments.find(paymentId);
  if (payment === null) throw new ShopError('PAYMENT_NOT_FOUND');
  return payment;
}

/**
 * Decides that a payment gets no order when its checkout has ended and the payment has not reached
 * the provider as far as the shop knows; it must not be created there later.
 */
function abandonIfOver({ database, clock }: AdvancePaymentDeps, paymentId: string): Promise<void> {
  return database.transaction(async () => {
    const payment = await database.payments.find(paymentId);
    if (payment === null || payment.reference !== null || payment.rejection !== null) return;
    const checkout = await database.checkouts.find(payment.checkoutId);
    if (checkout?.status === 'open') return;
    await database.payments.update(payment, { rejection: 'abandoned' }, 0, clock.now());
  });
}

/** Returns the state of the payment at the provider; null when the provider rejects it. */
async function ask(
  deps: AdvancePaymentDeps,
  payment: PaymentState,
  { requestId }: Request,
): Promise<ProviderState | null> {
  if (payment.reference === null) await abandonIfOver(deps, payment.id);
  try {
    return await askProvider(deps.provider, payment);
  } catch (error) {
    const isRejected = isShopError(error, 'PAYMENT_REJECTED');
    if (!isRejected || payment.reference !== null) throw error;
    await rejectPayment(deps, payment.id, error, { at: deps.clock.now(), requestId });
    return null;
  }
}

const nameOf = (step: Step) => (step.kind === 'refund' ? step.refund.id : step.kind);

/** Runs an attempt; a payment whose attempt throws is due again soon. */
async function attempt(
  deps: AdvancePaymentDeps,
  paymentId: string,
  { leased }: Request,
  work: () => Promise<Advanced>,
): Promise<Advanced> {
  try {
    return await work();
  } catch (error) {
    await planRetry(deps, { paymentId, leased }, error);
    throw error;
  }
}

function hasFailed({ refunds }: PaymentState, id: string): boolean {
  return refunds.some((refund) => refund.id === id && refund.status === 'failed');
}

/**
 * Advances a payment as far as possible without the buyer: reads its state from the provider,
 * stores it, places the order, captures, voids or refunds money without an order, and sends pending
 * refunds. Every step may be repeated; after a crash a worker continues.
 * @throws {ShopError} PAYMENT_UNAVAILABLE when the provider does not respond; the worker retries
 * later.
 */
export function advancePayment(
  deps: AdvancePaymentDeps,
  paymentId: string,
  request: Request,
): Promise<Advanced> {
  return attempt(deps, paymentId, request, () => advance(deps, paymentId, request));
}

/** Returns a payment that the provider has rejected; a notification of it is settled, too. */
async function endRejected({ database, clock }: AdvancePaymentDeps, seen: PaymentState) {
  if (seen.nextAttemptAt === null) return { payment: seen };
  const after = await database.payments.update(seen, { nextAttemptAt: null }, 0, clock.now());
  // What has changed it meanwhile has scheduled it.
  return { payment: after ?? seen };
}

async function advance(
  deps: AdvancePaymentDeps,
  paymentId: string,
  request: Request,
): Promise<Advanced> {
  const seen = request.payment ?? (await getPayment(deps, paymentId));
  if (seen.status === 'failed' && seen.reference === null) return endRejected(deps, seen);
  const state = await ask(deps, seen, request);
  if (state === null) return { payment: await getPayment(deps, paymentId) };
  const { checkout } = request;
  const known = { payment: seen, checkout: isOpen(checkout) ? checkout : null };
  // A payment without a reference may have been abandoned since it was read.
  return settleStepwise(deps, known, state, '', request, seen.reference === null ? null : known);
}

/**
 * As `advancePayment`, for a payment whose last refund has just been committed: sends that refund
 * without reading the payment's state first. Any other step may have been taken before, which only
 * the provider knows.
 */
export async function sendBegunRefund(
  deps: AdvancePaymentDeps,
  { order, payment: begun }: OrderWithPayment,
  request: Request,
): Promise<Advanced> {
  const { clock, provider, retryMs = RETRY_MS } = deps;
  const { status } = begun;
  const next =
    status === 'captured'
      ? nextStep(begun, null, null, status, { at: clock.now(), retryMs })
      : null;
  const isBegun = next?.kind === 'refund' && next.refund.id === begun.refunds.at(-1)?.id;
  if (!isBegun) return advancePayment(deps, begun.id, request);
  return attempt(deps, begun.id, request, async () => {
    const { state, rejection } = await takeStep(provider, begun, next);
    reportRejection(deps, begun, next, rejection);
    const known = { payment: begun, order };
    return settleStepwise(deps, known, state, nameOf(next), request);
  });
}

function reportRejection(
  { onFault }: AdvancePaymentDeps,
  { id: paymentId, attempts }: PaymentState,
  { kind }: Step,
  rejection: ShopError | null,
): void {
  if (rejection !== null)
    onFault({ job: `payment-${kind}`, paymentId, attempts, error: rejection });
}

interface AnsweredStep extends Settled {
  readonly answer: CheckoutView | null;
}

/**
 * Stores the provider's response and takes the next step, repeatedly; `last` is the name of the
 * step that `reported` answers. Each transaction receives the state that the previous one has
 * committed; the first one receives `known`.
 */
async function settleStepwise(
  deps: AdvancePaymentDeps,
  seen: KnownState,
  reported: ProviderState,
  last: string,
  { requestId, call, checkout: purchased, storeAnswer }: Request,
  known: KnownState | null = seen,
): Promise<Advanced> {
  const { database, clock, provider } = deps;
  const { id: paymentId, notifications } = seen.payment;
  const whole = { paymentId, notifications, call, isOrdering: true };
  let handed = known;
  let state = reported;
  let payment = seen.payment;
  let order: OrderState | null | undefined;
  let checkout: CheckoutState | null = null;
  let answer: CheckoutView | null = null;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const input = { ...whole, state };
    const completed: CheckoutState | null = checkout;
    const work = withCommittedState(handed, async (given): Promise<AnsweredStep> => {
      const context = { at: clock.now(), requestId };
      const settled = await settlePayment(deps, { ...input, known: given }, context);
      const placed = completed ?? settled.checkout;
      const isLast = placed !== null && settled.next === null;
      const stored = isLast ? await storeAnswer?.({ ...settled, checkout: placed }) : null;
      return { ...settled, checkout: placed, answer: stored ?? null };
    });
    const settle = () => database.transaction(work);
    const settled: AnsweredStep = await settleWithLock(
      deps,
      payment,
      state,
      true,
      settle,
      purchased?.lines,
    );
    const { next } = settled;
    const previous = last;
    ({ payment, order, checkout, answer } = settled);
    handed = { payment, order: settled.order };
    // The provider did not execute the step, or a refund has failed: the worker retries later.
    if (next === null || nameOf(next) === previous || hasFailed(payment, previous)) break;
    last = nameOf(next);
    const outcome = await takeStep(provider, payment, next);
    reportRejection(deps, payment, next, outcome.rejection);
    state = outcome.state;
  }
  return {
    payment,
    ...(order !== undefined && { order }),
    ...(checkout && { checkout }),
    ...(answer && { answer }),
  };
}
