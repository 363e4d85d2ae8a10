import { isCountryCode, suggestCountryCode } from '@trastienda/shop-contract';
import type {
  LedgerEntryState,
  OrderState,
  RefundState,
  ReportChange,
  ReportFigures,
  ReportKind,
} from '@trastienda/shop-db';
import { type AmountParts, refundParts, saleParts } from './share-out.ts';

type Figures = Partial<ReportFigures>;
type Place = Pick<ReportChange, 'day' | 'currency'>;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Builds changes of one day and currency. */
function changeOn(place: Place) {
  return (kind: ReportKind, key: string, figures: Figures, about: Partial<ReportChange> = {}) => ({
    ...place,
    ...{ kind, key, figures, productId: null, facts: {}, ...about },
  });
}

/** A change of a day's totals, which belong to nothing in particular. */
export function totalChange(
  place: Place,
  kind: 'total' | 'checkout',
  figures: Figures,
): ReportChange {
  return changeOn(place)(kind, '', figures);
}

/** Addresses from before countries were checked may be corrected later: `UK` is `GB`. */
function countryOf({ shippingAddress: { country } }: OrderState): string {
  return isCountryCode(country) ? country : (suggestCountryCode(country) ?? country);
}

/** Figures of a line, and of the whole; the names differ between sales and refunds. */
interface Named {
  readonly money: (part: { sales?: number; shipping?: number; tax: number }) => Figures;
  /** Counts of the whole, such as orders. */
  readonly counts: Figures;
  readonly ofLine: (sku: string) => Figures;
  readonly ofDiscount: (amount: number) => Figures;
}

/** Builds the changes of all rows that an amount belongs to. Those of each kind sum to the total. */
function changesOf(
  order: OrderState,
  day: string,
  parts: AmountParts,
  { money, counts, ofLine, ofDiscount }: Named,
): ReportChange[] {
  const { currency, prices, shippingAddress } = order;
  const change = changeOn({ day, currency });
  const { sales, salesTax, shipping, shippingTax } = parts;
  const whole = money({ sales, shipping, tax: salesTax + shippingTax });
  const country = countryOf(order);

  const taxed = (ratePpm: number, figures: Figures): ReportChange => {
    const { region } = shippingAddress;
    // Padded, so that keys sort as rates do.
    const key = [country, region ?? '', String(ratePpm).padStart(7, '0')].join('|');
    const title = prices.taxes.find((tax) => tax.ratePpm === ratePpm)?.name;
    const facts = { country, region, ratePpm, ...(title !== undefined && { title }) };
    return change('tax', key, figures, { facts });
  };

  return [
    change('total', '', { ...counts, ...whole }),
    change('country', country, { ...counts, ...whole }),
    ...parts.lines.map(({ line: { sku, productId, title, optionValues }, net, tax }) =>
      change(
        'variant',
        sku,
        { ...ofLine(sku), ...money({ sales: net, tax }) },
        { productId, facts: { title, optionValues } },
      ),
    ),
    ...prices.discounts.map(({ id, code, title, amount }) =>
      change(
        'discount',
        id,
        { ...counts, ...whole, ...ofDiscount(amount.amount) },
        { facts: { code, title } },
      ),
    ),
    ...parts.lines.map(({ line, net, tax }) => taxed(line.taxRatePpm, money({ sales: net, tax }))),
    taxed(prices.shipping.taxRatePpm, money({ shipping, tax: shippingTax })),
  ];
}

/**
 * Changes by captured money of an order. `entry` is the ledger's entry for it; null for an order that
 * is free, and `total` what was captured in all. The first capture of an order counts it, with its units and what it would cost in full.
 */
export function saleChanges(
  order: OrderState,
  entry: LedgerEntryState | null,
  {
    day,
    total,
    isFirst,
  }: { readonly day: string; readonly total: number; readonly isFirst: boolean },
): ReportChange[] {
  const bySku = new Map(order.lines.map((line) => [line.sku, line]));
  const { subtotal, discountTotal } = order.prices;
  const prices = new Map(order.prices.lines.map((line) => [line.sku, line]));
  const counts = {
    orders: 1,
    units: sum(order.lines.map(({ quantity }) => quantity)),
    subtotal: subtotal.amount,
    discount: discountTotal.amount,
  };
  return changesOf(order, day, saleParts(order, entry, total), {
    money: (part) => part,
    counts: isFirst ? counts : {},
    ofLine: (sku) =>
      isFirst
        ? {
            units: bySku.get(sku)?.quantity ?? 0,
            subtotal: prices.get(sku)?.subtotal.amount ?? 0,
            discount: bySku.get(sku)?.discount.amount ?? 0,
          }
        : {},
    ofDiscount: (discount) => (isFirst ? { discount } : {}),
  });
}

/**
 * Changes by a refund that has succeeded, or with `sign` -1 by one whose money has come back. `entry`
 * is the ledger's entry for the refund.
 */
export function refundChanges(
  order: OrderState,
  refund: RefundState,
  entry: LedgerEntryState,
  { day, sign }: { readonly day: string; readonly sign: 1 | -1 },
): ReportChange[] {
  const units = new Map(refund.lines.map(({ sku, quantity }) => [sku, quantity]));
  return changesOf(order, day, refundParts(order, refund, entry), {
    money: ({ sales = 0, shipping = 0, tax }) => ({
      refundedSales: sign * sales,
      refundedShipping: sign * shipping,
      refundedTax: sign * tax,
    }),
    counts: { refunds: sign, refundedUnits: sign * sum([...units.values()]) },
    ofLine: (sku) => ({ refundedUnits: sign * (units.get(sku) ?? 0) }),
    ofDiscount: () => ({}),
  });
}
