import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

it('An amount that Stripe can express comes back as it was', () => {
  const currencies = ['EUR', 'USD', 'JPY', 'KRW', 'ISK', 'UGX', 'KWD', 'TND', 'HUF', 'MGA'];
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.nat(10_000_000), (currency, units) => {
      // Whole units of ten or a hundred can be expressed in every currency.
      const money = { amount: units * 100, currency };
      expect(fromStripeAmount(toStripeAmount(money), currency.toLowerCase())).toEqual(money);
    }),
  );
});
