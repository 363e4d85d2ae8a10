import { type AccountStore, createAccountStore } from './accounts/account-store.ts';
import { type ApiKeyStore, createApiKeyStore } from './api-keys/api-key-store.ts';
import { type AuditStore, createAuditStore } from './audit/audit-store.ts';
import { type CartStore, createCartStore } from './carts/cart-store.ts';
import { type CheckoutStore, createCheckoutStore } from './checkouts/checkout-store.ts';
import { guardStore } from './connection/guard-store.ts';
import { createIndexes, type Indexes } from './connection/indexes.ts';
import { type ConnectionOptions, openConnection } from './connection/open-connection.ts';
import { createTransaction, type RunTransaction } from './connection/transaction.ts';
import { createEventStore, type EventStore } from './events/event-store.ts';
import { createFacetStore, type FacetStore } from './facets/facet-store.ts';
import { createIdempotencyStore, type IdempotencyStore } from './idempotency/idempotency-store.ts';
import { createLeaseStore, type LeaseStore } from './leases/lease-store.ts';
import { createLedgerStore, type LedgerStore } from './ledger/ledger-store.ts';
import { createMailStore, type MailStore } from './mails/mail-store.ts';
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
import { createSessionStore, type SessionStore } from './sessions/session-store.ts';
import { createStockStore, type StockStore } from './stock/stock-store.ts';
import {
  createTestPaymentStore,
  type TestPaymentStore,
} from './test-payments/test-payment-store.ts';
import {
  createTestWebhookStore,
  type TestWebhookStore,
} from './test-payments/test-webhook-store.ts';

/** The shop's database: a store for each collection, and transactions over them. */
export interface Database {
  readonly accounts: AccountStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly carts: CartStore;
  readonly checkouts: CheckoutStore;
  readonly events: EventStore;
  readonly idempotency: IdempotencyStore;
  readonly ledger: LedgerStore;
  readonly mails: MailStore;
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
  /** The books of the built-in test provider, which are not the shop's. */
  readonly testPayments: TestPaymentStore;
  readonly testWebhooks: TestWebhookStore;
  readonly transaction: RunTransaction;
  readonly indexes: Indexes;
  /** Resolves when the server answers. `DATABASE_UNAVAILABLE`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database at a MongoDB URI. `DATABASE_UNAVAILABLE` when it cannot be reached; a
 * `DatabaseUnfitError` when it cannot do transactions.
 */
export async function openDatabase(
  uri: string,
  options: ConnectionOptions = {},
): Promise<Database> {
  const { mongoose, connection } = await openConnection(uri, options);
  const transaction = createTransaction(connection);
  const events = guardStore(createEventStore(connection));
  return {
    accounts: guardStore(createAccountStore(connection)),
    apiKeys: guardStore(createApiKeyStore(connection)),
    audit: guardStore(createAuditStore(connection)),
    carts: guardStore(createCartStore(connection)),
    checkouts: guardStore(createCheckoutStore(connection)),
    events,
    idempotency: guardStore(createIdempotencyStore(connection)),
    ledger: guardStore(createLedgerStore(connection)),
    mails: guardStore(createMailStore(connection)),
    oneTimeTokens: guardStore(createOneTimeTokenStore(connection)),
    orders: guardStore(createOrderStore(connection)),
    payments: guardStore(createPaymentStore(connection)),
    rateLimits: guardStore(createRateLimitStore(connection)),
    webhookEvents: guardStore(createWebhookEventStore(connection)),
    sessions: guardStore(createSessionStore(connection)),
    products: guardStore(createProductStore(connection)),
    facets: guardStore(createFacetStore(connection)),
    variants: guardStore(createVariantStore(connection)),
    prices: guardStore(createPriceStore(connection)),
    taxZones: guardStore(createTaxZoneStore(connection)),
    shippingMethods: guardStore(createShippingMethodStore(connection)),
    discounts: guardStore(createDiscountStore(connection)),
    discountUses: guardStore(createDiscountUseStore(connection)),
    leases: guardStore(createLeaseStore(connection)),
    stock: guardStore(createStockStore(connection, { events, transaction })),
    testPayments: guardStore(createTestPaymentStore(connection)),
    testWebhooks: guardStore(createTestWebhookStore(connection)),
    transaction,
    indexes: guardStore(createIndexes(connection)),
    ...guardStore({
      async ping() {
        await connection.db?.admin().command({ ping: 1 });
      },
    }),
    close: () => mongoose.disconnect(),
  };
}
