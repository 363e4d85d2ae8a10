import type { Checkout } from '@trastienda/shop-client';

/** What a checkout needs next. */
export type PaymentStep =
  /** The buyer chooses how to pay; `failure` is that of the payment before. */
  | { readonly kind: 'choose'; readonly failure: string | null }
  /** Stripe's form, which collects the card and asks the bank. */
  | { readonly kind: 'card'; readonly clientSecret: string }
  /** The buyer confirms on a page of the bank. */
  | { readonly kind: 'confirm'; readonly url: string }
  /** The provider has not decided. */
  | { readonly kind: 'wait' }
  /** The money is reserved: the order can be placed. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'ordered'; readonly orderId: string }
  | { readonly kind: 'ended'; readonly status: 'expired' | 'cancelled' };

type Payment = NonNullable<Checkout['payment']>;

/** Returns what a payment that waits for its buyer needs. */
function stepOfAction({ provider, clientSecret, actionUrl, failure }: Payment): PaymentStep {
  // In Stripe's form the buyer replaces a declined card.
  if (provider === 'stripe' && clientSecret !== null) return { kind: 'card', clientSecret };
  if (failure !== null || actionUrl === null) {
    return { kind: 'choose', failure: failure?.code ?? null };
  }
  return { kind: 'confirm', url: actionUrl };
}

/** Returns what a checkout needs next; `isExpired` when its time is over by this clock. */
export function paymentStepOf(checkout: Checkout, isExpired: boolean): PaymentStep {
  const { status, orderId, payment } = checkout;
  if (orderId !== null) return { kind: 'ordered', orderId };
  if (status === 'expired' || status === 'cancelled') return { kind: 'ended', status };
  switch (payment?.status) {
    // A payment on its way gets its order also when the time is over, if the stock is still there.
    case 'created':
    case 'processing':
      return { kind: 'wait' };
    case 'authorized':
    case 'captured':
      return { kind: 'complete' };
    default:
  }
  if (isExpired) return { kind: 'ended', status: 'expired' };
  if (payment?.status === 'requires-action') return stepOfAction(payment);
  return { kind: 'choose', failure: payment?.failure?.code ?? null };
}
