import type { StockMovementKind } from '@trastienda/contract';
import type { NewEvent } from '../events/event-document.ts';

/** The stock of a SKU as it is stored in `stock`. */
export interface StockDocument {
  /** The SKU. */
  readonly _id: string;
  readonly productId: string;
  readonly isTracked: boolean;
  readonly policy: 'deny' | 'continue';
  readonly onHand: number;
  readonly reserved: number;
  /** `onHand - reserved`, so that a guard is a range of one field. */
  readonly available: number;
  readonly lowStockAt: number | null;
  /** Whether no more than `lowStockAt` are available, so that an index lists those. */
  readonly isLow: boolean;
  /** How many movements there are: the sequence of the last one. */
  readonly movements: number;
  readonly eventSequence: number;
  /** The count that set it last, so that the same one does not undo what was sold since. */
  readonly countKey?: string;
  /**
   * Units that this count could not take, because open checkouts reserved them; absent as 0. They are
   * taken when the count is repeated, whatever was sold or received in between.
   */
  readonly countExcess?: number;
  /** Whether lists of products may not know yet that it is in stock, or no more. */
  readonly isListingStale: boolean;
  readonly updatedAt: Date;
}

/** One change of stock, in `stock_movements`; unique by `sku` and `sequence`. */
export interface StockMovementDocument {
  readonly _id: string;
  readonly sku: string;
  readonly sequence: number;
  readonly kind: StockMovementKind;
  readonly onHandChange: number;
  readonly reservedChange: number;
  /** What there was after it. */
  readonly onHand: number;
  readonly reserved: number;
  /**
   * Of the time of the movement. Under `deny` no movement takes availability below zero; it may
   * have been there since the policy was `continue`.
   */
  readonly policy: 'deny' | 'continue';
  readonly reason: string | null;
  readonly checkoutId: string | null;
  readonly orderId: string | null;
  readonly at: Date;
}

/** So many of a SKU. */
export interface StockQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** A SKU that lists may know nothing new of. */
export interface StaleListing {
  readonly sku: string;
  readonly productId: string;
}

/** The stock of a SKU with all that its next change is decided by. */
export interface StockState extends Omit<StockDocument, '_id'> {
  readonly sku: string;
}

export type NewStockMovement = Omit<StockMovementDocument, '_id'>;

export interface StockMovementState extends NewStockMovement {
  readonly id: string;
}

/** The stock of a SKU that had none, with its first movement; none for nothing. */
export interface StockOpening {
  readonly stock: StockState;
  readonly movement: NewStockMovement | null;
}

/** Stock as it was read, as it becomes, and what is written down beside it. */
export interface StockChange {
  readonly before: StockState;
  readonly after: StockState;
  readonly movement: NewStockMovement | null;
  readonly events: readonly NewEvent[];
}
