import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import { type CallOrigin, paymentTags } from '@trastienda/shop-contract';
import { appendShopEvents } from '../base/append-shop-events.ts';
import { type AdvancePaymentDeps, advancePayment } from './advance-payment.ts';

/** Receiver of the provider's webhooks, for HTTP. */
export interface ProviderWebhookService {
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

/** Records that the buyer disputes a payment, within the transaction that receives the webhook. */
async function recordDispute(
  { database }: Pick<AdvancePaymentDeps, 'database'>,
  paymentId: string,
  context: ChangeContext,
): Promise<void> {
  const payment = await database.payments.find(paymentId);
  if (payment === null) return;
  const { checkoutId, orderId, amount, currency, provider, eventSequence } = payment;
  const after = await database.payments.update(payment, {}, 1, context.at);
  if (after === null) throw new ConflictError(`Payment ${paymentId} has changed.`);
  const subject = {
    aggregate: 'payment',
    aggregateId: paymentId,
    before: eventSequence,
    tags: paymentTags(after),
  } as const;
  const data = { checkoutId, orderId, amount, currency, provider };
  await appendShopEvents(database, subject, [{ type: 'payment.disputed', data }], context);
}

/**
 * Creates the `ProviderWebhookService`. The content of a webhook is not trusted: the provider is asked for
 * the payment's state.
 */
export function createProviderWebhookService(deps: AdvancePaymentDeps): ProviderWebhookService {
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
        if (notice.isDispute && known !== null) {
          await recordDispute(deps, known, { at: receivedAt, requestId });
        }
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
