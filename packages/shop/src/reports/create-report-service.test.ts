import {
  REPORT_EXPORTS,
  type ReportExport,
  type ReportExportInput,
  type SalesByInput,
} from '@trastienda/shop-contract';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { useTestOrders } from '../testing/start-test-orders.ts';
import { createReportService } from './create-report-service.ts';
import { createValueStock } from './jobs/value-stock.ts';
import { feedReports } from './testing/feed-reports.ts';

const timeZone = 'Europe/Madrid';
const shop = await useTestOrders({ timeZone });
const { database, clock } = shop;
const reports = createReportService({ database, timeZone });

const travelTo = (time: string) => {
  shop.advance((Date.parse(time) - clock.now().getTime()) / 1000);
};

const MARCH = { from: '2100-03-01', to: '2100-03-31' };
const page = { limit: 20 };

await shop.taxGoods();
// The first of March in Madrid, and still February in UTC.
travelTo('2100-02-28T23:30:00.000Z');
const shirts = await shop.boughtLines([{ quantity: 3, amount: 1210 }], { shipping: 500 });
// The last hour of a day of 23 hours.
travelTo('2100-03-28T21:30:00.000Z');
const socks = await shop.boughtLines([
  { quantity: 1, amount: 121 },
  { quantity: 2, amount: 242 },
]);
await shop.boughtLines([{ quantity: 1, amount: 9000 }], { isFree: true });
// An hour later it is the next day.
travelTo('2100-03-28T22:30:00.000Z');
const lines = [{ sku: shirts.sku, quantity: 1 }];
await shop.refund(shirts, { kind: 'lines', lines, restock: true });
await shop.begin(await shop.offer({ sku: 'LEFT-OVER' }));
await shop.bought('pending');
await feedReports(shop);

describe('sales', () => {
  test('of a month have the figures of its orders, by local days', async () => {
    const report = await reports.sales({ ...MARCH, interval: 'day' });
    expect(report).toMatchObject({ timeZone, previous: { from: '2100-01-29', to: '2100-02-28' } });
    const [euros, ...others] = report.currencies;
    expect(others).toEqual([]);
    expect(euros).toMatchObject({
      currency: 'EUR',
      total: {
        ...{ orders: 3, units: 7, placed: 4, refunds: 1, refundedUnits: 1, canceled: 0 },
        // 36.30 + 1.21 + 4.84 + 90.00, of which 90.00 are the discount.
        ...{ subtotal: 13_235, discount: 9000 },
        ...{ sales: 3500, shipping: 500, tax: 735 },
        ...{ refundedSales: 1000, refundedShipping: 0, refundedTax: 210 },
        ...{ netSales: 2500, total: 3525, averageOrder: 1578 },
      },
      previous: { orders: 0, total: 0, averageOrder: null },
    });
    const sold = euros?.parts.filter(({ figures }) => figures.orders + figures.refunds > 0);
    expect(sold?.map(({ from, figures }) => [from, figures.orders, figures.refunds])).toEqual([
      ['2100-03-01', 1, 0],
      ['2100-03-28', 2, 0],
      ['2100-03-29', 0, 1],
    ]);
    expect(euros?.parts).toHaveLength(31);
  });

  test('of a month are compared with those of as many days before', async () => {
    const range = { from: '2100-04-01', to: '2100-05-01' };
    const [euros] = (await reports.sales({ ...range, interval: 'month' })).currencies;
    expect(euros?.parts.map(({ from, to }) => [from, to])).toEqual([
      ['2100-04-01', '2100-04-30'],
      ['2100-05-01', '2100-05-01'],
    ]);
    expect(euros).toMatchObject({ total: { orders: 0 }, previous: { orders: 3, total: 3525 } });
  });

  test('of another currency have no rows', async () => {
    const report = await reports.sales({ ...MARCH, interval: 'day', currency: 'JPY' });
    expect(report.currencies).toEqual([]);
  });
});

describe('sales by', () => {
  const salesBy = async (by: SalesByInput['by'], more: Partial<SalesByInput> = {}) =>
    await reports.salesBy({ ...MARCH, ...page, by, ...more });

  test.each(['product', 'variant'] as const)('%s list the most sold first', async (by) => {
    const { items } = await salesBy(by);
    expect(items.map(({ figures }) => [figures.units, figures.netSales])).toEqual([
      [3, 2000],
      [2, 400],
      [1, 100],
      [1, 0],
    ]);
  });

  test.each(['product', 'vendor', 'country'] as const)('%s sum to the whole', async (by) => {
    const { items } = await salesBy(by);
    const net = items.reduce((sum, { figures }) => sum + figures.netSales, 0);
    expect(net).toBe(2500);
  });

  test('discount has what each has cost, and what was sold with it', async () => {
    const { items } = await salesBy('discount');
    expect(items).toMatchObject([{ figures: { discount: 9000, sales: 0, units: 1 } }]);
    expect(items[0]?.label).toMatch(/^FREE-/);
  });

  test('variant comes in pages, whose cursors belong to one range', async () => {
    const first = await salesBy('variant', { limit: 2 });
    const cursor = first.nextCursor ?? '';
    const second = await salesBy('variant', { limit: 2, cursor });
    expect(second.nextCursor).toBeNull();
    const keys = [...first.items, ...second.items].map(({ key }) => key);
    expect(keys).toEqual((await salesBy('variant')).items.map(({ key }) => key));
    const invalid = { reason: 'CURSOR_INVALID' };
    await expect(salesBy('variant', { cursor, to: '2100-03-30' })).rejects.toMatchObject(invalid);
    await expect(salesBy('product', { cursor })).rejects.toMatchObject(invalid);
  });

  test('variant has the figures of the period before', async () => {
    const { items } = await salesBy('variant', { from: '2100-03-29', to: '2100-03-30' });
    expect(items).toMatchObject([
      { key: shirts.sku, figures: { sales: 0, refundedSales: 1000, netSales: -1000 } },
    ]);
    const after = await salesBy('variant', { from: '2100-03-02', to: '2100-03-31' });
    expect(after.items.find(({ key }) => key === shirts.sku)).toMatchObject({
      figures: { units: 0, refundedUnits: 1 },
      previous: { units: 3, sales: 3000 },
    });
  });
});

test('Taxes are listed by country and rate, with untaxed amounts', async () => {
  const { items } = await reports.taxes({ ...MARCH, ...page });
  expect(items).toMatchObject([
    {
      ...{ country: 'ES', region: null, ratePpm: 0, name: null },
      figures: { taxable: 500, tax: 0, netTaxable: 500, netTax: 0 },
    },
    {
      ...{ country: 'ES', region: null, ratePpm: 210_000, name: 'IVA' },
      figures: {
        ...{ taxable: 3500, tax: 735, refundedTaxable: 1000, refundedTax: 210 },
        ...{ netTaxable: 2500, netTax: 525 },
      },
    },
  ]);
});

test('Checkouts are reported by what became of them', async () => {
  const [before] = (await reports.checkouts(MARCH)).currencies;
  expect(before).toMatchObject({
    total: { started: 5, completed: 4, abandoned: 0, open: 1, completionPpm: 800_000 },
  });
  await shop.runBackground();
  await feedReports(shop);
  const [after] = (await reports.checkouts(MARCH)).currencies;
  expect(after).toMatchObject({
    total: { started: 5, completed: 4, abandoned: 1, abandonedTotal: 1000, open: 0 },
  });
});

test('SKUs on hand that sold little are listed, with what they sold', async () => {
  const all = await reports.slowSellers({ ...MARCH, ...page, maxUnits: 1_000_000 });
  expect(all.items.find(({ sku }) => sku === shirts.sku)).toMatchObject({ units: 2, onHand: 8 });
  const { items } = await reports.slowSellers({ ...MARCH, limit: 1, maxUnits: 0 });
  expect(items).toMatchObject([{ sku: 'LEFT-OVER', units: 0, previousUnits: 0, onHand: 10 }]);
  const one = await reports.slowSellers({ ...MARCH, ...page, maxUnits: 1 });
  expect(one.items.map(({ sku }) => sku)).toContain(socks.sku);
});

test('The value of the stock is counted once an hour, and stays that of its day', async () => {
  travelTo('2100-06-01T10:00:00.000Z');
  const job = createValueStock({ database, clock, timeZone, currency: 'EUR' });
  await job.runOnce();
  const range = { from: '2100-06-01', to: '2100-06-02' };
  const { total } = await reports.stockValue(range);
  expect(total).toMatchObject({ day: '2100-06-01', currency: 'EUR' });
  await shop.offer({ sku: 'NEW', amount: 300, quantity: 7 });
  await job.runOnce();
  expect((await reports.stockValue(range)).total).toEqual(total);
  travelTo('2100-06-02T10:00:00.000Z');
  await job.runOnce();
  const later = await reports.stockValue(range);
  expect(later.days).toHaveLength(2);
  const { skus = 0, units = 0, value = 0 } = total ?? {};
  expect(later.total).toMatchObject({ skus: skus + 1, units: units + 7, value: value + 2100 });
  const next = await reports.stockValue({ from: '2100-06-02', to: '2100-06-02' });
  expect(next.previous).toEqual(total);
});

describe('A CSV', () => {
  const read = async (name: ReportExport, more: Partial<ReportExportInput> = {}) => {
    const input = { ...MARCH, interval: 'day', maxUnits: 0, ...more } as const;
    let text = '';
    for await (const part of reports.export(name, input)) text += part;
    const rows: Record<string, string>[] = parse(text, { columns: true });
    return rows;
  };

  test('of sales has a row for each day, with decimal amounts', async () => {
    const rows = await read('sales');
    expect(rows).toHaveLength(31);
    expect(rows[0]).toMatchObject({
      ...{ from: '2100-03-01', to: '2100-03-01', currency: 'EUR', orders: '1' },
      ...{ sales: '30.00', shipping: '5.00', tax: '6.30', total: '41.30' },
    });
    // The pending order was captured by then: 16.53 without tax.
    expect(rows[28]).toMatchObject({ from: '2100-03-29', net_sales: '6.53', total: '7.90' });
  });

  test('of taxes has what a tax return asks for', async () => {
    expect(await read('taxes')).toMatchObject([
      { country: 'ES', tax_name: '', tax_rate_percent: '0', net_taxable: '5.00', net_tax: '0.00' },
      { tax_name: 'IVA', tax_rate_percent: '21', net_taxable: '41.53', net_tax: '8.72' },
    ]);
  });

  test.each(REPORT_EXPORTS)('of %s has a header, and rows that fit it', async (name) => {
    let text = '';
    const input = { from: '2100-03-01', to: '2100-06-30', interval: 'day', maxUnits: 0 } as const;
    for await (const part of reports.export(name, input)) text += part;
    // The parser refuses rows that have more or fewer cells than the header.
    const rows: string[][] = parse(text);
    expect(rows.length).toBeGreaterThan(1);
  });

  test('of orders and tax lines agree with each other and name no person', async () => {
    const orders = await read('orders');
    expect(orders).toHaveLength(4);
    const lines = await read('tax-lines');
    const sum = (rows: Record<string, string>[], column: string) =>
      rows.reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);
    expect(sum(lines, 'tax')).toBe(sum(orders, 'tax'));
    expect(sum(lines, 'total')).toBe(sum(orders, 'total'));
    expect(JSON.stringify([orders, lines])).not.toMatch(/Ana|ana@|Mayor/);
    expect(await read('orders', { to: '2100-03-01' })).toHaveLength(1);
    expect(await read('orders', { currency: 'JPY' })).toEqual([]);
  });

  test('defuses titles that a spreadsheet would run', async () => {
    const title = '=HYPERLINK("http://evil.example")';
    const { sku } = shirts;
    await shop.server.withClient(async (client) => {
      const rows = client.db().collection('report_rows');
      await rows.updateMany({ kind: 'variant', key: sku }, { $set: { 'facts.title': title } });
    });
    const labels = (await read('products')).map(({ label }) => label);
    expect(labels).toContain(`'${title}`);
  });
});

test('Reports of roll-ups with the days of another time zone fail, and say so', async () => {
  const elsewhere = createReportService({ database, timeZone: 'UTC' });
  const failure = {
    reason: 'REPORTS_REBUILD_REQUIRED',
    details: { timeZone: 'UTC', rollUpTimeZone: timeZone },
  };
  await expect(elsewhere.sales({ ...MARCH, interval: 'day' })).rejects.toMatchObject(failure);
  await expect(elsewhere.taxes({ ...MARCH, ...page })).rejects.toMatchObject(failure);
  expect(await elsewhere.status()).toMatchObject({ timeZone: 'UTC', rollUpTimeZone: timeZone });
});
