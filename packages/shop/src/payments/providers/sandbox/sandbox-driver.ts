import { randomUUID } from 'node:crypto';
import { ShopError } from '@trastienda/shop-contract';
import type { SandboxPayment, SandboxWebhook, SandboxWebhookPolicy } from '@trastienda/shop-db';
import * as rules from './payment-rules.ts';
import type { SandboxBooks, SandboxBooksDeps } from './sandbox-books.ts';
import type { WebhookRelay } from './webhook-relay.ts';

/**
 * Simulates buyers, banks and the network at the provider.
 * @throws {ShopError} PAYMENT_REJECTED from every function, when the payment's state does not allow
 * it.
 */
export interface SandboxDriver {
  list(limit?: number): Promise<SandboxPayment[]>;
  get(reference: string): Promise<SandboxPayment>;
  approve(reference: string): Promise<SandboxPayment>;
  /** Declines the card; the buyer may try another one. */
  decline(reference: string): Promise<SandboxPayment>;
  /** Fails the payment permanently. */
  fail(reference: string): Promise<SandboxPayment>;
  requireAction(reference: string): Promise<SandboxPayment>;
  /** Starts processing, and authorizes after the delay. */
  delay(reference: string, delayMs: number): Promise<SandboxPayment>;
  /** Expires the authorization, as the provider or a person at its site would. */
  expire(reference: string): Promise<SandboxPayment>;
  /** Captures at the provider's site, without the shop. */
  capture(reference: string): Promise<SandboxPayment>;
  refund(reference: string, amount: number): Promise<SandboxPayment>;
  settleRefund(
    reference: string,
    refundReference: string,
    status: 'succeeded' | 'failed',
  ): Promise<SandboxPayment>;
  /** Creates a captured payment that the shop does not know. */
  createElsewhere(amount: { amount: number; currency: string }): Promise<SandboxPayment>;
  readonly webhooks: SandboxWebhookDriver;
}

export interface SandboxWebhookDriver {
  /** Lists webhooks, those of the newest events first. */
  list(limit?: number): Promise<SandboxWebhook[]>;
  policy(): Promise<SandboxWebhookPolicy>;
  /** Sets the policy for future events. */
  setPolicy(policy: SandboxWebhookPolicy): Promise<void>;
  /**
   * Sends a webhook now, regardless of its state.
   * @throws {ShopError} PAYMENT_REJECTED for an unknown webhook, as all functions.
   */
  send(id: string): Promise<SandboxWebhook>;
  drop(id: string): Promise<SandboxWebhook>;
  delay(id: string, delayMs: number): Promise<SandboxWebhook>;
  /** Sends the same event once more. */
  duplicate(id: string): Promise<SandboxWebhook>;
}

export interface SandboxDriverOptions extends SandboxBooksDeps {
  readonly books: SandboxBooks;
  readonly relay: WebhookRelay;
}

const LIMIT = 100;

export function createSandboxDriver({
  database,
  clock,
  books,
  relay,
}: SandboxDriverOptions): SandboxDriver {
  const { sandboxPayments, sandboxWebhooks } = database;
  const { change } = books;

  async function setWebhook(id: string, state: SandboxWebhook['state'], dueAt: Date | null) {
    const webhook = await sandboxWebhooks.set(id, { state, dueAt });
    if (webhook === null) {
      throw new ShopError('PAYMENT_REJECTED', { details: { code: 'no_such_webhook' } });
    }
    books.announce();
    return webhook;
  }

  return {
    list: (limit = LIMIT) => sandboxPayments.listNewest(limit),
    get: books.get,
    approve: (reference) => change(reference, rules.approve),
    decline: (reference) => change(reference, rules.decline),
    fail: (reference) => change(reference, rules.fail),
    requireAction: (reference) => change(reference, rules.requireAction),
    delay: (reference, delayMs) => change(reference, rules.delay(delayMs)),
    expire: (reference) => change(reference, rules.cancel),
    capture: (reference) => change(reference, rules.capture),
    refund: (reference, amount) =>
      change(reference, rules.refund(`re_test_${randomUUID()}`, null, amount)),
    settleRefund: (reference, refundReference, status) =>
      change(reference, rules.settleRefund(refundReference, status)),

    createElsewhere({ amount, currency }) {
      const createdAt = clock.now();
      const reference = `pay_test_${randomUUID()}`;
      const events = [books.newEvent('payment.captured', createdAt)];
      return sandboxPayments.insert({
        ...{ reference, amount, currency, events, createdAt, amountCaptured: amount },
        ...{ paymentId: null, paymentMethod: null, status: 'captured', failure: null },
        ...{ refunds: [], description: 'Made at the provider', authorizesAt: null, revision: 0 },
        clientSecret: `${reference}_secret`,
        dueAt: createdAt,
      });
    },

    webhooks: {
      async list(limit = LIMIT) {
        await relay.run();
        return sandboxWebhooks.listNewest(limit);
      },
      policy: () => sandboxWebhooks.policy(),
      async setPolicy(policy) {
        // Earlier events keep the earlier policy.
        await relay.run();
        await sandboxWebhooks.setPolicy(policy);
      },
      send: (id) => setWebhook(id, 'waiting', clock.now()),
      drop: (id) => setWebhook(id, 'dropped', null),
      delay: (id, delayMs) => setWebhook(id, 'waiting', new Date(clock.now().getTime() + delayMs)),
      async duplicate(id) {
        const webhook = await sandboxWebhooks.find(id);
        if (webhook === null) {
          throw new ShopError('PAYMENT_REJECTED', { details: { code: 'no_such_webhook' } });
        }
        const copy = {
          ...{ ...webhook, id: `${webhook.eventId}.${randomUUID()}` },
          ...{ leaseId: null, attempts: 0, lastError: null },
          ...{ state: 'waiting' as const, dueAt: clock.now() },
        };
        await sandboxWebhooks.enqueue([copy]);
        books.announce();
        return copy;
      },
    },
  };
}
