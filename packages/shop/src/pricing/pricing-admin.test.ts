import {
  type CallOrigin,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  MAX_AUTOMATIC_DISCOUNTS,
  SetDiscountCodesInput,
} from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, useTestPricing } from '../testing/start-test-pricing.ts';
import { seedDemoPricing } from './seed-demo-pricing.ts';

const pricing = await useTestPricing();

beforeEach(() => pricing.server.clear());

const STAFF: CallOrigin = {
  actor: { kind: 'machine', name: 'erp', permissions: ['pricing:write'] },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'a test',
};
const NO_ID = 'f'.repeat(24);

async function auditedChanges(): Promise<unknown[]> {
  const { items } = await pricing.database.audit.list({ limit: 100, action: 'pricing.changed' });
  return items.map(({ subjectId, details }) => [subjectId, details]).reverse();
}

describe('price lists', () => {
  const set = (prices: { sku: string; amount: number | null }[], currency = 'USD') =>
    pricing.admin.prices.set({ currency, prices }, STAFF);

  test('are set atomically, listed by SKU and page, and every change is in the audit log', async () => {
    await set([{ sku: 'x', amount: 1 }], 'USE');
    const skus = ['b', 'a\u00e9', 'a', 'c c', 'd'];
    expect(await set(skus.map((sku, amount) => ({ sku, amount })))).toEqual({ set: 5, removed: 0 });
    const changes = [
      { sku: 'd', amount: null },
      { sku: 'a', amount: 9 },
      { sku: 'none', amount: null },
    ];
    expect(await set(changes)).toEqual({ set: 1, removed: 2 });
    const first = await pricing.admin.prices.list({ currency: 'USD', limit: 3 });
    const cursor = first.nextCursor ?? '';
    const second = await pricing.admin.prices.list({ currency: 'USD', limit: 3, cursor });
    const listed = [...first.items, ...second.items];
    expect(listed.map(({ sku, price }) => [sku, price.amount])).toEqual([
      ['a', 9],
      ['a\u00e9', 1],
      ['b', 0],
      ['c c', 3],
    ]);
    expect(listed[0]).toEqual({
      sku: 'a',
      price: { amount: 9, currency: 'USD' },
      updatedAt: NOW.toISOString(),
    });
    expect(second.nextCursor).toBeNull();
    await expect(
      pricing.admin.prices.list({ currency: 'EUR', limit: 3, cursor }),
    ).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
    expect(await auditedChanges()).toMatchObject([
      [null, { subject: 'prices', currency: 'USE' }],
      [null, { subject: 'prices', change: 'set', currency: 'USD', set: 5, removed: 0 }],
      [null, { set: 1, removed: 2 }],
    ]);
  });

  test('do not exist for the currency of the catalog', async () => {
    await expect(set([{ sku: 'a', amount: 1 }], 'EUR')).rejects.toMatchObject({
      reason: 'CURRENCY_UNSUPPORTED',
    });
    expect(await auditedChanges()).toEqual([]);
  });

  test('accept the same new price from two simultaneous calls', async () => {
    const prices = [{ sku: 'a', amount: 1 }];
    await Promise.all([set(prices), set(prices), set(prices), set(prices)]);
    expect((await pricing.admin.prices.list({ currency: 'USD', limit: 9 })).items).toHaveLength(1);
  });
});

describe('tax zones', () => {
  const zone = CreateTaxZoneInput.parse({
    name: 'IVA',
    country: 'ES',
    ratePpm: 210_000,
    isTaxIncluded: true,
    isShippingTaxed: true,
  });

  test('are created, changed, listed and removed, each with an entry in the audit log', async () => {
    const { taxes } = pricing.admin;
    const created = await taxes.create(zone, STAFF);
    expect(created).toEqual({ ...zone, id: created.id, updatedAt: NOW.toISOString() });
    const canaries = await taxes.create({ ...zone, region: 'CN', ratePpm: 0 }, STAFF);
    const changed = await taxes.update({ id: created.id, changes: { ratePpm: 220_000 } }, STAFF);
    expect(changed).toEqual({ ...created, ratePpm: 220_000 });
    expect((await taxes.list({ limit: 9 })).items).toEqual([canaries, changed]);
    expect(await taxes.remove({ id: created.id }, STAFF)).toEqual(changed);
    expect((await taxes.list({ limit: 9 })).items).toEqual([canaries]);
    const facts = { subject: 'tax-zone', country: 'ES', region: null };
    expect(await auditedChanges()).toEqual([
      [created.id, { ...facts, change: 'created', ratePpm: 210_000 }],
      [canaries.id, { ...facts, change: 'created', region: 'CN', ratePpm: 0 }],
      [created.id, { ...facts, change: 'updated', ratePpm: 220_000 }],
      [created.id, { ...facts, change: 'removed', ratePpm: 220_000 }],
    ]);
  });

  test('are unique per place under concurrent calls', async () => {
    const { taxes } = pricing.admin;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => taxes.create(zone, STAFF)),
    );
    const refused = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason.reason] : [],
    );
    expect(refused).toEqual(Array(4).fill('TAX_ZONE_TAKEN'));
    expect(await auditedChanges()).toHaveLength(1);
  });

  test('are unique for a region, a country and the rest of the world under concurrent calls', async () => {
    const { taxes } = pricing.admin;
    const world = CreateTaxZoneInput.parse({ ...zone, country: null });
    const region = CreateTaxZoneInput.parse({ ...zone, country: 'US', region: 'us-ca' });
    expect(region).toMatchObject({ country: 'US', region: 'CA' });
    const create = () => [world, region].map((input) => taxes.create(input, STAFF));
    await Promise.allSettled([create(), create(), create()].flat());
    const { items } = await taxes.list({ limit: 9 });
    expect(items.map(({ country, region }) => [country, region]).toSorted()).toEqual([
      [null, null],
      ['US', 'CA'],
    ]);
    const taken = { reason: 'TAX_ZONE_TAKEN', details: { country: null, region: null } };
    await expect(taxes.create(world, STAFF)).rejects.toMatchObject(taken);
  });

  test('accept existing regions only', async () => {
    for (const region of ['QQ', 'CAL']) {
      const input = CreateTaxZoneInput.parse({ ...zone, country: 'US', region });
      await expect(pricing.admin.taxes.create(input, STAFF)).rejects.toMatchObject({
        reason: 'INPUT_INVALID',
        fields: { region: ['is not an ISO 3166-2 region of US'] },
      });
    }
    expect(await auditedChanges()).toEqual([]);
  });

  test('that do not exist cannot be changed or removed', async () => {
    const { taxes } = pricing.admin;
    const missing = { reason: 'TAX_ZONE_NOT_FOUND', details: { id: NO_ID } };
    await expect(taxes.update({ id: NO_ID, changes: {} }, STAFF)).rejects.toMatchObject(missing);
    await expect(taxes.remove({ id: NO_ID }, STAFF)).rejects.toMatchObject(missing);
  });
});

describe('shipping methods', () => {
  test('are created, changed, listed and removed', async () => {
    const { shipping } = pricing.admin;
    const input = CreateShippingMethodInput.parse({
      name: 'Parcel',
      countries: ['ES'],
      rates: [
        {
          currency: 'EUR',
          bands: [
            { maxGrams: 1000, amount: 500 },
            { maxGrams: null, amount: 900 },
          ],
          freeFrom: 6000,
        },
      ],
    });
    const created = await shipping.create(input, STAFF);
    expect(created).toEqual({ ...input, id: created.id, updatedAt: NOW.toISOString() });
    const changed = await shipping.update({ id: created.id, changes: { isActive: false } }, STAFF);
    expect(changed).toEqual({ ...created, isActive: false });
    expect((await shipping.list({ limit: 9 })).items).toEqual([changed]);
    expect(await shipping.remove({ id: created.id }, STAFF)).toEqual(changed);
    expect((await shipping.list({ limit: 9 })).items).toEqual([]);
    expect(await auditedChanges()).toMatchObject([
      [created.id, { subject: 'shipping-method', change: 'created', name: 'Parcel' }],
      [created.id, { change: 'updated', isActive: false }],
      [created.id, { change: 'removed' }],
    ]);
    await expect(shipping.remove({ id: created.id }, STAFF)).rejects.toMatchObject({
      reason: 'SHIPPING_METHOD_NOT_FOUND',
    });
  });

  test('for the rest of the world have no countries', async () => {
    const { shipping } = pricing.admin;
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 500 }] }];
    const parts = { name: 'Parcel', countries: ['ES'], isRestOfWorld: true, rates };
    const refused = { reason: 'INPUT_INVALID', fields: { countries: [expect.any(String)] } };
    const create = (input: object) =>
      shipping.create(CreateShippingMethodInput.parse({ ...parts, ...input }), STAFF);
    await expect(create({})).rejects.toMatchObject(refused);
    const { id } = await create({ isRestOfWorld: false });
    const changes = { isRestOfWorld: true };
    await expect(shipping.update({ id, changes }, STAFF)).rejects.toMatchObject(refused);
    expect((await shipping.list({ limit: 9 })).items).toMatchObject([{ isRestOfWorld: false }]);
    const both = { ...changes, countries: [] };
    expect(await shipping.update({ id, changes: both }, STAFF)).toMatchObject(both);
  });
});

describe('discounts', () => {
  const input = (parts: object = {}) =>
    CreateDiscountInput.parse({
      title: 'Ten',
      effect: { kind: 'percent', ratePpm: 100_000 },
      ...parts,
    });

  test('are created, read, changed and listed, and keep their code and usage', async () => {
    const { discounts } = pricing.admin;
    const created = await discounts.create(
      input({ code: ' ten ', usageLimit: 5, endsAt: '2027-01-01T00:00:00.000Z' }),
      STAFF,
    );
    expect(created).toMatchObject({ code: 'TEN', used: 0, createdAt: NOW.toISOString() });
    const buyer = { kind: 'guest', id: 'g' } as const;
    await pricing.quoting.redeem([created.id], { checkoutId: 'c'.repeat(24), buyer });
    const effect = { kind: 'amount', amounts: [{ amount: 500, currency: 'EUR' }] } as const;
    const changes = { effect: { ...effect, amounts: [...effect.amounts] }, endsAt: null };
    const changed = await discounts.update({ id: created.id, changes }, STAFF);
    expect(changed).toEqual({ ...created, used: 1, effect, endsAt: null });
    expect(await discounts.get({ id: created.id })).toEqual(changed);
    const second = await discounts.create(input(), STAFF);
    expect((await discounts.list({ limit: 9 })).items).toEqual([second, changed]);
    expect(await auditedChanges()).toMatchObject([
      [created.id, { subject: 'discount', change: 'created', code: 'TEN', kind: 'percent' }],
      [created.id, { change: 'updated', kind: 'amount' }],
      [second.id, { change: 'created', code: null }],
    ]);
    await expect(discounts.get({ id: NO_ID })).rejects.toMatchObject({
      reason: 'DISCOUNT_NOT_FOUND',
    });
  });

  test('have unique codes, regardless of case', async () => {
    await pricing.admin.discounts.create(input({ code: 'Summer' }), STAFF);
    await expect(
      pricing.admin.discounts.create(input({ code: 'sUMMER' }), STAFF),
    ).rejects.toMatchObject({ reason: 'DISCOUNT_CODE_TAKEN', details: { code: 'SUMMER' } });
    const sku = await pricing.sell();
    const { discounts } = await pricing.quote([sku], { discountCodes: ['SUMMER'] });
    expect(discounts).toHaveLength(1);
  });

  test('have one spelling of a code under concurrent calls', async () => {
    const typed = ['E\u0301TE\u030120', 'ÉTÉ20', 'été\u200b20', 'e\u0301te\u0301\ufeff20'];
    const outcomes = await Promise.allSettled(
      typed.map((code) => pricing.admin.discounts.create(input({ code }), STAFF)),
    );
    const refused = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason.reason] : [],
    );
    expect(refused).toEqual(Array(3).fill('DISCOUNT_CODE_TAKEN'));
    expect((await pricing.admin.discounts.list({ limit: 9 })).items).toMatchObject([
      { code: 'ÉTÉ20' },
    ]);
    const { codes } = SetDiscountCodesInput.parse({ codes: typed });
    const quote = await pricing.quote([await pricing.sell()], { discountCodes: codes });
    expect(quote).toMatchObject({ discounts: [{ code: 'ÉTÉ20' }], rejectedCodes: [] });
  });

  test('do not end before they begin, also when only one of the two changes', async () => {
    const { discounts } = pricing.admin;
    const [may, june] = ['2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'];
    const invalid = { reason: 'INPUT_INVALID', fields: { endsAt: ['must be after startsAt'] } };
    const wrong = input({ startsAt: june, endsAt: may });
    await expect(discounts.create(wrong, STAFF)).rejects.toMatchObject(invalid);
    const { id } = await discounts.create(input({ startsAt: may, endsAt: june }), STAFF);
    const changes = { startsAt: june };
    await expect(discounts.update({ id, changes }, STAFF)).rejects.toMatchObject(invalid);
    expect(await discounts.get({ id })).toMatchObject({ startsAt: may, endsAt: june });
  });

  test('without a code are limited in number while active', async () => {
    const { discounts } = pricing.admin;
    const parked = await discounts.create(input({ isActive: false }), STAFF);
    // In one transaction, because 50 separate ones take seconds.
    await pricing.database.transaction(async () => {
      for (let index = 0; index < MAX_AUTOMATIC_DISCOUNTS; index += 1) await pricing.offer();
    });
    const invalid = { reason: 'INPUT_INVALID' };
    await expect(discounts.create(input(), STAFF)).rejects.toMatchObject(invalid);
    const { id } = parked;
    const changes = { isActive: true };
    await expect(discounts.update({ id, changes }, STAFF)).rejects.toMatchObject(invalid);
    await discounts.create(input({ code: 'CODED' }), STAFF);
    const { discounts: applied } = await pricing.quote([await pricing.sell()]);
    expect(applied).toHaveLength(MAX_AUTOMATIC_DISCOUNTS);
  });
});

describe('the prices of the demo', () => {
  test('tax, ship and discount purchases, and are seeded once', async () => {
    const deps = { database: pricing.database, clock: { now: () => NOW }, currency: 'EUR' };
    await seedDemoPricing(deps);
    await seedDemoPricing(deps);
    expect(await auditedChanges()).toHaveLength(5);
    const sku = await pricing.sell({ price: { amount: 2000, currency: 'EUR' } });
    const ask = (country: string, region: string | null) =>
      pricing.quote([sku], { destination: { country, region }, discountCodes: ['HOLA10'] });
    const spain = await ask('ES', 'M');
    expect(spain.shippingOptions.map(({ price }) => price.amount)).toEqual([495, 1495]);
    // 1800 × 21 / 121 = 312.4
    expect(spain.prices).toMatchObject({ total: { amount: 1800 }, taxTotal: { amount: 312 } });
    // 1800 × 7.25 % = 130.5
    const california = await ask('US', 'CA');
    expect(california.prices).toMatchObject({ total: { amount: 1931 }, taxTotal: { amount: 131 } });
  });

  test('do not change a shop that has prices already', async () => {
    await pricing.taxZone({ country: 'FR' });
    const deps = { database: pricing.database, clock: { now: () => NOW }, currency: 'EUR' };
    await seedDemoPricing(deps);
    expect((await pricing.admin.taxes.list({ limit: 9 })).items).toHaveLength(1);
    expect((await pricing.admin.shipping.list({ limit: 9 })).items).toEqual([]);
  });
});
