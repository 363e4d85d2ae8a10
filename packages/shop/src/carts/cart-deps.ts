import type { BuyingDeps } from '../base/buying-deps.ts';

/** What carts are built on. */
export interface CartDeps extends Pick<BuyingDeps, 'database' | 'clock' | 'pricing'> {
  /** Of a cart for which nobody has said another. */
  readonly currency: string;
}
