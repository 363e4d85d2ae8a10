import { defineInvariant, type Invariant } from './invariant.ts';
import { documentsOf, EVENTS_OF_ALL_TIME, foldOf, type Source } from './source.ts';

/** Summary of an aggregate's events by type. */
interface History {
  readonly first: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Last total that an event has stated, if any. */
  readonly total: number | null;
  /** Sums of the events' amounts, and the last amount. */
  readonly sums: Readonly<Record<string, number>>;
  readonly last: Readonly<Record<string, number>>;
}

interface Event {
  readonly type: string;
  readonly data?: { readonly amount?: number; readonly total?: number };
}

function follow(before: History, { type, data }: Event): History {
  const { counts, sums, last } = before;
  const amount = data?.amount ?? 0;
  return {
    ...before,
    total: data?.total ?? before.total,
    counts: { ...counts, [type]: (counts[type] ?? 0) + 1 },
    sums: { ...sums, [type]: (sums[type] ?? 0) + amount },
    last: { ...last, [type]: amount },
  };
}

const historyOf = (aggregate: string): Source<History> =>
  foldOf<Event, History>(
    {
      ...EVENTS_OF_ALL_TIME,
      ...{ filter: { aggregate }, key: 'aggregateId' },
      ...{ inOrderOf: 'sequence', fields: ['type', 'data.amount', 'data.total'] },
    },
    {
      first: (event) =>
        follow({ first: event.type, total: null, counts: {}, sums: {}, last: {} }, event),
      next: follow,
    },
  );

/** Reports a history that does not start with the expected event. */
function beginsWith({ first, counts }: History, type: string): string[] {
  return first === type && counts[type] === 1 ? [] : [`does not start with one ${type}`];
}

function countMismatch({ counts }: History, type: string, times: number): string[] {
  const count = counts[type] ?? 0;
  return count === times ? [] : [`has ${count} events ${type} instead of ${times}`];
}

interface Checkout {
  readonly status: string;
  readonly prices: { readonly total: { readonly amount: number } };
}

interface Order {
  readonly status: string;
  readonly paidAmount: number;
  readonly refundedAmount: number;
  readonly fulfilments: readonly object[];
}

interface Payment {
  readonly status: string;
  readonly amountRefunded: number;
}

function checkoutProblems({ status, prices }: Checkout, history: History): string[] {
  const isOver = status !== 'open';
  const ends = ['checkout.completed', 'checkout.expired', 'checkout.cancelled'];
  return [
    ...beginsWith(history, 'checkout.started'),
    // The events of an earlier version had no total.
    ...(history.total === null || history.total === prices.total.amount
      ? []
      : [`costs ${prices.total.amount}, its events say ${history.total}`]),
    // An expired checkout may still be completed.
    ...(isOver ? countMismatch(history, `checkout.${status}`, 1) : []),
    ...(isOver ? [] : ends.flatMap((type) => countMismatch(history, type, 0))),
  ];
}

function orderProblems(order: Order, history: History): string[] {
  const { status, paidAmount, refundedAmount, fulfilments } = order;
  const { counts, sums, last } = history;
  const paid = last['order.paid'] ?? 0;
  const refunded = (sums['order.refunded'] ?? 0) - (sums['order.refund-failed'] ?? 0);
  const isPaid = status !== 'pending' && status !== 'cancelled';
  return [
    ...beginsWith(history, 'order.placed'),
    ...countMismatch(history, 'order.cancelled', status === 'cancelled' ? 1 : 0),
    ...countMismatch(history, 'order.fulfilled', fulfilments.length),
    ...(isPaid && counts['order.paid'] === undefined ? ['is paid, and no event says so'] : []),
    ...(paid === paidAmount ? [] : [`was paid ${paidAmount}, its events say ${paid}`]),
    ...(refunded === refundedAmount
      ? []
      : [`refunded ${refundedAmount}, its events say ${refunded}`]),
  ];
}

function paymentProblems({ status, amountRefunded }: Payment, history: History): string[] {
  // A part may have been refunded since.
  const refunded = history.sums['payment.refunded'] ?? 0;
  return [
    ...beginsWith(history, 'payment.created'),
    ...(history.counts[`payment.${status}`] === undefined
      ? [`is ${status}, and no event says so`]
      : []),
    ...(refunded >= amountRefunded
      ? []
      : [`gave back ${amountRefunded}, its events say ${refunded}`]),
  ];
}

const events = <Value extends object>(
  aggregate: string,
  query: { readonly collection: string; readonly fields: readonly string[] },
  problemsOf: (document: Value, history: History) => string[],
): Invariant =>
  defineInvariant<{ document: Value; history: History }>({
    name: `${aggregate}-history`,
    sources: { document: documentsOf({ ...query, key: '_id' }), history: historyOf(aggregate) },
    // Another invariant checks the number of events.
    check: ({ document, history }) =>
      document === undefined || history === undefined ? [] : problemsOf(document, history),
  });

/** The events of an aggregate match its state: none is missing from the start. */
export const HISTORY_INVARIANTS: readonly Invariant[] = [
  events<Checkout>(
    'checkout',
    { collection: 'checkouts', fields: ['status', 'prices.total.amount'] },
    checkoutProblems,
  ),
  events<Order>(
    'order',
    {
      collection: 'orders',
      fields: ['status', 'paidAmount', 'refundedAmount', 'fulfilments.id'],
    },
    orderProblems,
  ),
  events<Payment>(
    'payment',
    { collection: 'payments', fields: ['status', 'amountRefunded'] },
    paymentProblems,
  ),
];
