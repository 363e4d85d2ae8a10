import { toMinorUnits } from '@trastienda/base';
import {
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  OPERATOR_ORIGIN,
} from '@trastienda/shop-contract';
import { createPricingAdmin } from './create-pricing-admin.ts';
import type { PricingAdminDeps } from './pricing-admin.ts';

/**
 * Seeds prices for a demo: Spanish VAT, included in prices; Californian sales tax, added to prices;
 * two shipping methods; and the code `HOLA10`. Does nothing when the shop has a tax zone, a
 * shipping method or a discount.
 */
export async function seedDemoPricing(deps: PricingAdminDeps): Promise<void> {
  const { taxes, shipping, discounts } = createPricingAdmin(deps);
  const { currency } = deps;
  const units = (value: number) => toMinorUnits(value, currency);
  const flat = (amount: number, freeFrom: number | null) => [
    { currency, bands: [{ maxGrams: null, amount }], freeFrom },
  ];
  const spain = CreateTaxZoneInput.parse({
    name: 'IVA',
    country: 'ES',
    ratePpm: 210_000,
    isTaxIncluded: true,
    isShippingTaxed: true,
  });
  const california = CreateTaxZoneInput.parse({
    name: 'Sales tax',
    country: 'US',
    region: 'CA',
    ratePpm: 72_500,
    isTaxIncluded: false,
    isShippingTaxed: false,
  });
  const methods = [
    { name: 'Standard', countries: ['ES'], rates: flat(units(4.95), units(60)) },
    { name: 'International', rates: flat(units(14.95), null) },
  ].map((method) => CreateShippingMethodInput.parse(method));
  const welcome = CreateDiscountInput.parse({
    code: 'HOLA10',
    title: '10 % off',
    effect: { kind: 'percent', ratePpm: 100_000 },
  });

  await deps.database.transaction(async () => {
    for (const { list } of [taxes, shipping, discounts]) {
      if ((await list({ limit: 1 })).items.length > 0) return;
    }
    for (const zone of [spain, california]) await taxes.create(zone, OPERATOR_ORIGIN);
    for (const method of methods) await shipping.create(method, OPERATOR_ORIGIN);
    await discounts.create(welcome, OPERATOR_ORIGIN);
  });
}
