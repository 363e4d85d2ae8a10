import type { PriceBreakdown } from '@trastienda/shop-contract';
import type { RefundState } from '@trastienda/shop-db';
import { allocate } from './allocate.ts';

/** An amount split into goods and shipping without tax, and the tax on each. */
export interface MoneySplit {
  readonly sales: number;
  readonly salesTax: number;
  readonly shipping: number;
  readonly shippingTax: number;
}

type StoredSplit = RefundState['split'];

export const NO_MONEY: MoneySplit = { sales: 0, salesTax: 0, shipping: 0, shippingTax: 0 };

const PARTS = ['sales', 'salesTax', 'shipping', 'shippingTax'] as const;

const toParts = (split: MoneySplit): number[] => PARTS.map((part) => split[part]);

function fromParts([sales = 0, salesTax = 0, shipping = 0, shippingTax = 0]: readonly number[]) {
  return { sales, salesTax, shipping, shippingTax };
}

/** Returns the split of an order's whole price; the parts sum to the order's total. */
export function splitOfPrices({ total, taxTotal, shipping }: PriceBreakdown): MoneySplit {
  const shippingTax = shipping.tax.amount;
  const shippingNet = shipping.total.amount - shippingTax;
  return {
    sales: total.amount - taxTotal.amount - shippingNet,
    salesTax: taxTotal.amount - shippingTax,
    shipping: shippingNet,
    shippingTax,
  };
}

/** Converts to the stored form of refunds and ledger entries, with all tax in one field. */
export function toStoredSplit(split: MoneySplit): StoredSplit {
  const { sales, salesTax, shipping, shippingTax } = split;
  return { sales, shipping, tax: salesTax + shippingTax, shippingTax };
}

/**
 * Parses a refund's stored split. `whole` is the split of its order: refunds from before the tax on
 * shipping was stored get it in proportion to their shipping.
 */
export function fromStoredSplit(stored: StoredSplit, whole: MoneySplit): MoneySplit {
  const { sales, shipping, tax } = stored;
  const inProportion = () =>
    whole.shipping === 0
      ? 0
      : Math.min(Math.round((shipping * whole.shippingTax) / whole.shipping), whole.shippingTax);
  const shippingTax = stored.shippingTax ?? Math.min(inProportion(), tax);
  return { sales, salesTax: tax - shippingTax, shipping, shippingTax };
}

export function sumOfSplit(split: MoneySplit): number {
  return toParts(split).reduce((sum, part) => sum + part, 0);
}

export function addSplits(one: MoneySplit, other: MoneySplit): MoneySplit {
  const added = toParts(other);
  return fromParts(toParts(one).map((part, index) => part + (added[index] ?? 0)));
}

export function subtractSplit(from: MoneySplit, taken: MoneySplit): MoneySplit {
  const less = toParts(taken);
  return fromParts(toParts(from).map((part, index) => part - (less[index] ?? 0)));
}

/**
 * Clamps negative parts to zero: refunds that race refunds made at the provider may exceed a part.
 */
function withoutDebts(split: MoneySplit): MoneySplit {
  return fromParts(toParts(split).map((part) => Math.max(0, part)));
}

/** Returns the part of the whole that no refund, made or in progress, has taken. */
export function remainingSplit(whole: MoneySplit, refunds: readonly RefundState[]): MoneySplit {
  return refunds
    .filter(({ status }) => status !== 'failed')
    .reduce((left, { split }) => subtractSplit(left, fromStoredSplit(split, whole)), whole);
}

/**
 * Takes `amount` from a split in proportion; the parts sum to `amount` exactly. No part exceeds its
 * share of the split unless `amount` exceeds the whole split.
 */
export function prorateSplit(amount: number, whole: MoneySplit): MoneySplit {
  const available = withoutDebts(whole);
  if (sumOfSplit(available) === 0) return { ...NO_MONEY, sales: amount };
  const shares = PARTS.map((part) => ({ key: part, weight: available[part] }));
  return fromParts(allocate(amount, shares, 1));
}

/** Takes `wanted` as far as each part has enough left, and the rest from the other parts. */
export function fitSplit(left: MoneySplit, wanted: MoneySplit): MoneySplit {
  const available = toParts(withoutDebts(left));
  const taken = fromParts(
    toParts(wanted).map((part, index) => Math.min(part, available[index] ?? 0)),
  );
  const rest = sumOfSplit(wanted) - sumOfSplit(taken);
  return addSplits(taken, prorateSplit(rest, subtractSplit(fromParts(available), taken)));
}

/** Returns the shipping that is left, with its tax. */
export function shippingOf(left: MoneySplit): MoneySplit {
  const { shipping, shippingTax } = withoutDebts(left);
  return { ...NO_MONEY, shipping, shippingTax };
}
