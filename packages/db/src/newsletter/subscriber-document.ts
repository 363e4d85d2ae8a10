import type { ConsentRecord, Locale, SubscriberStatus } from '@trastienda/shop-contract';

/** A request, a confirmation or a withdrawal, as a proof. */
export type StoredConsent = Omit<ConsentRecord, 'at'> & { readonly at: Date };

/** An address that has asked for the newsletter, in `newsletter_subscribers`. */
export interface SubscriberDocument {
  /** Sorts by the time of the first request. */
  readonly _id: string;
  /** Keyed hash of the address; remains when the address is erased. */
  readonly addressHash: string;
  /** Null once it is erased. */
  readonly email: string | null;
  readonly status: SubscriberStatus;
  readonly locale: Locale;
  readonly consents: readonly StoredConsent[];
  /** The link of the last confirmation email, by the SHA-256 of its secret. */
  readonly confirmation: {
    readonly hash: string;
    readonly expiresAt: Date;
    readonly textVersion: string;
  } | null;
  /** Until then a new request sends no email: the owner of the address has asked for none. */
  readonly silentUntil: Date | null;
  /** When the address, or a request that was never confirmed, is erased. */
  readonly eraseAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Counts the writes; a write is guarded by it. */
  readonly revision: number;
}

/** `SubscriberDocument` with `_id` exposed as `id`. */
export type SubscriberState = Omit<SubscriberDocument, '_id'> & { readonly id: string };
