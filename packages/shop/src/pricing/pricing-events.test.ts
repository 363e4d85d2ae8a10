import {
  type CallOrigin,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
} from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { BUYER, useTestPricing } from '../testing/start-test-pricing.ts';
import { readTaggedEvents } from '../testing/tagged-events.ts';

const pricing = await useTestPricing();

beforeEach(() => pricing.server.clear());

const { admin, quoting } = pricing;
const STAFF: CallOrigin = {
  actor: { kind: 'machine', name: 'erp', permissions: ['pricing:write'] },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'a test',
};
const events = (aggregate: string) => readTaggedEvents(pricing.server, aggregate);
const typesOf = async (aggregate: string) =>
  (await events(aggregate)).map(({ type, sequence }) => [type, sequence]);

describe('a price list', () => {
  const set = (prices: { sku: string; amount: number | null }[], currency = 'USD') =>
    admin.prices.set({ currency, prices }, STAFF);

  test('has an event for each call that changes prices, with how many', async () => {
    await set([
      { sku: 'A', amount: 1 },
      { sku: 'B', amount: 2 },
    ]);
    await set([
      { sku: 'A', amount: 1 },
      { sku: 'B', amount: null },
      { sku: 'C', amount: 0 },
    ]);
    const about = { aggregateId: 'USD', type: 'price.changed', requestId: 'request-1' };
    expect(await events('price')).toMatchObject([
      {
        ...{ ...about, sequence: 1, tags: ['prices'] },
        data: { currency: 'USD', set: 2, removed: 0 },
      },
      {
        ...{ ...about, sequence: 2, tags: ['prices'] },
        data: { currency: 'USD', set: 1, removed: 1 },
      },
    ]);
  });

  test('has none for prices that are set already, and removals of prices that are not', async () => {
    await set([{ sku: 'A', amount: 1 }]);
    await set([
      { sku: 'A', amount: 1 },
      { sku: 'B', amount: null },
    ]);
    expect(await typesOf('price')).toEqual([['price.changed', 1]]);
  });

  test('numbers the events of simultaneous calls without gaps', async () => {
    await Promise.all(
      Array.from({ length: 5 }, (_, amount) => set([{ sku: `SKU-${amount}`, amount }])),
    );
    const numbers = (await events('price')).map(({ sequence }) => sequence);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a tax zone', () => {
  test('has events until it is removed, and another one for its place counts from 1', async () => {
    const place = { name: 'IVA', country: 'ES', ratePpm: 210_000 };
    const input = CreateTaxZoneInput.parse({
      ...{ ...place, isTaxIncluded: true, isShippingTaxed: true },
    });
    const { id } = await admin.taxes.create(input, STAFF);
    await admin.taxes.update({ id, changes: { ratePpm: 220_000 } }, STAFF);
    await admin.taxes.remove({ id }, STAFF);
    const again = await admin.taxes.create(input, STAFF);
    const data = { country: 'ES', region: null };
    expect(await events('tax-zone')).toMatchObject([
      { aggregateId: id, sequence: 1, type: 'tax-zone.created', data, tags: ['taxes'] },
      {
        ...{ aggregateId: id, sequence: 2, type: 'tax-zone.updated', tags: ['taxes'] },
        data: { ...data, ratePpm: 220_000 },
      },
      { aggregateId: id, sequence: 3, type: 'tax-zone.removed', tags: ['taxes'] },
      { aggregateId: again.id, sequence: 1, type: 'tax-zone.created' },
    ]);
  });
});

describe('a shipping method', () => {
  test('has events until it is removed', async () => {
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 400 }] }];
    const input = CreateShippingMethodInput.parse({ name: 'Parcel', rates });
    const { id } = await admin.shipping.create(input, STAFF);
    await admin.shipping.update({ id, changes: { isActive: false } }, STAFF);
    await admin.shipping.remove({ id }, STAFF);
    expect(await events('shipping-method')).toMatchObject([
      {
        ...{ sequence: 1, type: 'shipping-method.created', tags: ['shipping'] },
        data: { name: 'Parcel', isActive: true },
      },
      { sequence: 2, type: 'shipping-method.updated', data: { isActive: false } },
      { sequence: 3, type: 'shipping-method.removed', aggregateId: id },
    ]);
  });
});

describe('a discount', () => {
  const buyer = BUYER;
  const use = (index: number) => ({
    ...{ checkoutId: `${index}`.padStart(24, 'c'), buyer, requestId: 'request-1' },
  });
  const create = async (usageLimit: number | null) => {
    const effect = { kind: 'percent', ratePpm: 100_000 };
    const input = CreateDiscountInput.parse({ title: 'Ten', code: 'TEN', effect, usageLimit });
    return (await admin.discounts.create(input, STAFF)).id;
  };

  test('has events of its changes, by which the prices of carts change', async () => {
    const id = await create(null);
    await admin.discounts.update({ id, changes: { isActive: false } }, STAFF);
    const data = { code: 'TEN', kind: 'percent' };
    expect(await events('discount')).toMatchObject([
      {
        ...{ aggregateId: id, sequence: 1, type: 'discount.created', tags: ['discounts'] },
        data: { ...data, isActive: true },
      },
      { sequence: 2, type: 'discount.updated', data: { ...data, isActive: false } },
    ]);
  });

  test('has an event with its last use, and when one is given back; other uses have none', async () => {
    const id = await create(2);
    await quoting.redeem([id], use(1));
    expect(await typesOf('discount')).toEqual([['discount.created', 1]]);
    await quoting.redeem([id], use(2));
    await quoting.revertRedemption([id], use(1));
    await quoting.revertRedemption([id], use(1));
    await quoting.revertRedemption([id], use(2));
    const data = { code: 'TEN', usageLimit: 2 };
    const about = { data, tags: ['discounts'], requestId: 'request-1' };
    expect((await events('discount')).slice(1)).toMatchObject([
      { sequence: 2, type: 'discount.used-up', ...about },
      { sequence: 3, type: 'discount.available-again', ...about },
    ]);
  });

  test('has no event of a use that is refused, or of a discount without a limit', async () => {
    const id = await create(1);
    await quoting.redeem([id], use(1));
    await expect(quoting.redeem([id], use(2))).rejects.toMatchObject({
      reason: 'DISCOUNT_REFUSED',
    });
    expect(await typesOf('discount')).toEqual([
      ['discount.created', 1],
      ['discount.used-up', 2],
    ]);
  });

  test('that simultaneous checkouts use up has one event of it', async () => {
    const id = await create(3);
    await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => quoting.redeem([id], use(index))),
    );
    expect(await typesOf('discount')).toEqual([
      ['discount.created', 1],
      ['discount.used-up', 2],
    ]);
  });
});
