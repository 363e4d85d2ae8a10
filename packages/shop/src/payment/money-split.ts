import type { PriceBreakdown } from '@trastienda/contract';
import type { RefundState } from '@trastienda/db';

/** An amount as the ledger's accounts have it: goods and shipping without their tax. */
export type MoneySplit = RefundState['split'];

export const NO_MONEY: MoneySplit = { sales: 0, shipping: 0, tax: 0 };

/** What the whole of an order is for; its parts sum to the order's total. */
export function splitOfPrices({ total, taxTotal, shipping }: PriceBreakdown): MoneySplit {
  const shippingNet = shipping.total.amount - shipping.tax.amount;
  return {
    sales: total.amount - taxTotal.amount - shippingNet,
    shipping: shippingNet,
    tax: taxTotal.amount,
  };
}

export function sumOfSplit({ sales, shipping, tax }: MoneySplit): number {
  return sales + shipping + tax;
}

export function minusSplit(from: MoneySplit, taken: MoneySplit): MoneySplit {
  return {
    sales: from.sales - taken.sales,
    shipping: from.shipping - taken.shipping,
    tax: from.tax - taken.tax,
  };
}

/** What refunds that were made, or are on their way, have left of the whole. */
export function splitLeft(whole: MoneySplit, refunds: readonly RefundState[]): MoneySplit {
  return refunds
    .filter(({ status }) => status !== 'failed')
    .reduce((left, { split }) => minusSplit(left, split), whole);
}

/**
 * Takes `amount` out of a split, each part in proportion; the parts sum to `amount` exactly. Taking
 * all that there is takes each part whole.
 */
export function shareOfSplit(amount: number, whole: MoneySplit): MoneySplit {
  // Refunds that race others made at the provider may have taken more of a part than there is.
  const parts = {
    sales: Math.max(0, whole.sales),
    shipping: Math.max(0, whole.shipping),
    tax: Math.max(0, whole.tax),
  };
  const total = sumOfSplit(parts);
  if (total === 0) return { sales: amount, shipping: 0, tax: 0 };
  // Products of two amounts may go beyond what a double holds exactly.
  const share = (part: number) =>
    Number((BigInt(part) * BigInt(amount) + BigInt(total) / 2n) / BigInt(total));
  const tax = share(parts.tax);
  const shipping = Math.min(share(parts.shipping), amount - tax);
  return { sales: amount - tax - shipping, shipping, tax };
}

/** `wanted` as far as there is as much of each part left, and the rest from the other parts. */
export function fitSplit(left: MoneySplit, wanted: MoneySplit): MoneySplit {
  const fit = (part: keyof MoneySplit) => Math.max(0, Math.min(wanted[part], left[part]));
  const taken = { sales: fit('sales'), shipping: fit('shipping'), tax: fit('tax') };
  const rest = shareOfSplit(sumOfSplit(wanted) - sumOfSplit(taken), minusSplit(left, taken));
  return {
    sales: taken.sales + rest.sales,
    shipping: taken.shipping + rest.shipping,
    tax: taken.tax + rest.tax,
  };
}
