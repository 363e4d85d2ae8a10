import type { RefundOrderInput, StaffOrderView } from '@trastienda/shop-contract';
import { afterAll, expect } from 'vitest';
import { type PlacedOrder, STAFF, type TestOrders, useTestOrders } from './start-test-orders.ts';

type RefundOf<Kind> = Extract<RefundOrderInput['what'], { readonly kind: Kind }>;

/** A refund of all that is left, which restocks. */
export const EVERYTHING = { kind: 'everything', restock: true } as const;

/** Builds what a rejection must match. */
export const rejection = (reason: string, details: object = {}) => ({ reason, details });

interface TestRefunds extends TestOrders {
  /** Builds a refund of units of the first line, optionally at a given amount. */
  refundOf(bought: PlacedOrder, quantity: number, amount?: number): RefundOf<'lines'>;
  /** Returns how many units of the first SKU are in stock. */
  onHand(bought: PlacedOrder): Promise<number>;
  /** Cancels the order as staff. */
  cancel(bought: PlacedOrder): Promise<StaffOrderView>;
}

/**
 * Starts a shop with orders for the calling test file. After its tests, what they have stored must
 * be consistent.
 */
export async function useTestRefunds(): Promise<TestRefunds> {
  const fixture = await useTestOrders();
  afterAll(async () => {
    await fixture.runBackground();
    expect(await fixture.violations()).toEqual([]);
  });
  return {
    ...fixture,
    refundOf: (bought, quantity, amount) => ({
      kind: 'lines',
      lines: fixture.unitsOf(bought, quantity),
      restock: true,
      ...(amount !== undefined && { amount }),
    }),
    async onHand({ sku }) {
      const [stock] = await fixture.database.stock.find([sku]);
      return stock?.onHand ?? Number.NaN;
    },
    cancel: (bought) => fixture.orderAdmin.cancel(fixture.callInput(bought), STAFF),
  };
}
