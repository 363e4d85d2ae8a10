import { CURRENCIES, isCurrency, parseMoney, toDecimal } from '@trastienda/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardPayableStep } from '../card-payable-step.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';
import {
  STRIPE_CURRENCIES,
  STRIPE_THREE_DECIMAL,
  STRIPE_WHOLE_WITH_TWO_DECIMALS,
  STRIPE_ZERO_DECIMAL,
} from './testing/stripe-currencies.ts';

const stripeDigits = (currency: string) => {
  if (STRIPE_ZERO_DECIMAL.includes(currency)) return 0;
  return STRIPE_THREE_DECIMAL.includes(currency) ? 3 : 2;
};
const stripeStep = (currency: string) => {
  if (STRIPE_THREE_DECIMAL.includes(currency)) return 10;
  return STRIPE_WHOLE_WITH_TWO_DECIMALS.includes(currency) ? 100 : 1;
};
/** Converts whole units and hundredths by Stripe's own table. */
const written = (units: number, currency: string) => units * 10 ** stripeDigits(currency);
const money = (text: string, currency: string) => {
  const read = parseMoney(text, currency);
  if (read === null) throw new Error(`${text} ${currency} is not money`);
  return read;
};

describe("an amount as Stripe's API has it", () => {
  test.each(STRIPE_CURRENCIES)("of whole units of %s equals Stripe's table", (currency) => {
    expect(isCurrency(currency)).toBe(true);
    for (const units of [1, 5, 11_480, 99_999]) {
      const ours = money(String(units), currency);
      expect(toStripeAmount(ours)).toBe(written(units, currency));
      expect(fromStripeAmount(written(units, currency), currency.toLowerCase())).toEqual(ours);
    }
  });

  test.each(STRIPE_CURRENCIES)('that Stripe accepts in %s converts back unchanged', (currency) => {
    const step = stripeStep(currency);
    fc.assert(
      fc.property(fc.nat(1_000_000), (count) => {
        const stripeAmount = count * step;
        const ours = fromStripeAmount(stripeAmount, currency.toLowerCase());
        expect(toStripeAmount(ours)).toBe(stripeAmount);
        const decimals = stripeDigits(currency);
        const scale = 10n ** BigInt(decimals);
        const whole = BigInt(stripeAmount) / scale;
        const rest = String(BigInt(stripeAmount) % scale).padStart(decimals, '0');
        expect(ours).toEqual(money(decimals === 0 ? `${whole}` : `${whole}.${rest}`, currency));
      }),
    );
  });

  // The ICU of some Node versions made forint amounts a hundred times too large.
  test.each([
    [1_148_000, 'HUF', 1_148_000],
    [1_148_000, 'COP', 1_148_000],
    [1_148_000, 'RSD', 1_148_000],
    [1_148_000, 'ALL', 1_148_000],
    [1_148_000, 'TWD', 1_148_000],
    [5, 'ISK', 500],
    [5, 'UGX', 500],
    [500, 'JPY', 500],
    [500, 'MGA', 5],
    [5120, 'KWD', 5120],
  ])('of %i minor units of %s is %i', (amount, currency, stripeAmount) => {
    expect(toStripeAmount({ amount, currency })).toBe(stripeAmount);
    expect(fromStripeAmount(stripeAmount, currency.toLowerCase())).toEqual({ amount, currency });
  });

  test.each([
    [5124, 'KWD'],
    [5125, 'BHD'],
    [1, 'TND'],
    [150, 'MGA'],
    [2 ** 53, 'ISK'],
  ])('does not exist for %i minor units of %s', (amount, currency) => {
    expect(() => toStripeAmount({ amount, currency })).toThrow(
      expect.objectContaining({
        reason: 'PAYMENT_REJECTED',
        details: { code: 'amount_not_payable', amount: { amount, currency } },
      }),
    );
  });

  test('in an unknown currency is rejected, not guessed', () => {
    expect(() => fromStripeAmount(1, 'zzz')).toThrow(
      expect.objectContaining({ details: { code: 'currency_unknown' } }),
    );
  });
});

test('in every currency exactly the multiples of the payable step can be paid', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CURRENCIES), fc.nat(10_000_000), (currency, amount) => {
      const isPayable = amount % cardPayableStep(currency) === 0;
      const asked = () => fromStripeAmount(toStripeAmount({ amount, currency }), currency);
      if (isPayable) expect(toDecimal(asked())).toBe(toDecimal({ amount, currency }));
      else expect(asked).toThrow(expect.objectContaining({ reason: 'PAYMENT_REJECTED' }));
    }),
  );
});
