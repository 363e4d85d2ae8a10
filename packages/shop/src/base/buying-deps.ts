import type { Database } from '@trastienda/db';
import type { KeyedMutex } from '@trastienda/runtime';
import type { HoldLimits } from '../checkout/limit-holdings.ts';
import type { Clock } from '../clock.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import type { Quoting } from '../pricing/pricing-service.ts';

/** What buying is built on. */
export interface BuyingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pricing: Quoting;
  readonly provider: PaymentProvider;
  /** By `sku:…` and `code:…`: transactions that change the same stock or discounts, one by one. */
  readonly turns: KeyedMutex;
  /** How long a checkout holds its stock. */
  readonly holdSeconds: number;
  /** What unpaid checkouts may hold; no limits when absent. */
  readonly holdLimits?: HoldLimits;
  readonly newOrderNumber: () => string;
}

/** What a change is written down with: when it was made, and in which request. */
export interface Cause {
  readonly at: Date;
  /** Null for what no request caused. */
  readonly requestId: string | null;
}
