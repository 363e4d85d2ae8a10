import type { ChangeContext } from '../base/change-context.ts';

/** What a change of stock is written down with. */
export interface StockCause extends ChangeContext {
  readonly checkoutId?: string;
  readonly orderId?: string;
  readonly reason?: string;
}
