export {
  type BatchLimits,
  type ClientHeaders,
  can,
  createMemoryTokenStorage,
  type ForwardedAddress,
  formatMoney,
  type IncomingPageRequest,
  type MaybeToken,
  newIdempotencyKey,
  type OnSessionEnded,
  type OnSetCookie,
  type Retries,
  type RetryOptions,
  retryCalls,
  type SessionEndedEvent,
  type SessionMode,
  signAddress,
  type TokenStorage,
} from '@trastienda/client';
export type { AdminRouter } from '@trastienda/shop-router/admin-router';
export type {
  Account,
  AddressBook,
  AppRouter,
  Caller,
  Cart,
  CartChange,
  CartLine,
  Checkout,
  CheckoutPreview,
  Facets,
  Money,
  Order,
  OrderLine,
  OrderSummary,
  Payment,
  PriceBreakdown,
  Product,
  ProductImage,
  ProductPage,
  ProductSummary,
  Session,
  ShippingOption,
  ShopSettings,
  SignInResult,
  StaffOrder,
  StaffProduct,
  Stock,
  Variant,
} from '@trastienda/shop-router/app-router';
export type { StoreRouter } from '@trastienda/shop-router/store-router';
export {
  type ClientError,
  type ErrorReason,
  isClientError,
  retryAfterSeconds,
} from './client-error.ts';
export {
  type Client,
  type ClientOptions,
  createClient,
  createServerClient,
  createStoreClient,
  type ServerClientOptions,
  type StoreClient,
} from './create-client.ts';
export { createLive, createStoreLive, type Live, type StoreLive } from './create-live.ts';
export { type FormProof, type OpenForm, openForm } from './forms/open-form.ts';
export type { GuestMode, GuestStorage } from './guest/guest-storage.ts';
export { createImportForm, type ImportFormOptions } from './import-form.ts';
export { createInventoryForm, type InventoryFormOptions } from './inventory-form.ts';
export { createMediaForm } from './media-form.ts';
export type { RouterErrorReasons, RouterInputs, RouterOutputs } from './router-types.ts';
