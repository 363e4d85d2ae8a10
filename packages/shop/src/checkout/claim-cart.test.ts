import { randomBytes } from 'node:crypto';
import { type Buyer, buyerKeyOf, type CartView } from '@trastienda/shop-contract';
import { failAtEachWrite } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop();

const newAccount = (): Buyer => ({ kind: 'account', id: randomBytes(12).toString('hex') });
const claim = (account: Buyer, guest: Buyer | null) => shop.cart.claim(account, guest, VISITOR);
const quantities = ({ lines }: CartView) => lines.map(({ sku, quantity }) => [sku, quantity]);
const stored = (buyer: Buyer) => shop.database.carts.findByBuyer(buyerKeyOf(buyer));

describe("claiming a guest's cart", () => {
  test('gives it to an account without a cart, and leaves the guest without one', async () => {
    const sku = await shop.offer({ amount: 300 });
    const [account, guest] = [newAccount(), shop.newBuyer()];
    await shop.fill(guest, { sku, quantity: 2 });
    await shop.cart.setDiscountCodes(guest, { codes: ['LATER'] });
    const cart = await claim(account, guest);
    expect(cart).toMatchObject({
      lines: [{ sku, quantity: 2 }],
      ...{ discountCodes: ['LATER'], total: { amount: 600, currency: 'EUR' } },
    });
    expect(await stored(guest)).toBeNull();
    expect(await shop.cart.get(account)).toEqual(cart);
  });

  test("adds up both carts, within the cart's limits", async () => {
    const [a, b, c] = [await shop.offer(), await shop.offer(), await shop.offer()];
    const [account, guest] = [newAccount(), shop.newBuyer()];
    await shop.fill(account, { sku: a, quantity: 1 }, { sku: b, quantity: 9000 });
    await shop.cart.setDiscountCodes(account, { codes: ['A', 'B', 'C', 'D'] });
    await shop.fill(guest, { sku: c, quantity: 3 }, { sku: b, quantity: 1000 }, { sku: a });
    await shop.cart.setDiscountCodes(guest, { codes: ['D', 'E', 'F'] });
    const cart = await claim(account, guest);
    expect(quantities(cart)).toEqual([
      [a, 2],
      [b, 9999],
      [c, 3],
    ]);
    expect(cart.discountCodes).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  test('adds nothing when it is repeated, or when there is nothing to claim', async () => {
    const sku = await shop.offer();
    const [account, guest] = [newAccount(), shop.newBuyer()];
    expect(await claim(account, null)).toMatchObject({ id: null, lines: [] });
    await shop.fill(guest, { sku, quantity: 2 });
    const cart = await claim(account, guest);
    expect(await claim(account, guest)).toEqual(cart);
    expect(await claim(account, null)).toEqual(cart);
    expect(await claim(account, shop.newBuyer())).toEqual(cart);
  });

  test.each(['an account with a cart', 'an account without one'])(
    'neither loses nor duplicates units under concurrent calls, for %s',
    async (kind) => {
      const sku = await shop.offer({ quantity: 99 });
      const [account, guest] = [newAccount(), shop.newBuyer()];
      await shop.fill(guest, { sku, quantity: 5 });
      const isNew = kind.endsWith('without one');
      if (!isNew) await shop.fill(account, { sku, quantity: 7 });
      const other = shop.openProcess().cart;
      await Promise.all([
        claim(account, guest),
        other.claim(account, guest, VISITOR),
        shop.cart.add(account, { sku, quantity: 1 }),
        other.add(guest, { sku, quantity: 1 }),
        claim(account, guest),
      ]);
      // Units that the guest added after the claim are claimed the next time.
      expect(quantities(await claim(account, guest))).toEqual([[sku, isNew ? 7 : 14]]);
      expect(await stored(guest)).toBeNull();
    },
  );

  test('keeps the currency of the account, in which the guest has acknowledged no price', async () => {
    const sku = await shop.offer({ amount: 1000 });
    const { database } = shop;
    const prices = [{ sku, amount: 1100 }];
    await database.transaction(() =>
      database.prices.set({ currency: 'USD', prices }, shop.clock.now()),
    );
    const [account, guest] = [newAccount(), shop.newBuyer()];
    await shop.cart.add(guest, { sku, quantity: 1, currency: 'USD' });
    await shop.fill(account, { sku: await shop.offer({ amount: 50 }) });
    expect(await claim(account, guest)).toMatchObject({
      ...{ currency: 'EUR', total: { amount: 1050, currency: 'EUR' }, changes: [] },
    });
    const [emptied, dollars] = [newAccount(), shop.newBuyer()];
    await shop.cart.setCurrency(emptied, { currency: 'EUR' });
    await shop.cart.add(dollars, { sku, quantity: 1, currency: 'USD' });
    expect(await claim(emptied, dollars)).toMatchObject({ currency: 'USD', changes: [] });
  });

  test("releases the stock of the guest's checkout, unless it is being paid", async () => {
    const sku = await shop.offer({ quantity: 1 });
    const first = await shop.begin(sku);
    const account = newAccount();
    expect((await claim(account, first.buyer)).changes).toEqual([]);
    const view = await shop.checkout.get(first.buyer, { checkoutId: first.checkout.id });
    expect(view.status).toBe('cancelled');
    const mine = await shop.checkout.start(account, shop.startInput(), VISITOR);
    expect(mine).toMatchObject({ status: 'open', lines: [{ sku, quantity: 1 }] });

    const other = await shop.begin(await shop.offer());
    const { database } = shop;
    const open = await database.checkouts.find(other.checkout.id);
    if (open === null) return expect.unreachable();
    await database.checkouts.update(open, { paymentId: 'p1' }, 0, shop.clock.now());
    await claim(newAccount(), other.buyer);
    expect(await database.checkouts.find(open.id)).toMatchObject({ status: 'open' });
  });

  test('lets the account start again what the guest was paying for, once', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const { buyer: guest, checkout } = await shop.begin(sku);
    const { database } = shop;
    const open = await database.checkouts.find(checkout.id);
    if (open === null) return expect.unreachable();
    await database.checkouts.update(open, { paymentId: 'p1' }, 0, shop.clock.now());
    const account = newAccount();
    expect((await claim(account, guest)).changes).toEqual([]);
    const mine = await shop.checkout.start(account, shop.startInput(), VISITOR);
    expect(mine).toMatchObject({ status: 'open', lines: [{ sku, quantity: 1 }] });
    expect(await database.checkouts.find(open.id)).toMatchObject({ status: 'cancelled' });
  });

  test('is atomic, whichever write fails', async ({ skip }) => {
    skip(shop.server.embedded === undefined, 'only the embedded database fails to order');
    const sku = await shop.offer();
    const { buyer: guest } = await shop.begin(sku);
    const account = newAccount();
    await shop.fill(account, { sku });
    const before = await shop.server.contents();
    let claimed: CartView | undefined;
    const claimOnce = async () => {
      claimed = await claim(account, guest);
    };
    const failures = await failAtEachWrite(shop.server.uri, claimOnce, async () => {
      expect(await shop.server.contents()).toBe(before);
    });
    expect(claimed && quantities(claimed)).toEqual([[sku, 2]]);
    // At least two carts, the checkout, its stock, and the events of both.
    expect(failures).toBeGreaterThanOrEqual(5);
  });
});
