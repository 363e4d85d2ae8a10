import type { ProviderNotice } from '../../payment-provider.ts';
import { eventNameOf, fieldAt, textAt } from '../webhook-fields.ts';
import { PAYMENT_ID } from './map-intent.ts';

/** An id, or an object that has one where Stripe was asked to expand it. */
function referenceAt(object: unknown, name: string): string | null {
  return textAt(object, name) ?? textAt(fieldAt(object, name), 'id');
}

/**
 * Reads which payment a signed event is about; null for one about none.
 *
 * @throws {ShopError} WEBHOOK_INVALID when the event has no id or type.
 */
export function readStripeEvent(event: unknown): ProviderNotice {
  const object = fieldAt(fieldAt(event, 'data'), 'object');
  const notice = { ...eventNameOf(event), reference: null, paymentId: null };
  switch (textAt(object, 'object')) {
    case 'payment_intent':
      return {
        ...notice,
        reference: textAt(object, 'id'),
        paymentId: textAt(fieldAt(object, 'metadata'), PAYMENT_ID),
      };
    case 'charge':
    case 'refund':
    case 'dispute':
      return { ...notice, reference: referenceAt(object, 'payment_intent') };
    default:
      return notice;
  }
}
