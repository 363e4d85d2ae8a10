import { type AccountEmail, renderEmail } from '@trastienda/auth';
import { systemClock } from '@trastienda/base';
import {
  createEmailWorker,
  createOutboxMailer,
  type OutboxEmail,
  type OutboxMailer,
} from '@trastienda/emails';
import { createCipher } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { EncryptionKeys } from '../config/env.ts';

/** The emails of the server, sent by the real queue, worker and outbox. */
export interface TestEmails {
  readonly outbox: OutboxMailer;
  /** All emails to an address so far, the newest first. */
  to(email: string): Promise<OutboxEmail[]>;
  /** The secret of the link in the newest email to an address. */
  secretFor(email: string): Promise<string>;
}

export function createTestEmails(
  { emails, leases }: Pick<Database, 'emails' | 'leases'>,
  encryptionKeys: EncryptionKeys,
  dir: string,
): TestEmails {
  const outbox = createOutboxMailer({ dir, from: 'shop@shop.example' });
  const worker = createEmailWorker({
    store: emails,
    leases,
    cipher: createCipher(encryptionKeys),
    mailer: outbox,
    clock: systemClock,
    render: (email: AccountEmail) =>
      renderEmail(email, { name: 'Trastienda', url: 'https://shop.example' }),
    onFault(fault) {
      throw new Error(`An email was not written: ${fault.reason}`);
    },
  });
  const to = async (email: string) => {
    await worker.runOnce();
    return (await outbox.list()).filter(({ to }) => to.includes(email));
  };
  return {
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
