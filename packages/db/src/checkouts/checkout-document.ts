import type {
  Address,
  Buyer,
  CheckoutStatus,
  Locale,
  PriceBreakdown,
  PurchaseLine,
} from '@trastienda/shop-contract';
import type { StockQuantity } from '../stock/stock-document.ts';

/** A checkout as stored in `checkouts`. */
export interface CheckoutDocument {
  readonly _id: string;
  readonly buyer: Buyer;
  readonly buyerKey: string;
  readonly cartId: string;
  readonly status: CheckoutStatus;
  /** Null once erased, as the addresses are. */
  readonly email: string | null;
  readonly currency: string;
  /** Language of emails; absent in documents of earlier versions. */
  readonly locale?: Locale;
  readonly lines: readonly PurchaseLine[];
  readonly prices: PriceBreakdown;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly shippingMethod: { readonly id: string; readonly name: string } | null;
  /** Units reserved while it is open; kept afterwards as a record. */
  readonly reservations: readonly StockQuantity[];
  /** Codes that the buyer has entered; absent in documents of earlier versions. */
  readonly discountCodes?: readonly string[];
  /** Discounts whose use it counts for. */
  readonly discountIds: readonly string[];
  readonly paymentId: string | null;
  readonly orderId: string | null;
  /**
   * Keyed hash of the network address that started it, while it is open; null or absent when no
   * limit applies.
   */
  readonly addressKey?: string | null;
  /** Time of the erasure of its personal data; absent in documents of earlier versions. */
  readonly erasedAt?: Date | null;
  readonly expiresAt: Date;
  readonly eventSequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
