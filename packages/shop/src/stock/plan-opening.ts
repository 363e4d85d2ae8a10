import type { StockChange, StockOpening, StockState } from '@trastienda/shop-db';
import { planSettings } from './plan-change.ts';
import type { StockChangeContext } from './stock-change-context.ts';

/** Settings of a variant in the catalog. `quantity` applies to a SKU without stock only. */
export interface StockSettings {
  readonly sku: string;
  readonly productId: string;
  readonly isTracked: boolean;
  readonly policy: 'deny' | 'continue';
  readonly quantity: number;
}

/** Returns the quantity that a SKU starts with; at least zero unless its policy allows less. */
function openingQuantity({
  isTracked,
  policy,
  quantity,
}: Pick<StockSettings, 'isTracked' | 'policy' | 'quantity'>): number {
  return isTracked && policy === 'continue' ? quantity : Math.max(0, quantity);
}

/** Computes the stock of a new SKU and its first movement; no movement for zero units. */
export function planOpening(settings: StockSettings, { at }: StockChangeContext): StockOpening {
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

/** Computes the change of existing stock that the catalog's settings cause; null for none. */
export function planSettingsUpdate(
  before: StockState,
  { productId, isTracked, policy }: StockSettings,
  cause: StockChangeContext,
): StockChange | null {
  const plan = planSettings(before, { productId, isTracked, policy }, cause);
  // A write of the product refreshes its listing in the same transaction.
  const after = { ...plan.after, isListingStale: false };
  const isSame =
    before.productId === productId &&
    before.isTracked === isTracked &&
    before.policy === policy &&
    !before.isListingStale;
  return isSame ? null : { ...plan, after };
}
