import { COUNTRY_CODES, ShopSettings } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { createSettingsService } from './settings-service.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const NOW = new Date('2026-06-01T12:00:00.000Z');

const { settings } = createSettingsService({
  database,
  name: 'La tienda',
  currency: 'EUR',
  payments: { provider: 'stripe', publicKey: 'pk_test_1' },
  reservationSeconds: 900,
  passwordMinLength: 12,
  payableStep: (currency) => (currency === 'KWD' ? 10 : 1),
});

const setPrice = (currency: string) =>
  database.prices.set({ currency, prices: [{ sku: 'A', amount: 10 }] }, NOW);

function addMethod(method: {
  readonly countries?: string[];
  readonly isRestOfWorld?: boolean;
  readonly isActive?: boolean;
}) {
  return database.shippingMethods.insert({
    ...{ id: database.shippingMethods.newId(), name: 'Parcel', isActive: true, countries: [] },
    ...{ isRestOfWorld: false, rates: [], updatedAt: NOW },
    ...method,
  });
}

test('A new shop has its own currency, ships nowhere, and states its rules', async () => {
  const found = await settings();
  expect(ShopSettings.parse(found)).toEqual(found);
  expect(found).toMatchObject({
    name: 'La tienda',
    currency: 'EUR',
    currencies: [{ code: 'EUR', minorUnitDigits: 2, payableStep: 1 }],
    shippingCountries: [],
    languages: ['en', 'es'],
    payments: { provider: 'stripe', publicKey: 'pk_test_1' },
    passwords: { minLength: 12, maxLength: 256, isGuessabilityChecked: true },
    isGuestCheckoutAllowed: true,
    carts: { maxLines: 100 },
    reservationSeconds: 900,
  });
});

test('Currencies with a price list follow the one of the catalog, each with its decimals', async () => {
  for (const currency of ['USD', 'JPY', 'KWD']) await setPrice(currency);
  expect((await settings()).currencies).toEqual([
    { code: 'EUR', minorUnitDigits: 2, payableStep: 1 },
    { code: 'JPY', minorUnitDigits: 0, payableStep: 1 },
    { code: 'KWD', minorUnitDigits: 3, payableStep: 10 },
    { code: 'USD', minorUnitDigits: 2, payableStep: 1 },
  ]);
});

test('Countries are those of the active shipping methods', async () => {
  await addMethod({ countries: ['PT', 'ES'] });
  await addMethod({ countries: ['FR'], isActive: false });
  expect((await settings()).shippingCountries).toEqual(['ES', 'PT']);
  await addMethod({ isRestOfWorld: true });
  expect((await settings()).shippingCountries).toEqual(COUNTRY_CODES);
});
