import { type EventTypeOf, type StockMovementKind, stockTag } from '@trastienda/shop-contract';
import type { EventDraft, NewStockMovement, StockChange, StockState } from '@trastienda/shop-db';
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
function eventsOf(before: StockState, after: StockState): EventDraft<EventTypeOf<'stock'>>[] {
  const { productId, available, lowStockAt, policy } = after;
  const data = { productId, available, lowStockAt };
  const drafts: EventDraft<EventTypeOf<'stock'>>[] = [];
  if (!isStockLow(before) && isStockLow(after)) drafts.push({ type: 'stock.low', data });
  if (!isSoldOut(before) && isSoldOut(after)) drafts.push({ type: 'stock.sold-out', data });
  if (isSoldOut(before) && !isSoldOut(after)) drafts.push({ type: 'stock.available-again', data });
  if (before.policy !== policy) {
    drafts.push({ type: 'stock.policy-changed', data: { ...data, policy } });
  }
  return drafts;
}

function withConsequences(
  before: StockState,
  changed: StockState,
  { at, requestId }: StockChangeContext,
): Pick<StockChange, 'after' | 'events'> {
  const events = eventsOf(before, changed).map((draft, index) => ({
    aggregate: 'stock' as const,
    aggregateId: changed.sku,
    sequence: before.eventSequence + index + 1,
    at,
    requestId,
    ...draft,
    // A low level is for staff alone. What products show follows with product.availability-changed.
    tags: draft.type === 'stock.low' ? [] : [stockTag(changed.sku)],
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
