import {
  type AccountActor,
  type Buyer,
  type CallOrigin,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  type DomainEventView,
  type OrderStatus,
  type RefundOrderInput,
  ROLE_PERMISSIONS,
  ShopError,
  type StaffOrderView,
} from '@trastienda/shop-contract';
import type { OrderState, PaymentState, StockQuantity } from '@trastienda/shop-db';
import { useStarted } from '@trastienda/testing/vitest';
import type { ShopOptions } from '../create-shop.ts';
import {
  type StartedCheckout,
  startTestPayments,
  type TestPayments,
} from './start-test-payments.ts';
import { VISITOR } from './start-test-shop.ts';

const MANAGER: AccountActor = {
  kind: 'account',
  accountId: 'c'.repeat(24),
  sessionId: 'd'.repeat(24),
  role: 'manager',
  permissions: ROLE_PERMISSIONS.manager,
  isRecent: true,
};

/** Call of a staff member who may manage orders. */
export const STAFF: CallOrigin = { ...VISITOR, actor: MANAGER };

/** An order for two units at 10 EUR each. */
export interface PlacedOrder {
  readonly buyer: Buyer;
  readonly orderId: string;
  /** SKU of the first line. */
  readonly sku: string;
  readonly skus: readonly string[];
}

/** A line to buy: three units at 10 EUR each by default. */
export interface OrderedLine {
  readonly quantity?: number;
  readonly amount?: number;
  /** False for units without a count in stock, which are not restocked. */
  readonly isTracked?: boolean;
}

export interface BuyOptions {
  readonly paymentMethod?: string;
  /** Price of untaxed shipping in minor units. */
  readonly shipping?: number;
  /** True to apply a code for 100 % off the goods. */
  readonly isFree?: boolean;
}

export interface TestOrders extends TestPayments {
  /** Buys two units of one SKU; moves the order to the given status, if any. */
  bought(status?: OrderStatus, paymentMethod?: string): Promise<PlacedOrder>;
  /** Buys and pays for these lines. */
  boughtLines(lines?: readonly OrderedLine[], options?: BuyOptions): Promise<PlacedOrder>;
  refund(
    bought: PlacedOrder,
    what: RefundOrderInput['what'],
    shop?: Pick<TestOrders, 'orderAdmin'>,
  ): Promise<StaffOrderView>;
  /** Taxes goods at 21 %, included in their prices, and leaves shipping untaxed. */
  taxGoods(): Promise<void>;
  /** Requests a return of `quantity` units as the buyer; staff accept it by default. */
  returnUnits(bought: PlacedOrder, quantity: number, decision?: 'accepted' | null): Promise<string>;
  /** Returns whether staff find it among the orders of a status that are ready to pack. */
  isReadyToPack(bought: PlacedOrder): Promise<boolean>;
  /** Ships `quantity` units. */
  ship(bought: PlacedOrder, quantity: number): Promise<void>;
  /** Builds the input of a call about the order, with a new idempotency key. */
  callInput(bought: PlacedOrder): { readonly orderId: string; readonly idempotencyKey: string };
  stateOf(
    bought: PlacedOrder,
  ): Promise<{ readonly order: OrderState; readonly payment: PaymentState }>;
  eventsOf(bought: PlacedOrder): Promise<DomainEventView['type'][]>;
  /** Returns `quantity` units of the order's first SKU. */
  unitsOf(bought: PlacedOrder, quantity: number): StockQuantity[];
}

/** Starts a shop with helpers that create orders. */
async function startTestOrders(options: Partial<ShopOptions> = {}): Promise<TestOrders> {
  const test = await startTestPayments(options);
  const { database, provider } = test;
  const unavailable = () =>
    Promise.reject(new ShopError('PAYMENT_UNAVAILABLE', { details: { code: 'lost' } }));
  const withoutCapture = test.openProcess({ provider: { ...provider, capture: unavailable } });

  const callInput: TestOrders['callInput'] = ({ orderId }) => ({
    orderId,
    idempotencyKey: test.newKey(),
  });
  const unitsOf: TestOrders['unitsOf'] = ({ sku }, quantity) => [{ sku, quantity }];
  const ship: TestOrders['ship'] = async (bought, quantity) => {
    await test.orderAdmin.fulfil({ ...callInput(bought), lines: unitsOf(bought, quantity) }, STAFF);
  };

  const complete = async (begun: StartedCheckout, isCaptured: boolean): Promise<void> => {
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    await (isCaptured ? test : withoutCapture).checkout.complete(buyer, input, VISITOR);
  };

  /** Creates a shipping method at this price whose shipping is not taxed. */
  const methodAt = async (amount: number): Promise<string> => {
    const rates = [{ currency: 'EUR', bands: [{ maxGrams: null, amount }] }];
    const input = CreateShippingMethodInput.parse({ name: `Parcel at ${amount}`, rates });
    return (await test.shipping.create(input, STAFF)).id;
  };
  /** Creates a discount code for 100 % off. */
  const codeForFree = async (): Promise<string> => {
    const code = `FREE-${test.newKey().slice(-8).toUpperCase()}`;
    const effect = { kind: 'percent', ratePpm: 1_000_000 };
    const input = CreateDiscountInput.parse({ title: 'Free', code, effect });
    await test.discounts.create(input, STAFF);
    return code;
  };
  const taxGoods = async () => {
    const zone = { name: 'IVA', country: 'ES', ratePpm: 210_000, isTaxIncluded: true };
    await test.taxes.create(CreateTaxZoneInput.parse({ ...zone, isShippingTaxed: false }), STAFF);
  };

  const orderFrom = async (
    begun: StartedCheckout,
    skus: readonly string[],
  ): Promise<PlacedOrder> => {
    const order = await test.orderOf(begun);
    if (order === null) throw new Error('There is no order.');
    return { buyer: begun.buyer, orderId: order.id, sku: skus[0] ?? '', skus };
  };

  return {
    ...test,
    callInput,
    unitsOf,
    ship,
    taxGoods,
    async bought(status = 'paid', paymentMethod = 'pm_test_approve') {
      const sku = await test.offer();
      const begun = await test.begin(sku, 2);
      await test.pay(begun, paymentMethod);
      await complete(begun, status !== 'pending');
      const bought = await orderFrom(begun, [sku]);
      if (status === 'partially-fulfilled') await ship(bought, 1);
      if (status === 'fulfilled') await ship(bought, 2);
      if (status === 'cancelled') await test.orderAdmin.cancel(callInput(bought), STAFF);
      return bought;
    },
    async boughtLines(lines = [{}], options = {}) {
      const { paymentMethod = 'pm_test_approve', shipping = 0, isFree = false } = options;
      const buyer = test.newBuyer();
      const skus: string[] = [];
      for (const { quantity = 3, amount = 1000, isTracked = true } of lines) {
        const sku = await test.offer({ amount, isTracked, requiresShipping: shipping > 0 });
        await test.fill(buyer, { sku, quantity });
        skus.push(sku);
      }
      if (isFree) await test.cart.setDiscountCodes(buyer, { codes: [await codeForFree()] });
      const shippingMethodId = shipping > 0 ? await methodAt(shipping) : null;
      const start = test.startInput({ shippingMethodId });
      const begun = { buyer, checkout: await test.checkout.start(buyer, start, VISITOR) };
      const isPaid = begun.checkout.prices.total.amount > 0;
      await test.pay(begun, isPaid ? paymentMethod : null);
      await complete(begun, true);
      return orderFrom(begun, skus);
    },
    refund: (bought, what, { orderAdmin } = test) =>
      orderAdmin.refund({ ...callInput(bought), what }, STAFF),
    async returnUnits(bought, quantity, decision = 'accepted') {
      const ask = { ...callInput(bought), lines: unitsOf(bought, quantity), reason: 'too small' };
      const { returns } = await test.orders.requestReturn(bought.buyer, ask, VISITOR);
      const returnId = returns.at(-1)?.id ?? '';
      if (decision === null) return returnId;
      await test.orderAdmin.resolveReturn({ ...callInput(bought), returnId, decision }, STAFF);
      return returnId;
    },
    async isReadyToPack({ orderId }) {
      const { number } = await test.orderAdmin.get({ orderId });
      for (const status of ['paid', 'partially-fulfilled'] as const) {
        const found = await test.orderAdmin.search({ search: number, status, limit: 5 });
        if (found.items.some(({ id }) => id === orderId)) return true;
      }
      return false;
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

/** Starts a shop with orders for the calling test file. */
export const useTestOrders = (options?: Partial<ShopOptions>) =>
  useStarted(() => startTestOrders(options));
