import { hkdfSync } from 'node:crypto';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import {
  createSandboxProvider,
  createStripeProvider,
  type PaymentProvider,
  type SandboxProvider,
} from '@trastienda/shop';
import type { Logger } from 'pino';
import type { PaymentsConfig } from '../../config/env.ts';
import { confirmPathOf } from './confirm-path.ts';

export interface PaymentProviderOptions {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks' | 'leases'>;
  readonly clock: Clock;
  readonly payments: PaymentsConfig;
  /** A secret of 32 bytes that all processes share. */
  readonly secret: Uint8Array;
  /** Where buyers reach the server, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly log: Logger;
}

/** Who takes the money; `sandbox` has what drives it when it is the sandbox. */
export interface ConfiguredProvider {
  readonly provider: PaymentProvider;
  readonly sandbox: Pick<SandboxProvider, 'driver' | 'sender'> | null;
}

/** The sandbox signs its webhooks with it. */
function deriveWebhookSecret(secret: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'trastienda test webhooks', 32)).toString(
    'hex',
  );
}

/** The provider that the operator has chosen. */
export function createPaymentProvider(options: PaymentProviderOptions): ConfiguredProvider {
  const { database, clock, payments, secret, publicUrl, log } = options;
  if (payments.kind === 'stripe')
    return { provider: createStripeProvider(payments), sandbox: null };
  const { provider, driver, sender } = createSandboxProvider({
    database,
    clock,
    webhookSecret: deriveWebhookSecret(secret),
    actionUrlOf: (payment) => `${publicUrl()}${confirmPathOf(payment)}`,
    onFault: (error) => log.warn({ err: error }, 'webhooks of the sandbox'),
  });
  return { provider, sandbox: { driver, sender } };
}
