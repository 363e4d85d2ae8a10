import { insertAccount } from '@trastienda/auth/fixtures';
import type { Buyer } from '@trastienda/shop-contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop({ locale: 'es' });

let sku: string;
beforeAll(async () => {
  sku = await shop.offer({ quantity: 1000 });
});

async function newAccount(locale: 'en' | 'es'): Promise<Buyer> {
  const { id } = await insertAccount(shop.database.accounts, { locale });
  return { kind: 'account', id };
}

async function start(buyer: Buyer, locale?: 'en' | 'es') {
  const input = shop.startInput(locale && { locale });
  return shop.checkout.start(buyer, input, VISITOR);
}

describe('the language of a checkout', () => {
  test('is that of the shop for a guest who has chosen none', async () => {
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku });
    expect((await shop.cart.get(buyer)).locale).toBeNull();
    expect((await start(buyer)).locale).toBe('es');
  });

  test('is that of the account, which the cart overrides, which the call overrides', async () => {
    const buyer = await newAccount('en');
    await shop.fill(buyer, { sku });
    expect((await start(buyer)).locale).toBe('en');
    expect((await shop.cart.setLocale(buyer, { locale: 'es' })).locale).toBe('es');
    expect((await start(buyer)).locale).toBe('es');
    expect((await start(buyer, 'en')).locale).toBe('en');
  });

  test('stays with every other change of the cart, and when an account claims the cart', async () => {
    const guest = shop.newBuyer();
    await shop.cart.setLocale(guest, { locale: 'en' });
    await shop.fill(guest, { sku }, { sku });
    await shop.cart.setDiscountCodes(guest, { codes: ['TEN'] });
    await shop.cart.setDiscountCodes(guest, { codes: [] });
    expect(await shop.cart.get(guest)).toMatchObject({ locale: 'en', lines: [{ quantity: 2 }] });
    const account = await newAccount('es');
    expect((await shop.cart.claim(account, guest, VISITOR)).locale).toBe('en');
    expect((await start(account)).locale).toBe('en');
  });

  test('is amended, and passes to the order', async () => {
    const { buyer, checkout } = await shop.begin(sku);
    const { id: checkoutId } = checkout;
    const keyed = () => ({ checkoutId, idempotencyKey: shop.newKey() });
    const amended = await shop.checkout.amend(buyer, { ...keyed(), locale: 'en' }, VISITOR);
    expect(amended).toMatchObject({ locale: 'en', prices: checkout.prices });
    const pay = { ...keyed(), paymentMethod: 'pm_test_approve' };
    await shop.checkout.pay(buyer, pay, VISITOR);
    const { orderId } = await shop.checkout.complete(buyer, keyed(), VISITOR);
    expect((await shop.orders.get(buyer, { orderId: orderId ?? '' })).locale).toBe('en');
  });
});

test('documents of earlier versions have no language', async () => {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku });
  const checkout = await start(buyer);
  await shop.server.withClient(async (client) => {
    for (const name of ['carts', 'checkouts'])
      await client
        .db()
        .collection(name)
        .updateMany({}, { $unset: { locale: '' } });
  });
  expect((await shop.cart.get(buyer)).locale).toBeNull();
  expect((await shop.checkout.get(buyer, { checkoutId: checkout.id })).locale).toBeNull();
});
