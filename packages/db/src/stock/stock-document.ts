import type { StockMovementKind } from '@trastienda/shop-contract';
import type { NewEvent } from '../events/events.ts';

/** The stock of a SKU as stored in `stock`. */
export interface StockDocument {
  /** The SKU. */
  readonly _id: string;
  readonly productId: string;
  readonly isTracked: boolean;
  readonly policy: 'deny' | 'continue';
  readonly onHand: number;
  readonly reserved: number;
  /** `onHand - reserved`, stored so that a guard is a range of one field. */
  readonly available: number;
  readonly lowStockAt: number | null;
  /** True when at most `lowStockAt` units are available; indexed for lists of low stock. */
  readonly isLow: boolean;
  /** Number of movements: the sequence of the last one. */
  readonly movements: number;
  readonly eventSequence: number;
  /** The last count that set the stock, so that repeating it does not undo later sales. */
  readonly countKey?: string;
  /**
   * Units that this count could not remove because open checkouts reserved them; absent for 0. They
   * are removed when the count is repeated, whatever was sold or received in between.
   */
  readonly countExcess?: number;
  /** True while the product listing's in-stock flag is stale. */
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
  /** Units on hand after the movement. */
  readonly onHand: number;
  readonly reserved: number;
  /**
   * Policy at the time of the movement. Under `deny` no movement takes availability below zero; it
   * may have been negative since the policy was `continue`.
   */
  readonly policy: 'deny' | 'continue';
  readonly reason: string | null;
  readonly checkoutId: string | null;
  readonly orderId: string | null;
  readonly at: Date;
}

/** A quantity of a SKU. */
export interface StockQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** A SKU whose product listing may be stale. */
export interface StaleListing {
  readonly sku: string;
  readonly productId: string;
}

/** The stock of a SKU with everything that its next change depends on. */
export interface StockState extends Omit<StockDocument, '_id'> {
  readonly sku: string;
}

export type NewStockMovement = Omit<StockMovementDocument, '_id'>;

export interface StockMovementState extends NewStockMovement {
  readonly id: string;
}

/** New stock of a SKU with its first movement; no movement for zero units. */
export interface StockOpening {
  readonly stock: StockState;
  readonly movement: NewStockMovement | null;
}

/** Stock before and after a change, with its movement and events. */
export interface StockChange {
  readonly before: StockState;
  readonly after: StockState;
  readonly movement: NewStockMovement | null;
  readonly events: readonly NewEvent[];
}
