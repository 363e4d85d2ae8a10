import { createImportForm } from '@trastienda/shop-client';
import { STAFF } from './start-observed-shop.ts';
import { ADDRESS, CODE, MUG, type MutationCases } from './world.ts';

const OF_CART = ['cart.get', 'checkout.preview'];
const OF_CHECKOUT = ['checkout.get', 'checkout.current'];
const ABROAD = { ...ADDRESS, city: 'Sevilla', postalCode: '41001' };

/** Calls of buyers about their carts, checkouts and addresses. */
export const BUYING_CASES: MutationCases = {
  'addresses.add': [
    {
      changes: ['addresses.get'],
      prepare:
        ({ as, account }) =>
        () =>
          as(account).addresses.add({ address: ADDRESS }),
    },
  ],
  'addresses.remove': [
    {
      changes: ['addresses.get'],
      prepare: async ({ as, account }) => {
        const { addresses } = await as(account).addresses.add({ address: ADDRESS });
        return () => as(account).addresses.remove({ addressId: addresses[0]?.id ?? '' });
      },
    },
  ],
  'addresses.setDefault': [
    {
      changes: ['addresses.get'],
      prepare: async ({ as, account }) => {
        await as(account).addresses.add({ address: ADDRESS });
        const { addresses } = await as(account).addresses.add({ address: ABROAD });
        const addressId = addresses[1]?.id ?? '';
        return () => as(account).addresses.setDefault({ addressId, purpose: 'billing' });
      },
    },
  ],
  'addresses.update': [
    {
      changes: ['addresses.get'],
      prepare: async ({ as, account }) => {
        const { addresses } = await as(account).addresses.add({ address: ADDRESS });
        const addressId = addresses[0]?.id ?? '';
        return () => as(account).addresses.update({ addressId, address: ABROAD });
      },
    },
  ],
  'cart.acknowledge': [
    {
      changes: ['cart.get'],
      prepare: async ({ as, account }) => {
        const dearer = ['Handle,Title,Variant SKU,Variant Price', `mug,Mug,${MUG},12`];
        const file = new Blob([dearer.join('\n')], { type: 'text/csv' });
        await as(STAFF).admin.products.import(createImportForm(file));
        return () => as(account).cart.acknowledge();
      },
    },
  ],
  'cart.add': [
    {
      when: 'which creates the cart',
      changes: [...OF_CART, 'cart.shippingOptions'],
      prepare:
        ({ as, guest }) =>
        () =>
          as(guest).cart.add({ sku: MUG }),
    },
    {
      when: 'to a cart',
      changes: OF_CART,
      prepare:
        ({ as, account }) =>
        () =>
          as(account).cart.add({ sku: MUG }),
    },
  ],
  'cart.claim': [
    {
      changes: [...OF_CART, 'cart.shippingOptions'],
      prepare: async ({ as, account, guest }) => {
        await as(guest).cart.add({ sku: MUG });
        return () => as({ ...account, ...guest }).cart.claim();
      },
    },
  ],
  'cart.clear': [
    {
      changes: OF_CART,
      prepare:
        ({ as, account }) =>
        () =>
          as(account).cart.clear(),
    },
  ],
  'cart.setCurrency': [
    {
      changes: OF_CART,
      prepare: async ({ as, account }) => {
        const prices = [{ sku: MUG, amount: 1100 }];
        await as(STAFF).admin.prices.set({ currency: 'USD', prices });
        return () => as(account).cart.setCurrency({ currency: 'USD' });
      },
    },
  ],
  'cart.setDiscountCodes': [
    {
      changes: OF_CART,
      prepare:
        ({ as, account }) =>
        () =>
          as(account).cart.setDiscountCodes({ codes: [] }),
    },
  ],
  'cart.setLine': [
    {
      changes: OF_CART,
      prepare:
        ({ as, account }) =>
        () =>
          as(account).cart.setLine({ sku: MUG, quantity: 0 }),
    },
  ],
  'cart.setLocale': [
    {
      changes: ['cart.get'],
      prepare:
        ({ as, account }) =>
        () =>
          as(account).cart.setLocale({ locale: 'es' }),
    },
  ],
  'checkout.amend': [
    {
      when: 'the address',
      changes: OF_CHECKOUT,
      prepare: async ({ as, guest, start }) => {
        const checkoutId = await start(guest);
        return () => as(guest).checkout.amend({ checkoutId, shippingAddress: ABROAD });
      },
    },
    {
      when: 'the last use of a discount',
      changes: [...OF_CHECKOUT, ...OF_CART],
      prepare: async ({ as, guest, start }) => {
        const checkoutId = await start(guest);
        return () => as(guest).checkout.amend({ checkoutId, discountCodes: [CODE] });
      },
    },
  ],
  'checkout.cancel': [
    {
      when: 'which gives back the last units and the last use of a discount',
      changes: [...OF_CHECKOUT, ...OF_CART],
      later: ['catalog.get', 'catalog.list', 'catalog.facets'],
      prepare: async ({ as, guest, start, runBackground }) => {
        await as(guest).cart.setDiscountCodes({ codes: [CODE] });
        const checkoutId = await start(guest, 3);
        await runBackground();
        return () => as(guest).checkout.cancel({ checkoutId });
      },
    },
  ],
  'checkout.complete': [
    {
      changes: ['checkout.get', 'checkout.current', 'cart.get', 'orders.list'],
      prepare: async ({ as, guest, start, pay }) => {
        const checkoutId = await start(guest);
        await pay(guest, checkoutId);
        return () => as(guest).checkout.complete({ checkoutId });
      },
    },
  ],
  'checkout.pay': [
    {
      changes: OF_CHECKOUT,
      prepare: async ({ guest, start, pay }) => {
        const checkoutId = await start(guest);
        return () => pay(guest, checkoutId);
      },
    },
    {
      when: 'which is declined',
      changes: OF_CHECKOUT,
      prepare: async ({ as, guest, start }) => {
        const checkoutId = await start(guest);
        const paymentMethod = 'pm_test_decline';
        return () => as(guest).checkout.pay({ checkoutId, paymentMethod });
      },
    },
    {
      when: 'again, after the buyer was asked for a payment method',
      changes: OF_CHECKOUT,
      prepare: async ({ as, guest, start, pay }) => {
        const checkoutId = await start(guest);
        await as(guest).checkout.pay({ checkoutId });
        return () => pay(guest, checkoutId);
      },
    },
  ],
  'checkout.start': [
    {
      when: 'of the last units, with the last use of a discount',
      changes: ['checkout.current', ...OF_CART],
      later: ['catalog.get', 'catalog.list', 'catalog.facets'],
      prepare: async ({ as, guest, start }) => {
        await as(guest).cart.setDiscountCodes({ codes: [CODE] });
        return () => start(guest, 3);
      },
    },
    {
      when: 'in place of an open one',
      changes: OF_CHECKOUT,
      prepare: async ({ guest, start }) => {
        await start(guest);
        return () => start(guest, 2);
      },
    },
  ],
};
