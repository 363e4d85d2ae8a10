import {
  type Buyer,
  type CartView,
  CreateDiscountInput,
  CreateTaxZoneInput,
  MAX_CART_LINES,
  OPERATOR_ORIGIN,
  ShippingOptionsInput,
} from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop();

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const quantities = ({ lines }: CartView) => lines.map(({ sku, quantity }) => [sku, quantity]);
const stored = ({ kind, id }: Buyer) => shop.database.carts.findByBuyer(`${kind}:${id}`);

/** Changes the catalog as staff would. */
const setProduct = (sku: string, fields: object) =>
  shop.server.withClient((client) =>
    client.db().collection('products').updateOne({ 'variants.sku': sku }, { $set: fields }),
  );
const setPrice = (sku: string, amount: number) => setProduct(sku, { 'variants.$.price': amount });

describe('a cart', () => {
  test('is empty for a new buyer, and reading it does not create one', async () => {
    const buyer = shop.newBuyer();
    const nothing = { id: null, currency: 'EUR', lines: [], total: eur(0), expiresAt: null };
    expect(await shop.cart.get(buyer)).toMatchObject(nothing);
    expect(await shop.cart.clear(buyer)).toMatchObject(nothing);
    expect(await shop.cart.acknowledge(buyer)).toMatchObject(nothing);
    expect(await shop.cart.setLine(buyer, { sku: 'X', quantity: 0 })).toMatchObject(nothing);
    expect(await stored(buyer)).toBeNull();
  });

  test('has one line per SKU, at the current price and in the order of adding', async () => {
    const [a, b] = [await shop.offer({ amount: 250 }), await shop.offer({ amount: 1000 })];
    const buyer = shop.newBuyer();
    await shop.cart.add(buyer, { sku: b, quantity: 2 });
    await shop.cart.add(buyer, { sku: a, quantity: 1 });
    const cart = await shop.cart.add(buyer, { sku: b, quantity: 1 });
    expect(cart).toMatchObject({
      lines: [
        { sku: b, quantity: 3, unitPrice: eur(1000), subtotal: eur(3000), isAvailable: true },
        { sku: a, quantity: 1, unitPrice: eur(250), subtotal: eur(250), isAvailable: true },
      ],
      ...{ subtotal: eur(3250), discountTotal: eur(0), total: eur(3250), changes: [] },
    });
    expect(await shop.cart.get(buyer)).toEqual(cart);
    expect(quantities(await shop.cart.setLine(buyer, { sku: b, quantity: 0 }))).toEqual([[a, 1]]);
    expect(quantities(await shop.cart.clear(buyer))).toEqual([]);
  });

  test('counts every one of many concurrent adds over several processes', async () => {
    const skus = [await shop.offer({ quantity: 99 }), await shop.offer({ quantity: 99 })];
    const buyer = shop.newBuyer();
    const processes = [shop.cart, shop.openProcess().cart];
    await Promise.all(
      [0, 1, 2, 3, 4, 5].flatMap((quantity) =>
        processes.map((cart, index) =>
          cart.add(buyer, { sku: skus[index] ?? '', quantity: quantity + 1 }),
        ),
      ),
    );
    const cart = await shop.cart.get(buyer);
    expect(Object.fromEntries(quantities(cart))).toEqual(
      Object.fromEntries(skus.map((sku) => [sku, 21])),
    );
  });

  test('is invisible to other buyers, also to an account with the id of a guest', async () => {
    const sku = await shop.offer();
    const guest = shop.newBuyer();
    await shop.fill(guest, { sku });
    for (const other of [shop.newBuyer(), { kind: 'account', id: guest.id } as const]) {
      expect((await shop.cart.get(other)).lines).toEqual([]);
      await expect(shop.cart.setLine(other, { sku, quantity: 5 })).rejects.toMatchObject({
        reason: 'VARIANT_NOT_FOUND',
      });
      await shop.cart.clear(other);
    }
    expect(quantities(await shop.cart.get(guest))).toEqual([[sku, 1]]);
  });

  test('expires 30 days after its last change, and after a year with an account', async () => {
    const sku = await shop.offer();
    const day = 86_400;
    const expiryIn = (days: number) =>
      new Date(shop.clock.now().getTime() + days * day * 1000).toISOString();
    const guest = shop.newBuyer();
    await shop.fill(guest, { sku });
    shop.advance(day);
    expect((await shop.cart.get(guest)).expiresAt).toBe(expiryIn(29));
    expect((await shop.cart.add(guest, { sku, quantity: 1 })).expiresAt).toBe(expiryIn(30));
    const account = { kind: 'account', id: 'a'.repeat(24) } as const;
    expect((await shop.cart.add(account, { sku, quantity: 1 })).expiresAt).toBe(expiryIn(365));
  });
});

describe('a cart rejects', () => {
  test('products that are not for sale, without creating a cart', async () => {
    const sku = await shop.offer();
    await setProduct(sku, { status: 'archived' });
    const buyer = shop.newBuyer();
    for (const unknown of [sku, 'NO-SUCH', '$sku']) {
      await expect(shop.cart.add(buyer, { sku: unknown, quantity: 1 })).rejects.toMatchObject({
        reason: 'VARIANT_NOT_FOUND',
        details: { sku: unknown },
      });
    }
    expect(await stored(buyer)).toBeNull();
  });

  test('quantities, lines and amounts beyond its limits', async () => {
    const [cheap, dear] = [await shop.offer(), await shop.offer({ amount: 900_000_000 })];
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: cheap, quantity: 9999 });
    const full = { reason: 'CART_FULL' };
    await expect(shop.cart.add(buyer, { sku: cheap, quantity: 1 })).rejects.toMatchObject(full);
    await expect(shop.cart.add(buyer, { sku: dear, quantity: 9999 })).rejects.toMatchObject(full);
    expect(quantities(await shop.cart.get(buyer))).toEqual([[cheap, 9999]]);
    const cart = await stored(buyer);
    const [line] = cart?.lines ?? [];
    if (cart === null || line === undefined) return expect.unreachable();
    const lines = Array.from({ length: MAX_CART_LINES }, (_, n) => ({ ...line, sku: `OLD-${n}` }));
    await shop.database.carts.replace({ ...cart, lines, revision: cart.revision + 1 });
    await expect(shop.cart.add(buyer, { sku: cheap, quantity: 1 })).rejects.toMatchObject(full);
  });

  test('a currency that the shop does not sell in', async () => {
    const sku = await shop.offer();
    const buyer = shop.newBuyer();
    const unsupported = { reason: 'CURRENCY_UNSUPPORTED' };
    const add = shop.cart.add(buyer, { sku, quantity: 1, currency: 'CHF' });
    await expect(add).rejects.toMatchObject(unsupported);
    await expect(shop.cart.setCurrency(buyer, { currency: 'CHF' })).rejects.toMatchObject(
      unsupported,
    );
    expect(await stored(buyer)).toBeNull();
  });
});

describe('the changes of a cart', () => {
  test('include a new price until the buyer has acknowledged it', async () => {
    const [a, b] = [await shop.offer({ amount: 500 }), await shop.offer({ amount: 500 })];
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: a }, { sku: b });
    await setPrice(a, 600);
    await setPrice(b, 400);
    const dearer = { kind: 'price-changed', sku: a, from: eur(500), to: eur(600) };
    const cheaper = { kind: 'price-changed', sku: b, from: eur(500), to: eur(400) };
    expect(await shop.cart.get(buyer)).toMatchObject({
      ...{ total: eur(1000), changes: [dearer, cheaper] },
    });
    // Changing one line does not acknowledge the other.
    const changed = await shop.cart.setLine(buyer, { sku: b, quantity: 2 });
    expect(changed).toMatchObject({ total: eur(1400), changes: [dearer] });
    expect((await shop.cart.acknowledge(buyer)).changes).toEqual([]);
    expect((await shop.cart.get(buyer)).changes).toEqual([]);
  });

  test('include products no longer for sale, which have no price until they are removed', async () => {
    const [gone, kept] = [await shop.offer({ amount: 700 }), await shop.offer({ amount: 300 })];
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: gone, quantity: 2 }, { sku: kept });
    const before = (await shop.cart.get(buyer)).lines[0];
    await setProduct(gone, { status: 'archived' });
    const cart = await shop.cart.acknowledge(buyer);
    expect(cart).toMatchObject({
      lines: [{ ...before, isAvailable: false, subtotal: eur(0) }, { sku: kept }],
      ...{ total: eur(300), changes: [{ kind: 'unavailable', sku: gone, reason: 'not-for-sale' }] },
    });
    await expect(shop.cart.setLine(buyer, { sku: gone, quantity: 1 })).rejects.toMatchObject({
      reason: 'VARIANT_NOT_FOUND',
    });
    const rest = await shop.cart.setLine(buyer, { sku: gone, quantity: 0 });
    expect(rest).toMatchObject({ lines: [{ sku: kept }], changes: [] });
  });

  test('include insufficient stock, except for products that never run out', async () => {
    const sku = await shop.offer({ quantity: 3 });
    const untracked = await shop.offer({ quantity: 0, isTracked: false });
    const backordered = await shop.offer({ quantity: 0, policy: 'continue' });
    const buyer = shop.newBuyer();
    const wanted = { sku, quantity: 5 };
    await shop.fill(buyer, wanted, { sku: untracked }, { sku: backordered });
    expect(await shop.cart.get(buyer)).toMatchObject({
      lines: [{ isAvailable: false }, { isAvailable: true }, { isAvailable: true }],
      changes: [{ kind: 'stock-short', sku, available: 3, reason: 'insufficient' }],
    });
    expect((await shop.cart.setLine(buyer, { sku, quantity: 3 })).changes).toEqual([]);
  });

  test("do not include stock that the cart's own checkout reserves", async () => {
    const sku = await shop.offer({ quantity: 2 });
    const other = shop.newBuyer();
    await shop.fill(other, { sku });
    const { buyer } = await shop.begin(sku, 2);
    expect((await shop.cart.get(buyer)).changes).toEqual([]);
    const short = [{ kind: 'stock-short', sku, available: 0, reason: 'sold-out' }];
    expect((await shop.cart.get(other)).changes).toEqual(short);
  });

  test("do not include a code that the cart's own checkout has used up", async () => {
    const sku = await shop.offer({ amount: 1000 });
    for (const [code, limits] of [
      ['ONCE', { usageLimit: 1 }],
      ['EACH', { usageLimitPerBuyer: 1 }],
    ] as const) {
      const effect = { kind: 'percent', ratePpm: 100_000 } as const;
      const input = { code, title: code, effect, ...limits };
      await shop.discounts.create(CreateDiscountInput.parse(input), OPERATOR_ORIGIN);
      const [buyer, other] = [shop.newBuyer(), shop.newBuyer()];
      for (const each of [buyer, other]) {
        await shop.fill(each, { sku });
        await shop.cart.setDiscountCodes(each, { codes: [code] });
      }
      const checkout = await shop.checkout.start(buyer, shop.startInput(), VISITOR);
      expect(await shop.cart.get(buyer)).toMatchObject({
        ...{ discountTotal: eur(100), total: eur(900), changes: [] },
      });
      expect(checkout.prices.total).toEqual(eur(900));
      const refused = [{ kind: 'discount-refused', code, reason: 'used-up' }];
      expect((await shop.cart.get(other)).changes).toEqual(code === 'ONCE' ? refused : []);
    }
  });

  test('include codes that cannot be used, which are kept for later', async () => {
    const sku = await shop.offer();
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku });
    const cart = await shop.cart.setDiscountCodes(buyer, { codes: ['NOPE', 'NOPE'] });
    expect(cart).toMatchObject({
      discountCodes: ['NOPE'],
      changes: [{ kind: 'discount-refused', code: 'NOPE', reason: expect.any(String) }],
    });
  });

  test('include no price after a change of currency', async () => {
    const [both, home] = [await shop.offer({ amount: 1000 }), await shop.offer({ amount: 50 })];
    const { database } = shop;
    const prices = [{ sku: both, amount: 1100 }];
    await database.transaction(() =>
      database.prices.set({ currency: 'USD', prices }, shop.clock.now()),
    );
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: both }, { sku: home });
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    expect(await shop.cart.setCurrency(buyer, { currency: 'USD' })).toMatchObject({
      lines: [{ unitPrice: usd(1100) }, { unitPrice: usd(0), isAvailable: false }],
      ...{
        currency: 'USD',
        total: usd(1100),
        changes: [{ kind: 'unavailable', sku: home, reason: 'currency' }],
      },
    });
    // The currency of the input applies only to carts that have none yet.
    const added = await shop.cart.add(buyer, { sku: both, quantity: 1, currency: 'EUR' });
    expect(added.total).toEqual(usd(2200));
  });
});

describe('shipping options of a cart', () => {
  test('are empty when nothing is shipped', async () => {
    const buyer = shop.newBuyer();
    const to = ShippingOptionsInput.parse({ country: 'ES' });
    const nothing = { isShippingRequired: false, isRegionRequired: false, options: [] };
    expect(await shop.cart.shippingOptions(buyer, to)).toEqual({ cartId: null, ...nothing });
    await shop.fill(buyer, { sku: await shop.offer() });
    const { id: cartId } = await shop.cart.get(buyer);
    expect(await shop.cart.shippingOptions(buyer, to)).toEqual({ cartId, ...nothing });
    await shop.fill(buyer, { sku: await shop.offer({ requiresShipping: true }) });
    expect(await shop.cart.shippingOptions(buyer, to)).toEqual({
      cartId,
      ...{ isShippingRequired: true, isRegionRequired: false, options: [] },
    });
  });

  test('ask for the region when tax depends on it, and reject an invalid region', async () => {
    const california = CreateTaxZoneInput.parse({
      ...{ name: 'Sales tax', country: 'US', region: 'CA', ratePpm: 72_500 },
      ...{ isTaxIncluded: false, isShippingTaxed: false },
    });
    const { id } = await shop.taxes.create(california, OPERATOR_ORIGIN);
    const buyer = shop.newBuyer();
    const ask = (parts: object) =>
      shop.cart.shippingOptions(buyer, ShippingOptionsInput.parse({ country: 'US', ...parts }));
    expect(await ask({})).toMatchObject({ isRegionRequired: true });
    expect(await ask({ region: ' us-tx ' })).toMatchObject({ isRegionRequired: false });
    await expect(ask({ region: 'CAL' })).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { region: ['is not an ISO 3166-2 region of US'] },
    });
    await shop.taxes.remove({ id }, OPERATOR_ORIGIN);
  });
});
