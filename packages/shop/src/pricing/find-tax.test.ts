import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { findTax } from './find-tax.ts';

const { database } = await useTestDatabase(openDatabase);

async function taxOf(country: string, region: string | null) {
  const destination = { country, region };
  const { tax } = await database.quotes.read({ skus: [], discountCodes: [], destination });
  return tax && findTax(tax, destination);
}

test('a region that ISO no longer lists is taxed by its own zone', async () => {
  const zone = {
    ...{ id: database.taxZones.newId(), name: 'VAT', country: 'FR', ratePpm: 85_000 },
    ...{ isTaxIncluded: true, isShippingTaxed: true, updatedAt: new Date(0) },
  };
  await database.taxZones.insert({ ...zone, region: 'OLD' });
  const tax = (region: string) => taxOf('FR', region);
  expect(await tax('OLD')).toMatchObject({ tax: { ratePpm: 85_000 }, regionProblem: null });
  expect(await tax('ODL')).toEqual({ tax: null, regionProblem: 'unknown' });
});

test('a country of which only regions have a zone is not taxed until the region is known', async () => {
  const zone = {
    ...{ id: database.taxZones.newId(), name: 'Sales tax', country: 'US', region: 'CA' },
    ...{ ratePpm: 72_500, isTaxIncluded: false, isShippingTaxed: false, updatedAt: new Date(0) },
  };
  await database.taxZones.insert(zone);
  const tax = (region: string | null) => taxOf('US', region);
  expect(await tax(null)).toEqual({ tax: null, regionProblem: 'missing' });
  expect(await tax('CA')).toMatchObject({ tax: { ratePpm: 72_500 }, regionProblem: null });
  expect(await tax('NV')).toEqual({ tax: null, regionProblem: null });
});
