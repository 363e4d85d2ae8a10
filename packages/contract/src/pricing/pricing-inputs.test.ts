import { describe, expect, test } from 'vitest';
import { CreateDiscountInput } from './discount.ts';
import { SetPricesInput } from './price-list.ts';
import { CreateShippingMethodInput } from './shipping-method.ts';

const bands = (...limits: (number | null)[]) => limits.map((maxGrams) => ({ maxGrams, amount: 1 }));
const isMethod = (...rates: object[]) =>
  CreateShippingMethodInput.safeParse({ name: 'Parcel', rates }).success;

describe('a shipping method', () => {
  test.each([
    [true, [1]],
    [true, [null]],
    [true, [1, 2, null]],
    [false, []],
    [false, [2, 1]],
    [false, [1, 1]],
    [false, [null, 1]],
    [false, [null, null]],
  ])('may have bands from light to heavy and no others: %s for %j', (isValid, limits) => {
    expect(isMethod({ currency: 'EUR', bands: bands(...limits) })).toBe(isValid);
  });

  test('has one rate per currency, and at least one', () => {
    const rate = { currency: 'EUR', bands: bands(null) };
    expect(isMethod(rate, { ...rate, currency: 'USD' })).toBe(true);
    expect(isMethod(rate, rate)).toBe(false);
    expect(isMethod()).toBe(false);
  });
});

describe('a discount', () => {
  const parse = (parts: object) => CreateDiscountInput.safeParse({ title: 'Off', ...parts });
  const euros = (amount: number) => ({ amount, currency: 'EUR' });

  test.each([
    [true, { kind: 'percent', ratePpm: 1_000_000 }],
    [false, { kind: 'percent', ratePpm: 1_000_001 }],
    [false, { kind: 'percent', ratePpm: 0 }],
    [false, { kind: 'percent', ratePpm: 0.5 }],
    [true, { kind: 'amount', amounts: [euros(1)] }],
    [false, { kind: 'amount', amounts: [] }],
    [false, { kind: 'amount', amounts: [euros(1), euros(2)] }],
    [true, { kind: 'free-shipping' }],
  ])('may take off a part, an amount or the shipping: %s for %j', (isValid, effect) => {
    expect(parse({ effect }).success).toBe(isValid);
  });

  test('needs only a title and an effect; its code is in capitals', () => {
    const effect = { kind: 'free-shipping' };
    expect(parse({ effect }).data).toMatchObject({ code: null, isActive: true, usageLimit: null });
    expect(parse({ effect, code: ' Summer ' }).data).toMatchObject({ code: 'SUMMER' });
  });
});

test('prices are set once for each SKU', () => {
  const set = (...skus: string[]) =>
    SetPricesInput.safeParse({
      currency: 'USD',
      prices: skus.map((sku) => ({ sku, amount: 1 })),
    }).success;
  expect(set('a', 'b')).toBe(true);
  expect(set('a', ' a ')).toBe(false);
  expect(set()).toBe(false);
});

describe('an instant', () => {
  test('is accepted with an offset for the start and end of a discount', () => {
    const period = { startsAt: '2026-03-01T00:00:00+01:00', endsAt: null };
    const effect = { kind: 'free-shipping' };
    expect(CreateDiscountInput.parse({ title: 'Off', effect, ...period })).toMatchObject({
      startsAt: '2026-02-28T23:00:00.000Z',
      endsAt: null,
    });
  });
});
