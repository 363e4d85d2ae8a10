import type { CallOrigin } from '@trastienda/shop-contract';
import { type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';

/** Receiver of the provider's webhooks, for HTTP. */
export interface WebhookService {
  /**
   * Receives a webhook. Returns once it is stored; the payment is then advanced, now or by a
   * worker. Webhooks may be repeated, late, or out of order.
   * @throws {ShopError} WEBHOOK_INVALID.
   */
  receive(
    body: string,
    header: (name: string) => string | undefined,
    origin: CallOrigin,
  ): Promise<void>;
}

/** Retention of webhook ids: longer than any provider repeats a webhook. */
const RETENTION_MS = 60 * 86_400_000;

/**
 * Creates the `WebhookService`. The content of a webhook is not trusted: the provider is asked for
 * the payment's state.
 */
export function createWebhookService(deps: AdvancePaymentDeps): WebhookService {
  const { database, provider, clock, onFault } = deps;

  return {
    async receive(body, header, { requestId }) {
      const notice = provider.readWebhook(body, header);
      const { eventId, type, reference, paymentId } = notice;
      const isAboutPayment = reference !== null || paymentId !== null;
      const woken = await database.transaction(async () => {
        if (await database.webhookEvents.isKnown(provider.name, eventId)) return null;
        const receivedAt = clock.now();
        const name = { id: paymentId, reference };
        const known = isAboutPayment
          ? await database.payments.schedule(provider.name, name, receivedAt)
          : null;
        await database.webhookEvents.insert({
          provider: provider.name,
          eventId,
          type,
          paymentId: known,
          receivedAt,
          expiresAt: new Date(receivedAt.getTime() + RETENTION_MS),
        });
        return { known };
      });
      if (woken === null || !isAboutPayment) return;
      const { known } = woken;
      if (known === null) {
        const error = new Error(`A webhook (${type}) is about a payment that the shop has not.`);
        onFault({ job: 'payment-webhook', paymentId: null, attempts: 0, error });
        return;
      }
      try {
        await advancePayment(deps, known, { requestId });
      } catch (error) {
        // The payment stays scheduled: a worker continues.
        onFault({ job: 'payment-webhook', paymentId: known, attempts: 0, error });
      }
    },
  };
}
