import type { Clock, KeyedMutex } from '@trastienda/base';
import type { EmailStore } from '@trastienda/emails/collection';
import type { Cipher, RateLimitStore, RunTransaction } from '@trastienda/mongo';
import type { RecordEvent } from './audit/record-event.ts';
import type {
  AccountStore,
  ApiKeyStore,
  AuditStore,
  OneTimeTokenStore,
  SessionStore,
} from './collections/index.ts';
import type { CompleteAuthConfig } from './config.ts';
import type { AccountEmailQueue } from './emails/email.ts';
import type { DeferredPasswordPolicy } from './passwords/deferred-policy.ts';
import type { PasswordHasher } from './passwords/password-hasher.ts';
import type { RoleRules } from './roles/role-rules.ts';
import type { Totp } from './second-factor/totp.ts';
import type { OneTimeTokens } from './secrets/one-time-tokens.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { Throttle } from './throttle/throttle.ts';

/** The stores that auth reads and writes; `Action` has the actions of the audit log. */
export interface AuthDatabase<Action extends string = string> {
  readonly accounts: AccountStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore<Action>;
  readonly emails: EmailStore;
  readonly oneTimeTokens: OneTimeTokenStore;
  readonly rateLimits: RateLimitStore;
  readonly sessions: SessionStore;
  readonly transaction: RunTransaction;
}

/** Dependencies of auth's use cases. */
export interface AuthDeps {
  readonly database: AuthDatabase;
  readonly clock: Clock;
  readonly config: CompleteAuthConfig;
  readonly cipher: Cipher;
  readonly hasher: PasswordHasher;
  readonly emails: AccountEmailQueue;
  /**
   * Erases data that must go with the account. Joins the transaction that deletes the account, and
   * aborts it by rejecting.
   */
  readonly onDeleting: (accountId: string) => Promise<void>;
  /**
   * Erases the account's data in the rest of the application, after the transaction that deleted
   * the account. Never rejects: a worker retries what failed.
   */
  readonly onDeleted: (accountId: string) => Promise<void>;
  readonly policy: DeferredPasswordPolicy;
  readonly record: RecordEvent;
  readonly roles: RoleRules;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly tokens: OneTimeTokens;
  readonly totp: Totp;
  /**
   * Serializes transactions by account id, because they lock the account and often run
   * concurrently.
   */
  readonly locks: KeyedMutex;
}
