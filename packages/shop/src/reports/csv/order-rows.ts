import type { Database, OrderState } from '@trastienda/shop-db';
import type { Cell } from '../../base/csv/csv-text.ts';
import { addDays, type DayRange, localDay, startOfDay } from '../local-days.ts';

/** Orders per read. */
const BATCH = 100;

export interface OrderRowsDeps {
  readonly database: Pick<Database, 'orders'>;
  readonly timeZone: string;
}

/** Reads the orders placed in a range of local days, newest first. */
export async function* ordersOf(
  { database, timeZone }: OrderRowsDeps,
  { from, to }: DayRange,
  currency: string | undefined,
): AsyncGenerator<OrderState, void, undefined> {
  const span = {
    placedFrom: startOfDay(from, timeZone).toISOString(),
    placedUntil: startOfDay(addDays(to, 1), timeZone).toISOString(),
  };
  let cursor: string | undefined;
  do {
    const page = await database.orders.search({ ...span, limit: BATCH, cursor });
    for (const order of page.items) {
      if (currency === undefined || order.currency === currency) yield order;
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

export const ORDER_COLUMNS = [
  ...['number', 'placed_on', 'placed_at', 'status', 'currency', 'country', 'region', 'units'],
  ...['subtotal', 'discount', 'shipping', 'tax', 'total', 'paid', 'refunded', 'discount_codes'],
];

/** Builds the row of an order; it names no person. */
export function orderRow(order: OrderState, timeZone: string): Cell[] {
  const { currency, prices, shippingAddress } = order;
  const money = (amount: number) => ({ amount, currency });
  const { shipping } = prices;
  return [
    ...[order.number, localDay(order.placedAt, timeZone), order.placedAt.toISOString()],
    ...[order.status, currency, shippingAddress.country, shippingAddress.region],
    order.lines.reduce((units, { quantity }) => units + quantity, 0),
    ...[prices.subtotal, prices.discountTotal],
    money(shipping.total.amount - shipping.tax.amount),
    ...[prices.taxTotal, prices.total, money(order.paidAmount), money(order.refundedAmount)],
    prices.discounts.flatMap(({ code }) => code ?? []).join(' '),
  ];
}

export const TAX_LINE_COLUMNS = [
  ...['number', 'placed_on', 'status', 'currency', 'country', 'region', 'kind', 'sku', 'title'],
  ...['quantity', 'tax_rate_percent', 'taxable', 'tax', 'total'],
];

/** Builds the rows of an order's lines and shipping, as they were priced. */
export function taxLineRows(order: OrderState, timeZone: string): Cell[][] {
  const { number, placedAt, status, currency, shippingAddress, lines, prices } = order;
  const { country, region } = shippingAddress;
  const about = [number, localDay(placedAt, timeZone), status, currency, country, region];
  const taxed = ({
    total,
    tax,
    taxRatePpm,
  }: Pick<typeof prices.shipping, 'total' | 'tax' | 'taxRatePpm'>) => [
    taxRatePpm / 10_000,
    { amount: total.amount - tax.amount, currency },
    tax,
    total,
  ];
  return [
    ...lines.map((line) => [
      ...[...about, 'line', line.sku, line.title, line.quantity],
      ...taxed(line),
    ]),
    [...about, 'shipping', null, order.shippingMethod?.name ?? null, 1, ...taxed(prices.shipping)],
  ];
}
