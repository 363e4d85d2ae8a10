import { hkdfSync } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import {
  createSandboxProvider,
  createStripeProvider,
  type PaymentProvider,
  type SandboxProvider,
} from '@trastienda/shop';
import type { Database } from '@trastienda/shop-db';
import type { Logger } from 'pino';
import type { PaymentsConfig } from '../../config/env.ts';
import { confirmPathOf } from './confirm-path.ts';

export interface PaymentProviderOptions {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks' | 'leases'>;
  readonly clock: Clock;
  readonly payments: PaymentsConfig;
  /** The 32-byte secret that all processes share. */
  readonly secret: Uint8Array;
  /** URL at which buyers reach the server, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly log: Logger;
}

/** The payment provider, and the driver of the sandbox if it is one. */
export interface ConfiguredProvider {
  readonly provider: PaymentProvider;
  readonly sandbox: Pick<SandboxProvider, 'driver' | 'sender'> | null;
}

/** Derives the secret with which the sandbox signs its webhooks. */
function deriveWebhookSecret(secret: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'trastienda test webhooks', 32)).toString(
    'hex',
  );
}

/** Creates the configured payment provider. */
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
