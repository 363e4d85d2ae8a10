import { type Buyer, type PayCheckoutInput, ShopError } from '@trastienda/contract';
import {
  type CheckoutState,
  ConflictError,
  type Database,
  type PaymentState,
} from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import { appendEvents } from '../base/append-events.ts';
import type { ChangeContext } from '../base/change-context.ts';
import { expiryForPayment } from '../checkout/expiry-for-payment.ts';
import { ownCheckout } from '../checkout/own-checkout.ts';
import { FREE_PROVIDER } from '../payments/free-payment.ts';
import { RETRY_MS } from '../payments/next-step.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';

export interface BeginPaymentDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly provider: Pick<PaymentProvider, 'name'>;
  /** How long a checkout holds its stock. */
  readonly reservationSeconds: number;
  /** How long to wait before the second look at a payment. */
  readonly retryMs?: number;
}

export interface PayCall {
  readonly buyer: Buyer;
  readonly input: PayCheckoutInput;
  /** The id of the call, by its caller and key. */
  readonly requestKey: string;
}

/** The payment that a call is about. */
export interface BegunPayment {
  readonly payment: PaymentState;
  /**
   * The payment's checkout; null unless whatever changes it writes the payment, which is so while the
   * checkout has no other payment.
   */
  readonly checkout: CheckoutState | null;
}

/** The payment that an earlier run of the same call began. `IDEMPOTENCY_KEY_REUSED`. */
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

function requireOpen({ status }: Pick<CheckoutState, 'status'>): void {
  if (status !== 'open') throw new ShopError('CHECKOUT_CLOSED', { details: { status } });
}

/** Whether a call goes on with the payment that there is, rather than begin another. */
function isSufficient(payment: PaymentState, { input }: PayCall): boolean {
  switch (payment.status) {
    case 'failed':
    case 'voided':
      return false;
    case 'requires-action': {
      // Without a means of payment the buyer finishes it with the provider's own library.
      if (input.paymentMethod === null) return true;
      return payment.failure === null && payment.paymentMethod === input.paymentMethod;
    }
    // What the provider has not answered, or has set aside: two payments could both be taken.
    default:
      return true;
  }
}

async function insertPayment(
  deps: BeginPaymentDeps,
  { input, requestKey }: PayCall,
  checkout: CheckoutState,
  context: ChangeContext,
): Promise<BegunPayment> {
  const { database, provider, reservationSeconds, retryMs = RETRY_MS } = deps;
  const { at } = context;
  const { amount, currency } = checkout.prices.total;
  const payment: PaymentState = {
    id: database.payments.newId(),
    checkoutId: checkout.id,
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
    // A worker goes on with it should this process die before the provider has answered.
    nextAttemptAt: new Date(at.getTime() + 2 * retryMs),
    attempts: 0,
    notifications: 0,
    eventSequence: 1,
    revision: 0,
    createdAt: at,
    updatedAt: at,
  };
  // Payments that this one replaces are to be voided.
  if (checkout.paymentId !== null) await database.payments.scheduleNow(checkout.id, at);
  await database.payments.insert(payment);
  const expiresAt = expiryForPayment(checkout, at, reservationSeconds);
  const change = { paymentId: payment.id, expiresAt };
  const after = await database.checkouts.update(checkout, change, 0, at);
  if (after === null) throw new ConflictError(`Checkout ${checkout.id} has changed.`);
  const subject = { aggregate: 'payment', aggregateId: payment.id, before: 0 } as const;
  const data = { checkoutId: checkout.id, amount, currency, provider: payment.provider };
  await appendEvents(database, subject, [{ type: 'payment.created', data }], context);
  return { payment, checkout: checkout.paymentId === null ? after : null };
}

/**
 * Finds the payment that a call is about, or begins one; in a transaction of its own, and before
 * the provider is asked for anything. `CHECKOUT_NOT_FOUND`, `CHECKOUT_CLOSED`,
 * `IDEMPOTENCY_KEY_REUSED`.
 */
export function beginPayment(
  deps: BeginPaymentDeps,
  call: PayCall,
  requestId: string | null,
): Promise<BegunPayment> {
  const { database, clock } = deps;
  const { buyer, input } = call;
  let attempts = 0;
  return database.transaction(async () => {
    attempts += 1;
    const checkout = await ownCheckout(deps, buyer, input.checkoutId);
    // A checkout without a payment has none of this call. Another checkout's payment of the same key
    // refuses the insertion, and the second attempt finds it.
    const mayBeBegun = checkout.paymentId !== null || attempts > 1;
    const own = mayBeBegun ? await findOwn(deps, call) : null;
    const at = clock.now();
    if (own !== null) {
      // The provider is not asked any more for what the buyer has given up meanwhile.
      if (own.status === 'created') requireOpen(checkout);
      return { payment: own, checkout: null };
    }
    requireOpen(checkout);
    if (checkout.expiresAt <= at) requireOpen({ status: 'expired' });
    const { paymentId } = checkout;
    const last = paymentId === null ? null : await database.payments.find(paymentId);
    if (last !== null && isSufficient(last, call)) return { payment: last, checkout: null };
    return insertPayment(deps, call, checkout, { at, requestId });
  });
}
