export type { BuyingDeps } from './buying-deps.ts';
export type { CartService } from './cart/cart-service.ts';
export { createCartService } from './cart/create-cart-service.ts';
export type { CatalogDeps } from './catalog/catalog-deps.ts';
export type { CatalogService, ImportProgress } from './catalog/catalog-service.ts';
export { createCatalogService } from './catalog/create-catalog-service.ts';
export type { CheckoutService } from './checkout/checkout-service.ts';
export type { HoldLimits } from './checkout/limit-holdings.ts';
export { type Buying, type BuyingOptions, createBuying } from './create-buying.ts';
export { createLedgerService } from './ledger/create-ledger-service.ts';
export { createOrderAdminService } from './order/create-order-admin-service.ts';
export { createOrderService } from './order/create-order-service.ts';
export type { OrderAdminService, OrderService } from './order/order-services.ts';
export type { PaymentProvider } from './payment/payment-provider.ts';
export type { LedgerService, WebhookService } from './payment/payment-services.ts';
export { createStripeProvider } from './payment/providers/stripe/create-stripe-provider.ts';
export {
  createTestProvider,
  type TestProvider,
} from './payment/providers/test/create-test-provider.ts';
export type { DeliverWebhook, SignedWebhook } from './payment/providers/test/jobs/send-webhooks.ts';
export type { TestDriver } from './payment/providers/test/test-driver.ts';
export { createPricingAdmin } from './pricing/create-pricing-admin.ts';
export { createQuoting } from './pricing/create-quoting.ts';
export type {
  DiscountService,
  PriceListService,
  PricingAdmin,
  ShippingService,
  TaxService,
} from './pricing/pricing-admin.ts';
export type { Quote, QuotedLine, QuoteInput, Quoting } from './pricing/pricing-service.ts';
export { seedDemoPricing } from './pricing/seed-demo-pricing.ts';
export type { CsvSource } from './shopify-csv/csv-source.ts';
export { createStockService } from './stock/create-stock-service.ts';
export { createStockProjector, type StockProjector } from './stock/stock-projector.ts';
export type { StockDeps, StockService } from './stock/stock-service.ts';
