import type { Stripe } from 'stripe';
import type { ProviderNotice } from '../../payment-provider.ts';
import { PAYMENT_ID } from './map-intent.ts';

const idOf = (value: string | { readonly id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** Which payment an event is about; null for those about none. */
export function readStripeEvent({ id, type, data }: Stripe.Event): ProviderNotice {
  const { object } = data;
  const notice = { eventId: id, type, reference: null, paymentId: null };
  if (!('object' in object)) return notice;
  switch (object.object) {
    case 'payment_intent':
      return { ...notice, reference: object.id, paymentId: object.metadata[PAYMENT_ID] ?? null };
    case 'charge':
    case 'refund':
    case 'dispute':
      return { ...notice, reference: idOf(object.payment_intent) };
    default:
      return notice;
  }
}
