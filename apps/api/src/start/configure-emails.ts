import { join } from 'node:path';
import { type AccountEmailContent, createAccountEmails } from '@trastienda/auth';
import {
  createEmailDelivery,
  createOutboxMailer,
  createSmtpMailer,
  type EmailDelivery as Delivery,
  type EmailRenderers,
  type OutboxMailer,
} from '@trastienda/emails';
import {
  createFormEmails,
  createShopEmails,
  type FormEmailContent,
  type ShopEmailContent,
} from '@trastienda/shop';
import type { Database } from '@trastienda/shop-db';
import type { Logger } from 'pino';
import { type Config, ConfigError, type EmailConfig, type EncryptionKeys } from '../config/env.ts';

/** Content of all emails of the server. */
export type ServerEmailContent = AccountEmailContent | FormEmailContent | ShopEmailContent;

/** The queue of emails, and the worker that sends them by SMTP or writes them to the outbox. */
export interface EmailDelivery extends Pick<Delivery<ServerEmailContent>, 'queue' | 'stop'> {
  /** Null when emails go by SMTP. */
  readonly outbox: OutboxMailer | null;
  /** Starts the worker; links in emails point to `storefrontUrl`. */
  start(storefrontUrl: string): void;
}

export interface ConfigureEmailsOptions {
  readonly database: Pick<Database, 'emails' | 'leases'>;
  readonly config: Pick<Config, 'email' | 'dataDir' | 'accounts'>;
  readonly encryptionKeys: EncryptionKeys;
  readonly log: Logger;
}

/** How emails call the people behind the shop. */
const CONTACT = { en: 'the shop', es: 'la tienda' } as const;

/** Renderers of all emails of the server. */
export const EMAIL_RENDERERS: EmailRenderers<ServerEmailContent> = {
  ...createAccountEmails({ contact: CONTACT }),
  ...createFormEmails(),
  ...createShopEmails(),
};

function createMailer(email: EmailConfig, dataDir: string) {
  try {
    if (email.kind === 'smtp') return { mailer: createSmtpMailer(email), outbox: null };
    const outbox = createOutboxMailer({ dir: join(dataDir, 'outbox'), from: email.from });
    return { mailer: outbox, outbox };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`TRASTIENDA_SMTP_URL or TRASTIENDA_EMAIL_FROM: ${reason}`], []);
  }
}

export function configureEmails(options: ConfigureEmailsOptions): EmailDelivery {
  const { database, config, encryptionKeys, log } = options;
  const { email, dataDir, accounts } = config;
  const { mailer, outbox } = createMailer(email, dataDir);
  let url = '';
  const delivery = createEmailDelivery<ServerEmailContent>({
    database,
    encryptionKeys,
    mailer,
    renderers: EMAIL_RENDERERS,
    site: () => ({ name: accounts.shopName, url }),
    log,
  });
  return {
    ...delivery,
    outbox,
    start(storefrontUrl) {
      url = storefrontUrl;
      delivery.start();
    },
  };
}
