import { ShopError } from '@trastienda/contract';
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
  /** Where the API is, for tests. */
  readonly api?: Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol' | 'maxNetworkRetries'>;
}

/** The refunds come along, so that a payment is read by one call. */
const EXPAND = ['latest_charge.refunds'];
const TIMEOUT_MS = 20_000;

/** Stripe knows an idempotency key for a day at least; no intent is begun when it might not. */
const MAX_BEGIN_MS = 20 * 3_600_000;
/** So far may its clock be from ours. */
const SKEW_MS = 5 * 60_000;

/**
 * Payments by Stripe: a PaymentIntent each, which is authorized first and captured later. Written
 * for the API version of the library, which is sent with every call.
 */
export function createStripeProvider(options: StripeProviderOptions): PaymentProvider {
  const { secretKey, webhookSecret, api } = options;
  const stripe = new Stripe(secretKey, {
    ...{ timeout: TIMEOUT_MS, maxNetworkRetries: 2, telemetry: false },
    ...api,
  });

  /** All refunds of an intent: the ten newest have come along with it, more must be asked for. */
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
   * The intent of a payment that was begun long ago. A second one would set the amount aside twice,
   * and nobody would let go of the first.
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
   * Asks for something that may have happened already: then Stripe refuses, and how the payment
   * stands tells whether all is well.
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
      if (!(failure instanceof ShopError) || failure.reason !== 'PAYMENT_REJECTED') throw failure;
      const payment = await asked(() => read(reference));
      if (isDone(payment.status)) return payment;
      throw failure;
    }
  }

  /** A declined card comes as an error that has the intent in it, as other refusals may. */
  async function endRefused(error: unknown): Promise<ProviderPayment> {
    const refusal = readStripeError(error);
    const isRefused = refusal instanceof ShopError && refusal.reason === 'PAYMENT_REJECTED';
    if (!isRefused || !(error instanceof Stripe.errors.StripeError)) throw refusal;
    const { payment_intent: intent } = error;
    if (intent === undefined) throw refusal;
    // Whoever has its client secret could still pay it with another card, beside the next payment.
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
        // No page of ours could take buyers back who were sent elsewhere.
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
        // Stripe forgets idempotency keys after a day; a refund that is sent again must never give
        // the money twice, however late.
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
        // Stripe counts whole seconds.
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
