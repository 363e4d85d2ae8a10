import type { Database } from '@trastienda/db';
import type { Clock } from '../clock.ts';

/** What prices are reckoned from. */
export interface QuotingDeps {
  readonly database: Pick<
    Database,
    | 'variants'
    | 'prices'
    | 'taxZones'
    | 'shippingMethods'
    | 'discounts'
    | 'discountUses'
    | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's own currency: that of the catalogue's prices. */
  readonly currency: string;
  /** `PaymentProvider.payableStep` of the provider that takes the shop's money. */
  readonly payableStep: (currency: string) => number;
}
