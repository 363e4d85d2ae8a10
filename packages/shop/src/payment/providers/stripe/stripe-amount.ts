import { type Money, minorUnitDigits, ShopError } from '@trastienda/contract';

/**
 * How many digits Stripe's amounts have after the point, where that is not two. It is not always
 * what ISO 4217 says: ISK and UGX are given with two digits that must be zero, and three-decimal
 * currencies end in a zero. See https://docs.stripe.com/currencies#minor-units.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, JPY: 0, KMF: 0, KRW: 0, MGA: 0, PYG: 0, RWF: 0 },
  ...{ VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3 },
};

/** Currencies whose amounts at Stripe must be a multiple of this. */
const STEPS: Readonly<Record<string, number>> = {
  ...{ ISK: 100, UGX: 100, BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10 },
};

const shiftOf = (currency: string): number => (DIGITS[currency] ?? 2) - minorUnitDigits(currency);

/** Our minor units as Stripe counts them. `PAYMENT_REJECTED` for what Stripe cannot express. */
export function toStripeAmount({ amount, currency }: Money): number {
  const shift = shiftOf(currency);
  // Divided by an integer: a factor like 0.01 would round.
  const stripeAmount = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift;
  if (!Number.isSafeInteger(stripeAmount) || stripeAmount % (STEPS[currency] ?? 1) !== 0) {
    throw new ShopError('PAYMENT_REJECTED', {
      details: { code: 'amount_not_payable', amount, currency },
    });
  }
  return stripeAmount;
}

/** An amount of Stripe in our minor units; a fraction of them is not expected and is rounded. */
export function fromStripeAmount(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase();
  const shift = shiftOf(currency);
  const ours = shift >= 0 ? amount / 10 ** shift : amount * 10 ** -shift;
  return { amount: Math.round(ours), currency };
}
