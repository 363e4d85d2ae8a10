import type { Clock } from '@trastienda/base';
import { createEmailWorker, type EmailMessage, type Mailer } from '@trastienda/emails';
import { createCipher, type EncryptionKey } from '@trastienda/mongo';
import type { AccountEmail } from '../emails/email.ts';
import { renderEmail } from '../emails/render-email.ts';
import type { AuthTestDatabase } from './open-auth-database.ts';

interface TestEmails {
  emailsTo(email: string): Promise<EmailMessage[]>;
  linkTo(email: string): Promise<string>;
}

/** Returns the secret in the link of an email. */
export function secretIn(email: EmailMessage | undefined): string {
  const [, secret] = /#token=([\w-]+)/.exec(email?.text ?? '') ?? [];
  if (secret === undefined) throw new Error('There is no email with a link.');
  return secret;
}

/** Creates the real worker on the real queue, with a mailer that collects what it sends. */
export function createTestEmails(
  database: Pick<AuthTestDatabase, 'emails' | 'leases'>,
  clock: Clock,
  keys: readonly [EncryptionKey, ...EncryptionKey[]],
): TestEmails {
  const sent: EmailMessage[] = [];
  const faults: string[] = [];
  const mailer: Mailer = {
    async send(message) {
      sent.push(message);
    },
    dryRun: async () => undefined,
    close: async () => undefined,
  };
  const worker = createEmailWorker({
    store: database.emails,
    leases: database.leases,
    cipher: createCipher(keys),
    mailer,
    render: (email: AccountEmail) =>
      renderEmail(email, { name: 'Trastienda', url: 'https://shop.example' }),
    clock,
    onFault: ({ step, reason }) => faults.push(`${step}: ${reason}`),
  });
  const emailsTo = async (email: string) => {
    await worker.runOnce();
    if (faults.length > 0) {
      throw new Error(`Emails could not be sent: ${faults.splice(0).join(', ')}`);
    }
    return sent.filter(({ to }) => to.email === email);
  };
  return {
    emailsTo,
    linkTo: async (email) => secretIn((await emailsTo(email)).at(-1)),
  };
}
