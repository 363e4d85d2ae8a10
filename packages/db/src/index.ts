// Accounts and orders compare addresses alike.
export { emailKey } from '@trastienda/auth/collections';

export type { AddressBookState } from './addresses/address-book-document.ts';
export type { CartState, CartStore } from './carts/cart-store.ts';
export type { CheckoutChange, CheckoutState, CheckoutStore } from './checkouts/checkout-store.ts';
export type { Reserved, ReservedTotals } from './checkouts/reservation-store.ts';
export type { CurrencyDigitsStore } from './currency-digits/currency-digits-store.ts';
export type {
  EventDraft,
  EventStore,
  NewEvent,
  RecordedEvent,
  ShopEvent,
} from './events/events.ts';
export { type FacetCounts, FacetTally } from './facets/facet-entries.ts';
export type { FacetStore } from './facets/facet-store.ts';
export type { LedgerEntryState, NewLedgerEntry } from './ledger/ledger-document.ts';
export type { LedgerStore } from './ledger/ledger-store.ts';
export type { MediaFacts, MediaState } from './media/media-document.ts';
export type { MediaStore } from './media/media-store.ts';
export type { MessageState } from './messages/message-document.ts';
export type { StoredConsent, SubscriberState } from './newsletter/subscriber-document.ts';
export { type Database, openDatabase } from './open-database.ts';
export type {
  NewOrder,
  OrderChange,
  OrderLineDocument,
  OrderState,
} from './orders/order-document.ts';
export type { OrderStore } from './orders/order-store.ts';
export type { RefundLine, RefundState } from './payments/payment-document.ts';
export type { PaymentChange, PaymentState, PaymentStore } from './payments/payment-store.ts';
export type { WebhookEvent, WebhookEventStore } from './payments/webhook-event-store.ts';
export type { DiscountState } from './pricing/discount-document.ts';
export type { DiscountStore } from './pricing/discount-store.ts';
export type { DiscountUseState, DiscountUseStore } from './pricing/discount-use-store.ts';
export type { PriceState } from './pricing/price-document.ts';
export type { PriceStore } from './pricing/price-store.ts';
export type { SellableVariant } from './pricing/pricing-states.ts';
export type {
  DestinationTaxZone,
  QuoteBasis,
  QuoteQuery,
  QuoteStore,
} from './pricing/quote-store.ts';
export type { ShippingMethodState } from './pricing/shipping-method-document.ts';
export type { ShippingMethodStore } from './pricing/shipping-method-store.ts';
export type { TaxZoneState } from './pricing/tax-zone-document.ts';
export type { TaxZoneStore } from './pricing/tax-zone-store.ts';
export { isElided } from './products/elisions.ts';
export { placeOf, type StoredSort } from './products/list-query.ts';
export { mediaOf } from './products/media-of.ts';
export type {
  ProductState,
  ProductSummaryState,
  StoredProduct,
} from './products/product-document.ts';
export type { ProductStore, ProductWrite } from './products/product-store.ts';
export type { SearchedProduct } from './products/search-reads.ts';
export type { ReportDay, ReportKeysQuery, ReportOrder, ReportSum } from './reports/read-reports.ts';
export {
  REPORT_AMOUNTS,
  REPORT_FIGURES,
  type ReportChange,
  type ReportFacts,
  type ReportFigure,
  type ReportFigures,
  type ReportKind,
  type ReportSlot,
  type ReportState,
} from './reports/report-document.ts';
export type { ReportRow, ReportStore } from './reports/report-store.ts';
export type { StockValueState, StockValueStore } from './reports/stock-value-store.ts';
export type { SandboxEvent, SandboxRefund } from './sandbox-payments/sandbox-payment-document.ts';
export type {
  SandboxPayment,
  SandboxPaymentChange,
  SandboxPaymentStore,
} from './sandbox-payments/sandbox-payment-store.ts';
export type { SandboxWebhookPolicy } from './sandbox-payments/sandbox-webhook-schema.ts';
export type {
  SandboxWebhook,
  SandboxWebhookStore,
} from './sandbox-payments/sandbox-webhook-store.ts';
export type {
  NewStockMovement,
  StaleListing,
  StockChange,
  StockMovementState,
  StockOpening,
  StockQuantity,
  StockState,
} from './stock/stock-document.ts';
export type { StockStore } from './stock/stock-store.ts';
export type { WebhookAttemptState } from './webhooks/webhook-attempt-document.ts';
export type { WebhookAttemptStore } from './webhooks/webhook-attempt-store.ts';
export {
  deliveryIdOf,
  type NewWebhookDelivery,
  type WebhookDeliveryState,
} from './webhooks/webhook-delivery-document.ts';
export type {
  LeasedWebhookDelivery,
  WebhookDeliveryStore,
  WebhookSettlement,
} from './webhooks/webhook-delivery-store.ts';
export type { WebhookEndpointState, WebhookSecret } from './webhooks/webhook-endpoint-document.ts';
export type { WebhookEndpointStore } from './webhooks/webhook-endpoint-store.ts';
