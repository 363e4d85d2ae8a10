import type { Document } from 'mongodb';

/** A change of stored documents behind the back of the shop. */
export type Change = (documents: {
  set: (collection: string, id: string, fields: Document) => Promise<unknown>;
  remove: (collection: string, id: string) => Promise<unknown>;
  insert: (collection: string, document: Document) => Promise<unknown>;
  /** Inserts a copy of the first document with other fields. */
  copy: (collection: string, fields: Document) => Promise<unknown>;
}) => Promise<unknown>;

const posting = (account: string, amount: number) => ({ account, amount });

/** Damage to the database, with the invariants that it violates. */
export const DAMAGES: readonly [
  damage: string,
  Change,
  subject: string,
  ...invariants: string[],
][] = [
  [
    'stock changed without a movement',
    ({ set }) => set('stock', 'TEA', { onHand: 2, available: 2 }),
    ...(['TEA', 'stock-movements'] as const),
  ],
  [
    'availability that is not on hand minus reserved',
    ({ set }) => set('stock', 'TEA', { available: 5 }),
    ...(['TEA', 'stock-movements'] as const),
  ],
  [
    'a lost movement',
    ({ remove }) => remove('stock_movements', 'MUG-4'),
    ...(['MUG', 'stock-movements'] as const),
  ],
  [
    'missing stock',
    ({ remove }) => remove('stock', 'TEA'),
    ...(['TEA', 'stock-movements'] as const),
  ],
  [
    'more reserved than on hand',
    async ({ set, insert }) => {
      const after = { onHand: 1, reserved: 2 };
      const counted = { available: -1, movements: 2 };
      await set('stock', 'TEA', { ...after, ...counted });
      const change = {
        sku: 'TEA',
        sequence: 2,
        onHandChange: 0,
        reservedChange: 2,
        policy: 'deny',
      };
      await insert('stock_movements', { ...change, ...after, kind: 'reserved', orderId: null });
      await set('checkouts', 'c3', { status: 'open', reservations: [{ sku: 'TEA', quantity: 2 }] });
    },
    ...(['TEA', 'stock-movements'] as const),
  ],
  [
    'units that came back and that its product does not show',
    ({ set }) => set('stock', 'TEA', { isListingStale: false }),
    ...(['TEA', 'product-availability'] as const),
  ],
  [
    'a product that is shown as sold out, with a variant in stock',
    ({ set }) => set('products', 'mug-product', { isInStock: false }),
    ...(['MUG', 'product-availability'] as const),
  ],
  [
    'a reservation of a finished checkout',
    ({ set }) => set('checkouts', 'c2', { status: 'expired' }),
    ...(['MUG', 'stock-reservations'] as const),
  ],
  [
    'a reservation that is missing in stock',
    ({ set }) => set('checkouts', 'c2', { reservations: [{ sku: 'SOAP', quantity: 1 }] }),
    ...(['SOAP', 'stock-reservations'] as const),
  ],
  [
    'a reservation released for another checkout',
    ({ set }) => set('stock_movements', 'MUG-5', { checkoutId: 'c3' }),
    ...(['c2', 'checkout-reservations'] as const),
  ],
  [
    'a reservation of a missing checkout',
    ({ set }) => set('stock_movements', 'MUG-5', { checkoutId: 'c9' }),
    ...(['c9', 'checkout-reservations'] as const),
  ],
  [
    'a completed checkout without its order',
    ({ set }) => set('checkouts', 'c3', { status: 'completed' }),
    ...(['c3', 'checkout-orders'] as const),
  ],
  [
    'an order of a checkout that expired',
    ({ set }) => set('orders', 'o1', { checkoutId: 'c3' }),
    ...(['c3', 'checkout-orders'] as const),
  ],
  [
    'two orders of a checkout',
    ({ copy }) => copy('orders', { _id: 'o2' }),
    ...(['c1', 'checkout-orders'] as const),
  ],
  [
    'an order at another price',
    ({ set }) => set('checkouts', 'c1', { 'prices.total.amount': 1 }),
    ...(['c1', 'checkout-orders'] as const),
  ],
  [
    'an order whose parts do not add up',
    ({ set }) => set('orders', 'o1', { 'prices.shipping.total.amount': 0 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'a fulfilled order that was not paid',
    ({ set }) => set('orders', 'o1', { paidAmount: 0, refundedAmount: 0 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'an order that counts more units as sent than were',
    ({ set }) => set('orders', 'o1', { 'lines.0.fulfilledQuantity': 3 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'an order with units to send that is marked fulfilled',
    ({ set }) => set('orders', 'o1', { 'lines.0.canceledQuantity': 0 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'an order without units to send in the list of orders to pack',
    ({ set }) => set('orders', 'o1', { status: 'partially-fulfilled' }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'restocked units that were neither withdrawn nor returned',
    ({ set }) => set('orders', 'o1', { 'lines.0.restockedQuantity': 2 }),
    ...(['o1', 'order-lines', 'order-stock'] as const),
  ],
  [
    'more units returned than were sent',
    ({ set }) => set('orders', 'o1', { 'lines.0.returnedQuantity': 3 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'more shipping refunded than was taken',
    ({ set }) =>
      set('payments', 'p1', { 'refunds.0.split': { sales: 499, shipping: 501, tax: 0 } }),
    ...(['p1', 'order-refunds'] as const),
  ],
  [
    'tax refunded on shipping without tax',
    ({ set }) => set('payments', 'p1', { 'refunds.0.split.shippingTax': 1 }),
    ...(['p1', 'order-refunds'] as const),
  ],
  [
    'a refund that is split into other parts',
    ({ set }) => set('payments', 'p1', { 'refunds.0.split.sales': 999 }),
    ...(['p1', 'order-refunds'] as const),
  ],
  [
    'a unit refunded twice',
    ({ set }) => set('payments', 'p1', { 'refunds.0.lines.0.quantity': 4 }),
    ...(['p1', 'order-refunds'] as const),
  ],
  [
    'a refund of nothing that is pending',
    ({ set }) => set('payments', 'p1', { 'refunds.0.amount': 0, 'refunds.0.split.sales': 0 }),
    ...(['p1', 'order-refunds'] as const),
  ],
  [
    'more of a part refunded in the ledger than was taken',
    ({ set }) => set('ledger_entries', 'l3', { 'postings.0.account': 'tax' }),
    ...(['p1', 'payment-ledger'] as const),
  ],
  [
    'a fulfilled order without fulfillments',
    ({ set }) => set('orders', 'o1', { fulfilments: [], 'lines.0.fulfilledQuantity': 0 }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'a canceled order that was not restocked',
    ({ set }) => set('orders', 'o1', { status: 'cancelled' }),
    ...(['o1', 'order-lines'] as const),
  ],
  [
    'an order that sold units that never left the shop',
    ({ set }) => set('stock_movements', 'MUG-3', { orderId: null }),
    ...(['o1', 'order-stock'] as const),
  ],
  [
    'more captured than authorized',
    ({ set }) => set('payments', 'p1', { amountCaptured: 4000 }),
    ...(['p1', 'payment-amounts', 'payment-order', 'payment-ledger'] as const),
  ],
  [
    'more refunded than captured',
    ({ set }) =>
      set('payments', 'p3', {
        refunds: [
          { amount: 900, status: 'pending' },
          { amount: 1, status: 'pending' },
        ],
      }),
    ...(['p3', 'payment-amounts'] as const),
  ],
  [
    'money kept without an order',
    ({ set }) => set('payments', 'p3', { 'refunds.0.status': 'failed' }),
    ...(['p3', 'payment-order'] as const),
  ],
  [
    'money kept for a canceled order',
    ({ set }) => set('orders', 'o1', { status: 'cancelled' }),
    ...(['p1', 'payment-order'] as const),
  ],
  [
    'an order that lacks a refund',
    ({ set }) => set('orders', 'o1', { refundedAmount: 0 }),
    ...(['p1', 'payment-order'] as const),
  ],
  [
    'an order without its payment',
    ({ remove }) => remove('payments', 'p1'),
    ...(['p1', 'payment-order', 'payment-ledger'] as const),
  ],
  [
    'a refund that is missing in the ledger',
    ({ remove }) => remove('ledger_entries', 'l3'),
    ...(['p1', 'payment-ledger'] as const),
  ],
  [
    'a capture posted twice',
    ({ insert }) =>
      insert('ledger_entries', {
        ...{ _id: 'l5', kind: 'capture', currency: 'EUR', paymentId: 'p1' },
        postings: [posting('provider:test', 3500), posting('customers', -3500)],
      }),
    ...(['p1', 'payment-ledger'] as const),
  ],
  [
    'a sale that was not posted',
    ({ remove }) => remove('ledger_entries', 'l2'),
    ...(['p1', 'payment-ledger'] as const),
  ],
  [
    'an entry in another currency',
    ({ set }) => set('ledger_entries', 'l1', { currency: 'USD' }),
    ...(['p1', 'payment-ledger'] as const),
  ],
  [
    'an authorized payment that no worker will settle',
    ({ set }) => set('payments', 'p2', { nextAttemptAt: null }),
    ...(['p2', 'payment-forgotten'] as const),
  ],
  [
    'a pending refund that no worker will settle',
    ({ set }) => set('payments', 'p3', { nextAttemptAt: null }),
    ...(['p3', 'payment-forgotten'] as const),
  ],
  [
    'a payment that the provider did not capture',
    ({ set }) => set('sandbox_payments', 'tp1', { amountCaptured: 0 }),
    ...(['p1', 'provider-payments'] as const),
  ],
  [
    'a payment that the provider does not have',
    ({ remove }) => remove('sandbox_payments', 'tp1'),
    ...(['p1', 'provider-payments'] as const),
  ],
  [
    'a payment that was created twice',
    ({ set }) => set('sandbox_payments', 'tp9', { paymentId: 'p2' }),
    ...(['p2', 'provider-payments'] as const),
  ],
  [
    'a payment of the provider that the shop lacks',
    ({ set }) => set('sandbox_payments', 'tp9', { paymentId: 'p9' }),
    ...(['p9', 'provider-payments'] as const),
  ],
  [
    'an amount that stays authorized for a payment that failed',
    ({ set }) => set('payments', 'p2', { status: 'voided', nextAttemptAt: null }),
    ...(['p2', 'provider-payments', 'payment-history'] as const),
  ],
  [
    'an entry that does not balance',
    ({ set }) => set('ledger_entries', 'l2', { 'postings.1.amount': -2999 }),
    ...(['l2', 'ledger-balance'] as const),
  ],
  [
    'a discount that counts a use too many',
    ({ set }) => set('discounts', 'd1', { used: 3 }),
    ...(['d1', 'discount-uses'] as const),
  ],
  [
    'a buyer whose use was not counted',
    ({ remove }) => remove('discount_buyers', 'd2:account:a1'),
    ...(['d2:account:a1', 'discount-buyers'] as const),
  ],
  [
    'a discount use by a finished checkout',
    ({ set }) => set('checkouts', 'c2', { status: 'cancelled' }),
    ...(['c2', 'discount-checkouts'] as const),
  ],
  [
    'a lost event',
    ({ remove }) => remove('events', 'order-o1-3'),
    ...(['o1', 'order-events'] as const),
  ],
  [
    'the last event of a payment lost',
    ({ remove }) => remove('events', 'payment-p1-4'),
    ...(['p1', 'payment-events'] as const),
  ],
  [
    'the first event of a product lost',
    ({ remove }) => remove('events_archive', 'product-mug-product-1'),
    ...(['mug-product', 'product-events'] as const),
  ],
  [
    'an event of a product that counts none',
    ({ set }) => set('events_archive', 'product-mug-product-2', { aggregateId: 'tea-product' }),
    ...(['tea-product', 'product-events'] as const),
  ],
  [
    'an event of a missing checkout',
    ({ set }) => set('events', 'checkout-c2-1', { aggregateId: 'c9' }),
    ...(['c9', 'checkout-events'] as const),
  ],
  [
    'a finished checkout without its event',
    ({ set }) => set('checkouts', 'c2', { status: 'cancelled' }),
    ...(['c2', 'checkout-history'] as const),
  ],
  [
    'an event of a finish for an open checkout',
    ({ set }) => set('checkouts', 'c3', { status: 'open', reservations: [] }),
    ...(['c3', 'checkout-history'] as const),
  ],
  [
    'a checkout with another total than its events say',
    ({ set }) => set('events_archive', 'checkout-c1-1', { data: { total: 1 } }),
    ...(['c1', 'checkout-history'] as const),
  ],
  [
    'an order whose history starts in the middle',
    ({ set }) => set('events', 'order-o1-1', { type: 'order.note-added' }),
    ...(['o1', 'order-history'] as const),
  ],
  [
    'a payment status of an order that contradicts its events',
    ({ set }) => set('events', 'order-o1-2', { 'data.amount': 3499 }),
    ...(['o1', 'order-history'] as const),
  ],
  [
    'a parcel without its event',
    ({ set }) => set('events', 'order-o1-3', { type: 'order.note-added' }),
    ...(['o1', 'order-history'] as const),
  ],
  [
    'a refund without its event',
    ({ set }) => set('events', 'order-o1-4', { type: 'order.note-added' }),
    ...(['o1', 'order-history'] as const),
  ],
  [
    'a refunded amount of a payment without its event',
    ({ set }) => set('events', 'payment-p1-4', { type: 'payment.refund-requested' }),
    ...(['p1', 'payment-history'] as const),
  ],
  [
    'a duplicated event',
    ({ insert }) => insert('events', { aggregate: 'stock', aggregateId: 'MUG', sequence: 1 }),
    ...(['MUG', 'stock-events'] as const),
  ],
  [
    'a position that no event has',
    ({ set }) => set('events', 'payment-p3-3', { position: 99 }),
    ...(['log', 'event-log'] as const),
  ],
  [
    'positions against the order of a thing',
    async ({ set }) => {
      await set('events', 'order-o1-2', { position: 10.5 });
      await set('events', 'order-o1-1', { position: 11.5 });
    },
    ...(['o1', 'event-positions'] as const),
  ],
  [
    'an event with a position after one without',
    ({ set }) => set('events', 'order-o1-2', { position: null, isPending: true }),
    ...(['o1', 'event-positions'] as const),
  ],
  [
    'a lost event of the archive',
    ({ remove }) => remove('events_archive', 'product-mug-product-1'),
    ...(['log', 'event-log'] as const),
  ],
  [
    'a lost first event that was archived',
    ({ remove }) => remove('events_archive', 'checkout-c1-1'),
    ...(['c1', 'checkout-events', 'checkout-history'] as const),
  ],
  [
    'an event that has waited for its position since last year',
    ({ set }) =>
      set('events', 'payment-p3-3', { isPending: true, position: null, at: new Date(0) }),
    ...(['log', 'event-consumers'] as const),
  ],
  [
    'a parked thing',
    ({ set }) => set('event_holds', 'h1', { isParked: true }),
    ...(['emails', 'event-consumers'] as const),
  ],
  [
    'a thing that has been held back since last year',
    ({ set }) => set('event_holds', 'h1', { heldAt: new Date(0) }),
    ...(['emails', 'event-consumers'] as const),
  ],
  [
    'a consumer that stands still',
    async ({ set }) => {
      await set('event_consumers', 'emails', { position: -1_997 });
      await set('events_archive', 'stock-MUG-1', { at: new Date(0) });
      await set('events', 'checkout-c1-2', { position: 3, at: new Date(0) });
    },
    ...(['emails', 'event-consumers'] as const),
  ],
  [
    'a lost delivery of a webhook',
    ({ remove }) => remove('webhook_deliveries', 'e1_order-o1-1'),
    ...(['e1', 'webhook-deliveries'] as const),
  ],
  [
    'a webhook that has been due since last year',
    ({ set }) => set('webhook_deliveries', 'e1_order-o1-2', { dueAt: new Date(0) }),
    ...(['e1', 'webhook-deliveries'] as const),
  ],
];
