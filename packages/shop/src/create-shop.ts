import { type Clock, createKeyedMutex, createTagHub, type TagHub } from '@trastienda/base';
import {
  createLogTail,
  createRelayWorker,
  type EventConsumer,
  type Job,
  type RelayWorker,
  type WorkerFault,
} from '@trastienda/mongo';
import type { Locale } from '@trastienda/shop-contract';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import type { AddressService } from './addresses/address-service.ts';
import { createAddressService } from './addresses/create-address-service.ts';
import type { OwnUrls } from './base/own-urls.ts';
import type { CartService } from './carts/cart-service.ts';
import { createCartService } from './carts/create-cart-service.ts';
import { createRefreshListings } from './catalog/jobs/refresh-listings.ts';
import { createAmendCheckout } from './checkout/amend-checkout.ts';
import type { CheckoutService } from './checkout/checkout-service.ts';
import { createClaimCart } from './checkout/claim-cart.ts';
import { createCheckoutErasure } from './checkout/jobs/erase-checkouts.ts';
import { createExpireCheckouts } from './checkout/jobs/expire-checkouts.ts';
import type { ReservationLimits } from './checkout/limit-reservations.ts';
import { createOwnCheckouts } from './checkout/own-checkouts.ts';
import { createPreviewCheckout } from './checkout/preview-checkout.ts';
import { createStartCheckout } from './checkout/start-checkout.ts';
import { createEdgeConsumer } from './edge/create-edge-consumer.ts';
import type { EdgeCache } from './edge/edge-cache.ts';
import { createPurgeEdge } from './edge/jobs/purge-edge.ts';
import { createEventService, type EventService } from './events/create-event-service.ts';
import type { LedgerService } from './ledger/ledger-service.ts';
import {
  createNotifications,
  type NotificationOptions,
} from './notifications/create-notifications.ts';
import { createNotifyWebhookDisabled } from './notifications/webhook-disabled.ts';
import { createClaimOrders } from './orders/claim-orders.ts';
import { createOrderAdminService } from './orders/create-order-admin-service.ts';
import { createOrderService } from './orders/create-order-service.ts';
import { createOrderLinks, type LinkKeys } from './orders/order-links.ts';
import type { OrderAdminService, OrderService } from './orders/order-services.ts';
import type { PaymentProvider } from './payments/payment-provider.ts';
import { createPricingAdmin } from './pricing/create-pricing-admin.ts';
import { createQuoting } from './pricing/create-quoting.ts';
import type { PricingAdmin } from './pricing/pricing-admin.ts';
import { createReportConsumer } from './reports/create-report-consumer.ts';
import { createReportService } from './reports/create-report-service.ts';
import { createValueStock } from './reports/jobs/value-stock.ts';
import type { ReportService } from './reports/report-service.ts';
import { createSearch } from './search/create-search.ts';
import type { SearchIndex } from './search/search-index.ts';
import { completeCheckout } from './settlement/complete-checkout.ts';
import { createLedgerService } from './settlement/create-ledger-service.ts';
import { createOrderCancellation } from './settlement/create-order-cancellation.ts';
import { createOrderRefunds } from './settlement/create-order-refunds.ts';
import { createAdvanceDuePayments } from './settlement/jobs/advance-due-payments.ts';
import { createAccountErasure } from './settlement/jobs/erase-accounts.ts';
import { newOrderNumber } from './settlement/order-number.ts';
import { payCheckout } from './settlement/pay-checkout.ts';
import {
  createProviderWebhookService,
  type ProviderWebhookService,
} from './settlement/receive-webhook.ts';
import { createStockService } from './stock/create-stock-service.ts';
import type { StockService } from './stock/stock-service.ts';
import { createEventStreams, type EventStreams } from './streams/create-event-streams.ts';
import { createWebhooks, type WebhookOptions } from './webhooks/create-webhooks.ts';
import type { WebhookService } from './webhooks/webhook-service.ts';

/** Dependencies and settings of a shop. */
export interface ShopOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Currency of the catalog's prices. */
  readonly currency: string;
  /** Language of emails to buyers who have chosen none; `en` by default. */
  readonly locale?: Locale;
  /** Secrets that sign the links in emails about orders. */
  readonly linkKeys: LinkKeys;
  /** IANA time zone of the days in reports; UTC by default. */
  readonly timeZone?: string;
  readonly provider: PaymentProvider;
  /** How long a checkout reserves its stock. */
  readonly reservationSeconds: number;
  /** Limits on the stock that unpaid checkouts may reserve; unlimited by default. */
  readonly reservationLimits?: ReservationLimits;
  /** How long ended checkouts keep email and postal addresses; 30 days by default. */
  readonly checkoutRetentionDays?: number;
  /** Called with each failure of a background job. */
  readonly onFault: (fault: WorkerFault) => void;
  /** Called when there are more products than `searchMaxProducts` allows, with what to do. */
  readonly onSearchTooLarge?: (advice: string) => void;
  /** Interval between polls of the background worker; one second by default. */
  readonly pollMs?: number;
  /**
   * Delay before the worker first polls the provider about an unfinished payment; a minute by
   * default.
   */
  readonly paymentRetryMs?: number;
  /** Emails to buyers and staff; none are sent by default. */
  readonly notifications?: NotificationOptions;
  /** Background jobs of other parts, which run in the shop's worker. */
  readonly jobs?: readonly Job[];
  /** Generates an order number; random by default. */
  readonly newOrderNumber?: () => string;
  /** Webhooks to other systems. */
  readonly webhooks: WebhookOptions;
  /** URLs of the shop's own images; by default there are none. */
  readonly urls?: OwnUrls;
  /** A cache in front of the shop, which forgets what has changed; none by default. */
  readonly edgeCache?: EdgeCache;
  /**
   * Products up to which this process has a search index in memory; by default none, and the database
   * searches.
   */
  readonly searchMaxProducts?: number;
}

/** The services of buying, one for each router key, from cart to ledger. */
export interface Shop extends PricingAdmin {
  readonly stock: StockService;
  readonly addresses: AddressService;
  readonly cart: CartService;
  readonly checkout: CheckoutService;
  readonly orders: OrderService;
  readonly orderAdmin: OrderAdminService;
  readonly ledger: LedgerService;
  readonly events: EventService;
  readonly reports: ReportService;
  /** Webhooks to other systems. */
  readonly webhooks: WebhookService;
  /** Receives the payment provider's webhooks over plain HTTP; no procedure handles them. */
  readonly providerWebhooks: ProviderWebhookService;
  /**
   * Erases the personal data of a deleted account from carts and checkouts. Never rejects: the
   * background worker retries what fails.
   */
  readonly eraseAccount: (accountId: string) => Promise<void>;
  /** Finds products by words; in memory while the background worker runs. */
  readonly search: SearchIndex;
  /** News of what answers depend on, while the background worker runs. */
  readonly tags: TagHub;
  /** Streams of committed events, while the background worker runs. */
  readonly streams: EventStreams;
  /**
   * Worker that expires checkouts, advances payments, refreshes product listings and brings events to
   * their consumers. Call `background.relay.register` before the first call of a service.
   */
  readonly background: RelayWorker;
}

/**
 * Maximum calls waiting for a lock. Exceeds the concurrent calls of a process in normal operation;
 * further calls are rejected and may retry.
 */
const MAX_WAITING = 1000;

const CHECKOUT_RETENTION_DAYS = 30;

/** Creates the services of buying over a database and a payment provider. */
export function createShop(options: ShopOptions): Shop {
  const { database, clock, currency, provider, reservationSeconds, onFault, pollMs } = options;
  const { timeZone = 'UTC' } = options;
  const payableStep = (code: string) => provider.payableStep(code);
  const pricing = createQuoting({
    ...{ database, clock, currency, payableStep },
    ...(options.urls && { urls: options.urls }),
  });
  const locks = createKeyedMutex({ maxWaiting: MAX_WAITING });
  const { reservationLimits } = options;
  const limits = reservationLimits === undefined ? {} : { reservationLimits };
  const deps = {
    database,
    clock,
    pricing,
    provider,
    locks,
    reservationSeconds,
    onFault,
    newOrderNumber: options.newOrderNumber ?? newOrderNumber,
    ...limits,
    ...(options.locale && { locale: options.locale }),
    ...(options.paymentRetryMs !== undefined && { retryMs: options.paymentRetryMs }),
  };
  const links = createOrderLinks({ keys: options.linkKeys, clock });
  const linked = { database, clock, links };
  const cartDeps = { database, clock, pricing, currency };
  const erasure = createAccountErasure(deps);
  const { checkoutRetentionDays = CHECKOUT_RETENTION_DAYS } = options;
  const { notifications, locale = 'en' } = options;
  const webhooks = createWebhooks({
    ...{ database, clock },
    options: {
      ...(notifications && {
        notifyDisabled: createNotifyWebhookDisabled({
          ...{ database, locale, emails: notifications.emails },
          ...{ staff: notifications.staff ?? [], off: new Set(notifications.off) },
        }),
      }),
      ...options.webhooks,
    },
    wake: () => background.wake(new Set([webhooks.job.name])),
  });
  /** What reacts to events; each has its own progress. */
  const { edgeCache } = options;
  const consumers: readonly EventConsumer<ShopEvent>[] = [
    createReportConsumer({ database, timeZone }),
    ...(notifications ? createNotifications({ ...linked, locale, timeZone }, notifications) : []),
    webhooks.consumer,
    ...(edgeCache ? [createEdgeConsumer({ database })] : []),
  ];
  const background = createRelayWorker({
    database,
    consumers,
    jobs: [
      // Before payments: the unfinished purchases of a deleted account must not complete.
      erasure.job,
      createExpireCheckouts(deps),
      createAdvanceDuePayments(deps),
      createCheckoutErasure(deps, checkoutRetentionDays),
      createRefreshListings({ database, clock }),
      createValueStock({ database, clock, timeZone, currency }),
      webhooks.job,
      ...(edgeCache ? [createPurgeEdge({ database, cache: edgeCache })] : []),
      ...(options.jobs ?? []),
    ],
    clock,
    onFault,
    ...(pollMs !== undefined && { pollMs }),
  });

  const search = createSearch({
    ...{ database, currency, onFault, feed: background.feed },
    maxProducts: options.searchMaxProducts ?? 0,
    onTooLarge: options.onSearchTooLarge ?? (() => {}),
  });

  return {
    ...createPricingAdmin({ database, clock, currency }),
    stock: createStockService({ database, clock }),
    addresses: createAddressService({ database, clock }),
    cart: { ...createCartService(cartDeps), ...createClaimCart(cartDeps) },
    checkout: {
      ...createPreviewCheckout({ ...cartDeps, ...limits }),
      ...createStartCheckout(deps),
      ...createAmendCheckout(deps),
      ...createOwnCheckouts(deps),
      pay: (buyer, input, origin) => payCheckout(deps, buyer, input, origin),
      complete: (buyer, input, origin) => completeCheckout(deps, buyer, input, origin),
    },
    orders: {
      ...createOrderService(linked),
      ...createClaimOrders(linked),
      ...createOrderCancellation(deps),
    },
    orderAdmin: { ...createOrderAdminService(deps), ...createOrderRefunds(deps) },
    ledger: createLedgerService(deps),
    events: createEventService({ database, clock, relay: background.relay }),
    search: search.index,
    tags: createTagHub(background.feed),
    streams: createEventStreams({
      database,
      tail: createLogTail<ShopEvent>({ database, feed: background.feed }),
    }),
    reports: createReportService({ database, timeZone }),
    webhooks: webhooks.service,
    providerWebhooks: createProviderWebhookService(deps),
    async eraseAccount(accountId) {
      try {
        await erasure.erase(accountId);
      } catch (error) {
        onFault({ job: erasure.job.name, error });
      }
    },
    background: {
      ...background,
      async stop(withinMs) {
        search.follower?.stop();
        await background.stop(withinMs);
      },
    },
  };
}
