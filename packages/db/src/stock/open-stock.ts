import { newId } from '../ids/new-id.ts';
import { planSettings, type StockPlan } from './plan-change.ts';
import type {
  StockCause,
  StockDocument,
  StockMovementDocument,
  StockSettings,
} from './stock-document.ts';

/** How many a SKU begins with: what may not go below zero does not begin there. */
function openingQuantity({
  isTracked,
  policy,
  quantity,
}: Pick<StockSettings, 'isTracked' | 'policy' | 'quantity'>): number {
  return isTracked && policy === 'continue' ? quantity : Math.max(0, quantity);
}

/** The stock of a SKU that had none, and its first movement; none for nothing. */
export function openedStock(
  settings: StockSettings,
  { at }: StockCause,
): { readonly document: StockDocument; readonly movement: StockMovementDocument | null } {
  const { sku, productId, isTracked, policy } = settings;
  const onHand = openingQuantity(settings);
  const document = {
    _id: sku,
    productId,
    isTracked,
    policy,
    onHand,
    held: 0,
    available: onHand,
    lowStockAt: null,
    isLow: false,
    movements: onHand === 0 ? 0 : 1,
    eventSequence: 0,
    isUnlisted: false,
    updatedAt: at,
  };
  if (onHand === 0) return { document, movement: null };
  const movement = {
    _id: newId(at),
    sku,
    sequence: 1,
    kind: 'adjusted' as const,
    onHandChange: onHand,
    heldChange: 0,
    onHand,
    held: 0,
    policy,
    reason: 'opening quantity',
    checkoutId: null,
    orderId: null,
    at,
  };
  return { document, movement };
}

/** What the catalogue changes of stock that there is; null for nothing. */
export function followedSettings(
  before: StockDocument,
  { productId, isTracked, policy }: StockSettings,
  cause: StockCause,
): StockPlan | null {
  const plan = planSettings(before, { productId, isTracked, policy }, cause);
  // Whoever writes a product writes what lists say of it in the same transaction.
  const after = { ...plan.after, isUnlisted: false };
  const isSame =
    before.productId === productId &&
    before.isTracked === isTracked &&
    before.policy === policy &&
    !before.isUnlisted;
  return isSame ? null : { ...plan, after };
}
