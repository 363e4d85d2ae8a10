import type { Clock } from '@trastienda/base';
import type { Cipher } from '@trastienda/mongo';
import type { EmailContent, EmailQueue } from './email.ts';
import type { EmailStore } from './email-store.ts';
import { sealEmail } from './sealed-email.ts';

const MINUTE_MS = 60_000;
/** How long an email without a link is worth sending. */
const NOTICE_MINUTES = 24 * 60;

/**
 * Creates a queue that stores emails encrypted in the database. An email with a link is kept while
 * its link works, any other for a day.
 */
export function createEmailQueue<Content extends EmailContent>(deps: {
  readonly store: EmailStore;
  readonly cipher: Cipher;
  readonly clock: Clock;
}): EmailQueue<Content> {
  const { store, cipher, clock } = deps;
  return {
    async enqueue(email) {
      const id = store.newId();
      const createdAt = clock.now();
      const lifetimeMs = (email.content.expiresInMinutes ?? NOTICE_MINUTES) * MINUTE_MS;
      await store.enqueue({
        id,
        sealed: sealEmail(cipher, id, email),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + lifetimeMs),
      });
    },
  };
}
