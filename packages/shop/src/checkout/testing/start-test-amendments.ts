import type { Keyed } from '@trastienda/base';
import {
  type AmendCheckoutInput,
  type CheckoutView,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  type EventType,
  OPERATOR_ORIGIN,
} from '@trastienda/shop-contract';
import type { CheckoutState } from '@trastienda/shop-db';
import { useStarted } from '@trastienda/testing/vitest';
import {
  type StartedCheckout,
  startTestPayments,
  type TestPayments,
} from '../../testing/start-test-payments.ts';
import { ADDRESS, VISITOR } from '../../testing/start-test-shop.ts';

export const ABROAD = { ...ADDRESS, city: 'Lisboa', postalCode: '1000', country: 'PT' };

/** Two units and their shipping to Portugal, both with 23 % of tax. */
export const TOTAL_TO_LISBON = 3567;

/** A shop that ships to Spain for 4 EUR, and to Portugal for 9 EUR with a tax of 23 %. */
export interface TestAmendments extends TestPayments {
  /** Starts a checkout of two units at 10 EUR that are shipped within Spain. */
  beginShipped(codes?: readonly string[]): Promise<StartedCheckout>;
  amend(
    begun: StartedCheckout,
    changes: Partial<Keyed<AmendCheckoutInput>>,
    process?: Pick<TestPayments, 'checkout'>,
  ): Promise<CheckoutView>;
  /** Changes that send a checkout to Portugal. */
  readonly toLisbon: {
    readonly shippingAddress: typeof ABROAD;
    readonly shippingMethodId: string;
  };
  /** Creates a discount code of 10 % that can be used once. */
  codeForOnce(): Promise<{ readonly id: string; readonly code: string }>;
  usesOf(discountId: string): Promise<number | undefined>;
  stateOf(begun: StartedCheckout): Promise<CheckoutState | null>;
  /** Types of the events of a checkout. */
  typesOf(begun: StartedCheckout): Promise<EventType[]>;
}

async function startTestAmendments(): Promise<TestAmendments> {
  const shop = await startTestPayments();
  const { database, discounts, shipping, taxes } = shop;
  const methodAt = async (amount: number, countries: string[]) => {
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount }] }];
    const input = CreateShippingMethodInput.parse({ name: `At ${amount}`, countries, rates });
    return (await shipping.create(input, OPERATOR_ORIGIN)).id;
  };
  const withinSpain = await methodAt(400, ['ES']);
  const shippingMethodId = await methodAt(900, ['PT']);
  const zone = { name: 'IVA', country: 'PT', ratePpm: 230_000, isTaxIncluded: false };
  await taxes.create(CreateTaxZoneInput.parse({ ...zone, isShippingTaxed: true }), OPERATOR_ORIGIN);

  return {
    ...shop,
    toLisbon: { shippingAddress: ABROAD, shippingMethodId },
    async beginShipped(codes = []) {
      const buyer = shop.newBuyer();
      const sku = await shop.offer({ requiresShipping: true });
      await shop.fill(buyer, { sku, quantity: 2 });
      await shop.cart.setDiscountCodes(buyer, { codes: [...codes] });
      const input = shop.startInput({ shippingMethodId: withinSpain });
      return { buyer, checkout: await shop.checkout.start(buyer, input, VISITOR) };
    },
    amend({ buyer, checkout }, changes, { checkout: service } = shop) {
      const input = { checkoutId: checkout.id, idempotencyKey: shop.newKey(), ...changes };
      return service.amend(buyer, input, VISITOR);
    },
    async codeForOnce() {
      const code = `ONCE-${shop.newKey().slice(-8).toUpperCase()}`;
      const effect = { kind: 'percent', ratePpm: 100_000 };
      const input = CreateDiscountInput.parse({ title: 'Once', code, effect, usageLimit: 1 });
      const { id } = await discounts.create(input, OPERATOR_ORIGIN);
      return { id, code };
    },
    usesOf: async (discountId) => (await database.discounts.find(discountId))?.used,
    stateOf: ({ checkout }) => database.checkouts.find(checkout.id),
    async typesOf({ checkout }) {
      const input = { aggregate: 'checkout', aggregateId: checkout.id, limit: 100 } as const;
      return (await database.events.list(input)).items.map(({ type }) => type);
    },
  };
}

/** Starts a shop with amendments for the calling test file. */
export const useTestAmendments = () => useStarted(startTestAmendments);
