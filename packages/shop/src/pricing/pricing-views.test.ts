import { expect, test } from 'vitest';
import { toDiscountView } from './discount-view.ts';
import { toPriceView } from './price-view.ts';
import { toShippingMethodView } from './shipping-method-view.ts';
import { toTaxZoneView } from './tax-zone-view.ts';

const AT = new Date('2026-06-01T12:00:00.000Z');
const AT_TEXT = '2026-06-01T12:00:00.000Z';
const id = 'a'.repeat(24);

test('pricing views for staff have ISO 8601 times and all other fields unchanged', () => {
  const zone = {
    ...{ id, name: 'IVA', country: 'ES', region: null, ratePpm: 210_000 },
    ...{ isTaxIncluded: true, isShippingTaxed: true },
  };
  expect(toTaxZoneView({ ...zone, updatedAt: AT })).toEqual({ ...zone, updatedAt: AT_TEXT });

  const method = {
    ...{ id, name: 'Parcel', isActive: true, countries: ['ES'], isRestOfWorld: false },
    rates: [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 495 }], freeFrom: null }],
  };
  expect(toShippingMethodView({ ...method, updatedAt: AT })).toEqual({
    ...method,
    updatedAt: AT_TEXT,
  });

  expect(toPriceView({ sku: 'MUG', amount: 100, currency: 'USD', updatedAt: AT })).toEqual({
    sku: 'MUG',
    price: { amount: 100, currency: 'USD' },
    updatedAt: AT_TEXT,
  });
});

test('a discount without a period has none in its view', () => {
  const discount = {
    ...{ id, code: null, title: 'Off', effect: { kind: 'free-shipping' as const } },
    ...{ minimumSubtotals: [], usageLimit: 5, usageLimitPerBuyer: null, used: 1, isActive: true },
  };
  const times = { createdAt: AT, updatedAt: AT };
  const shown = { ...discount, createdAt: AT_TEXT, updatedAt: AT_TEXT };
  expect(toDiscountView({ ...discount, ...times, startsAt: null, endsAt: null })).toEqual({
    ...shown,
    startsAt: null,
    endsAt: null,
  });
  expect(toDiscountView({ ...discount, ...times, startsAt: AT, endsAt: AT })).toEqual({
    ...shown,
    startsAt: AT_TEXT,
    endsAt: AT_TEXT,
  });
});
