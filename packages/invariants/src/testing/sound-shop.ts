import type { Db, Document } from 'mongodb';

/** A document as it is inserted: our ids are strings. */
type Stored = Document & { readonly _id: string };

const money = (amount: number) => ({ amount, currency: 'EUR' });

/** Creates the events of an aggregate from their types; some with an amount. */
function eventsOf(
  aggregate: string,
  aggregateId: string,
  ...happenings: readonly (string | readonly [name: string, amount: number])[]
): Stored[] {
  return happenings.map((happening, index) => {
    const [name, amount = null] = typeof happening === 'string' ? [happening] : happening;
    return {
      _id: `${aggregate}-${aggregateId}-${index + 1}`,
      ...{ aggregate, aggregateId, sequence: index + 1, type: `${aggregate}.${name}` },
      ...{ at: new Date('2100-01-01T00:00:00.000Z'), data: { amount } },
    };
  });
}

/** The purpose of a movement. */
interface Purpose {
  readonly checkoutId?: string;
  readonly orderId?: string;
}

/** Creates movements of a SKU from their changes: kind, on hand, reserved, and purpose. */
function movementsOf(
  sku: string,
  changes: readonly (readonly [
    kind: string,
    onHand: number,
    reserved: number,
    purpose?: Purpose,
  ])[],
): Stored[] {
  let onHand = 0;
  let reserved = 0;
  return changes.map(([kind, onHandChange, reservedChange, purpose = {}], index) => {
    onHand += onHandChange;
    reserved += reservedChange;
    const sequence = index + 1;
    const { checkoutId = null, orderId = null } = purpose;
    const policy = 'deny';
    return {
      _id: `${sku}-${sequence}`,
      ...{ sku, sequence, kind, onHandChange, reservedChange, onHand, reserved, policy },
      ...{ checkoutId, orderId },
    };
  });
}

/** The settings of most stock. */
const TRACKED = { isTracked: true, policy: 'deny' } as const;

const line = {
  ...{ sku: 'MUG', quantity: 3, stockQuantity: 3, total: money(3000) },
  ...{ fulfilledQuantity: 2, refundedQuantity: 1, restockedQuantity: 1 },
  ...{ canceledQuantity: 1, returnedQuantity: 0 },
};

const refund = {
  ...{ id: 'r1', amount: 1000, status: 'succeeded', reference: 're_1' },
  lines: [{ sku: 'MUG', quantity: 1, canceled: 1, returned: 0 }],
  split: { sales: 1000, shipping: 0, tax: 0, shippingTax: 0 },
};

/** All events in the order of the log. */
const EVENTS: readonly Stored[] = [
  ...eventsOf('product', 'mug-product', 'created', 'updated'),
  ...eventsOf('stock', 'MUG', 'low'),
  ...eventsOf('checkout', 'c1', 'started', 'completed'),
  ...eventsOf('checkout', 'c2', 'started'),
  ...eventsOf('checkout', 'c3', 'started', 'expired'),
  ...eventsOf('order', 'o1', 'placed', ['paid', 3500], 'fulfilled', ['refunded', 1000]),
  ...eventsOf('payment', 'p1', 'created', 'authorized', 'captured', ['refunded', 1000]),
  ...eventsOf('payment', 'p2', 'created', 'authorized'),
  ...eventsOf('payment', 'p3', 'created', 'captured', ['refund-requested', 900]),
].map((event, index) => ({ ...event, isPending: false, position: index + 1 }));

/** The first events have left `events`: one of two of a checkout. */
const ARCHIVED = 4;

const SOUND: Readonly<Record<string, readonly Stored[]>> = {
  products: [
    {
      ...{ _id: 'mug-product', eventSequence: 2, isInStock: true },
      variants: [
        // Its quantity is of the time when it was shown, and may be another one now.
        { sku: 'MUG', inventory: { ...TRACKED, quantity: 10 } },
        // From before stock was counted.
        { sku: 'MUG-OLD', inventory: { ...TRACKED, quantity: 0 } },
      ],
    },
    // From before changes of products were events.
    {
      ...{ _id: 'tea-product', isInStock: false },
      variants: [{ sku: 'TEA', inventory: { ...TRACKED, quantity: 0 } }],
    },
  ],
  stock: [
    {
      ...{ _id: 'MUG', onHand: 8, reserved: 2, available: 6, movements: 5, eventSequence: 1 },
      ...{ ...TRACKED, productId: 'mug-product', isListingStale: false },
    },
    {
      ...{ _id: 'TEA', onHand: 1, reserved: 0, available: 1, movements: 1, eventSequence: 0 },
      // It came in a moment ago.
      ...{ ...TRACKED, productId: 'tea-product', isListingStale: true },
    },
  ],
  stock_movements: [
    ...movementsOf('MUG', [
      ['received', 10, 0],
      ['reserved', 0, 3, { checkoutId: 'c1' }],
      ['sold', -3, -3, { checkoutId: 'c1', orderId: 'o1' }],
      ['returned', 1, 0, { orderId: 'o1' }],
      ['reserved', 0, 2, { checkoutId: 'c2' }],
    ]),
    ...movementsOf('TEA', [['received', 1, 0]]),
  ],
  checkouts: [
    {
      ...{ _id: 'c1', status: 'completed', orderId: 'o1', eventSequence: 2 },
      ...{ reservations: [{ sku: 'MUG', quantity: 3 }], prices: { total: money(3500) } },
    },
    {
      ...{ _id: 'c2', status: 'open', orderId: null, eventSequence: 1 },
      ...{ reservations: [{ sku: 'MUG', quantity: 2 }], prices: { total: money(2500) } },
    },
    {
      ...{ _id: 'c3', status: 'expired', orderId: null, eventSequence: 2 },
      ...{ reservations: [{ sku: 'TEA', quantity: 1 }], prices: { total: money(900) } },
    },
  ],
  orders: [
    {
      ...{ _id: 'o1', checkoutId: 'c1', paymentId: 'p1', status: 'fulfilled', currency: 'EUR' },
      ...{ totalAmount: 3500, paidAmount: 3500, refundedAmount: 1000, eventSequence: 4 },
      lines: [line],
      prices: {
        ...{ total: money(3500), taxTotal: money(0) },
        shipping: { total: money(500), tax: money(0) },
      },
      fulfilments: [{ id: 'f1', lines: [{ sku: 'MUG', quantity: 2 }] }],
    },
  ],
  payments: [
    {
      ...{ _id: 'p1', checkoutId: 'c1', orderId: 'o1', status: 'captured', currency: 'EUR' },
      ...{ provider: 'test', reference: 'tp1' },
      ...{ amount: 3500, amountCaptured: 3500, amountRefunded: 1000, nextAttemptAt: null },
      ...{ refunds: [refund], eventSequence: 4 },
    },
    {
      ...{ _id: 'p2', checkoutId: 'c2', orderId: null, status: 'authorized', currency: 'EUR' },
      ...{ provider: 'test', reference: 'tp2' },
      ...{ amount: 2500, amountCaptured: 0, amountRefunded: 0, nextAttemptAt: new Date() },
      ...{ refunds: [], eventSequence: 2 },
    },
    {
      ...{ _id: 'p3', checkoutId: 'c3', orderId: null, status: 'captured', currency: 'EUR' },
      ...{ provider: 'stripe', reference: 'pi_3' },
      ...{ amount: 900, amountCaptured: 900, amountRefunded: 0, nextAttemptAt: new Date() },
      ...{ refunds: [{ amount: 900, status: 'pending' }], eventSequence: 3 },
    },
  ],
  sandbox_payments: [
    {
      ...{ _id: 'tp1', paymentId: 'p1', status: 'captured', amountCaptured: 3500 },
      refunds: [{ amount: 1000, status: 'succeeded' }],
    },
    { _id: 'tp2', paymentId: 'p2', status: 'captured', amountCaptured: 2500, refunds: [] },
    { _id: 'tp9', paymentId: null, status: 'captured', amountCaptured: 100, refunds: [] },
  ],
  discounts: [
    { _id: 'd1', used: 2 },
    { _id: 'd2', used: 0 },
  ],
  discount_uses: [
    { _id: 'd1:c1', buyerKey: 'account:a1', isCounted: true, isCountedForBuyer: true },
    { _id: 'd1:c2', buyerKey: 'account:a1', isCounted: true, isCountedForBuyer: true },
    { _id: 'd2:c2', buyerKey: 'account:a1', isCounted: false, isCountedForBuyer: true },
  ],
  discount_buyers: [
    { _id: 'd1:account:a1', used: 2 },
    { _id: 'd2:account:a1', used: 1 },
  ],
  ledger_entries: [
    {
      ...{ _id: 'l1', kind: 'capture', currency: 'EUR', paymentId: 'p1', orderId: 'o1' },
      postings: [
        { account: 'provider:test', amount: 3500 },
        { account: 'customers', amount: -3500 },
      ],
    },
    {
      ...{ _id: 'l2', kind: 'sale', currency: 'EUR', paymentId: 'p1', orderId: 'o1' },
      postings: [
        { account: 'customers', amount: 3500 },
        { account: 'sales', amount: -3000 },
        { account: 'shipping', amount: -500 },
      ],
    },
    {
      ...{ _id: 'l3', kind: 'refund', currency: 'EUR', paymentId: 'p1', orderId: 'o1' },
      postings: [
        { account: 'sales', amount: 1000 },
        { account: 'provider:test', amount: -1000 },
      ],
    },
    {
      ...{ _id: 'l4', kind: 'capture', currency: 'EUR', paymentId: 'p3', orderId: null },
      postings: [
        { account: 'provider:test', amount: 900 },
        { account: 'customers', amount: -900 },
      ],
    },
  ],
  events: EVENTS.slice(ARCHIVED),
  events_archive: EVENTS.slice(0, ARCHIVED),
  event_log: [{ _id: 'log', last: EVENTS.length, archived: ARCHIVED }],
  event_consumers: [
    { _id: 'emails', position: EVENTS.length, revision: 1, isReplayable: false },
    // Behind, because the last events are not of its types.
    { _id: 'reports', position: ARCHIVED, revision: 1, isReplayable: false },
    { _id: 'webhook-deliveries', position: EVENTS.length, revision: 1, isReplayable: false },
  ],
  webhook_endpoints: [
    {
      ...{ _id: 'e1', isEnabled: true, eventTypes: ['order.placed', 'order.paid'] },
      updatedAt: new Date('2099-12-31T00:00:00.000Z'),
    },
    {
      ...{ _id: 'e2', isEnabled: false, eventTypes: ['*'] },
      updatedAt: new Date('2099-12-31T00:00:00.000Z'),
    },
  ],
  webhook_deliveries: ['order-o1-1', 'order-o1-2'].map((eventId) => ({
    ...{ _id: `e1_${eventId}`, endpointId: 'e1', eventId },
    dueAt: eventId === 'order-o1-1' ? null : new Date('2100-01-01T00:00:00.000Z'),
  })),
  event_holds: [
    {
      ...{ _id: 'h1', consumer: 'emails', aggregate: 'order', aggregateId: 'o1', sequence: 4 },
      ...{ failures: 1, isParked: false, heldAt: new Date('2100-01-01T00:00:00.000Z') },
    },
  ],
};

/** Fills a database with the consistent records of some purchases. */
export async function insertSoundShop(db: Db): Promise<void> {
  for (const [collection, documents] of Object.entries(SOUND)) {
    await db.collection<Stored>(collection).insertMany(structuredClone([...documents]));
  }
}
