import type { ChangeContext } from '../base/change-context.ts';

/** Context that is recorded with a change of stock. */
export interface StockChangeContext extends ChangeContext {
  readonly checkoutId?: string;
  readonly orderId?: string;
  readonly reason?: string;
}
