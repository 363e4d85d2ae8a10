import type { ShippingRate } from '@trastienda/shop-contract';
import type { ShippingMethodState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import { shippingOptions } from './shipping-options.ts';
import { quotedLine } from './testing/quoted-line.ts';

const method = (
  id: string,
  rates: readonly Partial<ShippingRate>[],
  parts: Partial<ShippingMethodState> = {},
): ShippingMethodState => ({
  id,
  name: id,
  isActive: true,
  countries: [],
  isRestOfWorld: false,
  rates: rates.map((rate) => ({ currency: 'EUR', bands: [], freeFrom: null, ...rate })),
  updatedAt: new Date('2026-01-01T00:00:00.000Z'),
  ...parts,
});

const flat = (amount: number) => [{ maxGrams: null, amount }];
const parcel = {
  country: 'ES',
  currency: 'EUR',
  payableStep: 1,
  lines: [quotedLine()],
  goodsTotal: 1000,
};

const pricesOf = (methods: readonly ShippingMethodState[], parts: Partial<typeof parcel> = {}) =>
  shippingOptions(methods, { ...parcel, ...parts }).map(({ id, price }) => [id, price.amount]);

describe('shipping', () => {
  test('offers active methods that ship there in the currency, cheapest first', () => {
    const methods = [
      method('dear', [{ bands: flat(900) }]),
      method('spain', [{ bands: flat(500) }], { countries: ['PT', 'ES'] }),
      method('france', [{ bands: flat(1) }], { countries: ['FR'] }),
      method('off', [{ bands: flat(1) }], { isActive: false }),
      method('dollars', [{ currency: 'USD', bands: flat(1) }]),
    ];
    expect(pricesOf(methods)).toEqual([
      ['spain', 500],
      ['dear', 900],
    ]);
    expect(pricesOf(methods, { currency: 'USD' })).toEqual([['dollars', 1]]);
  });

  test('offers methods for the rest of the world when no other active method names the country', () => {
    const elsewhere = { isRestOfWorld: true };
    const methods = [
      method('spain', [{ bands: flat(500) }], { countries: ['ES'] }),
      method('france', [{ bands: flat(500) }], { countries: ['FR'], isActive: false }),
      method('rest', [{ bands: flat(900) }], elsewhere),
      method('rest by air', [{ bands: flat(1900) }], elsewhere),
    ];
    expect(pricesOf(methods)).toEqual([['spain', 500]]);
    for (const country of ['FR', 'US']) {
      expect(pricesOf(methods, { country })).toEqual([
        ['rest', 900],
        ['rest by air', 1900],
      ]);
    }
  });

  test.each([
    [1, 1000, [['m', 100]]],
    [1, 1001, [['m', 200]]],
    [2, 1000, [['m', 200]]],
    [2, 1001, []],
    // The catalog may have fractions of a gram, and may lack the weight.
    [1, 1000.5, [['m', 200]]],
    [9, null, [['m', 100]]],
  ])(
    'of %i pieces of %s g each costs the price of the first band that fits',
    (quantity, weightGrams, options) => {
      const bands = [
        { maxGrams: 1000, amount: 100 },
        { maxGrams: 2000, amount: 200 },
      ];
      const lines = [quotedLine({ quantity, weightGrams })];
      expect(pricesOf([method('m', [{ bands }])], { lines })).toEqual(options);
    },
  );

  test('excludes the weight of products that are not shipped', () => {
    const bands = [{ maxGrams: 1000, amount: 100 }];
    const lines = [
      quotedLine({ weightGrams: 1000 }),
      quotedLine({ weightGrams: 5000, requiresShipping: false }),
    ];
    expect(pricesOf([method('m', [{ bands }])], { lines })).toEqual([['m', 100]]);
  });

  test("is free from the method's minimum amount, if it is not too heavy", () => {
    const methods = [method('m', [{ bands: [{ maxGrams: 1000, amount: 100 }], freeFrom: 5000 }])];
    expect(pricesOf(methods, { goodsTotal: 4999 })).toEqual([['m', 100]]);
    expect(pricesOf(methods, { goodsTotal: 5000 })).toEqual([['m', 0]]);
    const lines = [quotedLine({ weightGrams: 1001 })];
    expect(pricesOf(methods, { goodsTotal: 5000, lines })).toEqual([]);
  });

  test('of any weight costs the price of a band without a limit', () => {
    const bands = [{ maxGrams: 1000, amount: 100 }, ...flat(900)];
    const priceOf = (weightGrams: number) =>
      pricesOf([method('m', [{ bands }])], { lines: [quotedLine({ weightGrams })] });
    expect(priceOf(1000)).toEqual([['m', 100]]);
    expect(priceOf(30_000)).toEqual([['m', 900]]);
  });

  test('is sorted by id when methods cost the same', () => {
    const methods = ['b', 'c', 'a'].map((id) => method(id, [{ bands: flat(500) }]));
    const byId = ['a', 'b', 'c'].map((id) => [id, 500]);
    expect(pricesOf(methods)).toEqual(byId);
    expect(pricesOf(methods.toReversed())).toEqual(byId);
  });
});
