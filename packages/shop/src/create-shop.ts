import type { Database } from '@trastienda/db';
import { createKeyedMutex, createWorker, type Worker, type WorkerFault } from '@trastienda/runtime';
import type { BuyingDeps } from './base/buying-deps.ts';
import type { CartService } from './carts/cart-service.ts';
import { createCartService } from './carts/create-cart-service.ts';
import { createStockProjector } from './catalog/jobs/project-stock.ts';
import type { CheckoutService } from './checkout/checkout-service.ts';
import { createCheckoutErasure } from './checkout/jobs/erase-checkouts.ts';
import { createExpireCheckouts } from './checkout/jobs/expire-checkouts.ts';
import type { HoldLimits } from './checkout/limit-holdings.ts';
import { createOwnCheckouts } from './checkout/own-checkouts.ts';
import { createStartCheckout } from './checkout/start-checkout.ts';
import type { Clock } from './clock.ts';
import { createOrderAdminService } from './orders/create-order-admin-service.ts';
import { createOrderService } from './orders/create-order-service.ts';
import type { OrderAdminService, OrderService } from './orders/order-services.ts';
import type { PaymentProvider } from './payments/payment-provider.ts';
import { createPricingAdmin } from './pricing/create-pricing-admin.ts';
import { createQuoting } from './pricing/create-quoting.ts';
import type { PricingAdmin } from './pricing/pricing-admin.ts';
import { createLedgerService } from './settlement/create-ledger-service.ts';
import { createPayments } from './settlement/create-payments.ts';
import { createAccountErasure } from './settlement/jobs/erase-accounts.ts';
import { newOrderNumber } from './settlement/order-number.ts';
import type { LedgerService, WebhookService } from './settlement/payment-services.ts';
import type { PaymentsDeps } from './settlement/payments-deps.ts';
import { placeOrder } from './settlement/place-order.ts';
import { createWebhookService } from './settlement/receive-webhook.ts';
import { createStockService } from './stock/create-stock-service.ts';
import type { StockService } from './stock/stock-service.ts';

/** What a shop sells with. */
export interface BuyingOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** The shop's own currency: that of the catalogue's prices. */
  readonly currency: string;
  readonly provider: PaymentProvider;
  /** How long a checkout holds its stock. */
  readonly holdSeconds: number;
  /** What unpaid checkouts may hold; no limits unless told. */
  readonly holdLimits?: HoldLimits;
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
export interface Buying extends PricingAdmin {
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
export function createBuying(options: BuyingOptions): Buying {
  const { database, clock, currency, provider, holdSeconds, onFault, pollMs } = options;
  const payableStep = (code: string) => provider.payableStep(code);
  const pricing = createQuoting({ database, clock, currency, payableStep });
  const turns = createKeyedMutex({ maxWaiting: MAX_WAITING });
  const deps: BuyingDeps = {
    database,
    clock,
    pricing,
    provider,
    turns,
    holdSeconds,
    ...(options.holdLimits !== undefined && { holdLimits: options.holdLimits }),
    newOrderNumber: options.newOrderNumber ?? newOrderNumber,
  };
  const paymentsDeps: PaymentsDeps = {
    ...deps,
    placeOrder,
    onFault,
    ...(options.paymentRetryMs !== undefined && { retryMs: options.paymentRetryMs }),
  };
  const payments = createPayments(paymentsDeps);
  const { pay, complete } = payments;
  const erasure = createAccountErasure(deps);
  const { checkoutRetentionDays = CHECKOUT_RETENTION_DAYS } = options;
  const orderDeps = { database, clock, turns, payments, payableStep };

  return {
    ...createPricingAdmin({ database, clock, currency }),
    stock: createStockService({ database, clock }),
    cart: createCartService({ database, clock, pricing, currency }),
    checkout: { ...createStartCheckout(deps), ...createOwnCheckouts(deps), pay, complete },
    order: createOrderService(orderDeps),
    orders: createOrderAdminService(orderDeps),
    ledger: createLedgerService(deps),
    webhooks: createWebhookService(paymentsDeps),
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
        { name: 'due-payments', runOnce: payments.runDue },
        createCheckoutErasure(deps, checkoutRetentionDays),
        { name: 'stock-in-lists', runOnce: createStockProjector({ database }).runOnce },
      ],
      leases: database.leases,
      clock,
      onFault,
      ...(pollMs !== undefined && { pollMs }),
    }),
  };
}
