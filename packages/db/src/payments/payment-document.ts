import type { PaymentStatus, RefundStatus } from '@trastienda/contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/**
 * Units of a line of the order, and what of the refund is for them: `amount` contains `tax`.
 * `quantity` is how many units' money this settles; 0 when another refund did before.
 */
export interface RefundLine extends StockQuantity {
  readonly amount: number;
  readonly tax: number;
  /** What these units cost; absent when it is `amount`. */
  readonly value?: number;
  /** Of `quantity`, those that were withdrawn; absent in refunds from before this was counted. */
  readonly canceled?: number;
  /** Sent units that this settles as returned. */
  readonly returned?: number;
  /** Units that were restocked along with it. */
  readonly restocked?: number;
  /** Of `restocked`, units that had been sent; absent, as the next two, in refunds from before it was kept. */
  readonly restockedReturned?: number;
  /** Withdrawn units that this is for and that were on the shelf after it. */
  readonly canceledOnShelf?: number;
  /** As `canceledOnShelf`, of units that came back. */
  readonly returnedOnShelf?: number;
  /** Units that another refund had settled for less than they cost, and of which this pays the rest. */
  readonly reopened?: number;
  /** Of `value`, the rest of what those cost. */
  readonly reopenedValue?: number;
}

/** Money given back, or on its way. */
export interface RefundState {
  readonly id: string;
  /** 0 when it only withdraws or takes back units: such a refund has succeeded when it is made. */
  readonly amount: number;
  readonly status: RefundStatus;
  /** The provider's name for it. */
  readonly reference: string | null;
  readonly reason: string | null;
  /** Lines of the order that it is for; empty for a plain amount. */
  readonly lines: readonly RefundLine[];
  /** How much of `amount` was asked for as shipping, with its tax. */
  readonly shipping?: number;
  /** How `amount` is split over the ledger's accounts. */
  readonly split: {
    readonly sales: number;
    readonly shipping: number;
    readonly tax: number;
    /** The part of `tax` that was taken on shipping; absent in refunds from before it was kept. */
    readonly shippingTax?: number;
  };
  readonly createdAt: Date;
}

/** A payment as it is stored in `payments`. Amounts are minor units of `currency`. */
export interface PaymentDocument {
  readonly _id: string;
  readonly checkoutId: string;
  readonly orderId: string | null;
  readonly provider: string;
  /** The provider's name for it; unique per provider. Null until its answer is known. */
  readonly reference: string | null;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount: number;
  readonly amountCaptured: number;
  /** What has been given back; at most `amountCaptured`. */
  readonly amountRefunded: number;
  readonly refunds: readonly RefundState[];
  readonly paymentMethod: string | null;
  readonly clientSecret: string | null;
  readonly actionUrl: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Unique: the call that began it, so that its repetition finds it. */
  readonly requestKey: string;
  /** Why it gets no order; once that is decided, what it has or will have goes back. */
  readonly rejection:
    | 'superseded'
    | 'cancelled'
    | 'stock'
    | 'discount'
    | 'abandoned'
    | 'amount'
    | null;
  /** When a worker looks at it again; null when nothing more is to happen by itself. */
  readonly nextAttemptAt: Date | null;
  /** How many looks in a row brought nothing new. */
  readonly attempts: number;
  /** How often somebody asked for a look: one that is asked for during another is not forgotten. */
  readonly notifications: number;
  readonly eventSequence: number;
  /** Counts the writes of this document, whoever makes them; guards each change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
