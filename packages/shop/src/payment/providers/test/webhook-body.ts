import { ShopError } from '@trastienda/contract';
import type { TestWebhook } from '@trastienda/db';
import type { ProviderNotice } from '../../payment-provider.ts';

/** What the test provider sends. */
export function webhookBodyOf(webhook: TestWebhook): string {
  const { eventId, type, at, reference, paymentId } = webhook;
  return JSON.stringify({ id: eventId, type, at, payment: { reference, paymentId } });
}

function textAt(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null || !(name in value)) return null;
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof member === 'string' ? member : null;
}

/** Reads a body whose signature was checked. `WEBHOOK_INVALID`. */
export function readWebhookBody(body: string): ProviderNotice {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new ShopError('WEBHOOK_INVALID', { cause });
  }
  const eventId = textAt(value, 'id');
  const type = textAt(value, 'type');
  if (eventId === null || type === null) throw new ShopError('WEBHOOK_INVALID');
  const payment =
    typeof value === 'object' && value !== null && 'payment' in value ? value.payment : null;
  return {
    eventId,
    type,
    reference: textAt(payment, 'reference'),
    paymentId: textAt(payment, 'paymentId'),
  };
}
