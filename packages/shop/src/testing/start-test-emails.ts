import { createEmailDelivery, type EmailMessage } from '@trastienda/emails';
import type { Shop } from '../create-shop.ts';
import type { NotificationOptions } from '../notifications/create-notifications.ts';
import { createShopEmails } from '../notifications/create-shop-emails.ts';
import type {
  ShopEmail,
  ShopEmailContent,
  ShopEmailQueue,
} from '../notifications/email-content.ts';
import type { TestPayments } from './start-test-payments.ts';

export interface TestEmails {
  /** The process whose relay brings the events to the emails. */
  readonly process: Shop;
  /** Handles all events, sends all emails, and returns those that were sent by it. */
  deliver(): Promise<readonly EmailMessage[]>;
}

/**
 * Starts a process of a test shop that sends emails about what happens from now on. `beforeQueuing` may
 * throw.
 */
export async function startTestEmails(
  shop: TestPayments,
  options: Pick<NotificationOptions, 'staff' | 'off'> = {},
  beforeQueuing: (email: ShopEmail) => void = () => {},
): Promise<TestEmails> {
  const { database, clock } = shop;
  const sent: EmailMessage[] = [];
  const failures: unknown[] = [];
  const delivery = createEmailDelivery<ShopEmailContent>({
    ...{ database, clock },
    encryptionKeys: [{ id: 'test', key: new Uint8Array(32).fill(3) }],
    mailer: {
      async send(message) {
        sent.push(message);
      },
      dryRun: async () => {},
      close: async () => {},
    },
    renderers: createShopEmails(),
    site: () => ({ name: 'La tienda', url: 'https://shop.example' }),
    log: {
      warn: (...fault: unknown[]) => failures.push(fault),
      error: (...fault: unknown[]) => failures.push(fault),
    },
  });
  const emails: ShopEmailQueue = {
    async enqueue(email) {
      beforeQueuing(email);
      await delivery.queue.enqueue(email);
    },
  };
  const process = shop.openProcess({
    notifications: { emails, counterKeyOf: (email) => email, ...options },
  });
  await process.background.relay.register();
  return {
    process,
    async deliver() {
      while ((await process.background.runOnce()) > 0);
      while ((await delivery.runOnce()) > 0);
      if (failures.length > 0) throw new AggregateError(failures, 'Emails were not sent.');
      return sent.splice(0);
    },
  };
}
