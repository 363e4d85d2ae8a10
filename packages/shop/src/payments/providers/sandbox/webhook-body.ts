import { ShopError } from '@trastienda/shop-contract';
import type { SandboxWebhook } from '@trastienda/shop-db';
import type { ProviderNotice } from '../../payment-provider.ts';
import { eventNameOf, fieldAt, textAt } from '../webhook-fields.ts';

/** Builds the body of a webhook. */
export function webhookBodyOf(webhook: SandboxWebhook): string {
  const { eventId, type, at, reference, paymentId } = webhook;
  return JSON.stringify({ id: eventId, type, at, payment: { reference, paymentId } });
}

/**
 * Parses a body whose signature was verified.
 * @throws {ShopError} WEBHOOK_INVALID.
 */
export function readWebhookBody(body: string): ProviderNotice {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new ShopError('WEBHOOK_INVALID', { message: 'The webhook is not JSON.', cause });
  }
  const payment = fieldAt(value, 'payment');
  return {
    ...eventNameOf(value),
    reference: textAt(payment, 'reference'),
    paymentId: textAt(payment, 'paymentId'),
    isDispute: false,
  };
}
