import type {
  Address,
  Buyer,
  OrderLine,
  OrderStatus,
  PriceBreakdown,
  ReturnStatus,
} from '@trastienda/contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/** A line of an order as it is stored. */
export interface OrderLineDocument
  extends Omit<OrderLine, 'canceledQuantity' | 'returnedQuantity'> {
  /** Absent in orders from before it was counted: then its refunds and returns tell. */
  readonly canceledQuantity?: number;
  /** As `canceledQuantity`. */
  readonly returnedQuantity?: number;
  /** How many of it stock knows to have left: what a cancellation may put back. 0 when not tracked. */
  readonly stockQuantity: number;
  /** How many of these were put back already. */
  readonly restockedQuantity: number;
}

/** An order as it is stored in `orders`. Amounts are minor units of `currency`. */
export interface OrderDocument {
  readonly _id: string;
  /** Unique. */
  readonly number: string;
  readonly buyer: Buyer;
  /** `buyerKeyOf(buyer)`: what a buyer's own are found by. */
  readonly buyerKey: string;
  readonly email: string;
  /** Unique: a checkout becomes one order. */
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly lines: readonly OrderLineDocument[];
  readonly prices: PriceBreakdown;
  readonly totalAmount: number;
  /** What was taken for it: 0, and `totalAmount` once its payment is captured. */
  readonly paidAmount: number;
  /** What was given back of it. */
  readonly refundedAmount: number;
  /**
   * True for a cancelled order that refunds of its units closed: it owes what they say. Absent: a
   * cancelled order owes all that was paid.
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
  /** What staff find it by, see order-keys.ts. */
  readonly keys: readonly string[];
  readonly eventSequence: number;
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

/** An order with its id under the name that the rest of the code uses. */
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
  >
>;
