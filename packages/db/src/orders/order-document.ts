import type {
  Address,
  Buyer,
  Locale,
  OrderLine,
  OrderStatus,
  PriceBreakdown,
  ReturnStatus,
} from '@trastienda/shop-contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/** A stored order line. */
export interface OrderLineDocument
  extends Omit<OrderLine, 'canceledQuantity' | 'returnedQuantity'> {
  /** Absent in orders that predate the counter; it is then derived from refunds and returns. */
  readonly canceledQuantity?: number;
  /** Absent as `canceledQuantity`. */
  readonly returnedQuantity?: number;
  /** Units that were taken from stock: the maximum that may be restocked. 0 when untracked. */
  readonly stockQuantity: number;
  /** Units among them that are already restocked. */
  readonly restockedQuantity: number;
}

/** An order as stored in `orders`. Amounts are minor units of `currency`. */
export interface OrderDocument {
  readonly _id: string;
  /** Unique. */
  readonly number: string;
  readonly buyer: Buyer;
  /** `buyerKeyOf(buyer)`; finds the orders of a buyer. */
  readonly buyerKey: string;
  readonly email: string;
  /** Unique: a checkout becomes one order. */
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly status: OrderStatus;
  readonly currency: string;
  /** Language of emails; absent in documents of earlier versions. */
  readonly locale?: Locale;
  readonly lines: readonly OrderLineDocument[];
  readonly prices: PriceBreakdown;
  readonly totalAmount: number;
  /** Captured amount: 0, and `totalAmount` once the payment is captured. */
  readonly paidAmount: number;
  /** Refunded amount. */
  readonly refundedAmount: number;
  /**
   * True for a canceled order that refunds of its units closed; it owes the amounts of those
   * refunds. When absent, a canceled order owes the whole paid amount.
   */
  readonly isClosedByRefund?: boolean;
  readonly shippingAddress: Address;
  readonly billingAddress: Address | null;
  readonly shippingMethod: { readonly id: string; readonly name: string } | null;
  readonly fulfilments: readonly {
    readonly id: string;
    readonly lines: readonly StockQuantity[];
    readonly tracking: {
      readonly carrier: string;
      readonly number: string;
      readonly url: string | null;
    } | null;
    readonly at: Date;
  }[];
  readonly returns: readonly {
    readonly id: string;
    readonly lines: readonly StockQuantity[];
    readonly reason: string;
    readonly status: ReturnStatus;
    readonly answer: string | null;
    readonly requestedAt: Date;
  }[];
  readonly notes: readonly { readonly id: string; readonly text: string; readonly at: Date }[];
  /** Version of the links in emails; links of other ones are revoked. Absent means 0. */
  readonly linkVersion?: number;
  /** Keys for searches by staff, see order-keys.ts. */
  readonly keys: readonly string[];
  readonly eventSequence: number;
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

/** `OrderDocument` with `_id` exposed as `id`. */
export type OrderState = Omit<OrderDocument, '_id' | 'buyerKey' | 'keys'> & { readonly id: string };

export type NewOrder = Omit<OrderState, 'eventSequence'>;

/** Fields that use cases may change; guarded by the `eventSequence` that was read. */
export type OrderChange = Partial<
  Pick<
    OrderState,
    | 'status'
    | 'lines'
    | 'paidAmount'
    | 'refundedAmount'
    | 'isClosedByRefund'
    | 'shippingAddress'
    | 'fulfilments'
    | 'returns'
    | 'notes'
    | 'buyer'
    | 'linkVersion'
  >
>;
