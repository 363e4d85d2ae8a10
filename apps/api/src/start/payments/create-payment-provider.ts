import { hkdfSync } from 'node:crypto';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import {
  createStripeProvider,
  createTestProvider,
  type PaymentProvider,
  type TestProvider,
} from '@trastienda/shop';
import type { Logger } from 'pino';
import type { PaymentsConfig } from '../../config/env.ts';
import { confirmPathOf } from './confirm-path.ts';

export interface PaymentProviderOptions {
  readonly database: Pick<Database, 'testPayments' | 'testWebhooks' | 'leases'>;
  readonly clock: Clock;
  readonly payments: PaymentsConfig;
  /** A secret of 32 bytes that all processes share. */
  readonly secret: Uint8Array;
  /** Where buyers reach the server, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly log: Logger;
}

/** Who takes the money; `test` has what drives it when it is the test provider. */
export interface ConfiguredProvider {
  readonly provider: PaymentProvider;
  readonly test: Pick<TestProvider, 'driver' | 'sender'> | null;
}

/** The test provider signs its webhooks with it. */
function deriveWebhookSecret(secret: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'trastienda test webhooks', 32)).toString(
    'hex',
  );
}

/** The provider that the operator has chosen. */
export function createPaymentProvider(options: PaymentProviderOptions): ConfiguredProvider {
  const { database, clock, payments, secret, publicUrl, log } = options;
  if (payments.kind === 'stripe') return { provider: createStripeProvider(payments), test: null };
  const { provider, driver, sender } = createTestProvider({
    database,
    clock,
    webhookSecret: deriveWebhookSecret(secret),
    actionUrlOf: (payment) => `${publicUrl()}${confirmPathOf(payment)}`,
    onFault: (error) => log.warn({ err: error }, 'webhooks of the test provider'),
  });
  return { provider, test: { driver, sender } };
}
