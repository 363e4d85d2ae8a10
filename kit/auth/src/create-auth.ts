import {
  type Actor,
  type Authenticator,
  type Clock,
  createKeyedMutex,
  systemClock,
} from '@trastienda/base';
import { createEmailQueue } from '@trastienda/emails';
import { createCipher } from '@trastienda/mongo';
import { createAccountAdminService } from './accounts/account-admin.ts';
import { createChangeEmail } from './accounts/change-email.ts';
import { createChangePassword } from './accounts/change-password.ts';
import { createCompleteSignIn } from './accounts/complete-sign-in.ts';
import { createDeleteAccount } from './accounts/delete-account.ts';
import { createDescribeCaller } from './accounts/describe-caller.ts';
import { createOperatorService } from './accounts/operator-service.ts';
import { createOwnSecondFactor } from './accounts/own-second-factor.ts';
import { createOwnSessions } from './accounts/own-sessions.ts';
import { createReauthenticate } from './accounts/reauthenticate.ts';
import { createResetPassword } from './accounts/reset-password.ts';
import { createSignIn } from './accounts/sign-in.ts';
import { createSignUp } from './accounts/sign-up.ts';
import { createUpdateAccount } from './accounts/update-account.ts';
import { createApiKeyService } from './api-keys/api-key-service.ts';
import { createAuditService } from './audit/audit-service.ts';
import { createRecordEvent } from './audit/record-event.ts';
import type { AuthDatabase, AuthDeps } from './auth-deps.ts';
import { createAuthenticator } from './authenticator.ts';
import { type AuthConfig, withAuthDefaults } from './config.ts';
import type { AccountEmailQueue } from './emails/email.ts';
import { createDeferredPolicy } from './passwords/deferred-policy.ts';
import { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
import { createRoleRules, type RoleOptions } from './roles/role-rules.ts';
import { createTotp } from './second-factor/totp.ts';
import { createOneTimeTokens } from './secrets/one-time-tokens.ts';
import type { AuthServices, OperatorService } from './services.ts';
import { luciaSessions } from './sessions/lucia-sessions.ts';
import type { SessionProvider } from './sessions/sessions.ts';
import { createCounterKeys } from './throttle/counter-keys.ts';
import { DEFAULT_LIMITS } from './throttle/default-limits.ts';
import { createThrottle } from './throttle/throttle.ts';

/** Bound of the sign-ins that wait for one account; each of them has hashed a password before. */
const MAX_WAITING_SIGN_INS = 200;

export interface AuthOptions<
  Role extends string = string,
  Permission extends string = string,
  Action extends string = string,
> extends RoleOptions<Role, Permission> {
  readonly database: AuthDatabase<Action>;
  readonly config: AuthConfig;
  readonly clock?: Clock;
  /** Implementation of sessions; by default `luciaSessions`. */
  readonly sessions?: SessionProvider;
  /** Share one hasher in the process, because it limits how many hashes are computed at once. */
  readonly hasher?: PasswordHasher;
  /** Queue of outgoing emails; by default the encrypted queue in the database. */
  readonly emails?: AccountEmailQueue;
  /** Erases data that must go with an account, in the transaction that deletes the account. */
  readonly onDeleting?: (accountId: string) => Promise<void>;
  /** Erases the account's data in the rest of the application after a deletion; must not reject. */
  readonly onDeleted?: (accountId: string) => Promise<void>;
}

/** All services of auth, with those that need no procedure. */
export interface Auth<
  Role extends string = string,
  Permission extends string = string,
  Action extends string = string,
> extends AuthServices<Role, Permission, Action> {
  readonly operator: OperatorService;
  readonly authenticator: Authenticator<Actor<Role, Permission>>;
}

/** Creates auth over a database. Emails wait there for a worker; see `createEmailWorker`. */
export function createAuth<Role extends string, Permission extends string, Action extends string>(
  options: AuthOptions<Role, Permission, Action>,
): Auth<Role, Permission, Action> {
  const {
    database,
    clock = systemClock,
    hasher = createPasswordHasher(),
    sessions = luciaSessions,
  } = options;
  const config = withAuthDefaults(options.config);
  const { applicationName, passwordMinLength: minLength } = config;
  const cipher = createCipher(config.encryptionKeys);
  const deps: AuthDeps = {
    database,
    clock,
    config,
    cipher,
    hasher,
    emails: options.emails ?? createEmailQueue({ store: database.emails, cipher, clock }),
    onDeleting: options.onDeleting ?? (async () => {}),
    onDeleted: options.onDeleted ?? (async () => {}),
    policy: createDeferredPolicy({ minLength, applicationName }),
    record: createRecordEvent(database.audit, clock),
    roles: createRoleRules(options),
    sessions: sessions({ database, clock, config: config.session }),
    throttle: createThrottle(database.rateLimits, {
      limits: { ...DEFAULT_LIMITS, ...config.limits },
      keyOf: createCounterKeys(config.encryptionKeys[0].key),
    }),
    tokens: createOneTimeTokens(database.oneTimeTokens, clock),
    totp: createTotp({ issuer: applicationName, clock }),
    locks: createKeyedMutex({ maxWaiting: MAX_WAITING_SIGN_INS }),
  };
  const { requestEmailChange, confirmEmailChange } = createChangeEmail(deps);
  const services: Auth = {
    auth: {
      ...createDescribeCaller(deps),
      ...createSignUp(deps),
      ...createSignIn(deps),
      ...createCompleteSignIn(deps),
      ...createReauthenticate(deps),
      ...createResetPassword(deps),
      confirmEmailChange,
    },
    account: {
      ...createUpdateAccount(deps),
      ...createChangePassword(deps),
      ...createDeleteAccount(deps),
      ...createOwnSessions(deps),
      ...createOwnSecondFactor(deps),
      requestEmailChange,
    },
    accounts: createAccountAdminService(deps),
    apiKeys: createApiKeyService(deps),
    audit: createAuditService(database.audit),
    operator: createOperatorService(deps),
    authenticator: createAuthenticator(deps),
  }; // Stored roles and permissions are those of the application: nothing else is written.
  return services as Auth<Role, Permission, Action>;
}
