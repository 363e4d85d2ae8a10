import {
  accounts,
  apiKeys,
  defineAudit,
  oneTimeTokens,
  sessions,
} from '@trastienda/auth/collections';
import { emails } from '@trastienda/emails/collection';
import {
  type ConnectionOptions,
  type DatabaseOf,
  eventConsumers,
  leases,
  openDatabase as open,
  rateLimits,
} from '@trastienda/mongo';
import type { AuditAction } from '@trastienda/shop-contract';
import { addressBooks } from './addresses/address-book-store.ts';
import { carts } from './carts/cart-store.ts';
import { checkouts } from './checkouts/checkout-store.ts';
import { currencyDigits } from './currency-digits/currency-digits-store.ts';
import { edgePurges } from './edge/edge-purge-store.ts';
import { events } from './events/events.ts';
import { facets } from './facets/facet-store.ts';
import { idempotency } from './idempotency/idempotency.ts';
import { ledger } from './ledger/ledger-store.ts';
import { media } from './media/media-store.ts';
import { messages } from './messages/message-store.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { subscribers } from './newsletter/subscriber-store.ts';
import { orders } from './orders/order-store.ts';
import { payments } from './payments/payment-store.ts';
import { webhookEvents } from './payments/webhook-event-store.ts';
import { discounts } from './pricing/discount-store.ts';
import { discountUses } from './pricing/discount-use-store.ts';
import { prices } from './pricing/price-store.ts';
import { quotes } from './pricing/quote-store.ts';
import { shippingMethods } from './pricing/shipping-method-store.ts';
import { taxZones } from './pricing/tax-zone-store.ts';
import { products } from './products/product-store.ts';
import { reports } from './reports/report-store.ts';
import { stockValues } from './reports/stock-value-store.ts';
import { sandboxPayments } from './sandbox-payments/sandbox-payment-store.ts';
import { sandboxWebhooks } from './sandbox-payments/sandbox-webhook-store.ts';
import { stock } from './stock/stock-store.ts';
import { webhookAttempts } from './webhooks/webhook-attempt-store.ts';
import { webhookDeliveries } from './webhooks/webhook-delivery-store.ts';
import { webhookEndpoints } from './webhooks/webhook-endpoint-store.ts';

/** The shop's collections. Those of the sandbox provider are not part of the shop's data. */
const COLLECTIONS = {
  accounts,
  addressBooks,
  apiKeys,
  audit: defineAudit<AuditAction>(),
  carts,
  checkouts,
  currencyDigits,
  discounts,
  discountUses,
  edgePurges,
  emails,
  eventConsumers,
  events,
  facets,
  idempotency,
  leases,
  ledger,
  media,
  messages,
  oneTimeTokens,
  orders,
  payments,
  prices,
  products,
  quotes,
  rateLimits,
  reports,
  sandboxPayments,
  sandboxWebhooks,
  sessions,
  shippingMethods,
  stock,
  stockValues,
  subscribers,
  taxZones,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
};

/** The shop's database: a store per collection, and transactions over them. */
export interface Database extends DatabaseOf<typeof COLLECTIONS> {}

/**
 * Opens the shop's database at a MongoDB URI.
 * @throws {BaseError} DATABASE_UNAVAILABLE when it cannot be reached.
 * @throws {DatabaseUnfitError} when it cannot run transactions.
 */
export function openDatabase(uri: string, options: ConnectionOptions = {}): Promise<Database> {
  return open({
    appName: 'trastienda',
    ...options,
    uri,
    collections: COLLECTIONS,
    migrations: ALL_MIGRATIONS,
  });
}
