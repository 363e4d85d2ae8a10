import type { Keyed } from '@trastienda/base';
import type { CheckoutView, PayCheckoutInput } from '@trastienda/shop-contract';
import type { OrderState, PaymentState } from '@trastienda/shop-db';
import { checkInvariants } from '@trastienda/shop-invariants';
import { useStarted } from '@trastienda/testing/vitest';
import type { Shop, ShopOptions } from '../create-shop.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import {
  createSandboxProvider,
  type SandboxProvider,
} from '../payments/providers/sandbox/create-sandbox-provider.ts';
import { startTestShop, type TestShop, VISITOR } from './start-test-shop.ts';

/** A test shop that takes payments through the sandbox. */
export interface TestPayments extends TestShop, Pick<SandboxProvider, 'driver' | 'provider'> {
  /** Confirms the payment with a payment method, under a new idempotency key by default. */
  pay(
    begun: StartedCheckout,
    paymentMethod: string | null,
    overrides?: Partial<Keyed<PayCheckoutInput>>,
  ): Promise<CheckoutView>;
  complete(begun: StartedCheckout, idempotencyKey?: string): Promise<CheckoutView>;
  /** Buys and pays for one SKU; the checkout becomes an order. */
  buy(
    quantity?: number,
  ): Promise<StartedCheckout & { readonly order: OrderState; readonly payment: PaymentState }>;
  /** Delivers all due webhooks to the shop, or to another process of it; returns how many. */
  deliverWebhooks(process?: Shop): Promise<number>;
  /** Runs the background work of the next hours: of six, or until one has none. */
  runBackground(): Promise<void>;
  paymentOf(begun: StartedCheckout): Promise<PaymentState>;
  orderOf(begun: StartedCheckout): Promise<OrderState | null>;
  available(sku: string): Promise<number>;
  /** Returns the balances of a payment's ledger accounts. */
  ledgerOf(paymentId: string): Promise<Record<string, number>>;
  /** Returns the names of violated invariants; empty unless a test has tampered with the data. */
  violations(): Promise<string[]>;
}

/** A buyer with an open checkout. */
export interface StartedCheckout {
  readonly buyer: Awaited<ReturnType<TestShop['begin']>>['buyer'];
  readonly checkout: CheckoutView;
}

const HOUR = 3600;

/** Creates a provider that delegates to the sandbox as soon as the shop's database exists. */
function createLateProvider(): { provider: PaymentProvider; arrive(real: PaymentProvider): void } {
  let real: PaymentProvider | null = null;
  const late = (): PaymentProvider => {
    if (real === null) throw new Error('The provider was asked too early.');
    return real;
  };
  return {
    arrive: (provider) => {
      real = provider;
    },
    provider: {
      name: 'test',
      payableStep: (currency) => late().payableStep(currency),
      create: (input) => late().create(input),
      fetch: (reference) => late().fetch(reference),
      capture: (reference) => late().capture(reference),
      void: (reference) => late().void(reference),
      refund: (reference, refund) => late().refund(reference, refund),
      list: (span) => late().list(span),
      readWebhook: (body, header) => late().readWebhook(body, header),
    },
  };
}

export async function startTestPayments(options: Partial<ShopOptions> = {}): Promise<TestPayments> {
  const late = createLateProvider();
  const shop = await startTestShop({ ...options, provider: late.provider });
  const { database, clock } = shop;
  const test = createSandboxProvider({ database, clock, webhookSecret: 'whsec_test' });
  late.arrive(test.provider);

  const paymentOf = async ({ checkout }: StartedCheckout) => {
    const { paymentId } = (await database.checkouts.find(checkout.id)) ?? {};
    const payment = await database.payments.find(paymentId ?? '');
    if (payment === null) throw new Error('The checkout has no payment.');
    return payment;
  };
  const orderOf = ({ checkout }: StartedCheckout) => database.orders.findByCheckout(checkout.id);
  const pay: TestPayments['pay'] = ({ buyer, checkout }, paymentMethod, overrides) => {
    const idempotencyKey = shop.newKey();
    const input = { checkoutId: checkout.id, paymentMethod, idempotencyKey, ...overrides };
    return shop.checkout.pay(buyer, input, VISITOR);
  };
  const complete: TestPayments['complete'] = (
    { buyer, checkout },
    idempotencyKey = shop.newKey(),
  ) => shop.checkout.complete(buyer, { checkoutId: checkout.id, idempotencyKey }, VISITOR);

  return {
    ...shop,
    driver: test.driver,
    provider: test.provider,
    pay,
    complete,
    paymentOf,
    orderOf,
    async buy(quantity = 1) {
      const begun = await shop.begin(await shop.offer(), quantity);
      await pay(begun, 'pm_test_approve');
      await complete(begun);
      const order = await orderOf(begun);
      if (order === null) throw new Error('There is no order.');
      return { ...begun, order, payment: await paymentOf(begun) };
    },
    deliverWebhooks: ({ providerWebhooks } = shop) =>
      test.sender.sendDue(({ body, headers }) =>
        providerWebhooks.receive(body, (name) => headers[name], VISITOR),
      ),
    async runBackground() {
      for (let hour = 0; hour < 6; hour += 1) {
        shop.advance(HOUR);
        if ((await shop.background.runOnce()) === 0) return;
        while ((await shop.background.runOnce()) > 0);
      }
    },
    async available(sku) {
      const [stock] = await database.stock.find([sku]);
      return stock?.available ?? 0;
    },
    async ledgerOf(paymentId) {
      const sums: Record<string, number> = {};
      for (const { postings } of await database.ledger.ofPayments([paymentId])) {
        for (const { account, amount } of postings) {
          sums[account] = (sums[account] ?? 0) + amount;
        }
      }
      return sums;
    },
    async violations() {
      const found = await checkInvariants(shop.server.uri);
      return found.map(({ invariant, message }) => `${invariant}: ${message}`);
    },
  };
}

/** Starts a shop with payments for the calling test file. */
export const useTestPayments = () => useStarted(() => startTestPayments());
