import type { Locale } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { ShopEmailQueue } from './email-content.ts';
import type { EmailKind } from './email-kinds.ts';

/** What emails about buying need. */
export interface NotificationDeps {
  readonly database: Database;
  /** Replaces an email address by a keyed hash, so that counters name no person. */
  readonly counterKeyOf: (email: string) => string;
  readonly emails: ShopEmailQueue;
  /** Language of emails to staff, and to buyers whose order names none. */
  readonly locale: Locale;
  /** IANA time zone of the days in emails. */
  readonly timeZone: string;
  /** Kinds of emails that are switched off. */
  readonly off: ReadonlySet<EmailKind>;
}
