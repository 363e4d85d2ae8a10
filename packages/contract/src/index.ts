// The part of auth that frontends use with the shop's roles and errors
export {
  AccountIdInput,
  Acknowledged,
  ChangeEmailInput,
  ChangePasswordInput,
  CompleteSignInInput,
  ConfirmTotpInput,
  EmailAddress,
  EmailChangeConfirmed,
  EmailVerified,
  LinkInput,
  ListApiKeysInput,
  LOCALES,
  Locale,
  MAX_PASSWORD_LENGTH,
  PersonName,
  ReauthenticateInput,
  RecoveryCodes,
  RequestPasswordResetInput,
  ResetPasswordInput,
  RevokeApiKeyInput,
  RevokeSessionInput,
  SecondFactor,
  SecondFactorRequired,
  SessionList,
  SessionView,
  SignInInput,
  SignUpInput,
  TotpEnrollment,
  UpdateAccountInput,
  VerifyEmailInput,
} from '@trastienda/auth-contract';
// The part of the kit that frontends use with the shop's views and inputs
export {
  CURRENCIES,
  CurrencyCode,
  Cursor,
  formatMoney,
  HttpUrl,
  Id,
  IdempotencyKey,
  isCurrency,
  MAX_MINOR_UNITS,
  MAX_PAGE_SIZE,
  MinorUnits,
  Money,
  minorUnitDigits,
  PageInput,
  parseMoney,
  Slug,
  Timestamp,
  toDecimal,
  toMinorUnits,
} from '@trastienda/base';
// Access
export type { AccountActor, Actor, CallOrigin, MachineActor } from './access/actors.ts';
export { type Buyer, buyerKeyOf, GuestToken } from './access/buyer.ts';
export {
  OPERATOR_ORIGIN,
  PERMISSIONS,
  Permission,
  ROLE_PERMISSIONS,
  ROLES,
  Role,
  SHOP_ROLES,
} from './access/roles.ts';
// Accounts
export {
  AccountView,
  ApiKeyPage,
  ApiKeyView,
  CallerView,
  CreateApiKeyInput,
  CreatedApiKey,
  ListAccountsInput,
  SetRoleInput,
  SignedIn,
  SignInResult,
  StaffAccountPage,
  StaffAccountView,
} from './accounts/account-schemas.ts';
export {
  AUDIT_ACTIONS,
  AuditAction,
  AuditEntryView,
  AuditPage,
  ListAuditInput,
} from './accounts/audit.ts';
// Addresses
export {
  AddAddressInput,
  AddressBook,
  AddressIdInput,
  AddressPurpose,
  MAX_ADDRESSES,
  SavedAddress,
  SetDefaultAddressInput,
  UpdateAddressInput,
} from './addresses/address-book.ts';
// Cart
export {
  AddToCartInput,
  CartChange,
  CartLine,
  CartView,
  MAX_CART_LINES,
  MAX_DISCOUNT_CODES,
  MAX_LINE_QUANTITY,
  SetCartCurrencyInput,
  SetCartLineInput,
  SetCartLocaleInput,
  SetDiscountCodesInput,
  StockShortReason,
  UnavailableReason,
} from './cart/cart.ts';
// Catalog
export {
  FACETS,
  type Facet,
  FacetsInput,
  FacetsView,
  type FacetValue,
  facetFilters,
  isNarrowed,
  MAX_FACET_PRODUCTS,
  MAX_FACET_VALUES,
} from './catalog/facets.ts';
export {
  ChangedHandle,
  DerivedSku,
  ImportedStock,
  ImportRejection,
  ImportReport,
  MAX_REPORTED_NOTES,
  MAX_REPORTED_REJECTIONS,
  MAX_REPORTED_ROWS,
} from './catalog/import-products.ts';
export {
  GetProductInput,
  ListProductsInput,
  listSortOf,
  MAX_FILTER_VALUES,
  ProductFilter,
  ProductSort,
  StaffGetProductInput,
  StaffListProductsInput,
} from './catalog/list-products.ts';
export {
  DetailFields,
  ListedFields,
  ProductFields,
  SummaryFields,
} from './catalog/product-fields.ts';
export {
  ImageSource,
  isVariantInStock,
  ProductImage,
  ProductImageInput,
  ProductStatus,
  Seo,
  VariantInventory,
} from './catalog/product-parts.ts';
export {
  ProductPage,
  ProductSummary,
  ProductView,
  StaffProductPage,
  StaffProductSummary,
  StaffProductView,
  StaffVariantView,
  VariantView,
} from './catalog/product-view.ts';
export {
  ProductSuggestion,
  SuggestInput,
  SuggestionsView,
  ValueSuggestion,
} from './catalog/suggest.ts';
export { VariantFields } from './catalog/variant-fields.ts';
export {
  ArchiveProductInput,
  CreateProductInput,
  UpdateProductInput,
  VariantInput,
} from './catalog/write-product.ts';
// Checkout
export { Address, AddressView } from './checkout/address.ts';
export {
  AmendCheckoutInput,
  CHECKOUT_STATUSES,
  CheckoutIdInput,
  CheckoutPreview,
  CheckoutProblem,
  CheckoutStatus,
  CheckoutView,
  PayCheckoutInput,
  PreviewCheckoutInput,
  PurchaseLine,
  ReservationLimit,
  ShippingOption,
  ShippingOptions,
  ShippingOptionsInput,
  StartCheckoutInput,
} from './checkout/checkout.ts';
// Errors
export { ERRORS, type ErrorReason, type ShopErrors } from './errors/error-table.ts';
export { isShopError, ShopError } from './errors/shop-error.ts';
// Events
export { DomainEventView, EventPage, ListEventsInput } from './events/domain-event.ts';
export { EVENT_AMOUNTS } from './events/event-amounts.ts';
export {
  EventConsumerList,
  EventConsumerView,
  EventHoldPage,
  EventHoldView,
  ListEventHoldsInput,
  ResumeEventsInput,
  SkipEventInput,
} from './events/event-consumers.ts';
export {
  BUYER_EVENTS,
  EventNews,
  OrderEventView,
  OrderNews,
  StockNews,
  WatchEventsInput,
  WatchOrdersInput,
  WatchStockInput,
} from './events/event-streams.ts';
export {
  EVENT_TYPES,
  EVENTS,
  EventAggregate,
  type EventData,
  EventType,
  type EventTypeOf,
  eventPermissionOf,
  type NewEventData,
  type ShopEvents,
} from './events/event-table.ts';
// Forms
export {
  AnswerMessageInput,
  ContactInput,
  ListMessagesInput,
  MAX_MESSAGE_ANSWERS,
  MessageAnswer,
  MessageDeleted,
  MessageIdInput,
  MessagePage,
  MessageStatus,
  MessageSummary,
  MessageView,
} from './forms/contact.ts';
export {
  FormName,
  FormProof,
  FormReceived,
  FormToken,
  FormTokenInput,
  HONEYPOT_FIELD,
} from './forms/form-token.ts';
export {
  ConfirmNewsletterInput,
  ConsentRecord,
  ExportSubscribersInput,
  ListSubscribersInput,
  MAX_EXPORTED,
  NewsletterConfirmed,
  NewsletterInput,
  SubscriberExport,
  SubscriberPage,
  SubscriberStatus,
  SubscriberView,
  Unsubscribed,
  UnsubscribeInput,
} from './forms/newsletter.ts';
// Ledger
export {
  LedgerAccount,
  LedgerEntryKind,
  LedgerEntryView,
  LedgerPage,
  ListLedgerInput,
  RECONCILIATION_DIFFERENCES,
  ReconcileInput,
  ReconciliationDifference,
  ReconciliationReport,
} from './ledger/ledger.ts';
// Media
export {
  ListMediaInput,
  MediaDeleted,
  MediaId,
  MediaIdInput,
  MediaPage,
  MediaView,
} from './media/media.ts';
// Orders
export {
  AddOrderNoteInput,
  CancelOrderInput,
  ChangeOrderAddressInput,
  ClaimableOrders,
  ClaimedOrders,
  ClaimOrdersInput,
  FulfilOrderInput,
  ListOrdersInput,
  MAX_CLAIMED_ORDERS,
  OrderIdInput,
  OrderLinkInput,
  RefundOrderInput,
  RequestReturnInput,
  ResolveReturnInput,
  SearchOrdersInput,
} from './orders/order-calls.ts';
export {
  FulfilmentView,
  LinkedOrderView,
  ORDER_STATUSES,
  OrderLine,
  OrderNote,
  OrderPage,
  OrderPaymentStatus,
  OrderStatus,
  OrderSummary,
  OrderView,
  ReturnStatus,
  ReturnView,
  StaffOrderPage,
  StaffOrderSummary,
  StaffOrderView,
} from './orders/order-view.ts';
// Payments
export {
  PAYMENT_REJECTIONS,
  PAYMENT_STATUSES,
  PaymentIdInput,
  type PaymentRejection,
  PaymentStatus,
  PaymentView,
  REFUND_STATUSES,
  RefundStatus,
  RefundView,
  StaffPaymentView,
} from './payments/payment.ts';
// Places
export {
  COUNTRY_CODES,
  CountryCode,
  isCountryCode,
  suggestCountryCode,
} from './places/country.ts';
// Pricing
export {
  AppliedDiscount,
  PriceBreakdown,
  PricedLine,
  RatePpm,
  TaxSummary,
} from './pricing/breakdown.ts';
export {
  CreateDiscountInput,
  DiscountEffect,
  DiscountPage,
  DiscountRejection,
  DiscountView,
  GetDiscountInput,
  ListDiscountsInput,
  MAX_AUTOMATIC_DISCOUNTS,
  UpdateDiscountInput,
} from './pricing/discount.ts';
export {
  ListPricesInput,
  PricePage,
  PricesSet,
  PriceView,
  SetPricesInput,
} from './pricing/price-list.ts';
export {
  CreateShippingMethodInput,
  ListShippingMethodsInput,
  MAX_SHIPPING_METHODS,
  RemoveShippingMethodInput,
  ShippingMethodPage,
  ShippingMethodView,
  ShippingRate,
  UpdateShippingMethodInput,
  WeightBand,
} from './pricing/shipping-method.ts';
export {
  CreateTaxZoneInput,
  ListTaxZonesInput,
  RemoveTaxZoneInput,
  TaxZonePage,
  TaxZoneView,
  UpdateTaxZoneInput,
} from './pricing/tax-zone.ts';
// Primitives
export { DiscountCode, normalizeDiscountCode, normalizeSku, Sku } from './primitives/codes.ts';
// Reports
export { CheckoutFigures, CheckoutReport } from './reports/checkout-report.ts';
export { REPORT_EXPORTS, type ReportExport, ReportExportInput } from './reports/report-export.ts';
export {
  LocalDate,
  MAX_REPORT_DAYS,
  REPORT_DIMENSIONS,
  ReportDimension,
  ReportInput,
  ReportInterval,
  ReportPeriod,
  SalesByInput,
  SalesReportInput,
  SlowSellersInput,
  StockValueInput,
  TaxReportInput,
} from './reports/report-range.ts';
export { ReportStatus } from './reports/report-status.ts';
export {
  OrderFigures,
  SalesByPage,
  SalesByRow,
  SalesFigures,
  SalesReport,
  TaxFigures,
  TaxPage,
  TaxRow,
  TotalFigures,
} from './reports/sales-report.ts';
export {
  SlowSeller,
  SlowSellerPage,
  StockValueFigures,
  StockValueReport,
} from './reports/stock-report.ts';
// Settings
export { PAYMENT_PROVIDERS, ShopSettings } from './settings/shop-settings.ts';
// Stock
export {
  LimitedStock,
  StockImportRejection,
  StockImportReport,
  UnknownVariant,
} from './stock/import-stock.ts';
export {
  AdjustStockInput,
  ConfigureStockInput,
  GetStockInput,
  ListStockInput,
  ListStockMovementsInput,
  MAX_STOCK,
  ReceiveStockInput,
  STOCK_MOVEMENT_KINDS,
  StockMovementKind,
  StockMovementPage,
  StockMovementView,
  StockPage,
  StockView,
} from './stock/stock.ts';
// Tags
export {
  addressesTag,
  type ChangedCart,
  cartIdTag,
  cartTag,
  changedAddressBookTags,
  changedCartTags,
  checkoutsTag,
  checkoutTag,
  checkoutTags,
  DISCOUNTS_TAG,
  ordersTag,
  orderTag,
  orderTags,
  PRICES_TAG,
  PRODUCTS_TAG,
  paymentTags,
  productTag,
  productTags,
  SETTINGS_TAG,
  SHIPPING_TAG,
  slugTag,
  stockTag,
  TAXES_TAG,
} from './tags/tags.ts';
// Webhooks
export {
  ListWebhookAttemptsInput,
  ListWebhookDeliveriesInput,
  ResendWebhookInput,
  ResendWebhooksInput,
  ResentWebhooks,
  WEBHOOK_DELIVERY_STATUSES,
  WEBHOOK_TEST_TYPE,
  WebhookAttemptPage,
  WebhookAttemptView,
  WebhookDeliveryId,
  WebhookDeliveryPage,
  WebhookDeliveryStatus,
  WebhookDeliveryView,
  WebhookFailure,
  WebhookPayload,
} from './webhooks/webhook-delivery.ts';
export {
  CreateWebhookEndpointInput,
  ListWebhookEndpointsInput,
  MAX_WEBHOOK_ENDPOINTS,
  RotateWebhookSecretInput,
  UpdateWebhookEndpointInput,
  WebhookDisabledReason,
  WebhookEndpointDeleted,
  WebhookEndpointIdInput,
  WebhookEndpointPage,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
  WebhookUrl,
  WebhookUrlProblem,
} from './webhooks/webhook-endpoint.ts';
