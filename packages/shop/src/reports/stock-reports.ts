import type {
  SlowSeller,
  SlowSellerPage,
  SlowSellersInput,
  StockValueFigures,
  StockValueReport,
} from '@trastienda/shop-contract';
import type { ReportSum, StockState, StockValueState } from '@trastienda/shop-db';
import type { DayRange } from './local-days.ts';
import { type OpenedPeriod, openPeriod, periodOf, type ReportDeps } from './open-period.ts';

/** Pages of stock that one call reads at most: few of them may have a SKU that sold little. */
const MAX_PAGES = 10;

/** Sums the units of SKUs over currencies. */
function unitsBySku(sums: readonly ReportSum[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { key, figures } of sums) {
    units.set(key, (units.get(key) ?? 0) + figures.units - figures.refundedUnits);
  }
  return units;
}

async function withUnits(
  { database }: ReportDeps,
  { period, generation }: OpenedPeriod,
  stock: readonly StockState[],
): Promise<SlowSeller[]> {
  if (stock.length === 0) return [];
  const keys = stock.map(({ sku }) => sku);
  const unitsOf = async ({ from, to }: DayRange) =>
    unitsBySku(await database.reports.sumKeys({ generation, kind: 'variant', from, to, keys }));
  const [units, previousUnits, titles] = await Promise.all([
    unitsOf(period),
    unitsOf(period.previous),
    database.products.findTitles([...new Set(stock.map(({ productId }) => productId))]),
  ]);
  return stock.map(({ sku, productId, onHand }) => ({
    ...{ sku, productId, onHand },
    title: titles.get(productId) ?? sku,
    units: units.get(sku) ?? 0,
    previousUnits: previousUnits.get(sku) ?? 0,
  }));
}

/**
 * Lists SKUs on hand that have sold at most `maxUnits` in a period. Reads a bounded part of the stock:
 * a page can be short although there are more.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED; CURSOR_INVALID.
 */
export async function listSlowSellers(
  deps: ReportDeps,
  { from, to, limit, cursor, maxUnits }: SlowSellersInput,
): Promise<SlowSellerPage> {
  const opened = await openPeriod(deps, { from, to });
  let items: SlowSeller[] = [];
  let nextCursor: string | null = cursor ?? null;
  for (let pages = 0; pages < MAX_PAGES && items.length === 0; pages += 1) {
    const page = await deps.database.stock.list({ limit, cursor: nextCursor ?? undefined });
    const onHand = page.items.filter((stock) => stock.isTracked && stock.onHand > 0);
    const found = await withUnits(deps, opened, onHand);
    items = found.filter(({ units }) => units <= maxUnits);
    nextCursor = page.nextCursor;
    if (nextCursor === null) break;
  }
  return { ...opened.period, items, nextCursor };
}

const toView = ({ at, ...value }: StockValueState): StockValueFigures => ({
  ...value,
  at: at.toISOString(),
});

/** Returns the values of the stock in a period. */
export async function reportStockValue(
  { database: { stockValues }, timeZone }: ReportDeps,
  { from, to }: DayRange,
): Promise<StockValueReport> {
  const period = periodOf(timeZone, { from, to });
  const [days, last, before] = await Promise.all([
    stockValues.list(from, to),
    stockValues.findLast(to),
    stockValues.findLast(period.previous.to),
  ]);
  return {
    ...period,
    total: last && toView(last),
    previous: before && toView(before),
    days: days.map(toView),
  };
}
