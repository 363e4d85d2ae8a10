import type { Database } from '@trastienda/db';
import {
  type Clock,
  createKeyedMutex,
  createWorker,
  type Worker,
  type WorkerFault,
} from '@trastienda/runtime';
import type { CartService } from './carts/cart-service.ts';
import { createCartService } from './carts/create-cart-service.ts';
import { createRefreshListings } from './catalog/jobs/refresh-listings.ts';
import type { CheckoutService } from './checkout/checkout-service.ts';
import { createClaimCart } from './checkout/claim-cart.ts';
import { createCheckoutErasure } from './checkout/jobs/erase-checkouts.ts';
import { createExpireCheckouts } from './checkout/jobs/expire-checkouts.ts';
import type { ReservationLimits } from './checkout/limit-reservations.ts';
import { createOwnCheckouts } from './checkout/own-checkouts.ts';
import { createStartCheckout } from './checkout/start-checkout.ts';
import type { LedgerService } from './ledger/ledger-service.ts';
import { createOrderAdminService } from './orders/create-order-admin-service.ts';
import { createOrderService } from './orders/create-order-service.ts';
import type { OrderAdminService, OrderService } from './orders/order-services.ts';
import type { PaymentProvider } from './payments/payment-provider.ts';
import { createPricingAdmin } from './pricing/create-pricing-admin.ts';
import { createQuoting } from './pricing/create-quoting.ts';
import type { PricingAdmin } from './pricing/pricing-admin.ts';
import { completeCheckout } from './settlement/complete-checkout.ts';
import { createLedgerService } from './settlement/create-ledger-service.ts';
import { createOrderCancellation } from './settlement/create-order-cancellation.ts';
import { createOrderRefunds } from './settlement/create-order-refunds.ts';
import { createAdvanceDuePayments } from './settlement/jobs/advance-due-payments.ts';
import { createAccountErasure } from './settlement/jobs/erase-accounts.ts';
import { newOrderNumber } from './settlement/order-number.ts';
import { payCheckout } from './settlement/pay-checkout.ts';
import { createWebhookService, type WebhookService } from './settlement/receive-webhook.ts';
import { createStockService } from './stock/create-stock-service.ts';
import type { StockService } from './stock/stock-service.ts';

/** What a shop sells with. */
export interface ShopOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** The shop's own currency: that of the catalogue's prices. */
  readonly currency: string;
  readonly provider: PaymentProvider;
  /** How long a checkout holds its stock. */
  readonly reservationSeconds: number;
  /** What unpaid checkouts may hold; no limits unless told. */
  readonly reservationLimits?: ReservationLimits;
  /** How long checkouts that have ended keep email address and addresses; 30 days unless told. */
  readonly checkoutRetentionDays?: number;
  /** Is told what goes wrong in the background. */
  readonly onFault: (fault: WorkerFault) => void;
  /** How often the background looks for work; every second unless told. */
  readonly pollMs?: number;
  /** When the background first asks how an unfinished payment stands; a minute unless told. */
  readonly paymentRetryMs?: number;
  /** Draws the number of an order; random by default. */
  readonly newOrderNumber?: () => string;
}

/** Everything between a cart and a ledger: a service for each key of the router that is about buying. */
export interface Shop extends PricingAdmin {
  readonly stock: StockService;
  readonly cart: CartService;
  readonly checkout: CheckoutService;
  readonly order: OrderService;
  readonly orders: OrderAdminService;
  readonly ledger: LedgerService;
  /** For HTTP, which has no procedure for it. */
  readonly webhooks: WebhookService;
  /**
   * Erases what carts and checkouts keep of an account that was deleted. Never rejects: the
   * background does what this leaves.
   */
  readonly eraseAccount: (accountId: string) => Promise<void>;
  /** What happens without anybody asking: checkouts expire, payments go on, lists follow stock. */
  readonly background: Worker;
}

/** More than a process has calls at once; whoever comes after them is told to come back. */
const MAX_WAITING = 1000;

const CHECKOUT_RETENTION_DAYS = 30;

/** Buying over a database, with a provider that takes the money. */
export function createShop(options: ShopOptions): Shop {
  const { database, clock, currency, provider, reservationSeconds, onFault, pollMs } = options;
  const payableStep = (code: string) => provider.payableStep(code);
  const pricing = createQuoting({ database, clock, currency, payableStep });
  const locks = createKeyedMutex({ maxWaiting: MAX_WAITING });
  const deps = {
    database,
    clock,
    pricing,
    provider,
    locks,
    reservationSeconds,
    onFault,
    newOrderNumber: options.newOrderNumber ?? newOrderNumber,
    ...(options.reservationLimits !== undefined && {
      reservationLimits: options.reservationLimits,
    }),
    ...(options.paymentRetryMs !== undefined && { retryMs: options.paymentRetryMs }),
  };
  const cartDeps = { database, clock, pricing, currency };
  const erasure = createAccountErasure(deps);
  const { checkoutRetentionDays = CHECKOUT_RETENTION_DAYS } = options;

  return {
    ...createPricingAdmin({ database, clock, currency }),
    stock: createStockService({ database, clock }),
    cart: { ...createCartService(cartDeps), ...createClaimCart(cartDeps) },
    checkout: {
      ...createStartCheckout(deps),
      ...createOwnCheckouts(deps),
      pay: (buyer, input, origin) => payCheckout(deps, buyer, input, origin),
      complete: (buyer, input, origin) => completeCheckout(deps, buyer, input, origin),
    },
    order: { ...createOrderService(deps), ...createOrderCancellation(deps) },
    orders: { ...createOrderAdminService(deps), ...createOrderRefunds(deps) },
    ledger: createLedgerService(deps),
    webhooks: createWebhookService(deps),
    async eraseAccount(accountId) {
      try {
        await erasure.erase(accountId);
      } catch (error) {
        onFault({ job: erasure.job.name, error });
      }
    },
    background: createWorker({
      jobs: [
        // Before payments: what a deleted account had begun to buy is not wanted any more.
        erasure.job,
        createExpireCheckouts(deps),
        createAdvanceDuePayments(deps),
        createCheckoutErasure(deps, checkoutRetentionDays),
        createRefreshListings({ database }),
      ],
      leases: database.leases,
      clock,
      onFault,
      ...(pollMs !== undefined && { pollMs }),
    }),
  };
}
