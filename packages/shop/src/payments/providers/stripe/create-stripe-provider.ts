import { isShopError, ShopError } from '@trastienda/shop-contract';
import Stripe from 'stripe';
import type { PaymentProvider, ProviderPayment } from '../../payment-provider.ts';
import { cardPayableStep } from '../card-payable-step.ts';
import { readSignedEvent } from './check-stripe-signature.ts';
import { failureOf, PAYMENT_ID, REFUND_ID, toProviderPayment } from './map-intent.ts';
import { readStripeError } from './read-stripe-error.ts';
import { readStripeEvent } from './read-stripe-event.ts';
import { toStripeAmount } from './stripe-amount.ts';

export interface StripeProviderOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Address of the API, for tests. */
  readonly api?: Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol' | 'maxNetworkRetries'>;
}

/** Expands refunds so that one request returns the whole payment. */
const EXPAND = ['latest_charge.refunds'];
const TIMEOUT_MS = 20_000;

/**
 * Maximum age of a payment for creating its intent. Stripe keeps idempotency keys for at least a
 * day; beyond that a repetition could create a second intent.
 */
const MAX_BEGIN_MS = 20 * 3_600_000;
/** Maximum difference between Stripe's clock and ours. */
const SKEW_MS = 5 * 60_000;

/**
 * Creates the Stripe provider: one PaymentIntent per payment, authorized first and captured later.
 * Written for the API version of the library, which is sent with every call.
 */
export function createStripeProvider(options: StripeProviderOptions): PaymentProvider {
  const { secretKey, webhookSecret, api } = options;
  const stripe = new Stripe(secretKey, {
    ...{ timeout: TIMEOUT_MS, maxNetworkRetries: 2, telemetry: false },
    ...api,
  });

  /** Returns all refunds of an intent: the ten newest are expanded, more need further requests. */
  async function refundsOf(intent: Stripe.PaymentIntent): Promise<Stripe.Refund[]> {
    const charge = intent.latest_charge;
    if (charge === null) return [];
    const page = typeof charge === 'string' ? null : charge.refunds;
    if (page && !page.has_more) return page.data;
    const all: Stripe.Refund[] = [];
    for await (const refund of stripe.refunds.list({ payment_intent: intent.id, limit: 100 })) {
      all.push(refund);
    }
    return all;
  }

  const view = async (intent: Stripe.PaymentIntent): Promise<ProviderPayment> =>
    toProviderPayment(intent, await refundsOf(intent));

  async function read(reference: string): Promise<ProviderPayment> {
    return view(await stripe.paymentIntents.retrieve(reference, { expand: EXPAND }));
  }

  async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw readStripeError(error);
    }
  }

  /**
   * Finds the intent of a payment that was created long ago. A second intent would authorize the
   * amount twice, and the first would never be voided.
   */
  async function findLate(paymentId: string, begunAt: Date): Promise<ProviderPayment> {
    const seconds = (ms: number) => Math.floor((begunAt.getTime() + ms) / 1000);
    const created = { gte: seconds(-SKEW_MS), lt: seconds(MAX_BEGIN_MS + SKEW_MS) };
    for await (const { id, metadata } of stripe.paymentIntents.list({ created, limit: 100 })) {
      if (metadata[PAYMENT_ID] === paymentId) return read(id);
    }
    throw new ShopError('PAYMENT_REJECTED', { details: { code: 'begun_too_late' } });
  }

  /**
   * Makes a request that may already have succeeded: Stripe then rejects it, and the payment's
   * state shows whether the result is as requested.
   */
  async function once(
    reference: string,
    work: () => Promise<Stripe.PaymentIntent>,
    isDone: (status: ProviderPayment['status']) => boolean,
  ): Promise<ProviderPayment> {
    try {
      return await view(await work());
    } catch (error) {
      const failure = readStripeError(error);
      if (!isShopError(failure, 'PAYMENT_REJECTED')) throw failure;
      const payment = await asked(() => read(reference));
      if (isDone(payment.status)) return payment;
      throw failure;
    }
  }

  /**
   * Handles a declined card, which Stripe reports as an error that contains the intent, as it may
   * for other rejections.
   */
  async function endRefused(error: unknown): Promise<ProviderPayment> {
    const rejection = readStripeError(error);
    const isRejected = isShopError(rejection, 'PAYMENT_REJECTED');
    if (!isRejected || !(error instanceof Stripe.errors.StripeError)) throw rejection;
    const { payment_intent: intent } = error;
    if (intent === undefined) throw rejection;
    // Otherwise its client secret could still be used to pay with another card, in addition to the
    // next payment.
    const ended = await once(
      intent.id,
      () => stripe.paymentIntents.cancel(intent.id, { expand: EXPAND }),
      (status) => status === 'voided' || status === 'failed',
    );
    const failure = failureOf({
      ...{ code: error.code ?? 'card_declined', message: error.message, type: 'card_error' },
      ...(error.decline_code !== undefined && { decline_code: error.decline_code }),
    });
    return { ...ended, status: 'failed', failure };
  }

  return {
    name: 'stripe',

    payableStep: cardPayableStep,

    async create({ paymentId, begunAt, amount, paymentMethod, description }) {
      if (Date.now() - begunAt.getTime() > MAX_BEGIN_MS) {
        return asked(() => findLate(paymentId, begunAt));
      }
      const parameters: Stripe.PaymentIntentCreateParams = {
        amount: toStripeAmount(amount),
        currency: amount.currency.toLowerCase(),
        capture_method: 'manual',
        // No page of ours receives buyers that are redirected elsewhere.
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        description,
        metadata: { [PAYMENT_ID]: paymentId },
        expand: EXPAND,
        ...(paymentMethod !== null && { payment_method: paymentMethod, confirm: true }),
      };
      try {
        const idempotencyKey = `payment-${paymentId}`;
        return await view(await stripe.paymentIntents.create(parameters, { idempotencyKey }));
      } catch (error) {
        return endRefused(error);
      }
    },

    fetch: (reference) => asked(() => read(reference)),

    capture: (reference) =>
      once(
        reference,
        () => stripe.paymentIntents.capture(reference, { expand: EXPAND }),
        (status) => status === 'captured',
      ),

    void: (reference) =>
      once(
        reference,
        () => stripe.paymentIntents.cancel(reference, { expand: EXPAND }),
        (status) => status === 'voided' || status === 'failed',
      ),

    refund: (reference, { refundId, amount }) =>
      asked(async () => {
        const payment = await read(reference);
        // Stripe forgets idempotency keys after a day; a repeated refund must never pay twice,
        // however late it is.
        const same = payment.refunds.find((refund) => refund.refundId === refundId);
        if (same !== undefined) {
          if (same.amount === amount.amount) return payment;
          throw new ShopError('PAYMENT_REJECTED', { details: { code: 'other_amount' } });
        }
        await stripe.refunds.create(
          {
            payment_intent: reference,
            amount: toStripeAmount(amount),
            metadata: { [REFUND_ID]: refundId },
          },
          { idempotencyKey: `refund-${refundId}` },
        );
        return read(reference);
      }),

    async *list({ from, until }) {
      const parameters: Stripe.PaymentIntentListParams = {
        // Stripe filters by whole seconds.
        created: { gte: Math.floor(from.getTime() / 1000), lt: Math.ceil(until.getTime() / 1000) },
        limit: 100,
        expand: EXPAND.map((path) => `data.${path}`),
      };
      try {
        for await (const intent of stripe.paymentIntents.list(parameters)) yield await view(intent);
      } catch (error) {
        throw readStripeError(error);
      }
    },

    readWebhook(body, header) {
      const signature = header('stripe-signature');
      const signed = { body, signature, secret: webhookSecret };
      return readStripeEvent(readSignedEvent(stripe.webhooks, signed));
    },
  };
}
