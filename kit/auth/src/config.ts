import type { RateLimit } from '@trastienda/base';
import type { EncryptionKey } from '@trastienda/mongo';

/** Settings of auth that an operator chooses. */
export interface AuthConfig {
  /** Name of the application in authenticator apps; no password may consist of it. */
  readonly applicationName: string;
  /** At least 8 characters; 15 by default, as NIST SP 800-63B-4 requires of single factors. */
  readonly passwordMinLength?: number;
  /** The first key encrypts, all of them decrypt. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly session?: Partial<SessionConfig>;
  /** Overrides of the default limits, for tests and for applications under attack. */
  readonly limits?: Partial<AuthLimits>;
}

/** Lifetimes of sessions. */
export interface SessionConfig {
  /** Lifetime of a session that is not used; 30 days by default. */
  readonly slidingSeconds: number;
  /** Maximum lifetime of a session; 180 days by default. */
  readonly absoluteSeconds: number;
  /** How long a proof of identity counts as recent; 15 minutes by default. */
  readonly recentSeconds: number;
}

const DAY_SECONDS = 86_400;
const DEFAULT_SESSION: SessionConfig = {
  slidingSeconds: 30 * DAY_SECONDS,
  absoluteSeconds: 180 * DAY_SECONDS,
  recentSeconds: 15 * 60,
};
const DEFAULT_PASSWORD_LENGTH = 15;

/** `AuthConfig` with its defaults. */
export interface CompleteAuthConfig extends AuthConfig {
  readonly passwordMinLength: number;
  readonly session: SessionConfig;
}

export function withAuthDefaults(config: AuthConfig): CompleteAuthConfig {
  const { passwordMinLength = DEFAULT_PASSWORD_LENGTH } = config;
  return { ...config, passwordMinLength, session: { ...DEFAULT_SESSION, ...config.session } };
}

/** Limits on guesses and emails. */
export interface AuthLimits {
  /** Failed sign-ins of one account from one source. */
  readonly signInPair: Pick<RateLimit, 'points' | 'seconds'>;
  /**
   * Failed sign-ins of one account: from all unfamiliar sources together, and from each familiar
   * source.
   */
  readonly signInAccount: Pick<RateLimit, 'points' | 'seconds'>;
  /** Failed sign-ins from one source, whatever the account. */
  readonly signInSource: Pick<RateLimit, 'points' | 'seconds'>;
  /**
   * Emails to one address, counted separately for sign-ups, password resets and changes of address.
   */
  readonly emailAddress: Pick<RateLimit, 'points' | 'seconds'>;
  /** Sign-ups, password resets and uses of links from one source. */
  readonly emailSource: Pick<RateLimit, 'points' | 'seconds'>;
  /**
   * Emails to one address in the longer run: from all unfamiliar sources together, and from each
   * familiar source.
   */
  readonly emailAddressDay: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong passwords in one session. */
  readonly ownPassword: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong second factors of one account. A correct one resets the count. */
  readonly secondFactor: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong second factors of one account in the longer run. A correct one resets nothing. */
  readonly secondFactorDay: Pick<RateLimit, 'points' | 'seconds'>;
  /** Wrong first codes of an authenticator app, in one session. */
  readonly enrollment: Pick<RateLimit, 'points' | 'seconds'>;
}
