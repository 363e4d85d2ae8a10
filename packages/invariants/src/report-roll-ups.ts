import type { Document } from 'mongodb';
import type { Invariant } from './invariant.ts';
import type { SnapshotReader } from './snapshot.ts';

const CONSUMER = 'sales-reports';
const TYPES = [
  'order.placed',
  'order.paid',
  'order.cancelled',
  'order.refunded',
  'order.refund-failed',
];
/** Figures of a day and currency. */
const NAMES = [
  'placed',
  'placedTotal',
  'canceled',
  'orders',
  'captured',
  'refunds',
  'refunded',
] as const;

type Sums = Record<(typeof NAMES)[number], number>;

interface State {
  readonly generation: string;
  readonly timeZone: string;
}

interface OrderEvent {
  readonly aggregateId: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: Date;
  readonly data: { readonly amount?: number; readonly total?: number; readonly currency?: string };
}

interface Row {
  readonly day: string;
  readonly currency: string;
  readonly kind: string;
  readonly figures: Readonly<Record<string, number | undefined>>;
}

async function readOne<Found extends Document>(
  reader: SnapshotReader,
  collection: string,
  filter: Document,
): Promise<Found | undefined> {
  for await (const found of reader.rows<Found>(collection, [{ $match: filter }])) return found;
  return undefined;
}

/** Reads the aggregates that the consumer holds back, with the first event that it has not handled. */
async function readHolds(reader: SnapshotReader): Promise<ReadonlyMap<string, number>> {
  const held = new Map<string, number>();
  const filter = { consumer: CONSUMER, aggregate: 'order' };
  const holds = reader.rows<{ aggregateId: string; sequence: number }>('event_holds', [
    { $match: filter },
  ]);
  for await (const { aggregateId, sequence } of holds) held.set(aggregateId, sequence);
  return held;
}

const nothing = (): Sums => ({
  ...{ placed: 0, placedTotal: 0, canceled: 0, orders: 0 },
  ...{ captured: 0, refunds: 0, refunded: 0 },
});

/** Sums by day and currency. */
class Days {
  readonly #sums = new Map<string, Sums>();

  add(place: string, name: keyof Sums, amount: number): void {
    const sums = this.#sums.get(place) ?? nothing();
    sums[name] += amount;
    this.#sums.set(place, sums);
  }

  get(place: string): Sums {
    return this.#sums.get(place) ?? nothing();
  }

  places(): string[] {
    return [...this.#sums.keys()];
  }
}

/** Sums what the handled events of orders say; `dayOf` returns the local day of a moment. */
async function sumEvents(
  reader: SnapshotReader,
  position: number,
  dayOf: (at: Date) => string,
): Promise<Days> {
  const held = await readHolds(reader);
  const filter = { aggregate: 'order', type: { $in: TYPES }, position: { $lte: position } };
  const fields = { aggregateId: 1, sequence: 1, type: 1, at: 1, data: 1 };
  const events = reader.rows<OrderEvent>('events', [
    { $match: filter },
    { $unionWith: { coll: 'events_archive', pipeline: [{ $match: filter }] } },
    { $sort: { aggregateId: 1, sequence: 1 } },
    { $project: fields },
  ]);
  const days = new Days();
  let order = { id: '', currency: '', paid: null as number | null };
  for await (const { aggregateId, sequence, type, at, data } of events) {
    if (sequence >= (held.get(aggregateId) ?? Number.POSITIVE_INFINITY)) continue;
    // The first event of every order is the one that it was placed with, which has the currency.
    if (order.id !== aggregateId) order = { id: aggregateId, currency: '', paid: null };
    order.currency = data.currency ?? order.currency;
    const place = `${dayOf(at)} ${order.currency}`;
    const { amount = 0, total = 0 } = data;
    if (type === 'order.placed') {
      days.add(place, 'placed', 1);
      days.add(place, 'placedTotal', total);
    } else if (type === 'order.cancelled') {
      days.add(place, 'canceled', 1);
    } else if (type === 'order.paid') {
      // The amount is the running total.
      if (order.paid === null) days.add(place, 'orders', 1);
      days.add(place, 'captured', amount - (order.paid ?? 0));
      order.paid = amount;
    } else if (amount !== 0) {
      const sign = type === 'order.refunded' ? 1 : -1;
      days.add(place, 'refunds', sign);
      days.add(place, 'refunded', sign * amount);
    }
  }
  return days;
}

/** Sums the rows of a kind. */
async function sumRows(reader: SnapshotReader, { generation }: State, kind: string): Promise<Days> {
  const rows = reader.rows<Row>('report_rows', [{ $match: { generation, kind } }]);
  const days = new Days();
  for await (const { day, currency, figures } of rows) {
    const place = `${day} ${currency}`;
    const of = (figure: string) => figures[figure] ?? 0;
    for (const name of ['placed', 'placedTotal', 'canceled', 'orders', 'refunds'] as const) {
      days.add(place, name, of(name));
    }
    days.add(place, 'captured', of('sales') + of('shipping') + of('tax'));
    const refunded = of('refundedSales') + of('refundedShipping') + of('refundedTax');
    days.add(place, 'refunded', refunded);
  }
  return days;
}

/** Money that each breakdown divides completely. */
const DIVIDED = ['captured', 'refunded'] as const;

/**
 * The roll-ups of reports equal the events that their consumer has handled, on every local day and in
 * every currency; the breakdowns by country and by tax rate sum to the whole. Keys are days with a
 * currency. Events that the consumer has not come to yet are left out.
 */
export const reportRollUps: Invariant = {
  name: 'report-roll-ups',
  async *walk(reader, after) {
    const state = await readOne<State>(reader, 'report_states', { _id: 'sales' });
    if (state === undefined) return;
    const consumer = await readOne<{ position: number }>(reader, 'event_consumers', {
      _id: CONSUMER,
    });
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: state.timeZone });
    const dayOf = (at: Date) => format.format(at);
    const expected = await sumEvents(reader, consumer?.position ?? 0, dayOf);
    const whole = await sumRows(reader, state, 'total');
    const breakdowns = [
      ['country', await sumRows(reader, state, 'country')],
      ['tax', await sumRows(reader, state, 'tax')],
    ] as const;
    const places = [expected, whole, ...breakdowns.map(([, days]) => days)];
    const keys = [...new Set(places.flatMap((days) => days.places()))].sort();
    for (const key of keys) {
      if (after !== null && key <= after) continue;
      const [events, rows] = [expected.get(key), whole.get(key)];
      const problems = [
        ...NAMES.filter((name) => events[name] !== rows[name]).map(
          (name) => `${name} is ${rows[name]}, the events say ${events[name]}`,
        ),
        ...breakdowns.flatMap(([kind, days]) =>
          DIVIDED.filter((name) => days.get(key)[name] !== rows[name]).map(
            (name) => `${name} by ${kind} is ${days.get(key)[name]} of ${rows[name]}`,
          ),
        ),
      ];
      yield { key, problems };
    }
  },
};
