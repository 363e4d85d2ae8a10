import type { CurrencyCode } from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '../clock.ts';

/** What the catalogue is built on. */
export interface CatalogDeps {
  readonly database: Pick<Database, 'products' | 'facets' | 'audit' | 'stock' | 'transaction'>;
  readonly clock: Clock;
  /** The one currency in which the shop's products are priced. */
  readonly currency: CurrencyCode;
}
