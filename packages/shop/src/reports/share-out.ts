import type {
  NewLedgerEntry,
  OrderLineDocument,
  OrderState,
  RefundState,
} from '@trastienda/shop-db';
import { allocate } from '../base/money/allocate.ts';
import { fromStoredSplit, splitOfPrices } from '../base/money/money-split.ts';
import { splitOfCapture } from '../base/money/split-of-capture.ts';

/** A line's share of an amount: without tax, and the tax on it. */
export interface LineShare {
  readonly line: OrderLineDocument;
  readonly net: number;
  readonly tax: number;
}

/** Amount of a ledger entry by what it was for. The lines sum to `sales` and `salesTax`. */
export interface AmountParts {
  readonly sales: number;
  readonly salesTax: number;
  readonly shipping: number;
  readonly shippingTax: number;
  readonly lines: readonly LineShare[];
}

type Entry = Pick<NewLedgerEntry, 'postings'>;

/** Returns what an entry posts to the parts of a price: credits of a sale, debits of a refund. */
function postedBy(entry: Entry | null, sign: 1 | -1) {
  const sumOf = (account: 'sales' | 'shipping' | 'tax') => {
    const postings = entry?.postings ?? [];
    const ofAccount = postings.filter((posting) => posting.account === account);
    return ofAccount.reduce((sum, { amount }) => sum + sign * amount, 0);
  };
  return { sales: sumOf('sales'), shipping: sumOf('shipping'), tax: sumOf('tax') };
}

/**
 * Shares an amount out by the first list of weights that is not all zero, and equally without any.
 * The shares sum to the amount exactly.
 */
function shareOut(amount: number, ...weights: readonly (readonly number[])[]): number[] {
  const chosen = weights.find((list) => list.some((weight) => weight > 0)) ?? weights[0] ?? [];
  const isUnweighted = chosen.every((weight) => weight === 0);
  const shares = chosen.map((weight, index) => ({
    key: String(index).padStart(3, '0'),
    weight: isUnweighted ? 1 : weight,
  }));
  // Rounding may take a unit back that an earlier part of the money had.
  if (amount < 0) return allocate(-amount, shares, 1).map((share) => -share);
  return allocate(amount, shares, 1);
}

const netOf = ({ total, tax }: OrderLineDocument) => Math.max(0, total.amount - tax.amount);

function shareLines(
  { lines }: OrderState,
  { sales, salesTax }: Pick<AmountParts, 'sales' | 'salesTax'>,
  preferred: { readonly nets: readonly number[]; readonly taxes: readonly number[] },
): LineShare[] {
  const nets = shareOut(sales, preferred.nets, lines.map(netOf));
  const taxes = shareOut(
    salesTax,
    preferred.taxes,
    lines.map(({ tax }) => tax.amount),
    lines.map(netOf),
  );
  return lines.map((line, index) => ({ line, net: nets[index] ?? 0, tax: taxes[index] ?? 0 }));
}

/**
 * Divides the ledger's entry of an order's payment, or of a part of it, among its lines. `total` is what
 * was captured in all, with this entry.
 */
export function saleParts(order: OrderState, entry: Entry | null, total: number): AmountParts {
  const { sales, shipping, tax } = postedBy(entry, -1);
  const split = splitOfCapture(order, total, sales + shipping + tax);
  const shippingTax = Math.min(split.shippingTax, tax);
  const salesTax = tax - shippingTax;
  const lines = shareLines(order, { sales, salesTax }, { nets: [], taxes: [] });
  return { sales, salesTax, shipping, shippingTax, lines };
}

/**
 * Divides the ledger's entry of a refund among the lines of its order: among the refunded ones as far
 * as the refund names any, otherwise among all in proportion to their price.
 */
export function refundParts(
  order: OrderState,
  refund: Pick<RefundState, 'lines' | 'split'>,
  entry: Entry,
): AmountParts {
  const { sales, shipping, tax } = postedBy(entry, 1);
  const split = fromStoredSplit(refund.split, splitOfPrices(order.prices));
  const shippingTax = Math.min(split.shippingTax, tax);
  const salesTax = tax - shippingTax;
  const named = new Map(refund.lines.map((line) => [line.sku, line]));
  const nets = order.lines.map(({ sku }) => {
    const { amount = 0, tax: ofTax = 0 } = named.get(sku) ?? {};
    return Math.max(0, amount - ofTax);
  });
  const taxes = order.lines.map(({ sku }) => named.get(sku)?.tax ?? 0);
  const lines = shareLines(order, { sales, salesTax }, { nets, taxes });
  return { sales, salesTax, shipping, shippingTax, lines };
}
