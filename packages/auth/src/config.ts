import type { RateLimit } from '@trastienda/db';
import type { EncryptionKey } from '@trastienda/runtime';

/** What an operator decides about accounts. */
export interface AuthConfig {
  /** Names the shop in emails and authenticator apps. */
  readonly shopName: string;
  /** At least 8. */
  readonly passwordMinLength: number;
  /** The first seals, all of them open. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly session: {
    /** How long a session lives that is not used. */
    readonly slidingSeconds: number;
    /** How long it lives at most. */
    readonly absoluteSeconds: number;
    /** How long a proof of identity counts as recent. */
    readonly recentSeconds: number;
  };
  /** In place of the usual limits; for tests and for shops under attack. */
  readonly limits?: Partial<AuthLimits>;
}

/** How often what may be tried. */
export interface AuthLimits {
  /** Failed sign-ins of one account from one source. */
  readonly signInPair: Pick<RateLimit, 'points' | 'seconds'>;
  /** Failed sign-ins of one account: from all unfamiliar sources together, and from each familiar one. */
  readonly signInAccount: Pick<RateLimit, 'points' | 'seconds'>;
  /** Failed sign-ins from one source, whatever the account. */
  readonly signInSource: Pick<RateLimit, 'points' | 'seconds'>;
  /** Emails to one address: for sign-ups, for password resets and for changes of address, each. */
  readonly emailAddress: Pick<RateLimit, 'points' | 'seconds'>;
  /** Sign-ups, password resets and uses of links from one source. */
  readonly emailSource: Pick<RateLimit, 'points' | 'seconds'>;
  /** Emails to one address in the longer run, counted likewise: by strangers, and by each familiar source. */
  readonly emailAddressDay: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong passwords in one session. */
  readonly ownPassword: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong second factors of one account. A right one begins the count anew. */
  readonly secondFactor: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong second factors of one account in the longer run. A right one changes nothing. */
  readonly secondFactorDay: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong first codes of an authenticator app, in one session. */
  readonly enrollment: Pick<RateLimit, 'points' | 'seconds'>;
}
