import {
  type Buyer,
  CreateDiscountInput,
  type CreateProductInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  OPERATOR_ORIGIN,
  type ProductStatus,
} from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { cardPayableStep } from '../payments/providers/card-payable-step.ts';
import { createPricingAdmin } from '../pricing/create-pricing-admin.ts';
import { createQuoting } from '../pricing/create-quoting.ts';
import type { PricingAdmin } from '../pricing/pricing-admin.ts';
import type { Quote, QuoteInput, Quoting } from '../pricing/pricing-service.ts';

export const BUYER: Buyer = { kind: 'account', id: 'b'.repeat(24) };

export const NOW = new Date('2026-06-01T12:00:00.000Z');

/** Pricing over a separate database for one test file; the shop's currency is EUR. */
export interface TestPricing {
  readonly server: TestDatabase;
  readonly database: Database;
  readonly quoting: Quoting;
  readonly admin: PricingAdmin;
  /** Sells one variant for 10 EUR by default; returns its SKU. */
  sell(
    variant?: Partial<CreateProductInput['variants'][number]>,
    status?: ProductStatus,
  ): Promise<string>;
  /** Quotes one unit of each SKU in EUR, without a destination by default. */
  quote(skus: readonly string[], parts?: Partial<QuoteInput>): Promise<Quote>;
  /** Creates a discount of 10 % for all buyers by default; returns its id. */
  offer(parts?: Partial<CreateDiscountInput>): Promise<string>;
  taxZone(parts: Partial<CreateTaxZoneInput>): Promise<string>;
  shippingMethod(parts: Partial<CreateShippingMethodInput>): Promise<string>;
  stop(): Promise<void>;
}

async function startTestPricing(): Promise<TestPricing> {
  const { server, database, stop } = await openTestDatabase(openDatabase);
  const deps = { database, clock: { now: () => NOW }, currency: 'EUR' };
  const catalog = createCatalogService(deps);
  const quoting = createQuoting({ ...deps, payableStep: cardPayableStep });
  const admin = createPricingAdmin(deps);
  let count = 0;

  return {
    server,
    database,
    quoting,
    admin,

    async sell(variant = {}, status = 'active') {
      const product = productFixture({ status });
      const variants = product.variants.map((each) => ({ ...each, ...variant }));
      const created = await catalog.create({ ...product, variants }, OPERATOR_ORIGIN);
      return created.variants[0]?.sku ?? '';
    },

    quote: (skus, parts = {}) =>
      quoting.quote({
        currency: 'EUR',
        lines: skus.map((sku) => ({ sku, quantity: 1 })),
        discountCodes: [],
        buyer: BUYER,
        destination: null,
        shippingMethodId: null,
        ...parts,
      }),

    async offer(parts = {}) {
      count += 1;
      const effect = { kind: 'percent', ratePpm: 100_000 };
      const input = CreateDiscountInput.parse({ title: `Discount ${count}`, effect, ...parts });
      return (await admin.discounts.create(input, OPERATOR_ORIGIN)).id;
    },

    async taxZone(parts) {
      const zone = { name: 'Tax', ratePpm: 0, isTaxIncluded: false, isShippingTaxed: false };
      const input = CreateTaxZoneInput.parse({ ...zone, country: 'ES', ...parts });
      return (await admin.taxes.create(input, OPERATOR_ORIGIN)).id;
    },

    async shippingMethod(parts) {
      const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 500 }] }];
      const input = CreateShippingMethodInput.parse({ name: 'Parcel', rates, ...parts });
      return (await admin.shipping.create(input, OPERATOR_ORIGIN)).id;
    },

    stop,
  };
}

/** Starts pricing for the calling test file. */
export const useTestPricing = () => useStarted(startTestPricing);
