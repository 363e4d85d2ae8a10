import { type Mail, renderMail } from '@trastienda/auth';
import type { Database } from '@trastienda/db';
import {
  createEmailWorker,
  createOutboxMailer,
  type OutboxMail,
  type OutboxMailer,
} from '@trastienda/emails';
import { createCipher, systemClock } from '@trastienda/runtime';
import type { EncryptionKeys } from '../config/env.ts';

/** What the back room has mailed, by the real queue, worker and outbox. */
export interface TestMails {
  readonly outbox: OutboxMailer;
  /** All mails to an address so far, the newest first. */
  to(email: string): Promise<OutboxMail[]>;
  /** The secret of the link in the newest mail to an address. */
  secretFor(email: string): Promise<string>;
}

export function createTestMails(
  { mails, leases }: Pick<Database, 'mails' | 'leases'>,
  encryptionKeys: EncryptionKeys,
  dir: string,
): TestMails {
  const outbox = createOutboxMailer({ dir, from: 'shop@shop.example' });
  const worker = createEmailWorker({
    store: mails,
    leases,
    cipher: createCipher(encryptionKeys),
    mailer: outbox,
    clock: systemClock,
    render: (mail: Mail) =>
      renderMail(mail, { shopName: 'Trastienda', storefrontUrl: 'https://shop.example' }),
    onFault(fault) {
      throw new Error(`A mail was not written: ${fault.reason}`);
    },
  });
  const to = async (email: string) => {
    await worker.runOnce();
    return (await outbox.list()).filter((mail) => mail.to.includes(email));
  };
  return {
    outbox,
    to,
    async secretFor(email) {
      const [newest] = await to(email);
      const link = newest?.links.find((url) => url.includes('#token='));
      if (link === undefined) throw new Error(`There is no mail with a link to ${email}.`);
      return link.slice(link.indexOf('#token=') + '#token='.length);
    },
  };
}
