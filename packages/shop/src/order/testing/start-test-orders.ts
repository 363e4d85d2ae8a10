import {
  type AccountActor,
  type Buyer,
  type CallOrigin,
  type DomainEventView,
  type OrderStatus,
  ROLE_PERMISSIONS,
  ShopError,
} from '@trastienda/contract';
import type { OrderState, PaymentState, StockQuantity } from '@trastienda/db';
import { useStarted } from '@trastienda/testing/vitest';
import {
  type Begun,
  startTestPayments,
  type TestPayments,
} from '../../payment/testing/start-test-payments.ts';
import { VISITOR } from '../../testing/start-test-shop.ts';

const MANAGER: AccountActor = {
  kind: 'account',
  accountId: 'c'.repeat(24),
  sessionId: 'd'.repeat(24),
  role: 'manager',
  permissions: ROLE_PERMISSIONS.manager,
  isRecent: true,
};

/** A member of staff who may do everything with orders. */
export const STAFF: CallOrigin = { ...VISITOR, actor: MANAGER };

/** Something that was bought: two of one thing for 10 EUR each. */
export interface Bought {
  readonly buyer: Buyer;
  readonly orderId: string;
  readonly sku: string;
}

export interface TestOrders extends TestPayments {
  /** What two of a thing are bought with; as it is right after, or in another status. */
  bought(status?: OrderStatus, paymentMethod?: string): Promise<Bought>;
  /** Sends so many. */
  send(bought: Bought, quantity: number): Promise<void>;
  /** The input of a call about an order, with a key of its own. */
  about(bought: Bought): { readonly orderId: string; readonly idempotencyKey: string };
  stateOf(bought: Bought): Promise<{ readonly order: OrderState; readonly payment: PaymentState }>;
  eventsOf(bought: Bought): Promise<DomainEventView['type'][]>;
  /** The thing, so many of it. */
  some(bought: Bought, quantity: number): StockQuantity[];
}

/** A shop with something to do orders with. */
async function startTestOrders(): Promise<TestOrders> {
  const test = await startTestPayments();
  const { database, provider } = test;
  const unavailable = () => Promise.reject(new ShopError('PAYMENT_UNAVAILABLE'));
  const withoutCapture = test.another({ provider: { ...provider, capture: unavailable } });

  const about: TestOrders['about'] = ({ orderId }) => ({ orderId, idempotencyKey: test.newKey() });
  const some: TestOrders['some'] = ({ sku }, quantity) => [{ sku, quantity }];
  const send: TestOrders['send'] = async (bought, quantity) => {
    await test.orders.fulfil({ ...about(bought), lines: some(bought, quantity) }, STAFF);
  };

  const complete = async (begun: Begun, isCaptured: boolean): Promise<void> => {
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    await (isCaptured ? test : withoutCapture).checkout.complete(buyer, input, VISITOR);
  };

  return {
    ...test,
    about,
    some,
    send,
    async bought(status = 'paid', paymentMethod = 'pm_test_approve') {
      const sku = await test.offer();
      const begun = await test.begin(sku, 2);
      await test.pay(begun, paymentMethod);
      await complete(begun, status !== 'pending');
      const order = await test.orderOf(begun);
      if (order === null) throw new Error('There is no order.');
      const bought: Bought = { buyer: begun.buyer, orderId: order.id, sku };
      if (status === 'partially-fulfilled') await send(bought, 1);
      if (status === 'fulfilled') await send(bought, 2);
      if (status === 'cancelled') await test.orders.cancel(about(bought), STAFF);
      return bought;
    },
    async stateOf({ orderId }) {
      const order = await database.orders.find(orderId);
      const payment = order && (await database.payments.find(order.paymentId));
      if (order === null || payment === null) throw new Error('The order is gone.');
      return { order, payment };
    },
    async eventsOf({ orderId }) {
      const input = { aggregate: 'order', aggregateId: orderId, limit: 100 } as const;
      return (await database.events.list(input)).items.map(({ type }) => type);
    },
  };
}

/** A shop with orders, for the test file that calls it. */
export const useTestOrders = () => useStarted(startTestOrders);
