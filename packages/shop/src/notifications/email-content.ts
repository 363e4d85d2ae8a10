import type { Money } from '@trastienda/base';
import type { Email, EmailQueue } from '@trastienda/emails';
import type { PaymentRejection } from '@trastienda/shop-contract';

/** Page of an order: a guest's opens by a link, an account's after signing in. */
export type OrderPage = { readonly token: string } | { readonly orderId: string };

/** Units of an order line. Texts of the catalog are plain and short. */
export interface EmailItem {
  readonly title: string;
  /** Option values that name the variant; null when it has none. */
  readonly options: string | null;
  readonly quantity: number;
  /** Price of these units before discounts; null where no price is shown. */
  readonly price: Money | null;
}

export interface EmailTax {
  readonly name: string;
  readonly ratePpm: number;
  readonly amount: Money;
}

/** Prices of an order, whose parts sum to `total`. */
export interface EmailReceipt {
  readonly items: readonly EmailItem[];
  readonly subtotal: Money;
  /** Null for nothing. */
  readonly discount: { readonly names: string; readonly amount: Money } | null;
  /** Null when nothing is shipped. */
  readonly shipping: { readonly name: string; readonly price: Money } | null;
  readonly taxes: readonly EmailTax[];
  readonly isTaxIncluded: boolean;
  readonly total: Money;
}

/** What all emails about an order have. */
interface AboutOrder {
  readonly number: string;
  readonly page: OrderPage;
  /** How long it is worth sending. */
  readonly expiresInMinutes: number;
}

/** What emails have whose words depend on whether the order is sent to an address. */
interface OfDelivery {
  /** False when no line of the order is shipped; absent in emails that predate it. */
  readonly isShipped?: boolean;
}

/** What all emails about the payment of a checkout have. */
interface AboutPayment {
  readonly checkoutId: string;
  readonly amount: Money;
  readonly expiresInMinutes: number;
}

/** Content of an email to a buyer, by template. */
export type BuyerEmailContent =
  | (AboutOrder &
      OfDelivery & {
        readonly template: 'order-placed';
        readonly receipt: EmailReceipt;
        /** Lines of the address that the order was priced for; empty when it is not shown. */
        readonly address: readonly string[];
        /** Whether the order was canceled before the email was written. */
        readonly isCanceled: boolean;
      })
  | (AboutOrder & {
      readonly template: 'order-paid';
      readonly receipt: EmailReceipt;
      /** Lines of the billing address; empty when it is not shown. */
      readonly address: readonly string[];
      readonly paid: Money;
      /** ISO 8601. */
      readonly paidAt: string;
      /** IANA time zone of the day that the email shows. */
      readonly timeZone: string;
      readonly isCanceled: boolean;
    })
  | (AboutOrder &
      OfDelivery & {
        readonly template: 'order-shipped';
        readonly items: readonly EmailItem[];
        readonly tracking: {
          readonly carrier: string;
          readonly number: string;
          readonly url: string | null;
        } | null;
        /** False when more parcels follow. */
        readonly isComplete: boolean;
      })
  | (AboutOrder & {
      readonly template: 'order-canceled';
      readonly by: 'buyer' | 'staff' | 'payment' | 'refund';
      /** Whether money was taken before, which is then refunded. */
      readonly isPaid: boolean;
    })
  | (AboutOrder & {
      readonly template: 'order-refunded';
      readonly amount: Money;
      /** Units that the refund is for; empty for money alone. */
      readonly items: readonly EmailItem[];
    })
  | (AboutOrder & {
      readonly template: 'return-requested';
      readonly items: readonly EmailItem[];
      /** Whether it was answered before the email was written. */
      readonly isAnswered: boolean;
    })
  | (AboutOrder & {
      readonly template: 'return-answered';
      readonly items: readonly EmailItem[];
      readonly decision: 'accepted' | 'declined';
      readonly answer: string | null;
    })
  | (AboutPayment & { readonly template: 'payment-failed' })
  | (AboutPayment & { readonly template: 'payment-action-required' });

/** Content of an email to staff, by template. */
export type StaffEmailContent =
  | (OfDelivery & {
      readonly template: 'new-order';
      readonly number: string;
      readonly items: readonly EmailItem[];
      readonly total: Money;
      /** Country that it was priced for. */
      readonly country: string;
      readonly isCanceled: boolean;
    })
  | {
      readonly template: 'low-stock';
      readonly sku: string;
      readonly available: number;
      readonly lowStockAt: number | null;
    }
  | {
      readonly template: 'unmatched-payment';
      readonly paymentId: string;
      readonly amount: Money;
      readonly reason: PaymentRejection;
    }
  | {
      readonly template: 'payment-disputed';
      readonly paymentId: string;
      /** Null when the payment has no order. */
      readonly number: string | null;
      readonly amount: Money;
    }
  | {
      readonly template: 'webhook-disabled';
      readonly endpointId: string;
      readonly description: string;
      readonly reason: 'gone' | 'failing';
    };

/** Content of an email of the shop. */
export type ShopEmailContent = BuyerEmailContent | StaffEmailContent;

export type ShopEmail = Email<ShopEmailContent>;

/** Queue in which consumers leave the emails of the shop. */
export interface ShopEmailQueue extends EmailQueue<ShopEmailContent> {}
