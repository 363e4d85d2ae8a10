import type { Clock, Keyed } from '@trastienda/base';
import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import {
  type Buyer,
  buyerKeyOf,
  type PayCheckoutInput,
  paymentTags,
  ShopError,
} from '@trastienda/shop-contract';
import type { CheckoutState, Database, PaymentState } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';
import {
  earliestStart,
  expiryForPayment,
  leastExpiryForPayment,
} from '../checkout/expiry-for-payment.ts';
import { ownCheckout } from '../checkout/own-checkout.ts';
import { requireOpen } from '../checkout/require-open.ts';
import { FREE_PROVIDER } from '../payments/free-payment.ts';
import { RETRY_MS } from '../payments/next-step.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';

export interface BeginPaymentDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly provider: Pick<PaymentProvider, 'name'>;
  /** How long a checkout reserves its stock. */
  readonly reservationSeconds: number;
  /** Delay before a payment is looked at again without a failure. */
  readonly retryMs?: number;
}

export interface PayCall {
  readonly buyer: Buyer;
  readonly input: Keyed<PayCheckoutInput>;
  /** The id of the call, by its caller and key. */
  readonly requestKey: string;
}

/** The payment of a call. */
export interface BegunPayment {
  readonly payment: PaymentState;
  /**
   * The payment's checkout; null when it may change without a write of the payment, which is
   * impossible only while the checkout has no other payment.
   */
  readonly checkout: CheckoutState | null;
}

/**
 * Finds the payment that an earlier attempt of the same call created.
 * @throws {ShopError} IDEMPOTENCY_KEY_REUSED.
 */
async function findOwn(
  { database }: { readonly database: Database },
  { input, requestKey }: PayCall,
) {
  const payment = await database.payments.findByRequestKey(requestKey);
  if (payment === null) return null;
  const { checkoutId, paymentMethod } = payment;
  if (checkoutId !== input.checkoutId || paymentMethod !== input.paymentMethod) {
    throw new ShopError('IDEMPOTENCY_KEY_REUSED');
  }
  return payment;
}

function requireUnended({ status }: Pick<CheckoutState, 'status'>): void {
  if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
}

/** Returns whether a call continues the existing payment instead of creating another. */
function isSufficient(payment: PaymentState, { input }: PayCall): boolean {
  switch (payment.status) {
    case 'failed':
    case 'voided':
      return false;
    case 'requires-action': {
      // Without a payment method the buyer finishes it with the provider's own library.
      if (input.paymentMethod === null) return true;
      return payment.failure === null && payment.paymentMethod === input.paymentMethod;
    }
    // The provider has not responded, or has authorized the payment: a second payment might be
    // captured too.
    default:
      return true;
  }
}

/** Inserts the payment of a checkout, and its event. */
async function insertPayment(
  { database, provider, retryMs = RETRY_MS }: BeginPaymentDeps,
  paymentId: string,
  { input, requestKey }: PayCall,
  { id: checkoutId, prices }: CheckoutState,
  context: ChangeContext,
): Promise<PaymentState> {
  const { at } = context;
  const { amount, currency } = prices.total;
  const payment: PaymentState = {
    id: paymentId,
    checkoutId,
    orderId: null,
    provider: amount === 0 ? FREE_PROVIDER : provider.name,
    reference: null,
    status: 'created',
    currency,
    amount,
    amountCaptured: 0,
    amountRefunded: 0,
    refunds: [],
    paymentMethod: input.paymentMethod,
    clientSecret: null,
    actionUrl: null,
    failure: null,
    requestKey,
    rejection: null,
    // A worker continues if this process crashes before the provider has responded.
    nextAttemptAt: new Date(at.getTime() + 2 * retryMs),
    attempts: 0,
    notifications: 0,
    eventSequence: 1,
    revision: 0,
    createdAt: at,
    updatedAt: at,
  };
  await database.payments.insert(payment);
  const subject = {
    aggregate: 'payment',
    aggregateId: paymentId,
    before: 0,
    tags: paymentTags(payment),
  } as const;
  const data = { checkoutId, amount, currency, provider: payment.provider };
  await appendShopEvents(database, subject, [{ type: 'payment.created', data }], context);
  return payment;
}

/**
 * Begins the payment of a checkout that has none, in one write without a read; null, without a
 * write, when there is no such checkout or its reservation may not be extended in full. After an
 * amendment a checkout has no payment either, so its start decides and not how many it had.
 */
async function beginFirst(
  deps: BeginPaymentDeps,
  call: PayCall,
  context: ChangeContext,
): Promise<BegunPayment | null> {
  const { database, reservationSeconds } = deps;
  const { at } = context;
  const paymentId = database.payments.newId();
  const expiresAt = leastExpiryForPayment(at, reservationSeconds);
  const checkout = await database.checkouts.setFirstPayment(
    call.input.checkoutId,
    buyerKeyOf(call.buyer),
    { paymentId, expiresAt, startedSince: earliestStart(expiresAt, reservationSeconds) },
    at,
  );
  if (checkout === null) return null;
  const payment = await insertPayment(deps, paymentId, call, checkout, context);
  return { payment, checkout };
}

/** Begins a payment of a checkout that may have others. */
async function beginAnother(
  deps: BeginPaymentDeps,
  call: PayCall,
  checkout: CheckoutState,
  context: ChangeContext,
): Promise<BegunPayment> {
  const { database, reservationSeconds } = deps;
  const { at } = context;
  // Payments that this one replaces must be voided.
  if (checkout.paymentId !== null) await database.payments.scheduleNow(checkout.id, at);
  const paymentId = database.payments.newId();
  const change = { paymentId, expiresAt: expiryForPayment(checkout, at, reservationSeconds) };
  const after = await database.checkouts.update(checkout, change, 0, at);
  if (after === null) throw new ConflictError(`Checkout ${checkout.id} has changed.`);
  const payment = await insertPayment(deps, paymentId, call, after, context);
  return { payment, checkout: checkout.paymentId === null ? after : null };
}

/**
 * Finds the payment of a call or creates one, in a separate transaction, before any request to the
 * provider.
 * @throws {ShopError} CHECKOUT_NOT_FOUND, CHECKOUT_CLOSED or IDEMPOTENCY_KEY_REUSED.
 */
export function beginPayment(
  deps: BeginPaymentDeps,
  call: PayCall,
  requestId: string | null,
): Promise<BegunPayment> {
  const { database, clock } = deps;
  const { buyer, input } = call;
  let isFirstAttempt = true;
  return database.transaction(async () => {
    const mayBeFirst = isFirstAttempt;
    isFirstAttempt = false;
    const context = { at: clock.now(), requestId };
    const { at } = context;
    if (mayBeFirst) {
      // A checkout without a payment has none of this call either. If the key belongs to a payment
      // of another checkout, the insert fails, and the retry finds that payment.
      const first = await beginFirst(deps, call, context);
      if (first !== null) return first;
    }
    const checkout = await ownCheckout(deps, buyer, input.checkoutId);
    const own = await findOwn(deps, call);
    if (own !== null) {
      // Do not ask the provider for a payment that the buyer has abandoned meanwhile.
      if (own.status === 'created') requireUnended(checkout);
      return { payment: own, checkout: null };
    }
    requireOpen(checkout, at);
    const { paymentId } = checkout;
    const last = paymentId === null ? null : await database.payments.find(paymentId);
    if (last !== null && isSufficient(last, call)) return { payment: last, checkout: null };
    return beginAnother(deps, call, checkout, context);
  });
}
