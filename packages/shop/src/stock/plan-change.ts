import type { EventType, StockMovementKind } from '@trastienda/shop-contract';
import type { NewStockMovement, StockChange, StockState } from '@trastienda/shop-db';
import type { StockChangeContext } from './stock-change-context.ts';
import { isStockInStock, isStockLow } from './stock-levels.ts';

/** A movement of one SKU's stock. */
export interface StockStep {
  readonly sku: string;
  readonly kind: StockMovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
}

type Settings = Partial<Pick<StockState, 'productId' | 'isTracked' | 'policy' | 'lowStockAt'>>;

const isSoldOut = ({ isTracked, available }: StockState) => isTracked && available <= 0;

/** Returns the events that a change causes. */
function eventTypesOf(before: StockState, after: StockState): EventType[] {
  const types: EventType[] = [];
  if (!isStockLow(before) && isStockLow(after)) types.push('stock.low');
  if (!isSoldOut(before) && isSoldOut(after)) types.push('stock.sold-out');
  if (isSoldOut(before) && !isSoldOut(after)) types.push('stock.available-again');
  return types;
}

function withConsequences(
  before: StockState,
  changed: StockState,
  { at, requestId }: StockChangeContext,
): Pick<StockChange, 'after' | 'events'> {
  const { sku, productId, available, lowStockAt } = changed;
  const events = eventTypesOf(before, changed).map((type, index) => ({
    aggregate: 'stock' as const,
    aggregateId: sku,
    sequence: before.eventSequence + index + 1,
    type,
    at,
    requestId,
    data: { productId, available, lowStockAt },
  }));
  const after = {
    ...changed,
    isLow: isStockLow(changed),
    isListingStale: changed.isListingStale || isStockInStock(before) !== isStockInStock(changed),
    eventSequence: before.eventSequence + events.length,
    updatedAt: at,
  };
  return { after, events };
}

/** Builds the movement of a step. */
export function stepMovement(
  before: StockState,
  { kind, onHandChange, reservedChange }: StockStep,
  cause: StockChangeContext,
): NewStockMovement {
  return {
    sku: before.sku,
    sequence: before.movements + 1,
    kind,
    onHandChange,
    reservedChange,
    onHand: before.onHand + onHandChange,
    reserved: before.reserved + reservedChange,
    policy: before.policy,
    reason: cause.reason ?? null,
    checkoutId: cause.checkoutId ?? null,
    orderId: cause.orderId ?? null,
    at: cause.at,
  };
}

/** Computes the stock after a step, without validation. */
export function planStep(
  before: StockState,
  step: StockStep,
  cause: StockChangeContext,
): StockChange {
  const movement = stepMovement(before, step, cause);
  const { onHand, reserved, sequence } = movement;
  const moved = { ...before, onHand, reserved, available: onHand - reserved, movements: sequence };
  return { before, movement, ...withConsequences(before, moved, cause) };
}

/** Computes the stock after a change of settings; quantities stay. */
export function planSettings(
  before: StockState,
  settings: Settings,
  cause: StockChangeContext,
): StockChange {
  const changed = { ...before, ...settings };
  return { before, movement: null, ...withConsequences(before, changed, cause) };
}
