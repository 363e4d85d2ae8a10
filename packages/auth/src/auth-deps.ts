import type { Database } from '@trastienda/db';
import type { Cipher, Clock, KeyedMutex } from '@trastienda/runtime';
import type { RecordEvent } from './audit/record-event.ts';
import type { AuthConfig } from './config.ts';
import type { AccountEmailQueue } from './emails/email.ts';
import type { PasswordHasher } from './passwords/password-hasher.ts';
import type { PasswordPolicy } from './passwords/password-policy.ts';
import type { Totp } from './second-factor/totp.ts';
import type { OneTimeTokens } from './secrets/one-time-tokens.ts';
import type { Throttle } from './throttle/throttle.ts';

/** The collections that accounts are made of. */
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

/** What the use cases of accounts are built on. */
export interface AuthDeps {
  readonly database: AuthDatabase;
  readonly clock: Clock;
  readonly config: AuthConfig;
  readonly cipher: Cipher;
  readonly hasher: PasswordHasher;
  readonly emails: AccountEmailQueue;
  /**
   * Erases what the rest of the shop keeps of an account, after the transaction that deleted it.
   * Never rejects: what it leaves is done later.
   */
  readonly onDeleted: (accountId: string) => Promise<void>;
  readonly policy: PasswordPolicy;
  readonly record: RecordEvent;
  readonly throttle: Throttle;
  readonly tokens: OneTimeTokens;
  readonly totp: Totp;
  /** Per account id: serializes transactions that lock the account and often run at once. */
  readonly locks: KeyedMutex;
}
