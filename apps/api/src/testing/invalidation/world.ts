import { insertAccount } from '@trastienda/auth/fixtures';
import type { Address, Buyer } from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import {
  accountOf,
  type Caller,
  guestOf,
  type ObservedShop,
  STAFF,
} from './start-observed-shop.ts';

export const ADDRESS: Address = {
  name: 'Ana García',
  company: null,
  line1: 'Calle Mayor 1',
  line2: null,
  city: 'Madrid',
  postalCode: '28001',
  region: null,
  country: 'ES',
  phone: null,
};

/** A mug of which there are three, for 10 EUR. */
export const MUG = 'MUG';
export const CODE = 'TEN';
const EMAIL = 'ana@example.com';

/** What mutations are tried on: a shop with a mug, and buyers who look on. */
export interface World extends Pick<ObservedShop, 'as' | 'database' | 'runBackground'> {
  /** A guest whose cart is empty. */
  readonly guest: Caller & { readonly guest: Buyer };
  /** An account with a mug in its cart, and the discount code. */
  readonly account: Caller;
  readonly accountId: string;
  readonly buyers: readonly Buyer[];
  readonly productId: string;
  readonly zoneId: string;
  readonly methodId: string;
  readonly discountId: string;
  /** Starts a checkout of mugs; returns its id. */
  start(caller: Caller, quantity?: number): Promise<string>;
  pay(caller: Caller, checkoutId: string): Promise<void>;
  /** Buys mugs; returns the id of the order. */
  buy(caller: Caller, quantity?: number): Promise<string>;
  ship(orderId: string): Promise<void>;
}

/** Fills an empty database. Another guest has a mug in the cart and only looks on. */
export async function createWorld(shop: ObservedShop): Promise<World> {
  const { server, database, as, runBackground } = shop;
  await server.clear();
  const staff = () => as(STAFF).admin;
  const zone = { name: 'IVA', country: 'ES', ratePpm: 210_000, isTaxIncluded: true };
  const { id: zoneId } = await staff().taxes.create({ ...zone, isShippingTaxed: true });
  const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 400 }] }];
  const method = { name: 'Parcel', countries: ['ES'], rates };
  const { id: methodId } = await staff().shipping.create(method);
  const inventory = { isTracked: true, quantity: 3, policy: 'deny' } as const;
  const variants = productFixture().variants.map((variant) => ({
    ...variant,
    ...{ sku: MUG, inventory, requiresShipping: true },
  }));
  const mug = productFixture({ slug: 'mug', title: 'Mug', variants });
  const { id: productId } = await staff().products.create(mug);
  const effect = { kind: 'percent', ratePpm: 100_000 } as const;
  const discount = { title: 'Ten', code: CODE, effect, usageLimit: 1 };
  const { id: discountId } = await staff().discounts.create(discount);

  const createdAt = new Date('2026-05-01T12:00:00.000Z');
  const { id: accountId } = await insertAccount(database.accounts, { email: EMAIL, createdAt });
  const [guest, onlooker, account] = [guestOf(), guestOf(), accountOf(accountId)];
  for (const caller of [onlooker, account]) {
    await as(caller).cart.add({ sku: MUG });
    await as(caller).cart.setDiscountCodes({ codes: [CODE] });
  }

  const start: World['start'] = async (caller, quantity = 1) => {
    const { lines } = await as(caller).cart.get();
    const line = { sku: MUG, quantity };
    await (lines.length === 0 ? as(caller).cart.add(line) : as(caller).cart.setLine(line));
    const shipped = { shippingAddress: ADDRESS, shippingMethodId: methodId };
    return (await as(caller).checkout.start({ email: EMAIL, ...shipped })).id;
  };
  const pay: World['pay'] = async (caller, checkoutId) => {
    await as(caller).checkout.pay({ checkoutId, paymentMethod: 'pm_test_approve' });
  };
  return {
    ...{
      as,
      database,
      runBackground,
      guest,
      account,
      accountId,
      productId,
      zoneId,
      methodId,
      discountId,
    },
    buyers: [guest.guest, onlooker.guest, { kind: 'account', id: accountId }],
    start,
    pay,
    async buy(caller, quantity) {
      const checkoutId = await start(caller, quantity);
      await pay(caller, checkoutId);
      const { orderId } = await as(caller).checkout.complete({ checkoutId });
      if (orderId === null) throw new Error('There is no order.');
      return orderId;
    },
    async ship(orderId) {
      await staff().orders.fulfil({ orderId });
    },
  };
}

/** A call of a mutation. */
export interface MutationCase {
  /** What is special about the call. */
  readonly when?: string;
  /** Queries whose answers it changes; others may change too. */
  readonly changes: readonly string[];
  /** Queries whose answers change with the background jobs after it. */
  readonly later?: readonly string[];
  /** Makes what the call needs; returns the call. */
  prepare(world: World): Promise<() => Promise<unknown>> | (() => Promise<unknown>);
}

/** Cases by the path of their mutation. */
export type MutationCases = Readonly<Record<string, readonly MutationCase[]>>;
