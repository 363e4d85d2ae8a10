import type { ReportChange, ReportFigures } from '@trastienda/shop-db';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { useTestOrders } from '../testing/start-test-orders.ts';
import { readCause } from './read-cause.ts';
import { feedReports, readAll, readReportEvents } from './testing/feed-reports.ts';
import { createRandomShop, Deeds } from './testing/random-shop.ts';

const ZONE = 'Europe/Madrid';
const shop = await useTestOrders({ timeZone: ZONE });
// A day before clocks are put forward in Europe.
shop.advance((Date.parse('2100-03-27T08:00:00.000Z') - shop.clock.now().getTime()) / 1000);
const random = await createRandomShop(shop);

afterAll(async () => {
  expect(await shop.violations()).toEqual([]);
});

/** Sums by a day, a currency and a name. */
type Sums = Map<string, number>;

function add(sums: Sums, name: string, amount: number): void {
  const sum = (sums.get(name) ?? 0) + amount;
  if (sum === 0) sums.delete(name);
  else sums.set(name, sum);
}

/** The date as the platform writes it, for a computation that shares nothing with the roll-ups. */
const dayIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return (at: Date) => format.format(at);
};

interface LedgerRow {
  readonly kind: 'capture' | 'sale' | 'refund';
  readonly at: Date;
  readonly currency: string;
  readonly orderId: string | null;
  readonly postings: readonly { readonly account: string; readonly amount: number }[];
}

/** What the ledger says of each day: credits of a sale are positive, debits of a refund too. */
async function sumLedger(timeZone: string): Promise<Sums> {
  const dayOf = dayIn(timeZone);
  const entries = await readAll<LedgerRow>(shop, 'ledger_entries');
  const sums: Sums = new Map();
  for (const { kind, at, currency, orderId, postings } of entries) {
    if (kind === 'capture' || orderId === null) continue;
    for (const { account, amount } of postings) {
      if (account !== 'sales' && account !== 'shipping' && account !== 'tax') continue;
      add(sums, `${dayOf(at)} ${currency} ${kind} ${account}`, kind === 'sale' ? -amount : amount);
    }
  }
  return sums;
}

type Row = Pick<ReportChange, 'day' | 'currency' | 'kind' | 'key' | 'figures'>;

/** What the rows of a kind say of each day, under the names that `sumLedger` has. */
function sumRows(rows: readonly Row[], kind: Row['kind']): Sums {
  const sums: Sums = new Map();
  for (const { day, currency, figures, ...row } of rows) {
    if (row.kind !== kind) continue;
    const named: readonly [name: string, amount: number | undefined][] = [
      ['sale sales', figures.sales],
      ['sale shipping', figures.shipping],
      ['sale tax', figures.tax],
      ['refund sales', figures.refundedSales],
      ['refund shipping', figures.refundedShipping],
      ['refund tax', figures.refundedTax],
    ];
    for (const [name, amount = 0] of named) add(sums, `${day} ${currency} ${name}`, amount);
  }
  return sums;
}

const sorted = (sums: Sums) => [...sums].sort(([a], [b]) => (a < b ? -1 : 1));

const readRows = () => readAll<Row>(shop, 'report_rows');

const total = (rows: readonly Row[], figure: keyof ReportFigures) =>
  rows.reduce((sum, { figures }) => sum + (figures[figure] ?? 0), 0);

test('Every figure of random shops agrees with the ledger, by day, in every breakdown', async () => {
  await fc.assert(
    fc.asyncProperty(Deeds, async (deeds) => {
      await random.happen(deeds);
      await feedReports(shop);
      const ledger = await sumLedger(ZONE);
      const rows = await readRows();
      for (const kind of ['total', 'country', 'tax'] as const) {
        expect(sorted(sumRows(rows, kind))).toEqual(sorted(ledger));
      }
      // Lines have no shipping, and not the tax on it.
      const goods = (sums: Sums) => sorted(sums).filter(([name]) => name.endsWith('sales'));
      expect(goods(sumRows(rows, 'variant'))).toEqual(goods(ledger));
    }),
    { numRuns: runCount(2, 12), endOnFailure: true },
  );
});

test('Days of other time zones agree with the ledger too', async () => {
  const events = await readReportEvents(shop);
  const causes = await Promise.all(events.map((event) => readCause(shop, event)));
  for (const zone of ['UTC', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata']) {
    const rows = causes.flatMap((cause) => cause(zone));
    expect(sorted(sumRows(rows, 'total'))).toEqual(sorted(await sumLedger(zone)));
  }
});

interface Order {
  readonly status: string;
  readonly totalAmount: number;
  readonly paidAmount: number;
  readonly prices: { readonly discountTotal: { readonly amount: number } };
  readonly lines: readonly { readonly quantity: number }[];
}

test('Orders, units, discounts and checkouts are those of the documents', async () => {
  const rows = await readRows();
  const totals = rows.filter(({ kind }) => kind === 'total');
  const orders = await readAll<Order>(shop, 'orders');
  const counted = orders.filter(({ paidAmount, totalAmount, status }) => {
    return paidAmount > 0 || (totalAmount === 0 && status !== 'pending');
  });
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  expect(total(totals, 'orders')).toBe(counted.length);
  expect(total(totals, 'units')).toBe(
    sum(counted.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))),
  );
  expect(total(totals, 'discount')).toBe(
    sum(counted.map(({ prices }) => prices.discountTotal.amount)),
  );
  expect(total(totals, 'placed')).toBe(orders.length);
  expect(total(totals, 'placedTotal')).toBe(sum(orders.map(({ totalAmount }) => totalAmount)));
  const ofStatus = (documents: readonly { readonly status: string }[], status: string) =>
    documents.filter((document) => document.status === status).length;
  expect(total(totals, 'canceled')).toBe(ofStatus(orders, 'cancelled'));

  const checkouts = await readAll<Order>(shop, 'checkouts');
  const starts = rows.filter(({ kind }) => kind === 'checkout');
  expect(total(starts, 'started')).toBe(checkouts.length);
  expect(total(starts, 'completed')).toBe(ofStatus(checkouts, 'completed'));
  expect(total(starts, 'expired')).toBe(ofStatus(checkouts, 'expired'));
  expect(total(starts, 'withdrawn')).toBe(ofStatus(checkouts, 'cancelled'));
});
