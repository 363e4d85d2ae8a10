import type { CallOrigin } from '@trastienda/contract';
import { type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';

/** What HTTP hands to payments. */
export interface WebhookService {
  /**
   * Takes a webhook of the provider. Returns once it is safely written down; what it says is then
   * acted upon, now or by a worker. Any webhook may come twice, late, or in another order.
   * `WEBHOOK_INVALID`.
   */
  receive(
    body: string,
    header: (name: string) => string | undefined,
    origin: CallOrigin,
  ): Promise<void>;
}

/** Longer than any provider repeats a webhook. */
const KEPT_MS = 60 * 86_400_000;

/** `WebhookService`: what a webhook says is never believed but asked for at the provider. */
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
          expiresAt: new Date(receivedAt.getTime() + KEPT_MS),
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
        // The payment is due: a worker goes on with it.
        onFault({ job: 'payment-webhook', paymentId: known, attempts: 0, error });
      }
    },
  };
}
