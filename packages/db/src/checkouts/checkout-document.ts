import type {
  Address,
  Buyer,
  CheckoutStatus,
  PriceBreakdown,
  PurchaseLine,
} from '@trastienda/contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/** A checkout as it is stored in `checkouts`. */
export interface CheckoutDocument {
  readonly _id: string;
  readonly buyer: Buyer;
  readonly buyerKey: string;
  readonly cartId: string;
  readonly status: CheckoutStatus;
  /** Null once erased, as the addresses are. */
  readonly email: string | null;
  readonly currency: string;
  readonly lines: readonly PurchaseLine[];
  readonly prices: PriceBreakdown;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly shippingMethod: { readonly id: string; readonly name: string } | null;
  /** What stock holds for it while it is open; kept afterwards as a record. */
  readonly reservations: readonly StockQuantity[];
  /** Discounts whose use it counts for. */
  readonly discountIds: readonly string[];
  readonly paymentId: string | null;
  readonly orderId: string | null;
  /**
   * A keyed hash of the network address that began it, while it is open; null or absent where no
   * limit counts it.
   */
  readonly addressKey?: string | null;
  /** When what is personal in it was erased; absent in documents of earlier versions. */
  readonly erasedAt?: Date | null;
  readonly expiresAt: Date;
  readonly eventSequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
