import type { MailStore } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { Cipher } from '../secrets/cipher.ts';
import type { Mail, MailContent, MailQueue } from './mail.ts';
import { sealMail } from './sealed-mail.ts';

const MINUTE_MS = 60_000;
/** How long a mail without a link is worth sending. */
const NOTICE_MINUTES = 24 * 60;

function lifetimeMinutes(content: MailContent): number {
  return 'expiresInMinutes' in content ? content.expiresInMinutes : NOTICE_MINUTES;
}

/**
 * Leaves mails, sealed, in the database. A mail with a link is wanted for as long as its link
 * works, any other for a day.
 */
export function createMailQueue(deps: {
  readonly store: MailStore;
  readonly cipher: Cipher;
  readonly clock: Clock;
}): MailQueue {
  const { store, cipher, clock } = deps;
  return {
    async enqueue(mail: Mail) {
      const id = store.newId();
      const createdAt = clock.now();
      const lifetimeMs = lifetimeMinutes(mail.content) * MINUTE_MS;
      await store.enqueue({
        id,
        sealed: sealMail(cipher, id, mail),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + lifetimeMs),
      });
    },
  };
}
