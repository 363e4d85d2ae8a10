import type { Database } from '@trastienda/db';
import { createEmailWorker, type Mailer, type MailMessage } from '@trastienda/emails';
import type { Clock } from '@trastienda/runtime';
import { createCipher, type EncryptionKey } from '@trastienda/runtime';
import type { Mail } from '../emails/mail.ts';
import { renderMail } from '../emails/render-mail.ts';

interface TestMails {
  mailsTo(email: string): Promise<MailMessage[]>;
  linkTo(email: string): Promise<string>;
}

/** The secret in the link of a mail. */
export function secretIn(mail: MailMessage | undefined): string {
  const [, secret] = /#token=([\w-]+)/.exec(mail?.text ?? '') ?? [];
  if (secret === undefined) throw new Error('There is no mail with a link.');
  return secret;
}

/** The real worker over the real queue, with a mailer that keeps what it is to send. */
export function createTestMails(
  database: Pick<Database, 'mails' | 'leases'>,
  clock: Clock,
  keys: readonly [EncryptionKey, ...EncryptionKey[]],
): TestMails {
  const sent: MailMessage[] = [];
  const faults: string[] = [];
  const mailer: Mailer = {
    async send(message) {
      sent.push(message);
    },
    rehearse: async () => undefined,
    close: async () => undefined,
  };
  const worker = createEmailWorker({
    store: database.mails,
    leases: database.leases,
    cipher: createCipher(keys),
    mailer,
    render: (mail: Mail) =>
      renderMail(mail, { shopName: 'Trastienda', storefrontUrl: 'https://shop.example' }),
    clock,
    onFault: ({ step, reason }) => faults.push(`${step}: ${reason}`),
  });
  const mailsTo = async (email: string) => {
    await worker.runOnce();
    if (faults.length > 0) {
      throw new Error(`Mails could not be sent: ${faults.splice(0).join(', ')}`);
    }
    return sent.filter(({ to }) => to.email === email);
  };
  return {
    mailsTo,
    linkTo: async (email) => secretIn((await mailsTo(email)).at(-1)),
  };
}
