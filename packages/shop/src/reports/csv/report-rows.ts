import type {
  CheckoutFigures,
  SalesByRow,
  SalesFigures,
  SlowSeller,
  StockValueFigures,
  TaxRow,
  TotalFigures,
} from '@trastienda/shop-contract';
import type { Cell } from '../../base/csv/csv-text.ts';

/** A column of figures: its title and whether it has money. */
type Columns<Figures> = readonly (readonly [
  title: string,
  figure: keyof Figures,
  kind: 'count' | 'money',
])[];

const SALES: Columns<SalesFigures> = [
  ['units', 'units', 'count'],
  ['refunded_units', 'refundedUnits', 'count'],
  ['subtotal', 'subtotal', 'money'],
  ['discount', 'discount', 'money'],
  ['sales', 'sales', 'money'],
  ['shipping', 'shipping', 'money'],
  ['tax', 'tax', 'money'],
  ['refunded_sales', 'refundedSales', 'money'],
  ['refunded_shipping', 'refundedShipping', 'money'],
  ['refunded_tax', 'refundedTax', 'money'],
  ['net_sales', 'netSales', 'money'],
  ['total', 'total', 'money'],
];

const TOTALS: Columns<TotalFigures> = [
  ['orders', 'orders', 'count'],
  ['average_order', 'averageOrder', 'money'],
  ['refunds', 'refunds', 'count'],
  ['placed', 'placed', 'count'],
  ['placed_total', 'placedTotal', 'money'],
  ['canceled', 'canceled', 'count'],
  ...SALES,
];

const CHECKOUTS: Columns<CheckoutFigures> = [
  ['started', 'started', 'count'],
  ['started_total', 'startedTotal', 'money'],
  ['completed', 'completed', 'count'],
  ['completed_total', 'completedTotal', 'money'],
  ['abandoned', 'abandoned', 'count'],
  ['abandoned_total', 'abandonedTotal', 'money'],
  ['canceled', 'canceled', 'count'],
  ['canceled_total', 'canceledTotal', 'money'],
  ['open', 'open', 'count'],
];

const titlesOf = <Figures>(columns: Columns<Figures>) => columns.map(([title]) => title);

function cellsOf<Figures extends Readonly<Record<string, number | null>>>(
  columns: Columns<Figures>,
  figures: Figures,
  currency: string,
): Cell[] {
  return columns.map(([, figure, kind]) => {
    const amount = figures[figure] ?? null;
    return kind === 'count' || amount === null ? amount : { amount, currency };
  });
}

export const SALES_COLUMNS = ['from', 'to', 'currency', ...titlesOf(TOTALS)];
export function salesRow(
  { from, to }: { readonly from: string; readonly to: string },
  currency: string,
  figures: TotalFigures,
): Cell[] {
  return [from, to, currency, ...cellsOf(TOTALS, figures, currency)];
}

export const SALES_BY_COLUMNS = [
  ...['key', 'label', 'product_id', 'currency', ...titlesOf(SALES)],
  ...['previous_units', 'previous_net_sales'],
];
export function salesByRow({
  key,
  label,
  productId,
  currency,
  figures,
  previous,
}: SalesByRow): Cell[] {
  return [
    ...[key, label, productId, currency, ...cellsOf(SALES, figures, currency)],
    ...[previous.units, { amount: previous.netSales, currency }],
  ];
}

const TAXES: Columns<TaxRow['figures']> = [
  ['taxable', 'taxable', 'money'],
  ['tax', 'tax', 'money'],
  ['refunded_taxable', 'refundedTaxable', 'money'],
  ['refunded_tax', 'refundedTax', 'money'],
  ['net_taxable', 'netTaxable', 'money'],
  ['net_tax', 'netTax', 'money'],
];

export const TAX_COLUMNS = [
  ...['country', 'region', 'tax_name', 'tax_rate_percent', 'currency', ...titlesOf(TAXES)],
  'previous_net_tax',
];
export function taxRow({
  country,
  region,
  name,
  ratePpm,
  currency,
  figures,
  previous,
}: TaxRow): Cell[] {
  return [
    ...[country, region, name, ratePpm / 10_000, currency, ...cellsOf(TAXES, figures, currency)],
    { amount: previous.netTax, currency },
  ];
}

export const CHECKOUT_COLUMNS = ['from', 'to', 'currency', ...titlesOf(CHECKOUTS)];
export function checkoutRow(
  { from, to }: { readonly from: string; readonly to: string },
  currency: string,
  figures: CheckoutFigures,
): Cell[] {
  return [from, to, currency, ...cellsOf(CHECKOUTS, figures, currency)];
}

export const STOCK_VALUE_COLUMNS = ['day', 'counted_at', 'currency', 'skus', 'units', 'value'];
export function stockValueRow({
  day,
  at,
  currency,
  skus,
  units,
  value,
}: StockValueFigures): Cell[] {
  return [day, at, currency, skus, units, { amount: value, currency }];
}

export const SLOW_SELLER_COLUMNS = [
  ...['sku', 'product_id', 'title', 'on_hand', 'units', 'previous_units'],
];
export function slowSellerRow(seller: SlowSeller): Cell[] {
  const { sku, productId, title, onHand, units, previousUnits } = seller;
  return [sku, productId, title, onHand, units, previousUnits];
}
