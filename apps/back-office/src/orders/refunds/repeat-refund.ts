import type { StaffOrder } from '@trastienda/shop-client';
import type { RefundWhat } from './preview-refund.ts';

type Refund = StaffOrder['refunds'][number];

/**
 * Returns the call that repeats a failed refund for the same units; null where its parts are not
 * known, as of a refund of everything. `restocked` is how many units it has put back into stock.
 */
export function repeatOf(refund: Refund, restocked: number): RefundWhat | null {
  const { lines, shipping, amount } = refund;
  const ofLines = lines.reduce((sum, line) => sum + line.amount.amount, 0);
  const ofShipping = shipping?.amount ?? 0;
  if (lines.length > 0) {
    if (ofLines + ofShipping !== amount.amount) return null;
    return {
      kind: 'lines',
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      restock: restocked > 0,
      amount: ofLines,
      ...(ofShipping > 0 && { shipping: ofShipping }),
    };
  }
  const kind = ofShipping === amount.amount ? 'shipping' : 'amount';
  return { kind, amount: amount.amount };
}
