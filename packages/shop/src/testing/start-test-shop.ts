import { randomBytes } from 'node:crypto';
import { type Clock, createKeyedMutex, type Keyed } from '@trastienda/base';
import { createCipher, type WorkerFault } from '@trastienda/mongo';
import {
  type Address,
  type Buyer,
  type CallOrigin,
  type CheckoutView,
  OPERATOR_ORIGIN,
  type StartCheckoutInput,
} from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import type { StartCheckoutDeps } from '../checkout/start-checkout.ts';
import { createShop, type Shop, type ShopOptions } from '../create-shop.ts';
import { createSandboxProvider } from '../payments/providers/sandbox/create-sandbox-provider.ts';
import type { SandboxDriver } from '../payments/providers/sandbox/sandbox-driver.ts';
import { createQuoting } from '../pricing/create-quoting.ts';
import type { BeginPaymentDeps } from '../settlement/begin-payment.ts';
import { newOrderNumber } from '../settlement/order-number.ts';
import type { PlaceOrderDeps } from '../settlement/place-order.ts';

export const VISITOR: CallOrigin = {
  actor: { kind: 'anonymous' },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'Firefox on Windows',
};

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

export const RESERVATION_SECONDS = 900;

export const LINK_KEY = new Uint8Array(32).fill(7);

/** A product for sale: by default 10 units at 10 EUR each, without shipping. */
export interface ForSale {
  readonly sku?: string;
  readonly quantity?: number;
  readonly amount?: number;
  readonly isTracked?: boolean;
  readonly policy?: 'deny' | 'continue';
  readonly requiresShipping?: boolean;
  readonly isTaxable?: boolean;
}

/** A shop over a separate database for one test file. */
export interface TestShop extends Shop {
  readonly server: TestDatabase;
  readonly database: Database;
  /** Stands still unless advanced, so that no test depends on its speed. */
  readonly clock: Clock;
  readonly faults: WorkerFault[];
  /** Dependencies of the services, for tests of their parts. */
  readonly deps: StartCheckoutDeps & BeginPaymentDeps & PlaceOrderDeps;
  /** Controls the sandbox payment provider. */
  readonly driver: SandboxDriver;
  advance(seconds: number): void;
  /** Opens the same database as a second process. */
  openProcess(options?: Partial<ShopOptions>): Shop;
  /** Creates a product for sale; returns its SKU. */
  offer(product?: ForSale): Promise<string>;
  /** Archives a product. */
  archive(productId: string): Promise<void>;
  /** Returns a new guest buyer. */
  newBuyer(): Buyer;
  newKey(): string;
  /** Builds a valid input of `checkout.start`, with a new idempotency key. */
  startInput(overrides?: Partial<Keyed<StartCheckoutInput>>): Keyed<StartCheckoutInput>;
  /** Adds lines to a buyer's cart. */
  fill(buyer: Buyer, ...lines: { sku: string; quantity?: number }[]): Promise<void>;
  /** Starts a checkout of `quantity` units of a SKU for a new buyer. */
  begin(
    sku: string,
    quantity?: number,
  ): Promise<{ readonly buyer: Buyer; readonly checkout: CheckoutView }>;
  /** Counts the documents of each collection. */
  counts(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

let count = 0;

/** Starts a shop in EUR, with the sandbox provider and nothing for sale. */
export async function startTestShop(options: Partial<ShopOptions> = {}): Promise<TestShop> {
  const { server, database, stop } = await openTestDatabase(openDatabase);
  let now = Date.now();
  const clock: Clock = { now: () => new Date(now) };
  const faults: WorkerFault[] = [];
  const { provider, driver } = createSandboxProvider({ database, clock, webhookSecret: 'secret' });
  const openProcess: TestShop['openProcess'] = (others = {}) =>
    createShop({
      database,
      clock,
      currency: 'EUR',
      linkKeys: [LINK_KEY],
      provider,
      reservationSeconds: RESERVATION_SECONDS,
      onFault: (fault) => faults.push(fault),
      webhooks: { cipher: createCipher([{ id: 'tests', key: randomBytes(32) }]) },
      ...options,
      ...others,
    });
  const buying = openProcess();
  const deps: TestShop['deps'] = {
    database,
    clock,
    provider: options.provider ?? provider,
    pricing: createQuoting({
      ...{ database, clock, currency: 'EUR' },
      payableStep: (code) => provider.payableStep(code),
    }),
    locks: createKeyedMutex({ maxWaiting: 1000 }),
    reservationSeconds: options.reservationSeconds ?? RESERVATION_SECONDS,
    newOrderNumber: options.newOrderNumber ?? newOrderNumber,
  };
  const catalog = createCatalogService({ database, clock, currency: 'EUR' });
  const newKey = () => `key-${randomBytes(16).toString('hex')}`;
  const newBuyer = (): Buyer => ({ kind: 'guest', id: randomBytes(32).toString('hex') });
  const startInput: TestShop['startInput'] = (overrides) => ({
    email: 'ana@example.com',
    shippingAddress: ADDRESS,
    billingAddress: null,
    shippingMethodId: null,
    idempotencyKey: newKey(),
    ...overrides,
  });
  const fill: TestShop['fill'] = async (buyer, ...lines) => {
    for (const { sku, quantity = 1 } of lines) await buying.cart.add(buyer, { sku, quantity });
  };

  return {
    ...buying,
    server,
    database,
    clock,
    faults,
    deps,
    driver,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    openProcess,
    newKey,
    newBuyer,
    startInput,
    fill,
    async offer({
      quantity = 10,
      amount = 1000,
      isTracked = true,
      policy = 'deny',
      requiresShipping = false,
      isTaxable = true,
      ...product
    } = {}) {
      count += 1;
      const sku = product.sku ?? `THING-${count}`;
      const inventory = { isTracked, quantity, policy };
      const price = { amount, currency: 'EUR' };
      const { variants } = productFixture({ amount });
      const [variant] = variants;
      if (variant === undefined) throw new Error('A product without variants.');
      const input = productFixture({
        variants: [{ ...variant, sku, price, inventory, requiresShipping, isTaxable }],
      });
      await catalog.create(input, OPERATOR_ORIGIN);
      return sku;
    },
    async archive(id) {
      await catalog.archive({ id }, OPERATOR_ORIGIN);
    },
    async begin(sku, quantity = 1) {
      const buyer = newBuyer();
      await fill(buyer, { sku, quantity });
      return { buyer, checkout: await buying.checkout.start(buyer, startInput(), VISITOR) };
    },
    async counts() {
      const counted: Record<string, number> = {};
      await server.withClient(async (client) => {
        for (const collection of await client.db().collections()) {
          counted[collection.collectionName] = await collection.countDocuments();
        }
      });
      return counted;
    },
    stop,
  };
}

/** Starts a shop for the calling test file. See `startTestShop`. */
export const useTestShop = (options?: Partial<ShopOptions>) =>
  useStarted(() => startTestShop(options));
