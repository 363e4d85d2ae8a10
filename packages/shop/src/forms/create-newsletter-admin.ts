import { auditedOrigin } from '@trastienda/base';
import { mapPage } from '@trastienda/mongo';
import type { SubscriberView } from '@trastienda/shop-contract';
import { emailKey, type SubscriberState } from '@trastienda/shop-db';
import type { FormOptions, NewsletterAdminService } from './form-services.ts';
import type { Keyring } from './keyring.ts';
import { unsubscribeTokenOf } from './newsletter-links.ts';
import { writeSubscribers } from './subscriber-csv.ts';

interface NewsletterAdminDeps extends Pick<FormOptions, 'database' | 'clock' | 'unsubscribeUrl'> {
  readonly keyring: Keyring;
}

/** Returns a subscriber as staff see it. */
function toSubscriberView(state: SubscriberState): SubscriberView {
  const { id, email, status, locale, consents, createdAt, updatedAt } = state;
  return {
    ...{ id, email, status, locale },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    consents: consents.map(({ at, ...consent }) => ({ ...consent, at: at.toISOString() })),
  };
}

/** Creates the subscribers of the newsletter for staff. */
export function createNewsletterAdmin(deps: NewsletterAdminDeps): NewsletterAdminService {
  const { database, clock, keyring, unsubscribeUrl } = deps;
  const { subscribers } = database;
  const unsubscribeUrlOf = (id: string) => unsubscribeUrl(unsubscribeTokenOf(keyring, id));

  return {
    async list({ email, status, ...page }) {
      if (email === undefined) {
        return mapPage(await subscribers.list({ status, ...page }), toSubscriberView);
      }
      const hashes = keyring.hashesOf('newsletter address', emailKey(email));
      const found = await subscribers.findByAddress(hashes);
      const isMatch = found !== null && (status === undefined || found.status === status);
      return { items: isMatch ? [toSubscriberView(found)] : [], nextCursor: null };
    },

    export: ({ limit, cursor }, origin) =>
      database.transaction(async () => {
        const page = await subscribers.list({ status: 'subscribed', limit, cursor });
        const count = page.items.length;
        const entry = {
          action: 'newsletter.exported',
          subjectId: null,
          details: { count },
        } as const;
        await database.audit.append({ ...entry, at: clock.now(), ...auditedOrigin(origin) });
        const csv = writeSubscribers(page.items, {
          isFirst: cursor === undefined,
          unsubscribeUrlOf,
        });
        return { csv, count, nextCursor: page.nextCursor };
      }),
  };
}
