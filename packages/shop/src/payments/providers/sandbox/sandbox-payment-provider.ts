import { randomBytes } from 'node:crypto';
import { isBaseError } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';
import type { SandboxPayment } from '@trastienda/shop-db';
import type { PaymentProvider, ProviderPayment } from '../../payment-provider.ts';
import { cardPayableStep } from '../card-payable-step.ts';
import { openingState } from './opening-state.ts';
import * as rules from './payment-rules.ts';
import type { SandboxBooks, SandboxBooksDeps } from './sandbox-books.ts';
import { readWebhookBody } from './webhook-body.ts';
import { isSignedWebhook, SIGNATURE_HEADER } from './webhook-signature.ts';

export interface SandboxPaymentProviderOptions extends SandboxBooksDeps {
  readonly books: SandboxBooks;
  readonly webhookSecret: string;
  /** Returns the URL where the buyer approves a waiting payment; no such page without it. */
  readonly actionUrlOf?: ((payment: SandboxPayment) => string) | undefined;
}

const PAGE = 100;

/**
 * Database failures that the shop must see as an unavailable provider. A passed deadline is none: it
 * is that of the caller.
 */
const UNAVAILABLE = [
  'DATABASE_UNAVAILABLE',
  'DATABASE_TIMEOUT',
  'DATABASE_BUSY',
  'STORAGE_FULL',
] as const;

async function reached<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    const isRetryable = isBaseError(error, UNAVAILABLE);
    if (!isRetryable) throw error;
    const details = { code: 'database_unavailable' };
    throw new ShopError('PAYMENT_UNAVAILABLE', { details, cause: error });
  });
}

/** Returns the reference of a payment, derived from its id so that repeated calls agree. */
const referenceOf = (paymentId: string): string => `pay_test_${paymentId}`;

/** Creates the sandbox's payment API: no real money, but every possible outcome. */
export function createSandboxPaymentProvider(
  options: SandboxPaymentProviderOptions,
): PaymentProvider {
  const { database, clock, books, webhookSecret, actionUrlOf } = options;
  const { sandboxPayments } = database;

  function toProviderPayment(payment: SandboxPayment): ProviderPayment {
    const { reference, paymentId, status, amount, currency, amountCaptured } = payment;
    const { clientSecret, failure, refunds, createdAt } = payment;
    const isWaiting = status === 'requires-action';
    return {
      ...{ reference, paymentId, status, amountCaptured, clientSecret, failure, createdAt },
      amount: { amount, currency },
      amountRefunded: rules.sumOf(refunds.filter((refund) => refund.status === 'succeeded')),
      actionUrl: (isWaiting && actionUrlOf?.(payment)) || null,
      refunds,
    };
  }

  async function change(reference: string, rule: rules.Rule): Promise<ProviderPayment> {
    return toProviderPayment(await reached(books.change(reference, rule)));
  }

  return {
    name: 'test',

    payableStep: cardPayableStep,

    async create({ paymentId, amount, paymentMethod, description }) {
      if (amount.amount % cardPayableStep(amount.currency) !== 0) {
        throw new ShopError('PAYMENT_REJECTED', {
          details: { code: 'amount_not_payable', amount },
        });
      }
      const now = clock.now();
      const state = openingState(paymentMethod, now);
      const events = [books.newEvent(`payment.${state.status}`, now)];
      const payment = await reached(
        sandboxPayments.insert({
          ...state,
          ...{ paymentId, paymentMethod, description, events, createdAt: now, revision: 0 },
          reference: referenceOf(paymentId),
          amount: amount.amount,
          currency: amount.currency,
          amountCaptured: 0,
          refunds: [],
          clientSecret: `${referenceOf(paymentId)}_secret_${randomBytes(12).toString('hex')}`,
          dueAt: now,
        }),
      );
      if (
        payment.amount !== amount.amount ||
        payment.currency !== amount.currency ||
        payment.paymentMethod !== paymentMethod
      ) {
        throw new ShopError('PAYMENT_REJECTED', { details: { code: 'other_input' } });
      }
      books.announce();
      return toProviderPayment(payment);
    },

    fetch: (reference) => change(reference, rules.authorizeInTime),
    capture: (reference) => change(reference, rules.capture),
    void: (reference) => change(reference, rules.cancel),

    refund: (reference, { refundId, amount }) =>
      change(reference, (payment, now) => {
        if (payment.currency !== amount.currency) {
          throw new ShopError('PAYMENT_REJECTED', { details: { code: 'other_currency' } });
        }
        return rules.refund(`re_test_${refundId}`, refundId, amount.amount)(payment, now);
      }),

    async *list(span) {
      let after: SandboxPayment | null = null;
      do {
        const page: SandboxPayment[] = await reached(
          sandboxPayments.listSpan(span, { limit: PAGE, after }),
        );
        yield* page.map(toProviderPayment);
        after = page.length < PAGE ? null : (page.at(-1) ?? null);
      } while (after !== null);
    },

    readWebhook(body, header) {
      if (!isSignedWebhook(webhookSecret, body, header(SIGNATURE_HEADER), clock.now())) {
        throw new ShopError('WEBHOOK_INVALID', {
          message: `The ${SIGNATURE_HEADER} header is missing, outdated, or not from the sandbox.`,
        });
      }
      return readWebhookBody(body);
    },
  };
}
