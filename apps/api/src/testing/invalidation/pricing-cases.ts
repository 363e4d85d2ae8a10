import { STAFF } from './start-observed-shop.ts';
import { MUG, type MutationCases, type World } from './world.ts';

const OF_CART = ['cart.get', 'checkout.preview'];
const OF_SHIPPING = ['shop.settings', 'cart.shippingOptions', 'checkout.preview'];

const staff = ({ as }: Pick<World, 'as'>) => as(STAFF).admin;
const setPrice = (world: World, amount: number | null) =>
  staff(world).prices.set({ currency: 'USD', prices: [{ sku: MUG, amount }] });

/** Calls of staff about prices, taxes, shipping and discounts. */
export const PRICING_CASES: MutationCases = {
  'admin.prices.set': [
    {
      when: 'of the first price in a currency',
      changes: ['shop.settings'],
      prepare: (world) => () => setPrice(world, 1100),
    },
    {
      when: 'of what is in a cart',
      changes: OF_CART,
      prepare: async (world) => {
        await setPrice(world, 1100);
        await world.as(world.account).cart.setCurrency({ currency: 'USD' });
        return () => setPrice(world, 1200);
      },
    },
  ],
  'admin.discounts.create': [
    {
      changes: OF_CART,
      prepare: (world) => () => {
        const effect = { kind: 'percent', ratePpm: 50_000 } as const;
        return staff(world).discounts.create({ title: 'For all', code: null, effect });
      },
    },
  ],
  'admin.discounts.update': [
    {
      changes: OF_CART,
      prepare: (world) => () =>
        staff(world).discounts.update({ id: world.discountId, changes: { isActive: false } }),
    },
  ],
  'admin.taxes.create': [
    {
      changes: ['checkout.preview'],
      prepare: async (world) => {
        await staff(world).taxes.remove({ id: world.zoneId });
        const zone = { name: 'IVA', country: 'ES', ratePpm: 100_000, isTaxIncluded: true };
        return () => staff(world).taxes.create({ ...zone, isShippingTaxed: true });
      },
    },
  ],
  'admin.taxes.update': [
    {
      changes: ['checkout.preview'],
      prepare: (world) => () =>
        staff(world).taxes.update({ id: world.zoneId, changes: { ratePpm: 100_000 } }),
    },
  ],
  'admin.taxes.remove': [
    {
      changes: ['checkout.preview'],
      prepare: (world) => () => staff(world).taxes.remove({ id: world.zoneId }),
    },
  ],
  'admin.shipping.create': [
    {
      changes: OF_SHIPPING,
      prepare: (world) => () => {
        const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 900 }] }];
        return staff(world).shipping.create({ name: 'Express', countries: ['ES', 'PT'], rates });
      },
    },
  ],
  'admin.shipping.update': [
    {
      changes: OF_SHIPPING,
      prepare: (world) => () =>
        staff(world).shipping.update({ id: world.methodId, changes: { isActive: false } }),
    },
  ],
  'admin.shipping.remove': [
    {
      changes: OF_SHIPPING,
      prepare: (world) => () => staff(world).shipping.remove({ id: world.methodId }),
    },
  ],
};
