import type {
  CheckoutFigures,
  SalesFigures,
  TaxFigures,
  TotalFigures,
} from '@trastienda/shop-contract';
import { REPORT_FIGURES, type ReportFigures } from '@trastienda/shop-db';

/** Adds up figures of one currency. */
export function sumFigures(all: readonly ReportFigures[]): ReportFigures {
  const sums = REPORT_FIGURES.map((figure) => [
    figure,
    all.reduce((sum, figures) => sum + figures[figure], 0),
  ]);
  return Object.fromEntries(sums) as ReportFigures;
}

/** Returns a share in parts per million, rounded down; null of nothing. */
const shareOf = (part: number, whole: number) =>
  whole === 0 ? null : Math.floor((part * 1_000_000) / whole);

export function toSalesFigures(figures: ReportFigures): SalesFigures {
  const { sales, shipping, tax, refundedSales, refundedShipping, refundedTax } = figures;
  const captured = sales + shipping + tax;
  return {
    units: figures.units,
    refundedUnits: figures.refundedUnits,
    subtotal: figures.subtotal,
    discount: figures.discount,
    ...{ sales, shipping, tax, refundedSales, refundedShipping, refundedTax },
    netSales: sales - refundedSales,
    total: captured - refundedSales - refundedShipping - refundedTax,
  };
}

export function toTotalFigures(figures: ReportFigures): TotalFigures {
  const { orders, refunds, placed, placedTotal, canceled, sales, shipping, tax } = figures;
  return {
    ...toSalesFigures(figures),
    ...{ orders, refunds, placed, placedTotal, canceled },
    averageOrder: orders === 0 ? null : Math.floor((sales + shipping + tax) / orders),
  };
}

export function toTaxFigures(figures: ReportFigures): TaxFigures {
  const { tax, refundedTax } = figures;
  const taxable = figures.sales + figures.shipping;
  const refundedTaxable = figures.refundedSales + figures.refundedShipping;
  return {
    ...{ taxable, tax, refundedTaxable, refundedTax },
    netTaxable: taxable - refundedTaxable,
    netTax: tax - refundedTax,
  };
}

export function toCheckoutFigures(figures: ReportFigures): CheckoutFigures {
  const { started, startedTotal, completed, completedTotal } = figures;
  const { expired: abandoned, expiredTotal: abandonedTotal } = figures;
  const { withdrawn: canceled, withdrawnTotal: canceledTotal } = figures;
  return {
    ...{ started, startedTotal, completed, completedTotal },
    ...{ abandoned, abandonedTotal, canceled, canceledTotal },
    open: started - completed - abandoned - canceled,
    completionPpm: shareOf(completed, started),
  };
}
