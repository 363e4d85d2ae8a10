import type { ProviderNotice } from '../../payment-provider.ts';
import { eventNameOf, fieldAt, textAt } from '../webhook-fields.ts';
import { PAYMENT_ID } from './map-intent.ts';

/** Returns the id in a field that holds an id or an expanded object. */
function referenceAt(object: unknown, name: string): string | null {
  return textAt(object, name) ?? textAt(fieldAt(object, name), 'id');
}

/**
 * Returns the payment reference of a signed event; null when it concerns no payment.
 *
 * @throws {ShopError} WEBHOOK_INVALID when the event has no id or type.
 */
export function readStripeEvent(event: unknown): ProviderNotice {
  const object = fieldAt(fieldAt(event, 'data'), 'object');
  const name = eventNameOf(event);
  const isDispute = name.type === 'charge.dispute.created';
  const notice = { ...name, reference: null, paymentId: null, isDispute };
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
