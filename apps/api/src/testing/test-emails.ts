import {
  createEmailDelivery,
  createOutboxMailer,
  type EmailQueue,
  type OutboxEmail,
  type OutboxMailer,
} from '@trastienda/emails';
import type { Database } from '@trastienda/shop-db';
import type { EncryptionKeys } from '../config/env.ts';
import { EMAIL_RENDERERS, type ServerEmailContent } from '../start/configure-emails.ts';

/** The emails of the server, sent by the real queue, worker and outbox. */
export interface TestEmails {
  readonly queue: EmailQueue<ServerEmailContent>;
  readonly outbox: OutboxMailer;
  /** All emails to an address so far, the newest first. */
  to(email: string): Promise<OutboxEmail[]>;
  /** The secret of the link in the newest email to an address. */
  secretFor(email: string): Promise<string>;
}

export function createTestEmails(
  database: Pick<Database, 'emails' | 'leases'>,
  encryptionKeys: EncryptionKeys,
  dir: string,
): TestEmails {
  const outbox = createOutboxMailer({ dir, from: 'shop@shop.example' });
  const failures: unknown[] = [];
  const fail = (fault: unknown) => failures.push(fault);
  const delivery = createEmailDelivery<ServerEmailContent>({
    database,
    encryptionKeys,
    mailer: outbox,
    renderers: EMAIL_RENDERERS,
    site: () => ({ name: 'Trastienda', url: 'https://shop.example' }),
    log: { warn: fail, error: fail },
  });
  const to = async (email: string) => {
    while ((await delivery.runOnce()) > 0);
    if (failures.length > 0) throw new AggregateError(failures, 'An email was not written.');
    return (await outbox.list()).filter(({ to }) => to.includes(email));
  };
  return {
    queue: delivery.queue,
    outbox,
    to,
    async secretFor(email) {
      const [newest] = await to(email);
      const link = newest?.links.find((url) => url.includes('#token='));
      if (link === undefined) throw new Error(`There is no email with a link to ${email}.`);
      return link.slice(link.indexOf('#token=') + '#token='.length);
    },
  };
}
