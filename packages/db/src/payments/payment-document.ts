import type { PaymentRejection, PaymentStatus, RefundStatus } from '@trastienda/shop-contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/**
 * Units of an order line in a refund, and their part of its amount: `amount` includes `tax`.
 * `quantity` counts the units whose money this settles; 0 when another refund did before.
 */
export interface RefundLine extends StockQuantity {
  readonly amount: number;
  readonly tax: number;
  /** Price of these units; absent when equal to `amount`. */
  readonly value?: number;
  /** Canceled units among `quantity`; absent in refunds that predate this field. */
  readonly canceled?: number;
  /** Shipped units that this settles as returned. */
  readonly returned?: number;
  /** Units restocked with the refund. */
  readonly restocked?: number;
  /**
   * Shipped units among `restocked`; like the next two fields, absent in refunds that predate it.
   */
  readonly restockedReturned?: number;
  /** Canceled units of this line that were in stock after the refund. */
  readonly canceledOnShelf?: number;
  /** Returned units of this line that were in stock after the refund. */
  readonly returnedOnShelf?: number;
  /**
   * Units that another refund had settled below their price, and whose remaining price this pays.
   */
  readonly reopened?: number;
  /** Part of `value` that is their remaining price. */
  readonly reopenedValue?: number;
}

/** A pending, succeeded or failed refund. */
export interface RefundState {
  readonly id: string;
  /** 0 when it only cancels or takes back units: such a refund succeeds when it is created. */
  readonly amount: number;
  readonly status: RefundStatus;
  /** The provider's id of the refund. */
  readonly reference: string | null;
  readonly reason: string | null;
  /** Order lines of the refund; empty for a plain amount. */
  readonly lines: readonly RefundLine[];
  /** Part of `amount` that was requested as shipping, with its tax. */
  readonly shipping?: number;
  /** Split of `amount` over the ledger's accounts. */
  readonly split: {
    readonly sales: number;
    readonly shipping: number;
    readonly tax: number;
    /** Part of `tax` that is on shipping; absent in refunds that predate this field. */
    readonly shippingTax?: number;
  };
  readonly createdAt: Date;
}

/** A payment as stored in `payments`. Amounts are minor units of `currency`. */
export interface PaymentDocument {
  readonly _id: string;
  readonly checkoutId: string;
  readonly orderId: string | null;
  readonly provider: string;
  /** The provider's id of the payment; unique per provider. Null until its response is known. */
  readonly reference: string | null;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount: number;
  readonly amountCaptured: number;
  /** Refunded amount; at most `amountCaptured`. */
  readonly amountRefunded: number;
  readonly refunds: readonly RefundState[];
  readonly paymentMethod: string | null;
  readonly clientSecret: string | null;
  readonly actionUrl: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Unique key of the call that created the payment, so that its repetition finds it. */
  readonly requestKey: string;
  /** Why the payment gets no order; once set, its current and future money is refunded. */
  readonly rejection: PaymentRejection | null;
  /** When a worker advances the payment next; null when no automatic step remains. */
  readonly nextAttemptAt: Date | null;
  /** Number of consecutive attempts without progress. */
  readonly attempts: number;
  /** Number of notifications; one that arrives during an attempt is detected by its change. */
  readonly notifications: number;
  readonly eventSequence: number;
  /** Counts all writes of this document; guards each change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
