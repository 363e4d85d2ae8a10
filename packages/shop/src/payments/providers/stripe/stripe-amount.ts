import { isCurrency, type Money, minorUnitDigits } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';
import { cardPayableStep } from '../card-payable-step.ts';

/**
 * Decimal digits of Stripe's amounts where they differ from ISO 4217: ISK and UGX have two, which
 * must be zero, and MGA has none. See https://docs.stripe.com/currencies#minor-units. HUF and TWD
 * are special for payouts only.
 */
const DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Returns the scale between our minor units and Stripe's. */
function scaleOf(currency: string): { readonly factor: number; readonly divisor: number } {
  const ours = minorUnitDigits(currency);
  const shift = (DIGITS[currency] ?? ours) - ours;
  return shift >= 0
    ? { factor: 10 ** shift, divisor: 1 }
    : // A factor like 0.01 would round.
      { factor: 1, divisor: 10 ** -shift };
}

/**
 * Converts our minor units to Stripe's.
 *
 * @throws {ShopError} PAYMENT_REJECTED with the code `amount_not_payable` for amounts that Stripe
 * cannot express: those that are not multiples of `cardPayableStep`.
 */
export function toStripeAmount({ amount, currency }: Money): number {
  const { factor, divisor } = scaleOf(currency);
  const stripeAmount = (amount * factor) / divisor;
  if (amount % cardPayableStep(currency) !== 0 || !Number.isSafeInteger(stripeAmount)) {
    throw new ShopError('PAYMENT_REJECTED', {
      details: { code: 'amount_not_payable', amount: { amount, currency } },
    });
  }
  return stripeAmount;
}

/**
 * Converts an amount of Stripe to our minor units. Fractions, as in a króna charge from before
 * 2023, are rounded.
 *
 * @throws {ShopError} PAYMENT_REJECTED with the code `currency_unknown` for a currency with unknown
 * digits.
 */
export function fromStripeAmount(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase();
  if (!isCurrency(currency)) {
    throw new ShopError('PAYMENT_REJECTED', {
      message: `Stripe has an amount in ${currency}, which is not a currency of ISO 4217.`,
      details: { code: 'currency_unknown' },
    });
  }
  const { factor, divisor } = scaleOf(currency);
  return { amount: Math.round((amount * divisor) / factor), currency };
}
