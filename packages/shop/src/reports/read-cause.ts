import type { EventOf } from '@trastienda/mongo';
import type { Database, ReportChange, ShopEvent } from '@trastienda/shop-db';
import { localDay } from './local-days.ts';
import { refundChanges, saleChanges, totalChange } from './order-changes.ts';

/** Types of the events that roll-ups are made of. */
export const REPORT_EVENTS = [
  'order.placed',
  'order.paid',
  'order.cancelled',
  'order.refunded',
  'order.refund-failed',
  'checkout.started',
  'checkout.completed',
  'checkout.expired',
  'checkout.cancelled',
] as const;

export type ReportEventType = (typeof REPORT_EVENTS)[number];
export type ReportEvent = EventOf<ShopEvent, ReportEventType>;
type Event<Type extends ReportEventType> = EventOf<ShopEvent, Type>;

/** Returns the changes of an event for the days of a time zone. */
export type ReportCause = (timeZone: string) => ReportChange[];

type Deps = {
  readonly database: Pick<Database, 'orders' | 'payments' | 'checkouts' | 'ledger' | 'events'>;
};

async function readOrder({ database }: Deps, { aggregateId }: ReportEvent) {
  const order = await database.orders.find(aggregateId);
  if (order === null) throw new Error(`There is no order ${aggregateId}.`);
  return order;
}

async function paid(deps: Deps, event: Event<'order.paid'>): Promise<ReportCause> {
  const order = await readOrder(deps, event);
  // The amount of the event is the running total, by which the ledger's entry is named.
  const { amount: total } = event.data;
  const entry = await deps.database.ledger.findByKey(`sale:${order.paymentId}:${total}`);
  // The last part of an amount was captured earlier, and now the payment is known to be whole.
  const isRepeated = entry !== null && entry.at.getTime() !== event.at.getTime();
  if (isRepeated) return () => [];
  const owed = entry?.postings.find(({ account }) => account === 'customers')?.amount ?? 0;
  const isFirst = owed === total;
  return (zone) => saleChanges(order, entry, { day: localDay(event.at, zone), total, isFirst });
}

async function refunded(
  deps: Deps,
  event: Event<'order.refunded' | 'order.refund-failed'>,
  sign: 1 | -1,
): Promise<ReportCause> {
  const order = await readOrder(deps, event);
  const { refundId } = event.data;
  const payment = await deps.database.payments.find(order.paymentId);
  const refund = payment?.refunds.find(({ id }) => id === refundId);
  const entry = await deps.database.ledger.findByKey(`refund:${refundId}`);
  if (refund === undefined) throw new Error(`There is no refund ${refundId}.`);
  if (entry === null) return () => [];
  return (zone) => refundChanges(order, refund, entry, { day: localDay(event.at, zone), sign });
}

/** Returns true when the checkout had expired before: its payment was late. */
async function hasExpired({ database }: Deps, event: ReportEvent): Promise<boolean> {
  const page = { aggregate: 'checkout', aggregateId: event.aggregateId, limit: 100 } as const;
  const { items } = await database.events.list(page);
  return items.some(({ type, sequence }) => {
    return type === 'checkout.expired' && sequence < event.sequence;
  });
}

/** Checkouts count on the day on which they started, so that a day's rows tell what became of them. */
async function ended(
  deps: Deps,
  event: ReportEvent,
  end: 'completed' | 'expired' | 'withdrawn',
): Promise<ReportCause> {
  const checkout = await deps.database.checkouts.find(event.aggregateId);
  if (checkout === null) throw new Error(`There is no checkout ${event.aggregateId}.`);
  const { currency, createdAt, expiresAt } = checkout;
  const total = checkout.prices.total.amount;
  const mayBeLate = end === 'completed' && event.at >= expiresAt;
  const isLate = mayBeLate && (await hasExpired(deps, event));
  const figures = {
    ...{ [end]: 1, [`${end}Total`]: total },
    ...(isLate && { expired: -1, expiredTotal: -total }),
  };
  return (zone) => [totalChange({ day: localDay(createdAt, zone), currency }, 'checkout', figures)];
}

const started =
  ({ at, data: { total, currency } }: Event<'checkout.started'>): ReportCause =>
  (zone) => {
    const place = { day: localDay(at, zone), currency };
    const figures = { started: 1, startedTotal: total };
    return [totalChange(place, 'checkout', figures)];
  };

const placed =
  ({ at, data: { total, currency } }: Event<'order.placed'>): ReportCause =>
  (zone) => {
    const place = { day: localDay(at, zone), currency };
    const figures = { placed: 1, placedTotal: total };
    return [totalChange(place, 'total', figures)];
  };

async function canceled(deps: Deps, event: ReportEvent): Promise<ReportCause> {
  const { currency } = await readOrder(deps, event);
  return (zone) => {
    return [totalChange({ day: localDay(event.at, zone), currency }, 'total', { canceled: 1 })];
  };
}

/**
 * Reads what an event means for the roll-ups. Events say what has happened and when; what it was
 * about is in the order, whose lines and prices never change, in the refund and in the ledger's entry.
 */
export async function readCause(deps: Deps, event: ReportEvent): Promise<ReportCause> {
  switch (event.type) {
    case 'order.placed':
      return placed(event);
    case 'order.paid':
      return paid(deps, event);
    case 'order.cancelled':
      return canceled(deps, event);
    case 'order.refunded':
      return refunded(deps, event, 1);
    case 'order.refund-failed':
      return refunded(deps, event, -1);
    case 'checkout.started':
      return started(event);
    case 'checkout.completed':
      return ended(deps, event, 'completed');
    case 'checkout.expired':
      return ended(deps, event, 'expired');
    case 'checkout.cancelled':
      return ended(deps, event, 'withdrawn');
  }
}
