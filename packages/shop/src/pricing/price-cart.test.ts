import { MAX_MINOR_UNITS } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { priceCart } from './price-cart.ts';
import type { CartLineToPrice, DiscountRule, PricingRules, TaxRule } from './pricing-rules.ts';

const line = (sku: string, unitPrice: number, quantity = 1, isTaxable = true): CartLineToPrice => ({
  sku,
  unitPrice,
  quantity,
  isTaxable,
});

const taxOf = (ratePpm: number, isTaxIncluded: boolean, isShippingTaxed = false): TaxRule => ({
  name: 'Tax',
  ratePpm,
  isTaxIncluded,
  isShippingTaxed,
});

const rules = (parts: Partial<PricingRules> = {}): PricingRules => ({
  currency: 'EUR',
  payableStep: 1,
  discounts: [],
  tax: null,
  shippingPrice: null,
  ...parts,
});

const discount = (id: string, effect: DiscountRule['effect']): DiscountRule => ({
  id,
  code: null,
  title: id,
  effect,
});
const percent = (id: string, percents: number) =>
  discount(id, { kind: 'percent', ratePpm: percents * 10_000 });
const amount = (id: string, off: number) => discount(id, { kind: 'amount', amount: off });
const freeShipping = (id: string) => discount(id, { kind: 'free-shipping' });

describe('tax on a line', () => {
  test.each([
    // 1999 × 21 / 121 = 346.93…
    ['EUR', 1999, 210_000, true, 347, 1999],
    // 1999 × 7.25 % = 144.93
    ['USD', 1999, 72_500, false, 145, 2144],
    // Rounds half up, where banker's rounding would round down.
    ['EUR', 5, 100_000, false, 1, 6],
    ['EUR', 15, 100_000, false, 2, 17],
    ['EUR', 25, 100_000, false, 3, 28],
    ['EUR', 1, 1_000_000, true, 1, 1],
    // Yen have no decimals: 123.4 and exactly 80.
    ['JPY', 1234, 100_000, false, 123, 1357],
    ['JPY', 1080, 80_000, true, 80, 1080],
    // Dinars have three decimals: 61.7 fils.
    ['KWD', 1234, 50_000, false, 62, 1296],
    ['EUR', 1999, 0, true, 0, 1999],
    // 999,999,999,999 × 21 is far beyond 2^53: the whole is 173,553,719,008.09.
    ['EUR', 999_999_999_999, 210_000, true, 173_553_719_008, 999_999_999_999],
  ])(
    'of %s %i at %i ppm (included: %s) is %i of %i',
    (currency, price, ppm, isIncluded, tax, total) => {
      const prices = priceCart(
        [line('A', price)],
        rules({ currency, tax: taxOf(ppm, isIncluded) }),
      );
      expect(prices).toMatchObject({
        currency,
        isTaxIncluded: isIncluded,
        lines: [{ tax: { amount: tax, currency }, total: { amount: total }, taxRatePpm: ppm }],
        taxTotal: { amount: tax, currency },
        total: { amount: total, currency },
      });
    },
  );

  test('is rounded once per line, not per unit or per cart', () => {
    const tax = taxOf(210_000, false);
    // 3 × 0.02 at 21 % is 1.26 cents; 0.42 for each of three lines.
    expect(priceCart([line('A', 2, 3)], rules({ tax })).taxTotal.amount).toBe(1);
    const lines = ['A', 'B', 'C'].map((sku) => line(sku, 2));
    expect(priceCart(lines, rules({ tax })).taxTotal.amount).toBe(0);
  });

  test('is computed after discounts, and not for untaxed products', () => {
    const lines = [line('A', 1000), line('B', 1000, 1, false)];
    const prices = priceCart(
      lines,
      rules({ tax: taxOf(210_000, false), discounts: [percent('d', 50)] }),
    );
    expect(prices.lines).toMatchObject([
      { discount: { amount: 500 }, tax: { amount: 105 }, total: { amount: 605 } },
      { discount: { amount: 500 }, tax: { amount: 0 }, total: { amount: 500 }, taxRatePpm: 0 },
    ]);
    expect(prices.taxes).toEqual([
      { name: 'Tax', ratePpm: 210_000, amount: { amount: 105, currency: 'EUR' } },
    ]);
  });

  test('applies to shipping when the zone says so', () => {
    const parts = { shippingPrice: 495 };
    const taxed = priceCart(
      [line('A', 1000)],
      rules({ ...parts, tax: taxOf(210_000, true, true) }),
    );
    // 495 × 21 / 121 = 85.9…
    expect(taxed.shipping).toMatchObject({
      tax: { amount: 86 },
      total: { amount: 495 },
      taxRatePpm: 210_000,
    });
    expect(taxed.taxTotal.amount).toBe(174 + 86);
    const untaxed = priceCart([line('A', 1000)], rules({ ...parts, tax: taxOf(210_000, false) }));
    expect(untaxed.shipping).toMatchObject({
      tax: { amount: 0 },
      total: { amount: 495 },
      taxRatePpm: 0,
    });
    expect(untaxed.total.amount).toBe(1210 + 495);
  });

  test('is zero when no zone is known', () => {
    const prices = priceCart([line('A', 1000)], rules({ shippingPrice: 495 }));
    expect(prices).toMatchObject({ taxTotal: { amount: 0 }, taxes: [], total: { amount: 1495 } });
  });
});

describe('discounts', () => {
  test('apply one after another: percentages by descending rate, then amounts', () => {
    const inAnyOrder = [amount('c', 500), percent('b', 10), percent('a', 20)];
    const prices = priceCart([line('A', 10_000)], rules({ discounts: inAnyOrder }));
    // 10,000 - 20 % = 8,000; - 10 % = 7,200; - 500.
    expect(prices.discounts.map(({ id, amount: off }) => [id, off.amount])).toEqual([
      ['a', 2000],
      ['b', 800],
      ['c', 500],
    ]);
    expect(prices).toMatchObject({ discountTotal: { amount: 3300 }, total: { amount: 6700 } });
  });

  test('are allocated to lines by largest remainder', () => {
    const lines = ['A', 'B', 'C'].map((sku) => line(sku, 1000));
    const prices = priceCart(lines, rules({ discounts: [amount('d', 1000)] }));
    expect(prices.lines.map((each) => each.discount.amount)).toEqual([334, 333, 333]);
  });

  test('round a percentage once, half up', () => {
    const lines = [line('A', 2), line('B', 3)];
    const prices = priceCart(lines, rules({ discounts: [percent('d', 10)] }));
    expect(prices.discountTotal.amount).toBe(1);
    expect(prices.lines.map((each) => each.discount.amount)).toEqual([0, 1]);
  });

  test('take off no more than the price, and are not applied when nothing is left', () => {
    const discounts = [amount('a', 5000), amount('b', 100)];
    const prices = priceCart([line('A', 3000)], rules({ discounts, tax: taxOf(210_000, false) }));
    expect(prices).toMatchObject({ total: { amount: 0 }, taxTotal: { amount: 0 } });
    expect(prices.discounts).toMatchObject([{ id: 'a', amount: { amount: 3000 } }]);
  });

  test('with free shipping take off the shipping and leave the goods', () => {
    const prices = priceCart(
      [line('A', 1000)],
      rules({
        shippingPrice: 495,
        discounts: [freeShipping('a'), freeShipping('b')],
        tax: taxOf(210_000, true, true),
      }),
    );
    expect(prices.shipping).toMatchObject({
      price: { amount: 495 },
      discount: { amount: 495 },
      tax: { amount: 0 },
      total: { amount: 0 },
    });
    expect(prices.discounts).toMatchObject([{ id: 'a', amount: { amount: 495 } }]);
    expect(prices).toMatchObject({ discountTotal: { amount: 495 }, total: { amount: 1000 } });
  });

  test('with free shipping apply while the shipping price is unknown, but not when it is zero', () => {
    const discounts = [freeShipping('a')];
    const unknown = priceCart([line('A', 1000)], rules({ discounts }));
    expect(unknown.discounts).toMatchObject([{ id: 'a', amount: { amount: 0 } }]);
    const free = priceCart([line('A', 1000)], rules({ discounts, shippingPrice: 0 }));
    expect(free.discounts).toEqual([]);
  });
});

describe('in a currency that is paid in steps', () => {
  const dinars = (parts: Partial<PricingRules> = {}) =>
    rules({ currency: 'KWD', payableStep: 10, ...parts });

  test.each([
    // 10 % of 1.250 is 0.125: rounds half up.
    [1250, 100_000, 130, 1120],
    // 15 % of 4.990 is 0.7485.
    [4990, 150_000, 750, 4240],
    [1250, 1_000_000, 1250, 0],
  ])('a percentage of %i at %i ppm takes off %i and leaves %i', (price, ratePpm, off, total) => {
    const discounts = [discount('d', { kind: 'percent', ratePpm })];
    expect(priceCart([line('A', price)], dinars({ discounts }))).toMatchObject({
      discountTotal: { amount: off },
      total: { amount: total },
    });
  });

  test('a discount is divided among lines into parts that can be paid', () => {
    const lines = ['A', 'B', 'C'].map((sku) => line(sku, 1000));
    const prices = priceCart(lines, dinars({ discounts: [amount('d', 1000)] }));
    expect(prices.lines.map((each) => each.discount.amount)).toEqual([340, 330, 330]);
    expect(prices.lines.map((each) => each.total.amount)).toEqual([660, 670, 670]);
  });

  test('added tax is rounded to an amount that can be paid, and included tax is not', () => {
    // 5 % of 1.230 is 0.0615; 1.230 × 5 / 105 is 0.0585…
    const added = priceCart([line('A', 1230)], dinars({ tax: taxOf(50_000, false) }));
    expect(added).toMatchObject({ taxTotal: { amount: 60 }, total: { amount: 1290 } });
    const contained = priceCart([line('A', 1230)], dinars({ tax: taxOf(50_000, true) }));
    expect(contained).toMatchObject({ taxTotal: { amount: 59 }, total: { amount: 1230 } });
  });

  test('a finer price is rounded down for the line, not per unit', () => {
    const prices = priceCart([line('A', 1995), line('B', 1995, 2)], dinars());
    expect(prices.lines).toMatchObject([
      { unitPrice: { amount: 1995 }, subtotal: { amount: 1990 } },
      { unitPrice: { amount: 1995 }, subtotal: { amount: 3990 } },
    ]);
  });

  test('a price below the smallest payable amount is zero until the quantity is large enough', () => {
    const prices = priceCart([line('A', 9), line('B', 9, 2), line('C', 9, 10)], dinars());
    expect(prices.lines.map(({ subtotal }) => subtotal.amount)).toEqual([0, 10, 90]);
  });

  test('finer shipping prices and discounts are rounded too', () => {
    const parts = { shippingPrice: 1999, discounts: [amount('d', 335)] };
    expect(priceCart([line('A', 1000)], dinars(parts))).toMatchObject({
      shipping: { price: { amount: 1990 } },
      discountTotal: { amount: 340 },
      total: { amount: 2650 },
    });
  });
});

describe('an amount beyond the limit', () => {
  const full = expect.objectContaining({ reason: 'CART_FULL' });

  test('is priced exactly up to the largest amount', () => {
    const prices = priceCart([line('A', MAX_MINOR_UNITS - 1), line('B', 1)], rules());
    expect(prices.total.amount).toBe(MAX_MINOR_UNITS);
  });

  test.each([
    ['a line', [line('A', MAX_MINOR_UNITS, 9999)], rules()],
    ['the lines together', [line('A', MAX_MINOR_UNITS), line('B', 1)], rules()],
    ['the tax on top', [line('A', MAX_MINOR_UNITS)], rules({ tax: taxOf(210_000, false) })],
    ['shipping on top', [line('A', MAX_MINOR_UNITS)], rules({ shippingPrice: 1 })],
  ])('is rejected for %s', (_, lines, of) => {
    expect(() => priceCart(lines, of)).toThrow(full);
  });
});

test('an empty cart costs nothing', () => {
  const prices = priceCart(
    [],
    rules({ tax: taxOf(210_000, false), discounts: [percent('d', 10), amount('e', 5)] }),
  );
  expect(prices).toMatchObject({ lines: [], total: { amount: 0 }, discounts: [], taxes: [] });
});

test('a price without tax does not include tax', () => {
  const prices = priceCart([line('A', 100)], rules());
  expect(prices).toMatchObject({ isTaxIncluded: false, taxTotal: { amount: 0 }, taxes: [] });
});
