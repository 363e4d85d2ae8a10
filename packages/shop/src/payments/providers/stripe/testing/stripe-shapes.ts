// Response shapes of Stripe's API as in its reference; only the fields shared by all intents and
// refunds are filled in here. https://docs.stripe.com/api/payment_intents/object

/** An intent of the fake API. */
export interface StoredIntent {
  readonly id: string;
  created: number;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: string;
  amountReceived: number;
  chargeId: string | null;
  lastPaymentError: Readonly<Record<string, unknown>> | null;
  readonly refunds: StoredRefund[];
}

export interface StoredRefund {
  readonly id: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
  status: string;
}

/** Number of refunds that are expanded with a charge. */
const EXPANDED_REFUNDS = 10;

export function refundShape(intent: StoredIntent, refund: StoredRefund) {
  const { id, amount, metadata, status } = refund;
  return {
    ...{ id, object: 'refund', amount, balance_transaction: null, charge: intent.chargeId },
    ...{ created: intent.created, currency: intent.currency, metadata },
    ...{ payment_intent: intent.id, reason: null, receipt_number: null, status },
  };
}

export function listShape(url: string, data: readonly object[], hasMore: boolean) {
  return { object: 'list', data, has_more: hasMore, url };
}

function chargeShape(intent: StoredIntent) {
  const { chargeId, amount, currency, amountReceived, refunds, status } = intent;
  const newestFirst = refunds.toReversed().map((refund) => refundShape(intent, refund));
  return {
    ...{ id: chargeId, object: 'charge', amount, amount_captured: amountReceived, currency },
    ...{ captured: status === 'succeeded', paid: true, payment_intent: intent.id },
    refunds: listShape(
      `/v1/charges/${chargeId}/refunds`,
      newestFirst.slice(0, EXPANDED_REFUNDS),
      newestFirst.length > EXPANDED_REFUNDS,
    ),
  };
}

/** The charge is an id, or an object when the call expands it. */
export function intentShape(intent: StoredIntent, isExpanded: boolean) {
  const { id, amount, currency, created, metadata, status, amountReceived, chargeId } = intent;
  const charge = isExpanded ? chargeShape(intent) : chargeId;
  return {
    ...{ id, object: 'payment_intent', amount, currency, created, metadata, status },
    amount_capturable: status === 'requires_capture' ? amount : 0,
    amount_received: amountReceived,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'manual',
    client_secret: `${id}_secret_of_the_tests`,
    confirmation_method: 'automatic',
    customer: null,
    description: null,
    last_payment_error: intent.lastPaymentError,
    latest_charge: chargeId === null ? null : charge,
    livemode: false,
    next_action:
      status === 'requires_action' ? { type: 'use_stripe_sdk', use_stripe_sdk: {} } : null,
    payment_method: null,
    payment_method_types: ['card'],
  };
}

export interface ErrorShape {
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;
}

export const stripeError = (
  status: number,
  type: string,
  more: Readonly<Record<string, unknown>> = {},
): ErrorShape => ({ status, error: { type, message: 'As Stripe says it.', ...more } });
