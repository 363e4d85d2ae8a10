import { type AccountStore, createAccountStore } from './accounts/account-store.ts';
import { type ApiKeyStore, createApiKeyStore } from './api-keys/api-key-store.ts';
import { type AuditStore, createAuditStore } from './audit/audit-store.ts';
import { type CartStore, createCartStore } from './carts/cart-store.ts';
import { type CheckoutStore, createCheckoutStore } from './checkouts/checkout-store.ts';
import { guardStore } from './connection/guard-store.ts';
import { createIndexes, type Indexes } from './connection/indexes.ts';
import { type ConnectionOptions, openConnection } from './connection/open-connection.ts';
import { createStorageRoom } from './connection/storage-room.ts';
import { createTransaction, type RunTransaction } from './connection/transaction.ts';
import {
  type CurrencyDigitsStore,
  createCurrencyDigitsStore,
} from './currency-digits/currency-digits-store.ts';
import { createEmailStore, type EmailStore } from './emails/email-store.ts';
import { createEventStore, type EventStore } from './events/event-store.ts';
import { createFacetStore, type FacetStore } from './facets/facet-store.ts';
import { createIdempotencyStore, type IdempotencyStore } from './idempotency/idempotency-store.ts';
import { createLeaseStore, type LeaseStore } from './leases/lease-store.ts';
import { createLedgerStore, type LedgerStore } from './ledger/ledger-store.ts';
import { createMigrations, type Migrations } from './migrations/create-migrations.ts';
import {
  createOneTimeTokenStore,
  type OneTimeTokenStore,
} from './one-time-tokens/one-time-token-store.ts';
import { createOrderStore, type OrderStore } from './orders/order-store.ts';
import { createPaymentStore, type PaymentStore } from './payments/payment-store.ts';
import { createWebhookEventStore, type WebhookEventStore } from './payments/webhook-event-store.ts';
import { createDiscountStore, type DiscountStore } from './pricing/discount-store.ts';
import { createDiscountUseStore, type DiscountUseStore } from './pricing/discount-use-store.ts';
import { createPriceStore, type PriceStore } from './pricing/price-store.ts';
import {
  createShippingMethodStore,
  type ShippingMethodStore,
} from './pricing/shipping-method-store.ts';
import { createTaxZoneStore, type TaxZoneStore } from './pricing/tax-zone-store.ts';
import { createVariantStore, type VariantStore } from './pricing/variant-store.ts';
import { createProductStore, type ProductStore } from './products/product-store.ts';
import { createRateLimitStore, type RateLimitStore } from './rate-limits/rate-limit-store.ts';
import {
  createSandboxPaymentStore,
  type SandboxPaymentStore,
} from './sandbox-payments/sandbox-payment-store.ts';
import {
  createSandboxWebhookStore,
  type SandboxWebhookStore,
} from './sandbox-payments/sandbox-webhook-store.ts';
import { createSessionStore, type SessionStore } from './sessions/session-store.ts';
import { createStockStore, type StockStore } from './stock/stock-store.ts';

/** The shop's database: one store per collection, and transactions over them. */
export interface Database {
  readonly accounts: AccountStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly carts: CartStore;
  readonly checkouts: CheckoutStore;
  readonly currencyDigits: CurrencyDigitsStore;
  readonly events: EventStore;
  readonly idempotency: IdempotencyStore;
  readonly ledger: LedgerStore;
  readonly emails: EmailStore;
  readonly oneTimeTokens: OneTimeTokenStore;
  readonly orders: OrderStore;
  readonly payments: PaymentStore;
  readonly rateLimits: RateLimitStore;
  readonly webhookEvents: WebhookEventStore;
  readonly sessions: SessionStore;
  readonly products: ProductStore;
  readonly facets: FacetStore;
  readonly variants: VariantStore;
  readonly prices: PriceStore;
  readonly taxZones: TaxZoneStore;
  readonly shippingMethods: ShippingMethodStore;
  readonly discounts: DiscountStore;
  readonly discountUses: DiscountUseStore;
  readonly leases: LeaseStore;
  readonly stock: StockStore;
  /** Records of the sandbox provider, which are not part of the shop's data. */
  readonly sandboxPayments: SandboxPaymentStore;
  readonly sandboxWebhooks: SandboxWebhookStore;
  readonly transaction: RunTransaction;
  readonly indexes: Indexes;
  readonly migrations: Migrations;
  /**
   * Resolves when the server responds, and has room for data if a write has found none.
   *
   * @throws {BaseError} DATABASE_UNAVAILABLE when the server does not respond.
   * @throws {BaseError} STORAGE_FULL when it has no room.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database at a MongoDB URI.
 * @throws {BaseError} DATABASE_UNAVAILABLE when it cannot be reached.
 * @throws {DatabaseUnfitError} when it cannot run transactions.
 */
export async function openDatabase(
  uri: string,
  options: ConnectionOptions = {},
): Promise<Database> {
  const { mongoose, connection } = await openConnection(uri, options);
  const room = createStorageRoom(connection);
  const guard = <Store extends object>(store: Store): Store => guardStore(store, room.note);
  const transaction = createTransaction(connection, room.note);
  const events = guard(createEventStore(connection));
  const leases = guard(createLeaseStore(connection));
  return {
    accounts: guard(createAccountStore(connection)),
    apiKeys: guard(createApiKeyStore(connection)),
    audit: guard(createAuditStore(connection)),
    carts: guard(createCartStore(connection)),
    checkouts: guard(createCheckoutStore(connection)),
    currencyDigits: guard(createCurrencyDigitsStore(connection)),
    events,
    idempotency: guard(createIdempotencyStore(connection)),
    ledger: guard(createLedgerStore(connection)),
    emails: guard(createEmailStore(connection)),
    oneTimeTokens: guard(createOneTimeTokenStore(connection)),
    orders: guard(createOrderStore(connection)),
    payments: guard(createPaymentStore(connection)),
    rateLimits: guard(createRateLimitStore(connection)),
    webhookEvents: guard(createWebhookEventStore(connection)),
    sessions: guard(createSessionStore(connection)),
    products: guard(createProductStore(connection)),
    facets: guard(createFacetStore(connection)),
    variants: guard(createVariantStore(connection)),
    prices: guard(createPriceStore(connection)),
    taxZones: guard(createTaxZoneStore(connection)),
    shippingMethods: guard(createShippingMethodStore(connection)),
    discounts: guard(createDiscountStore(connection)),
    discountUses: guard(createDiscountUseStore(connection)),
    leases,
    stock: guard(createStockStore(connection, events)),
    sandboxPayments: guard(createSandboxPaymentStore(connection)),
    sandboxWebhooks: guard(createSandboxWebhookStore(connection)),
    transaction,
    migrations: guard(createMigrations(connection, leases)),
    indexes: guard(createIndexes(connection)),
    ...guard({
      async ping() {
        await connection.db?.admin().command({ ping: 1 });
        await room.check();
      },
    }),
    close: () => mongoose.disconnect(),
  };
}
