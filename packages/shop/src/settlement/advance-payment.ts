import { ShopError } from '@trastienda/contract';
import type { CheckoutState, OrderState, PaymentState } from '@trastienda/db';
import type { KeyedMutex } from '@trastienda/runtime';
import { handOn } from '../base/hand-on.ts';
import type { IdempotentCall } from '../base/idempotency/idempotent-call.ts';
import type { OrderWithPayment } from '../orders/read-order.ts';
import type { ProviderState } from '../payments/apply-provider-state.ts';
import { askProvider, takeStep } from '../payments/ask-provider.ts';
import { nextStep, RETRY_MS, type Step } from '../payments/next-step.ts';
import type { PaymentFault } from '../payments/payment-fault.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { rejectPayment } from '../payments/reject-payment.ts';
import { isOpen } from './place-order.ts';
import { type KnownState, type SettlePaymentDeps, settlePayment } from './settle-payment.ts';
import { settleWithLock } from './settle-with-lock.ts';

/** More than any payment needs: void after capture, refunds. The worker goes on with the rest. */
const MAX_STEPS = 24;

export interface AdvancePaymentDeps extends SettlePaymentDeps {
  readonly provider: PaymentProvider;
  readonly locks: KeyedMutex;
  readonly onFault: (fault: PaymentFault) => void;
}

interface Request {
  readonly requestId: string | null;
  /** The call that is to be remembered as the one that had the order placed. */
  readonly call?: IdempotentCall;
  /** The payment's checkout, where the caller has read it before the payment. */
  readonly checkout?: CheckoutState;
}

/** A payment as far as it got, with its order where that was looked at. */
export interface Advanced {
  readonly payment: PaymentState;
  readonly order?: OrderState | null;
  /** The payment's checkout, if this has completed it. */
  readonly checkout?: CheckoutState;
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
 * A payment that never reached its provider, as far as anybody knows, must not do so when its
 * checkout is over: it is decided first that it gets no order.
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

/** How the payment stands; null when the provider will not have it. */
async function ask(
  deps: AdvancePaymentDeps,
  payment: PaymentState,
  { requestId }: Request,
): Promise<ProviderState | null> {
  if (payment.reference === null) await abandonIfOver(deps, payment.id);
  try {
    return await askProvider(deps.provider, payment);
  } catch (error) {
    const isRejected = error instanceof ShopError && error.reason === 'PAYMENT_REJECTED';
    if (!isRejected || payment.reference !== null) throw error;
    await rejectPayment(deps, payment.id, error, { at: deps.clock.now(), requestId });
    return null;
  }
}

const nameOf = (step: Step) => (step.kind === 'refund' ? step.refund.id : step.kind);

function hasFailed({ refunds }: PaymentState, id: string): boolean {
  return refunds.some((refund) => refund.id === id && refund.status === 'failed');
}

/**
 * Brings a payment as far as it gets by itself: asks the provider how it stands, writes that down,
 * places the order, takes the money, voids or gives back what has no order, sends refunds that were
 * begun. Every step may be repeated and is taken up by a worker where a process died.
 * `PAYMENT_UNAVAILABLE` when the provider does not answer: the rest is done later.
 */
export async function advancePayment(
  deps: AdvancePaymentDeps,
  paymentId: string,
  request: Request,
): Promise<Advanced> {
  const seen = await getPayment(deps, paymentId);
  if (seen.status === 'failed' && seen.reference === null) return { payment: seen };
  const state = await ask(deps, seen, request);
  if (state === null) return { payment: await getPayment(deps, paymentId) };
  const { checkout } = request;
  const known = { payment: seen, checkout: isOpen(checkout) ? checkout : null };
  // One without a reference may have been abandoned since it was read.
  return settleStepwise(deps, known, state, '', request, seen.reference === null ? null : known);
}

/**
 * As `advancePayment`, of a payment whose last refund was begun just now and is committed: the
 * provider is asked for that refund, without being asked first how the payment stands. Any other
 * step may have been taken before, which only the provider knows.
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
  const { state, refused } = await takeStep(provider, begun, next);
  reportRefusal(deps, begun, next, refused);
  const known = { payment: begun, order };
  return settleStepwise(deps, known, state, nameOf(next), request);
}

function reportRefusal(
  { onFault }: AdvancePaymentDeps,
  { id: paymentId, attempts }: PaymentState,
  { kind }: Step,
  refused: ShopError | null,
): void {
  if (refused !== null) onFault({ job: `payment-${kind}`, paymentId, attempts, error: refused });
}

/**
 * Writes down what the provider reported and takes the next step, for as long as there is one;
 * `last` is the name of the step that `reported` answers. Each transaction is handed what the one
 * before it has committed, the first one `known`.
 */
async function settleStepwise(
  deps: AdvancePaymentDeps,
  seen: KnownState,
  reported: ProviderState,
  last: string,
  { requestId, call, checkout: purchased }: Request,
  known: KnownState | null = seen,
): Promise<Advanced> {
  const { database, clock, provider } = deps;
  const { id: paymentId, notifications } = seen.payment;
  const whole = { paymentId, notifications, call, isOrdering: true };
  let handed = known;
  let state = reported;
  let payment = seen.payment;
  let order: OrderState | null | undefined;
  let checkout: CheckoutState | undefined;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const input = { ...whole, state };
    const work = handOn(handed, (known) =>
      settlePayment(deps, { ...input, known }, { at: clock.now(), requestId }),
    );
    const settle = () => database.transaction(work);
    const settled = await settleWithLock(deps, payment, state, true, settle, purchased?.lines);
    const { next } = settled;
    const previous = last;
    ({ payment, order } = settled);
    checkout ??= settled.checkout ?? undefined;
    handed = { payment, order };
    // The provider did not do as it said, or a refund has failed: later, by the worker.
    if (next === null || nameOf(next) === previous || hasFailed(payment, previous)) break;
    last = nameOf(next);
    const outcome = await takeStep(provider, payment, next);
    reportRefusal(deps, payment, next, outcome.refused);
    state = outcome.state;
  }
  return { payment, ...(order !== undefined && { order }), ...(checkout && { checkout }) };
}
