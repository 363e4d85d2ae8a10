import type { Database, SandboxPayment } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { PaymentProvider } from '../../payment-provider.ts';
import { createSandboxBooks } from './sandbox-books.ts';
import { createSandboxDriver, type SandboxDriver } from './sandbox-driver.ts';
import { createSandboxPaymentProvider } from './sandbox-payment-provider.ts';
import { createWebhookRelay } from './webhook-relay.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

export interface SandboxProviderOptions {
  readonly database: Pick<Database, 'sandboxPayments' | 'sandboxWebhooks' | 'leases'>;
  readonly clock: Clock;
  /** Signs webhooks; the same in all processes. */
  readonly webhookSecret: string;
  /** Where the buyer agrees to a payment that waits for them; without it there is no such page. */
  readonly actionUrlOf?: ((payment: SandboxPayment) => string) | undefined;
  /** Is told what goes wrong when webhooks are sent in the background. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  readonly pollMs?: number | undefined;
}

/** The built-in provider, with what makes things happen at it. */
export interface SandboxProvider {
  readonly provider: PaymentProvider;
  readonly driver: SandboxDriver;
  readonly sender: WebhookSender;
}

/**
 * A payment provider for development and tests that keeps its books in the shop's database and
 * behaves as one far away: nothing that it does is part of the shop's transactions.
 */
export function createSandboxProvider(options: SandboxProviderOptions): SandboxProvider {
  const { onFault = () => {}, ...deps } = options;
  const books = createSandboxBooks(deps);
  const relay = createWebhookRelay({ ...deps, books });
  return {
    provider: createSandboxPaymentProvider({ ...deps, books }),
    driver: createSandboxDriver({ ...deps, books, relay }),
    sender: createWebhookSender({ ...deps, books, relay, onFault }),
  };
}
