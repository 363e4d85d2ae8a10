import type { ChangeContext } from '@trastienda/mongo';

/** Context that is recorded with a change of stock. */
export interface StockChangeContext extends ChangeContext {
  readonly checkoutId?: string;
  readonly orderId?: string;
  readonly reason?: string;
}
