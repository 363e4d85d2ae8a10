import { mapPage } from '@trastienda/mongo';
import type {
  ReportDimension,
  SalesByInput,
  SalesByPage,
  TaxPage,
  TaxReportInput,
} from '@trastienda/shop-contract';
import type { ReportFigures, ReportKeysQuery, ReportOrder, ReportSum } from '@trastienda/shop-db';
import { type OpenedPeriod, openPeriod, type ReportDeps } from './open-period.ts';
import { sumFigures, toSalesFigures, toTaxFigures } from './sum-figures.ts';

interface Source extends Pick<ReportKeysQuery, 'kind' | 'groupBy'> {
  readonly order: ReportOrder;
}

const SOURCES: Readonly<Record<ReportDimension, Source>> = {
  product: { kind: 'variant', groupBy: 'product', order: 'sales' },
  variant: { kind: 'variant', order: 'sales' },
  vendor: { kind: 'variant', groupBy: 'vendor', order: 'sales' },
  country: { kind: 'country', order: 'sales' },
  discount: { kind: 'discount', order: 'discount' },
};

const NOTHING = sumFigures([]);

const placeOf = ({ currency, key }: Pick<ReportSum, 'currency' | 'key'>) => `${currency} ${key}`;

interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly currency?: string | undefined;
}

/** A sum with that of the period before. */
type Compared = ReportSum & { readonly previous: ReportFigures };

/** Lists the sums of a period by key, each with that of the period before. */
async function listCompared(
  { database: { reports } }: ReportDeps,
  { period: { from, to, previous }, generation }: OpenedPeriod,
  { order, ...source }: Source,
  input: PageInput,
): Promise<{ readonly items: Compared[]; readonly nextCursor: string | null }> {
  const page = await reports.listKeys({ ...source, ...input, generation, from, to, order });
  const keys = [...new Set(page.items.map(({ key }) => key))];
  const { currency } = input;
  const before =
    keys.length === 0
      ? []
      : await reports.sumKeys({ ...source, ...previous, generation, keys, currency });
  const byPlace = new Map(before.map((sum) => [placeOf(sum), sum.figures]));
  return mapPage(page, (sum) => ({ ...sum, previous: byPlace.get(placeOf(sum)) ?? NOTHING }));
}

function labelOf(by: ReportDimension, { key, facts }: ReportSum): string {
  const { title = key, optionValues = [], code } = facts;
  if (by === 'product') return title;
  if (by === 'variant') return [title, ...optionValues].join(' / ');
  if (by === 'discount') return code ?? title;
  return key;
}

/**
 * Lists the sales of a period by product, variant, vendor, country or discount.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED; CURSOR_INVALID.
 */
export async function reportSalesBy(
  deps: ReportDeps,
  { by, from, to, ...page }: SalesByInput,
): Promise<SalesByPage> {
  const opened = await openPeriod(deps, { from, to });
  const found = await listCompared(deps, opened, SOURCES[by], page);
  return {
    ...opened.period,
    ...mapPage(found, (sum) => ({
      currency: sum.currency,
      key: sum.key,
      label: labelOf(by, sum),
      productId: by === 'variant' || by === 'product' ? sum.productId : null,
      figures: toSalesFigures(sum.figures),
      previous: toSalesFigures(sum.previous),
    })),
  };
}

/**
 * Lists the taxes of a period by country, region and rate.
 * @throws {ShopError} REPORTS_REBUILD_REQUIRED; CURSOR_INVALID.
 */
export async function reportTaxes(
  deps: ReportDeps,
  { from, to, ...page }: TaxReportInput,
): Promise<TaxPage> {
  const opened = await openPeriod(deps, { from, to });
  const found = await listCompared(deps, opened, { kind: 'tax', order: 'key' }, page);
  return {
    ...opened.period,
    ...mapPage(found, ({ currency, facts, figures, previous }) => ({
      currency,
      country: facts.country ?? '',
      region: facts.region ?? null,
      ratePpm: facts.ratePpm ?? 0,
      name: facts.title ?? null,
      figures: toTaxFigures(figures),
      previous: toTaxFigures(previous),
    })),
  };
}
