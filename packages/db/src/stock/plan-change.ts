import type { EventType, StockMovementKind } from '@trastienda/contract';
import type { NewEvent } from '../events/event-document.ts';
import { newId } from '../ids/new-id.ts';
import type { StockCause, StockDocument, StockMovementDocument } from './stock-document.ts';
import { isStockInStock, isStockLow } from './stock-state.ts';

/** How one SKU's stock moves. */
export interface StockStep {
  readonly sku: string;
  readonly kind: StockMovementKind;
  readonly onHandChange: number;
  readonly heldChange: number;
}

/** A document as it was read, as it becomes, and what is written down beside it. */
export interface StockPlan {
  readonly before: StockDocument;
  readonly after: StockDocument;
  readonly movement: StockMovementDocument | null;
  readonly events: readonly NewEvent[];
}

type Settings = Partial<Pick<StockDocument, 'productId' | 'isTracked' | 'policy' | 'lowStockAt'>>;

const isSoldOut = ({ isTracked, available }: StockDocument) => isTracked && available <= 0;

/** What somebody may want to be told of a change. */
function eventTypesOf(before: StockDocument, after: StockDocument): EventType[] {
  const types: EventType[] = [];
  if (!isStockLow(before) && isStockLow(after)) types.push('stock.low');
  if (!isSoldOut(before) && isSoldOut(after)) types.push('stock.sold-out');
  if (isSoldOut(before) && !isSoldOut(after)) types.push('stock.available-again');
  return types;
}

function withConsequences(
  before: StockDocument,
  changed: StockDocument,
  { at, requestId }: StockCause,
): Pick<StockPlan, 'after' | 'events'> {
  const { _id: sku, productId, available, lowStockAt } = changed;
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
    isUnlisted: changed.isUnlisted || isStockInStock(before) !== isStockInStock(changed),
    eventSequence: before.eventSequence + events.length,
    updatedAt: at,
  };
  return { after, events };
}

/** What a step makes of stock; judges nothing. */
export function planStep(before: StockDocument, step: StockStep, cause: StockCause): StockPlan {
  const { kind, onHandChange, heldChange } = step;
  const onHand = before.onHand + onHandChange;
  const held = before.held + heldChange;
  const sequence = before.movements + 1;
  const moved = { ...before, onHand, held, available: onHand - held, movements: sequence };
  const movement = {
    _id: newId(cause.at),
    sku: before._id,
    sequence,
    kind,
    onHandChange,
    heldChange,
    onHand,
    held,
    policy: before.policy,
    reason: cause.reason ?? null,
    checkoutId: cause.checkoutId ?? null,
    orderId: cause.orderId ?? null,
    at: cause.at,
  };
  return { before, movement, ...withConsequences(before, moved, cause) };
}

/** What other settings make of stock, whose quantities stay. */
export function planSettings(
  before: StockDocument,
  settings: Settings,
  cause: StockCause,
): StockPlan {
  const changed = { ...before, ...settings };
  return { before, movement: null, ...withConsequences(before, changed, cause) };
}
