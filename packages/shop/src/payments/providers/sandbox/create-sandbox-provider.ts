import type { Clock } from '@trastienda/base';
import type { Database, SandboxPayment } from '@trastienda/shop-db';
import type { PaymentProvider } from '../../payment-provider.ts';
import { createSandboxBooks } from './sandbox-books.ts';
import { createSandboxDriver, type SandboxDriver } from './sandbox-driver.ts';
import { createSandboxPaymentProvider } from './sandbox-payment-provider.ts';
import { createWebhookRelay } from './webhook-relay.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

export interface SandboxProviderOptions {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks' | 'leases'>;
  readonly clock: Clock;
  /** Key of webhook signatures; the same in all processes. */
  readonly webhookSecret: string;
  /** Returns the URL where the buyer approves a waiting payment; no such page without it. */
  readonly actionUrlOf?: ((payment: SandboxPayment) => string) | undefined;
  /** Called with failures of sending webhooks in the background, and of payments due to change. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  readonly pollMs?: number | undefined;
}

/** The sandbox provider, with a driver that simulates buyers and banks. */
export interface SandboxProvider {
  readonly provider: PaymentProvider;
  readonly driver: SandboxDriver;
  readonly sender: WebhookSender;
}

/**
 * Creates a payment provider for development and tests. It stores its records in the shop's
 * database but behaves like a remote service: nothing that it does joins the shop's transactions.
 */
export function createSandboxProvider(options: SandboxProviderOptions): SandboxProvider {
  const { onFault = () => {}, ...deps } = options;
  const books = createSandboxBooks(deps);
  const relay = createWebhookRelay({ ...deps, books, onFault });
  return {
    provider: createSandboxPaymentProvider({ ...deps, books }),
    driver: createSandboxDriver({ ...deps, books, relay }),
    sender: createWebhookSender({ ...deps, books, relay, onFault }),
  };
}
