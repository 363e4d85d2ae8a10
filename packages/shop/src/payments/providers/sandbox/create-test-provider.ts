import type { Database, TestPayment } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { PaymentProvider } from '../../payment-provider.ts';
import { createTestBooks } from './test-books.ts';
import { createTestDriver, type TestDriver } from './test-driver.ts';
import { createTestPaymentProvider } from './test-payment-provider.ts';
import { createWebhookRelay } from './webhook-relay.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';

export interface TestProviderOptions {
  readonly database: Pick<Database, 'testPayments' | 'testWebhooks' | 'leases'>;
  readonly clock: Clock;
  /** Signs webhooks; the same in all processes. */
  readonly webhookSecret: string;
  /** Where the buyer agrees to a payment that waits for them; without it there is no such page. */
  readonly actionUrlOf?: ((payment: TestPayment) => string) | undefined;
  /** Is told what goes wrong when webhooks are sent in the background. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  readonly pollMs?: number | undefined;
}

/** The built-in provider, with what makes things happen at it. */
export interface TestProvider {
  readonly provider: PaymentProvider;
  readonly driver: TestDriver;
  readonly sender: WebhookSender;
}

/**
 * A payment provider for development and tests that keeps its books in the shop's database and
 * behaves as one far away: nothing that it does is part of the shop's transactions.
 */
export function createTestProvider(options: TestProviderOptions): TestProvider {
  const { onFault = () => {}, ...deps } = options;
  const books = createTestBooks(deps);
  const relay = createWebhookRelay({ ...deps, books });
  return {
    provider: createTestPaymentProvider({ ...deps, books }),
    driver: createTestDriver({ ...deps, books, relay }),
    sender: createWebhookSender({ ...deps, books, relay, onFault }),
  };
}
