import type { StockChange, StockOpening, StockState } from '@trastienda/db';
import { planSettings } from './plan-change.ts';
import type { StockCause } from './stock-cause.ts';

/** What the catalogue says of a variant. `quantity` counts for a SKU that has no stock yet. */
export interface StockSettings {
  readonly sku: string;
  readonly productId: string;
  readonly isTracked: boolean;
  readonly policy: 'deny' | 'continue';
  readonly quantity: number;
}

/** How many a SKU begins with: what may not go below zero does not begin there. */
function openingQuantity({
  isTracked,
  policy,
  quantity,
}: Pick<StockSettings, 'isTracked' | 'policy' | 'quantity'>): number {
  return isTracked && policy === 'continue' ? quantity : Math.max(0, quantity);
}

/** The stock of a SKU that had none, and its first movement; none for nothing. */
export function openedStock(settings: StockSettings, { at }: StockCause): StockOpening {
  const { sku, productId, isTracked, policy } = settings;
  const onHand = openingQuantity(settings);
  const stock = {
    sku,
    productId,
    isTracked,
    policy,
    onHand,
    reserved: 0,
    available: onHand,
    lowStockAt: null,
    isLow: false,
    movements: onHand === 0 ? 0 : 1,
    eventSequence: 0,
    isListingStale: false,
    updatedAt: at,
  };
  if (onHand === 0) return { stock, movement: null };
  const movement = {
    sku,
    sequence: 1,
    kind: 'adjusted' as const,
    onHandChange: onHand,
    reservedChange: 0,
    onHand,
    reserved: 0,
    policy,
    reason: 'opening quantity',
    checkoutId: null,
    orderId: null,
    at,
  };
  return { stock, movement };
}

/** What the catalogue changes of stock that there is; null for nothing. */
export function followedSettings(
  before: StockState,
  { productId, isTracked, policy }: StockSettings,
  cause: StockCause,
): StockChange | null {
  const plan = planSettings(before, { productId, isTracked, policy }, cause);
  // Whoever writes a product writes what lists say of it in the same transaction.
  const after = { ...plan.after, isListingStale: false };
  const isSame =
    before.productId === productId &&
    before.isTracked === isTracked &&
    before.policy === policy &&
    !before.isListingStale;
  return isSame ? null : { ...plan, after };
}
