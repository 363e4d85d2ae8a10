import type { Clock, KeyedMutex } from '@trastienda/base';
import type { Cipher } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { RecordEvent } from './audit/record-event.ts';
import type { AuthConfig } from './config.ts';
import type { AccountEmailQueue } from './emails/email.ts';
import type { PasswordHasher } from './passwords/password-hasher.ts';
import type { PasswordPolicy } from './passwords/password-policy.ts';
import type { Totp } from './second-factor/totp.ts';
import type { OneTimeTokens } from './secrets/one-time-tokens.ts';
import type { Throttle } from './throttle/throttle.ts';

/** The collections that auth reads and writes. */
export type AuthDatabase = Pick<
  Database,
  | 'accounts'
  | 'apiKeys'
  | 'audit'
  | 'carts'
  | 'emails'
  | 'oneTimeTokens'
  | 'rateLimits'
  | 'sessions'
  | 'transaction'
>;

/** Dependencies of auth's use cases. */
export interface AuthDeps {
  readonly database: AuthDatabase;
  readonly clock: Clock;
  readonly config: AuthConfig;
  readonly cipher: Cipher;
  readonly hasher: PasswordHasher;
  readonly emails: AccountEmailQueue;
  /**
   * Erases the account's data in the rest of the shop, after the transaction that deleted the
   * account. Never rejects: a worker retries what failed.
   */
  readonly onDeleted: (accountId: string) => Promise<void>;
  readonly policy: PasswordPolicy;
  readonly record: RecordEvent;
  readonly throttle: Throttle;
  readonly tokens: OneTimeTokens;
  readonly totp: Totp;
  /**
   * Serializes transactions by account id, because they lock the account and often run
   * concurrently.
   */
  readonly locks: KeyedMutex;
}
