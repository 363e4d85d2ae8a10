import type { Database } from '@trastienda/db';
import type { Clock } from '../clock.ts';

export interface PricingAdminDeps {
  readonly database: Pick<
    Database,
    'prices' | 'taxZones' | 'shippingMethods' | 'discounts' | 'audit' | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's own currency. */
  readonly currency: string;
}
