export type { AddressService } from './addresses/address-service.ts';
export type { CsvSource } from './base/csv/csv-source.ts';
export type { ImportProgress } from './base/csv/import-progress.ts';
export { createOwnUrls, MEDIA_PATH, type OwnUrls } from './base/own-urls.ts';
export type { CartService } from './carts/cart-service.ts';
export type { CatalogDeps, CatalogService } from './catalog/catalog-service.ts';
export { createCatalogService } from './catalog/create-catalog-service.ts';
export type { CheckoutService } from './checkout/checkout-service.ts';
export type { ReservationLimits } from './checkout/limit-reservations.ts';
export { createShop, type Shop, type ShopOptions } from './create-shop.ts';
export { createEdgeCache, type EdgeCache } from './edge/edge-cache.ts';
export type { EventService } from './events/create-event-service.ts';
export { createForms, type Forms } from './forms/create-forms.ts';
export { createFormEmails } from './forms/emails/create-form-emails.ts';
export type { FormEmailContent } from './forms/emails/form-email.ts';
export type {
  FormOptions,
  FormService,
  MessageAdminService,
  NewsletterAdminService,
} from './forms/form-services.ts';
export type { LedgerService } from './ledger/ledger-service.ts';
export { createMedia, type Media } from './media/create-media.ts';
export { createImageLibrary, type ImageLibrary } from './media/image-library.ts';
export { contentTypeOf } from './media/media-files.ts';
export type { MediaFiles, MediaService } from './media/media-service.ts';
export { loadSharp } from './media/processing/load-sharp.ts';
export type { ImageLimits } from './media/processing/process-image.ts';
export { createDiskStorage } from './media/storage/disk-storage.ts';
export type { MediaStorage } from './media/storage/media-storage.ts';
export { createS3Storage, type S3Options } from './media/storage/s3-storage.ts';
export type { NotificationOptions } from './notifications/create-notifications.ts';
export { createShopEmails } from './notifications/create-shop-emails.ts';
export type { ShopEmailContent } from './notifications/email-content.ts';
export { EMAIL_KINDS, type EmailKind } from './notifications/email-kinds.ts';
export type { LinkKeys } from './orders/order-links.ts';
export type { OrderAdminService, OrderService } from './orders/order-services.ts';
export type { PaymentProvider } from './payments/payment-provider.ts';
export {
  createSandboxProvider,
  type SandboxProvider,
} from './payments/providers/sandbox/create-sandbox-provider.ts';
export type {
  DeliverWebhook,
  SignedWebhook,
} from './payments/providers/sandbox/jobs/send-webhooks.ts';
export type { SandboxDriver } from './payments/providers/sandbox/sandbox-driver.ts';
export { createStripeProvider } from './payments/providers/stripe/create-stripe-provider.ts';
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
export {
  RebuildConflictError,
  type RebuildDifference,
  type RebuildProgress,
} from './reports/rebuild/rebuild-options.ts';
export { rebuildReports } from './reports/rebuild/rebuild-reports.ts';
export type { ReportService } from './reports/report-service.ts';
export { createSearch, type Search } from './search/create-search.ts';
export type { SearchIndex } from './search/search-index.ts';
export { createSettingsService, type SettingsService } from './settings/settings-service.ts';
export { createLedgerService } from './settlement/create-ledger-service.ts';
export type { ProviderWebhookService } from './settlement/receive-webhook.ts';
export { createStockService } from './stock/create-stock-service.ts';
export type { StockDeps, StockService } from './stock/stock-service.ts';
export type { EventStreams } from './streams/create-event-streams.ts';
export type { SendingProgress } from './webhooks/create-webhook-operator.ts';
export { createWebhooks, type WebhookOptions, type Webhooks } from './webhooks/create-webhooks.ts';
export type { NotifyDisabled } from './webhooks/record-attempt.ts';
export { type ResealedSecrets, resealWebhookSecrets } from './webhooks/reseal-webhook-secrets.ts';
export type { LocalAddresses } from './webhooks/sending/is-allowed-address.ts';
export type { WebhookService } from './webhooks/webhook-service.ts';
