import {
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  isShopError,
  type RefundOrderInput,
} from '@trastienda/shop-contract';
import fc from 'fast-check';
import type { Shop } from '../../create-shop.ts';
import { STAFF, type TestOrders } from '../../testing/start-test-orders.ts';
import { ADDRESS, VISITOR } from '../../testing/start-test-shop.ts';

const SKUS = ['SHIRT', 'SOCKS', 'BOOK', 'FREEBIE'] as const;
const CURRENCIES = ['EUR', 'JPY', 'KWD'] as const;
const PLACES = [
  { country: 'ES', region: null },
  { country: 'DE', region: null },
  { country: 'US', region: 'CA' },
] as const;

/** What happens in a shop, one after another. */
const Deed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait'), hours: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('buy'),
      lines: fc.dictionary(fc.constantFrom(...SKUS), fc.integer({ min: 1, max: 7 }), {
        minKeys: 1,
      }),
      currency: fc.constantFrom(...CURRENCIES),
      place: fc.constantFrom(...PLACES),
      code: fc.constantFrom(null, 'TENTH', 'ALL'),
      // Captured at once, in two parts, or never.
      capture: fc.constantFrom('whole', 'whole', 'parts', 'never', 'abandoned'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('refund'),
      order: fc.nat(),
      what: fc.constantFrom('units', 'shipping', 'amount', 'everything', 'elsewhere', 'returned'),
      part: fc.integer({ min: 1, max: 100 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel'), order: fc.nat() }) },
);
type Deed = typeof Deed extends fc.Arbitrary<infer Value> ? Value : never;

/** Sequences of deeds. */
export const Deeds = fc.array(Deed, { minLength: 4, maxLength: 14 });

/** A shop in which random deeds happen. */
export interface RandomShop {
  happen(deeds: readonly Deed[]): Promise<void>;
}

/** Fills a shop with products, prices in three currencies, taxes, shipping and discounts. */
export async function createRandomShop(shop: TestOrders): Promise<RandomShop> {
  const prices = [1999, 350, 1210, 0];
  for (const [index, sku] of SKUS.entries()) {
    await shop.offer({
      sku,
      amount: prices[index] ?? 0,
      quantity: 100_000,
      requiresShipping: true,
    });
  }
  for (const currency of CURRENCIES.slice(1)) {
    const listed = SKUS.map((sku, index) => ({ sku, amount: (prices[index] ?? 0) * 10 }));
    await shop.prices.set({ currency, prices: listed }, STAFF);
  }
  const zones = [
    { name: 'IVA', country: 'ES', ratePpm: 210_000, isTaxIncluded: true, isShippingTaxed: true },
    { name: 'MwSt', country: 'DE', ratePpm: 190_000, isTaxIncluded: true, isShippingTaxed: false },
    {
      name: 'Sales tax',
      country: 'US',
      region: 'CA',
      ratePpm: 72_500,
      isTaxIncluded: false,
      isShippingTaxed: true,
    },
  ];
  for (const zone of zones) await shop.taxes.create(CreateTaxZoneInput.parse(zone), STAFF);
  const rates = CURRENCIES.map((currency) => ({
    currency,
    bands: [{ maxGrams: null, amount: 490 }],
  }));
  const method = await shop.shipping.create(
    CreateShippingMethodInput.parse({ name: 'Parcel', rates }),
    STAFF,
  );
  for (const [code, ratePpm] of [
    ['TENTH', 100_000],
    ['ALL', 1_000_000],
  ] as const) {
    const effect = { kind: 'percent', ratePpm };
    await shop.discounts.create(CreateDiscountInput.parse({ title: code, code, effect }), STAFF);
  }

  const orders: { readonly orderId: string }[] = [];
  let isHalved = false;
  /** Reports half of what it captures, until it is asked again. */
  const inParts: Shop = shop.openProcess({
    provider: {
      ...shop.provider,
      async capture(reference) {
        const captured = await shop.provider.capture(reference);
        isHalved = true;
        return { ...captured, amountCaptured: Math.floor(captured.amountCaptured / 20) * 10 };
      },
    },
  });
  const unavailable = () => Promise.reject(new Error('The provider is away.'));
  const uncaptured = shop.openProcess({ provider: { ...shop.provider, capture: unavailable } });

  async function buy(deed: Extract<Deed, { readonly kind: 'buy' }>): Promise<void> {
    const buyer = shop.newBuyer();
    await shop.cart.setCurrency(buyer, { currency: deed.currency });
    for (const [sku, quantity] of Object.entries(deed.lines))
      await shop.cart.add(buyer, { sku, quantity });
    if (deed.code !== null) await shop.cart.setDiscountCodes(buyer, { codes: [deed.code] });
    const shippingAddress = { ...ADDRESS, ...deed.place };
    const input = shop.startInput({ shippingAddress, shippingMethodId: method.id });
    const begun = { buyer, checkout: await shop.checkout.start(buyer, input, VISITOR) };
    if (deed.capture === 'abandoned') return;
    const isPaid = begun.checkout.prices.total.amount > 0;
    await shop.pay(begun, isPaid ? 'pm_test_approve' : null);
    const process = { whole: shop, parts: inParts, never: uncaptured }[deed.capture];
    const completion = { checkoutId: begun.checkout.id, idempotencyKey: shop.newKey() };
    await process.checkout.complete(buyer, completion, VISITOR);
    const order = await shop.orderOf(begun);
    if (order !== null) orders.push({ orderId: order.id });
    if (!isHalved) return;
    isHalved = false;
    // The rest arrives some time later, perhaps on another day.
    shop.advance(3600);
    await shop.deliverWebhooks();
  }

  function whatOf(
    { what, part }: Extract<Deed, { readonly kind: 'refund' }>,
    lines: readonly { readonly sku: string }[],
    left: number,
  ): RefundOrderInput['what'] {
    const [line] = lines.slice(part % lines.length);
    if (what === 'units' && line !== undefined) {
      return { kind: 'lines', lines: [{ sku: line.sku, quantity: 1 }], restock: true };
    }
    if (what === 'shipping') return { kind: 'shipping' };
    if (what === 'everything') return { kind: 'everything', restock: false };
    return { kind: 'amount', amount: Math.max(10, Math.floor((left * part) / 1000) * 10) };
  }

  async function refund(deed: Extract<Deed, { readonly kind: 'refund' }>): Promise<void> {
    const chosen = orders[deed.order % Math.max(1, orders.length)];
    if (chosen === undefined) return;
    const { orderId } = chosen;
    const { lines, total, refunded, paymentId } = await shop.orderAdmin.get({ orderId });
    const what = whatOf(deed, lines, total.amount - refunded.amount);
    const payment = await shop.database.payments.find(paymentId);
    const reference = payment?.reference ?? '';
    if (deed.what === 'elsewhere' && what.kind === 'amount') {
      await shop.driver.refund(reference, what.amount);
      await shop.deliverWebhooks();
      return;
    }
    await shop.orderAdmin.refund({ orderId, what, idempotencyKey: shop.newKey() }, STAFF);
    await shop.deliverWebhooks();
    if (deed.what !== 'returned') return;
    const last = (await shop.driver.get(reference)).refunds.at(-1);
    shop.advance(7200);
    if (last !== undefined) await shop.driver.settleRefund(reference, last.reference, 'failed');
    await shop.deliverWebhooks();
  }

  async function happenOne(deed: Deed): Promise<void> {
    // Two changes are never of the same millisecond, as they are not in a real shop.
    shop.advance(1);
    if (deed.kind === 'wait') {
      shop.advance(deed.hours * 3600);
      // Unpaid checkouts expire, and what could not be captured is.
      await shop.background.runOnce();
    }
    if (deed.kind === 'buy') await buy(deed);
    if (deed.kind === 'refund') await refund(deed);
    if (deed.kind === 'cancel') {
      const chosen = orders[deed.order % Math.max(1, orders.length)];
      if (chosen !== undefined) {
        await shop.orderAdmin.cancel({ ...chosen, idempotencyKey: shop.newKey() }, STAFF);
      }
    }
  }

  return {
    async happen(deeds) {
      for (const deed of deeds) {
        // Not all deeds are possible; those that are not change nothing.
        await happenOne(deed).catch((error: unknown) => {
          if (!isShopError(error)) throw error;
        });
      }
    },
  };
}
